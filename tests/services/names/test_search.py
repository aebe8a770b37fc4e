"""Search finds who is meant in other spellings, first; on the registry of facts each listed variant does."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.domain.names.keys import name_key
from registry.domain.names.similarity import most_alike
from registry.store.entities.named import PERSON
from registry.store.names.search_index import names_like

FACTS = Path(__file__).parents[3].parent / "shared" / "data" / "facts.csv"
SHARE = 0.98  # of the variants, at rank 1 when they are not stored; all of them when this was written


def first(registry: Registry, words: str, kind: str | None = None) -> str:
    return registry.search(words, kind)[0].slug


@pytest.mark.parametrize(
    "words",
    [
        "Barhylevych", "Barhilevych", "Баргилевич", "Anatoly Bargilevich", "BARHYLEVYCH ANATOLIY", "A. Barhylevych",
        "Lieutenant-General Barhylevych", "Lieutenant General Anatolii Bargylevych", "Barhylevich",
        "anatoliy-barhylevych",
    ],
)  # fmt: skip
def test_one_person_is_found_first_by_any_spelling(seed: Registry, words: str):
    assert first(seed, words) == "anatoliy-barhylevych"


def test_a_hit_says_what_was_met_and_why_it_is_told(sample: Registry):
    hit = sample.search("Анатолій Баргилевич")[0]

    assert (hit.kind, hit.name, hit.matched) == ("person", "Anatoliy Barhylevych", "Анатолій Баргилевич")
    assert (hit.why, hit.score) == ("Inspector General", 100)
    assert sample.search("minister of defence")[0].why == "Ministry of Defence of Ukraine"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Q3874799", "volodymyr-zelenskyy"),
        ("wikidata=Q3874799", "volodymyr-zelenskyy"),
        ("Minster of Defense", "minister-of-defence-of-ukraine"),
        ("secretary, department of state", "secretary-of-state"),
        ("State Department", "us-department-of-state"),
    ],
)
def test_identifiers_titles_and_organizations_are_found_too(sample: Registry, words: str, slug: str):
    assert first(sample, words) == slug


def test_a_hyphen_in_a_rank_makes_no_difference(staff: Registry):
    staff.roles.add("Lieutenant-General of the Ordnance", "ministry of defence")

    for words in ("Lieutenant General", "lieutenant-general", "Lieutenant-General, Ordnance"):
        assert first(staff, words) == "lieutenant-general-of-the-ordnance"


def test_kind_and_limit_narrow_what_is_told(sample: Registry):
    assert {hit.kind for hit in sample.search("ukraine", limit=50)} >= {"role", "organization"}
    assert {hit.kind for hit in sample.search("ukraine", "organization")} == {"organization"}
    assert len(sample.search("ukraine", limit=2)) == 2


def test_of_several_names_that_are_met_a_thing_is_told_once(sample: Registry):
    slugs = [hit.slug for hit in sample.search("Zelensky", "person")]

    assert slugs.count("volodymyr-zelenskyy") == 1


def test_likelier_ones_come_first(sample: Registry):
    scores = [hit.score for hit in sample.search("general staff")]

    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("words", ["Xyzzyx", "!!!", "'; drop table people;--", "%", "*", '"', "a" * 900])
def test_words_that_are_like_nothing_find_nothing(sample: Registry, words: str):
    assert sample.search(words) == []


@pytest.mark.parametrize(
    ("words", "kind", "reason"),
    [
        ("", None, "the search is empty"),
        ("  ", None, "the search is empty"),
        ("a\x00b", None, "control character"),
        ("\ud800", None, "half a character"),
        ("x" * 2_000, None, "more than 1,000 characters"),
        ("Hnatov", "source", "person, role, organization"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_in_words(sample: Registry, words: str, kind: str | None, reason: str):
    with pytest.raises(RegistryError, match=reason):
        sample.search(words, kind)


def test_no_command_takes_the_first_hit_for_what_was_meant(seed: Registry):
    assert first(seed, "Bargilevich") == "anatoliy-barhylevych"

    with pytest.raises(RegistryError, match=r"no person 'Bargilevich'; did you mean 'Anatoliy Barhylevych'"):
        seed.career("Bargilevich")


@pytest.mark.skipif(not FACTS.exists(), reason="the collected facts are not here")
@pytest.mark.parametrize("stored", ["main names alone", "every other variant"])
def test_each_variant_of_the_facts_finds_its_person_first_when_it_is_not_stored(registry: Registry, stored: str):
    variants: dict[str, set[str]] = {}
    with FACTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            listed = {variant.strip() for variant in row["name_variants"].split(";")}
            known = variants.setdefault(row["person"], set())
            known |= {variant for variant in listed if variant and not re.fullmatch("Q[0-9]+", variant)}
    for person, others in variants.items():
        registry.people.add(person, also=sorted(others) if stored == "every other variant" else (), new=True)
    asked = [
        (variant, person)
        for person, others in variants.items()
        for variant in sorted(others)
        if name_key(variant) != name_key(person)
    ]

    missed = [(variant, person) for variant, person in asked if ranked(registry, variant)[:1] != [person]]

    assert len(asked) > 100
    assert len(missed) <= (1 - SHARE) * len(asked), missed


def ranked(registry: Registry, variant: str) -> list[str]:
    """Everybody found, but for names that fold to the variant itself; of equals, none is first."""
    key = name_key(variant)
    names = [name for name in names_like(registry.file.connection, PERSON, key) if name.key != key]
    scores = most_alike(key, {name.key for name in names})
    best: dict[int, float] = {}
    for name in names:
        best[name.id] = max(best.get(name.id, 0.0), scores.get(name.key, 0.0))
    order = sorted(best, key=lambda row_id: -best[row_id])
    if len(order) > 1 and best[order[0]] == best[order[1]]:
        return []
    labels = {found.id: found.label for found in registry.people.list()}
    return [labels[row_id] for row_id in order]


@pytest.mark.parametrize("name", ["???", '"', '" "x', "%_*"])
def test_a_name_of_signs_is_found_and_sound(registry: Registry, name: str):
    registry.people.add(name)

    assert [hit.name for hit in registry.search(name)] == [name]
    assert registry.doctor().left == ()
