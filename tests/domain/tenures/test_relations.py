"""How sure a fact with open sides is on a day, when two events can be one, and what a detail of a tenure says."""

from __future__ import annotations

import pytest

from registry.domain.dates.bounds import open_bounds
from registry.domain.tenures.details import Absence, DetailNote, absence, rank_on
from registry.domain.tenures.relations import is_one_event, open_windows
from registry.domain.vocabulary import Certainty

SEEN = ("2015-03-01", "2018-03-01")


@pytest.mark.parametrize(
    ("start", "end", "seen", "certain"),
    [
        ("2010", None, (None, None), ("2010-12-31", "2010-12-31")),
        (None, "2020", (None, None), ("2020-01-01", "2020-01-01")),
        ("2010", None, SEEN, ("2010-12-31", "2018-03-01")),
        (None, "2020", SEEN, ("2015-03-01", "2020-01-01")),
        (None, None, SEEN, SEEN),
        ("2015", "2018", SEEN, SEEN),
        ("2015", "2018", (None, None), ("2015-12-31", "2018-01-01")),
    ],
)
def test_an_open_side_is_certain_as_far_as_the_evidence_goes_and_a_vague_one_up_to_it(
    start: str | None, end: str | None, seen: tuple[str | None, str | None], certain: tuple[str, str]
):
    found = open_windows(open_bounds(start, end), start, end, seen=seen)

    assert (found.certain_from, found.certain_to) == certain


def test_a_fact_with_two_open_sides_is_certain_on_no_day_without_evidence_and_presumed_on_each():
    found = open_windows(open_bounds(None, None), None, None)

    assert found.certainty("2000-01-01", "2000-01-01") == Certainty.PRESUMED


def test_a_doubted_fact_is_no_more_than_possible_whatever_shows_it():
    found = open_windows(open_bounds("2010", None), "2010", None, True, SEEN)

    assert found.certainty("2016-01-01", "2016-01-01") == Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("2020-01-02", "2020-01-02"), ("2020-01-01", "2020-01-01"), True),
        (("2020-01-01", "2020-01-01"), ("2020-01-02", "2020-01-02"), True),
        (("2020-01-01", "2020-01-01"), ("2020-01-01", "2020-01-01"), True),
        (("2020-01-03", "2020-01-03"), ("2020-01-01", "2020-01-01"), False),
        (("2020-01-01", "2020-01-01"), ("2020-01-03", "2020-01-03"), False),
        (("2019-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31"), True),
    ],
)
def test_two_events_are_one_on_the_same_day_or_a_day_apart(
    one: tuple[str, str], other: tuple[str, str], expected: bool
):
    assert is_one_event(*one, *other) is expected


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_absences_the_surer_one_is_given(turned: bool):
    leave = DetailNote("absence", "leave", "2016-01-01", "2016-12-31")
    illness = DetailNote("absence", "illness", "2016?", "2016-12-31")
    details = [illness, leave] if turned else [leave, illness]

    assert absence(details, Certainty.CERTAIN, "2016-07-01", "2016-07-01") == Absence("certain", "leave")


def test_a_rank_that_is_disputed_or_of_another_day_leaves_that_of_the_tenure():
    disputed = DetailNote("rank", "General", "2015-01-01", "2015-12-31", status="disputed")
    accepted = DetailNote("rank", "Major", "2016-01-01", "2016-12-31")

    assert rank_on("Colonel", [disputed, accepted], "2015-06-01") == "Colonel"
    assert rank_on("Colonel", [disputed, accepted], "2016-06-01") == "Major"
    assert rank_on("Colonel", [disputed, accepted], "2017-01-01") == "Colonel"
