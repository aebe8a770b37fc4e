"""Which names may be one person's, and what speaks for and against that two people are one."""

from __future__ import annotations

import pytest

from registry.domain.dates.bounds import Bounds, bounds_of
from registry.domain.names.candidate_pairs import NamedPerson, Namesakes, likeness
from registry.domain.names.duplicate_score import PROPOSED_FROM, ComparedPerson, ComparedTenure, Pair, weigh
from registry.domain.names.keys import name_key


def alike(one: str, other: str) -> float:
    like = likeness([name_key(one)], [name_key(other)])
    return like.points if like else 0.0


def a_post(role: int = 1, start: str | None = None, end: str | None = None, **other) -> ComparedTenure:
    values = {"kind": "substantive", "replaces": None, "organization": role * 10} | other
    return ComparedTenure(
        role=role, title="Chief", organization_name="Army", start=start, end=end,
        bounds=bounds_of(start, end), **values,
    )  # fmt: skip


def a_life(number: int, name: str = "Ann Ames", birth=None, death=None, identifiers=(), posts=()) -> ComparedPerson:
    days: Bounds = bounds_of(birth, death)
    return ComparedPerson(
        number, f"p{number}", name, (name_key(name),), birth, death, days, tuple(identifiers), tuple(posts)
    )


def weighed(one: dict, other: dict) -> Pair | None:
    lives = a_life(1, **one), a_life(2, **other)
    like = likeness(lives[0].keys, lives[1].keys)
    assert like
    return weigh(*lives, like, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andriy Hnatov", "Andrii Hnatov"),
        ("Andriy Hnatov", "Андрій Гнатов"),
        ("Andriy Hnatov", "Hnatov Andriy"),
        ("Andriy Hnatov", "Гнатов Андрій Вікторович"),
        ("Daniel B. Smith", "Daniel Bennett Smith"),
        ("Jean Chrétien", "Jean Chretien"),
    ],
)
def test_spellings_of_one_name_are_enough_to_ask(one: str, other: str):
    assert alike(one, other) >= PROPOSED_FROM
    assert alike(other, one) == alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Adams", "John Quincy Adams"),
        ("George Herbert Walker Bush", "George Walker Bush"),
        ("A. Hnatov", "Andriy Hnatov"),
        ("John Smith Jr.", "John Smith"),
        ("Serhiy Shaptala", "Serhiy Shaptalo"),
        ("Chretien", "Chrétien"),
    ],
)
def test_names_that_may_well_be_two_people_s_need_more(one: str, other: str):
    assert 0 < alike(one, other) < PROPOSED_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Ames", "Ann Bell"), ("William Harrison", "Benjamin Harrison"), ("A. B.", "Ann Bell"), ("Ann", "Ann Bell")],
)
def test_names_without_a_like_for_each_word_are_two(one: str, other: str):
    assert alike(one, other) == 0


def test_pairs_come_from_common_words_slips_and_initials_and_each_once():
    names = ["Andriy Hnatov", "Andrii Hnatow", "Hnatov A.", "Andriy Hnatof", "Ann Ames", "Bob Bell", "Bell"]
    found = Namesakes(NamedPerson(number, name_key(name)) for number, name in enumerate(names))

    assert sorted(found.pairs()) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]
    assert sorted(found.pairs(3)) == [(0, 3), (1, 3)]


def test_a_name_that_many_bear_is_worth_less():
    crowd = [NamedPerson(number, f"ann {letter}mes") for number, letter in enumerate("abcdefgh" * 5)]
    namesakes = Namesakes([*crowd, NamedPerson(99, "zoe quill")])

    assert namesakes.doubt("ann ames") > 10
    assert namesakes.doubt("zoe quill") == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"birth": "1950"}, {"birth": "1961-02"}),
        ({"death": "1950"}, {"death": "1961"}),
        ({"death": "1950"}, {"birth": "1961"}),
        ({"death": "1950"}, {"posts": [a_post(start="1951")]}),
        ({"birth": "1950"}, {"posts": [a_post(start="1940", end="1949")]}),
        ({"posts": [a_post(start="1940", end="1949")]}, {"posts": [a_post(start="1949", end="1950", replaces=1)]}),
        ({"posts": [a_post(start="1940", end="1949")]}, {"posts": [a_post(start="1945", end="1946", kind="acting")]}),
    ],
)
def test_what_cannot_be_is_not_proposed(one: dict, other: dict):
    assert weighed(one, other) is None
    if not any(post.replaces for post in other.get("posts", ())):
        assert weighed(other, one) is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"birth": "1950-02-03"}, {"birth": "1950-02-03"}, "both born 3 February 1950"),
        ({"birth": "1950-02-03"}, {"birth": "1950"}, "born 3 February 1950 and 1950"),
        (
            {"posts": [a_post(start="2010", end="2012-03-01")]},
            {"posts": [a_post(start="2012-03-01", end="2014")]},
            "both Chief, one right after the other",
        ),
        (
            {"posts": [a_post(start="2010", end="2012")]},
            {"posts": [a_post(start="2010-02", end="2012-03-01")]},
            "both Chief at the same time, as the dates have it",
        ),
        (
            {"posts": [a_post(1, "2010", "2012", organization=7)]},
            {"posts": [a_post(2, "2014", "2015", organization=7)]},
            "both in Army",
        ),
    ],
)
def test_what_agrees_speaks_for_it(one: dict, other: dict, reason: str):
    found = weighed(one, other)

    assert found is not None
    assert found.score > 70
    assert found.reasons == ("the same name", reason)
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ({"identifiers": [("wikidata", "Q1")]}, {"identifiers": [("wikidata", "Q2")]}, "wikidata Q1 and Q2"),
        (
            {"posts": [a_post(start="2010", end="2012")]},
            {"posts": [a_post(start="2011", end="2014")]},
            "both Chief at once",
        ),
        (
            {"posts": [a_post(1, "1810", "1812")]},
            {"posts": [a_post(2, "1910", "1912")]},
            "in office from 1810 to 1912",
        ),
    ],
)
def test_what_disagrees_speaks_against_it(one: dict, other: dict, doubt: str):
    found = weighed(one, other)

    assert found is not None
    assert found.score < PROPOSED_FROM
    assert found.doubts == (doubt,)


def test_identifiers_of_different_schemes_say_nothing():
    found = weighed({"identifiers": [("wikidata", "Q1")]}, {"identifiers": [("gnd", "7")]})

    assert found is not None
    assert (found.score, found.doubts) == (70, ())
