"""Pictures for writers, made of what readers give: what one writes the other has to read."""

from __future__ import annotations

from collections.abc import Iterable

from registry.domain.exchange.export_view import Picture
from registry.domain.exchange.statements import Body, Called, Cited, Given, Held, Post, Someone

# A small made-up registry with something of everything; keys are slugs.
SAMPLE: tuple[Given, ...] = (
    Body("ministry", "Ministry of Weights", identifiers=(("wikidata", "Q90000001"),), inception="1991-09-24"),
    Body("weights-staff", "Weights Staff", parent="ministry", also=(Called("Штаб ваг", language="uk", script="Cyrl"),)),
    Post("chief", "Chief of the Weights Staff", "weights-staff", identifiers=(("wikidata", "Q90000002"),)),
    Post("advisers", "Adviser", "ministry", seats=None, inception="2014", note="any number"),
    Someone(
        "ann-ames",
        "Ann Ames",
        also=(
            Called("Анна Еймс", "alias", "uk", "Cyrl"),
            Called("Anna Ames", "former", start="1999", end="2010"),
        ),
        identifiers=(("wikidata", "Q90000003"),),
        birth="1980",
    ),
    Someone("bob-bell", "Bob Bell", identifiers=(("wikidata", "Q90000004"),), birth="1969-10-01"),
    Someone("cem-cole", "Cem Cole", identifiers=(("wikidata", "Q90000005"),), death="2030-02"),
    Held("cem-cole", "chief", key="cole", start="2021-07-28", end="2024-02-09", how="appointed"),
    Held(
        "bob-bell",
        "chief",
        key="bell",
        start="2024-02",
        end="2025-03-16",
        rank="Lieutenant General",
        end_reason="transferred",
        replaces="cole",
        cited=(
            Cited(
                "https://www.example.org/2025-03-17",
                "A new chief",
                "Example News",
                published="2025-03-17",
                supports=("end", "end_reason"),
                quote="replaces Bob Bell",
                locator="paragraph 4",
            ),
        ),
    ),
    Held("ann-ames", "chief", key="ames", start="2025-03-16", replaces="bell", note="by decree"),
    Held("ann-ames", "advisers", key="ames-adviser", start="2019~", end="XXXX", kind="acting", status="disputed"),
    Held(None, "chief", key="nobody", start="2020-01-01", end="2020-02-03"),
)


def picture_of(given: Iterable[Given]) -> Picture:
    """The picture of what a reader gave."""
    each = list(given)
    return Picture(
        bodies=[one for one in each if isinstance(one, Body)],
        posts=[one for one in each if isinstance(one, Post)],
        people=[one for one in each if isinstance(one, Someone)],
        held=[one for one in each if isinstance(one, Held)],
        today="2026-11-23",
        tables=(),
        table=lambda _: ((), iter(())),
    )
