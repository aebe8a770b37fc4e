"""Pictures for writers, made of what readers give: what one writes the other has to read."""

from __future__ import annotations

from collections.abc import Iterable

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import (
    CitationStatement,
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    Statement,
    TenureStatement,
)

# A small made-up registry with something of everything; keys are slugs.
SAMPLE: tuple[Statement, ...] = (
    OrganizationStatement(
        "ministry", "Ministry of Weights", identifiers=(("wikidata", "Q90000001"),), inception="1991-09-24"
    ),
    OrganizationStatement(
        "weights-staff",
        "Weights Staff",
        parent="ministry",
        also=(NameStatement("Штаб ваг", language="uk", script="Cyrl"),),
    ),
    RoleStatement("chief", "Chief of the Weights Staff", "weights-staff", identifiers=(("wikidata", "Q90000002"),)),
    RoleStatement("advisers", "Adviser", "ministry", seats=None, inception="2014", note="any number"),
    PersonStatement(
        "ann-ames",
        "Ann Ames",
        also=(
            NameStatement("Анна Еймс", "alias", "uk", "Cyrl"),
            NameStatement("Anna Ames", "former", start="1999", end="2010"),
        ),
        identifiers=(("wikidata", "Q90000003"),),
        birth="1980",
    ),
    PersonStatement("bob-bell", "Bob Bell", identifiers=(("wikidata", "Q90000004"),), birth="1969-10-01"),
    PersonStatement("cem-cole", "Cem Cole", identifiers=(("wikidata", "Q90000005"),), death="2030-02"),
    TenureStatement("cem-cole", "chief", key="cole", start="2021-07-28", end="2024-02-09", how="appointed"),
    TenureStatement(
        "bob-bell",
        "chief",
        key="bell",
        start="2024-02",
        end="2025-03-16",
        rank="Lieutenant General",
        end_reason="transferred",
        replaces="cole",
        cited=(
            CitationStatement(
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
    TenureStatement("ann-ames", "chief", key="ames", start="2025-03-16", replaces="bell", note="by decree"),
    TenureStatement(
        "ann-ames", "advisers", key="ames-adviser", start="2019~", end="XXXX", kind="acting", status="disputed"
    ),
    TenureStatement(None, "chief", key="nobody", start="2020-01-01", end="2020-02-03"),
)


def picture_of(given: Iterable[Statement]) -> ExportView:
    """The picture of what a reader gave."""
    each = list(given)
    return ExportView(
        bodies=[one for one in each if isinstance(one, OrganizationStatement)],
        posts=[one for one in each if isinstance(one, RoleStatement)],
        people=[one for one in each if isinstance(one, PersonStatement)],
        held=[one for one in each if isinstance(one, TenureStatement)],
        today="2026-11-23",
        tables=(),
        table=lambda _: ((), iter(())),
    )
