"""Who entered and who left in a window: cases, and every reading of the dates day by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.evidence.records import SourceNote
from registry.domain.tenures.movements.movements import Movement, Window, joined, movements
from registry.domain.tenures.records import Tenure
from tests.conftest import examples
from tests.domain.tenures.test_answers import a_tenure

FEBRUARY = Window("2024-02-01", "2024-02-29")


def told(*tenures: Tenure, within: Window = FEBRUARY, **more: Any) -> tuple[Movement, ...]:
    of_staff = [tenure._replace(organization="staff", title="Chief", role="chief") for tenure in tenures]
    return movements(of_staff, {"staff": [within]}, more.get("succeeded", {}), more.get("sources", {}))


def moves(*tenures: Tenure, within: Window = FEBRUARY) -> list[tuple[str | None, str, str]]:
    return [(each.person, each.movement, each.certainty) for each in told(*tenures, within=within)]


def a_vacancy(start: str, end: str | None) -> Tenure:
    return a_tenure(start, end, person_id=None, person=None, name=None)


NEXT = {"next_start_earliest": "2024-02-10", "next_start_latest": "2024-02-10"}
PREVIOUS = {"replaces_id": 9, "previous_end_earliest": "2024-02-10", "previous_end_latest": "2024-02-10"}
SUCCEEDED_LATE = {"next_start_earliest": FIRST_DAY, "next_start_latest": "2024-02-10"}


@pytest.mark.parametrize(
    ("tenure", "expected"),
    [
        (a_tenure("2024-02-01", "2025-01-01"), [("entered", "certain")]),
        (a_tenure("2024-02-29", "2025-01-01"), [("entered", "certain")]),
        (a_tenure("2024-03-01", "2025-01-01"), []),
        (a_tenure("2020-01-01", "2024-02-01"), [("left", "certain")]),
        (a_tenure("2020-01-01", "2024-02-29"), [("left", "certain")]),
        (a_tenure("2020-01-01", "2024-01-31"), []),
        (a_tenure("2024-02-05", "2024-02-20"), [("entered", "certain"), ("left", "certain")]),
        (a_tenure("2024-02", "2025-01-01"), [("entered", "certain")]),
        (a_tenure("2024", "2025-01-01"), [("entered", "possible")]),
        (a_tenure("2024-01", "2025-01-01"), []),
        (a_tenure("2024-02-29~", "2025-01-01"), [("entered", "possible")]),
        (a_tenure("[..2024-02-10]", "2025-01-01"), [("entered", "possible")]),
        (a_tenure("2024-02-05"), [("entered", "certain")]),
        (a_tenure("2020-01-01"), []),
        (a_tenure("2020-01-01", **NEXT), [("left", "certain")]),
        (a_tenure("2020-01-01", "2024", **NEXT), [("left", "certain")]),
        (a_tenure("2020-01-01", "XXXX"), []),
        (a_tenure("2020-01-01", "XXXX", **NEXT), [("left", "certain")]),
        (a_tenure("2020-01-01", "XXXX", **SUCCEEDED_LATE), [("left", "possible")]),
        (a_tenure(None, "XXXX", **SUCCEEDED_LATE), []),
        (a_tenure(None, "2025-01-01"), []),
        (a_tenure(None, "2024-02-20"), [("left", "certain")]),
        (a_tenure(None, "2025-01-01", first_observed="2024-02-20", last_observed="2024-02-20"), []),
        (a_tenure(None, "2025-01-01", **PREVIOUS), [("entered", "certain")]),
        (a_tenure("2024", "2025-01-01", **PREVIOUS), [("entered", "certain")]),
        (a_tenure("2024", first_observed="2024-01-31", last_observed="2024-01-31"), []),
        (a_tenure("2024-02-05", "2024-02-20", status="disputed"), [("entered", "possible"), ("left", "possible")]),
        (a_tenure("2024-02-05?", "2024-02-20"), [("entered", "possible"), ("left", "possible")]),
        (a_tenure("2024-02-05", "2024-02-20", status="rejected"), []),
        (a_tenure("2024-02-05", "2025-01-01", kind="acting"), [("entered", "certain")]),
        (a_vacancy("2024-02-05", "2024-02-20"), [("became vacant", "certain"), ("filled", "certain")]),
        (a_vacancy("2024-02-05", None), [("became vacant", "certain")]),
    ],
)
def test_a_start_and_an_end_are_told_where_they_may_lie_in_the_window(tenure: Tenure, expected: list[tuple[str, str]]):
    assert [(movement, certainty) for _, movement, certainty in moves(tenure)] == expected


def test_of_a_hand_over_who_left_stands_before_who_came():
    coming, leaving = a_tenure("2024-02-09", id=1, replaces_id=2), a_tenure("2020-01-01", "2024-02-09", id=2)

    assert moves(coming, leaving) == [("p2", "left", "certain"), ("p1", "entered", "certain")]


def test_the_hand_overs_of_one_day_stand_each_by_itself():
    day = "2024-02-09"
    one = [a_tenure("2020", day, id=1, title="A", role="a"), a_tenure(day, id=2, title="A", role="a")]
    other = [a_tenure("2020", day, id=3, title="B", role="b"), a_tenure(day, id=4, title="B", role="b")]
    tenures = [tenure._replace(organization="staff") for tenure in (one[1], other[1], one[0], other[0])]

    found = movements(tenures, {"staff": [FEBRUARY]}, {}, {})
    assert [each.person for each in found] == ["p1", "p2", "p3", "p4"]


def test_movements_stand_in_order_of_the_first_day_then_of_the_last():
    month, early, late = a_tenure("2024-02", id=1), a_tenure("2024-02-01", id=2), a_tenure("2024-02-20", id=3)

    assert [person for person, *_ in moves(late, month, early)] == ["p2", "p1", "p3"]


def test_a_start_tells_how_and_whom_it_replaces_and_an_end_tells_why():
    note = SourceNote("Gazette", None, None, None)
    tenure = a_tenure("2024-02-05", "2024-02-20", replaces_id=9, how="elected", end_reason="resigned", rank="Admiral")
    before = a_tenure("2020-01-01", "2024-02-05", id=9)

    entered, left = told(tenure, succeeded={9: before}, sources={1: (note,)})
    assert (entered.how, entered.end_reason, entered.replaces, entered.replaces_name) == ("elected", None, "p9", "P9")
    assert (left.how, left.end_reason, left.replaces, left.replaces_name) == (None, "resigned", None, None)
    assert entered.rank == left.rank == "Admiral"
    assert entered.sources == left.sources == (note,)


def test_days_that_the_neighbours_tell_are_inferred_and_the_date_stays_as_recorded():
    (entered,) = told(a_tenure("2024", "2025-01-01", **PREVIOUS))

    assert (entered.date, entered.earliest, entered.latest, entered.inferred) == (
        "2024", "2024-02-10", "2024-02-11", True,
    )  # fmt: skip
    (left,) = told(a_tenure("2020-01-01", **NEXT))
    assert (left.date, left.earliest, left.latest, left.inferred) == (None, "2024-02-09", "2024-02-10", True)
    assert not told(a_tenure("2024-02"))[0].inferred


def test_only_the_windows_of_its_own_organization_count():
    tenure = a_tenure("2024-02", "2025-01-01", title="Chief", role="chief", organization="staff")

    assert not movements([tenure], {"navy": [FEBRUARY]}, {}, {})
    halves = [Window("2024-02-01", "2024-02-10"), Window("2024-02-12", "2024-02-29")]
    assert [each.certainty for each in movements([tenure], {"staff": halves}, {}, {})] == ["possible"]


def test_windows_that_touch_or_overlap_are_one():
    january, to_the_5th = Window("2024-01-01", "2024-01-31"), Window("2024-02-01", "2024-02-05")

    assert joined([to_the_5th, january, Window("2024-01-10", "2024-01-12")]) == [Window("2024-01-01", "2024-02-05")]
    assert joined([Window("2024-02-02", "2024-02-05"), january]) == [january, Window("2024-02-02", "2024-02-05")]


# --- every reading ---

# Twelve days; the first and the last stand for all before and all after, so that what reaches them is not bounded.
BEFORE, *DAYS, AFTER = range(12)


def iso(day: int) -> str:
    return {BEFORE: FIRST_DAY, AFTER: LAST_DAY}.get(day, f"2024-02-{day:02}")


def spans(first: st.SearchStrategy[int], last: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(first, last).map(lambda pair: (min(pair), max(pair)))


inner = st.integers(2, 9)
dates = spans(inner, inner)
neighbours = spans(st.one_of(st.just(BEFORE), inner), st.one_of(inner, inner, st.just(AFTER)))


def edtf(span: tuple[int, int]) -> str:
    return iso(span[0]) if span[0] == span[1] else f"[{iso(span[0])}..{iso(span[1])}]"


def readings(
    start: tuple[int, int] | None,
    end: tuple[int, int] | str | None,
    previous: tuple[int, int] | None,
    following: tuple[int, int] | None,
    observed: list[int],
) -> Iterator[tuple[int, int]]:
    """Every first and last day that agree with the dates, the neighbours and the days of observation."""
    everything = (BEFORE, AFTER)
    starts = start or everything
    ends = end if isinstance(end, tuple) else everything if end or following else (AFTER, AFTER)
    for first, last in product(range(starts[0], starts[1] + 1), range(ends[0], ends[1] + 1)):
        after = previous is None or any(day in (first, first - 1) for day in range(previous[0], previous[1] + 1))
        before = following is None or any(day in (last, last + 1) for day in range(following[0], following[1] + 1))
        if first <= last and after and before and all(first <= day <= last for day in observed):
            yield first, last


def naively(days: set[int], known: bool, window: tuple[int, int]) -> str | None:
    """What is told of an event that can have been on any of these days."""
    if not known and days & {BEFORE, AFTER}:
        return None
    inside = [window[0] <= day <= window[1] for day in days]
    return ("certain" if all(inside) else "possible") if any(inside) else None


@settings(max_examples=examples(500))
@given(
    start=st.one_of(dates, st.none()),
    end=st.one_of(dates, st.none(), st.just("XXXX")),
    previous=st.one_of(st.none(), neighbours),
    following=st.one_of(st.none(), neighbours),
    observed=st.lists(inner, max_size=2),
    window=spans(st.integers(1, 10), st.integers(1, 10)),
    disputed=st.booleans(),
)
def test_a_movement_is_certain_iff_every_reading_has_it_in_the_window_and_possible_iff_some_has(
    start, end, previous, following, observed, window, disputed
):
    found = list(readings(start, end, previous, following, observed))
    if not found:  # the dates contradict their neighbours: a finding, not an answer
        return
    expected = {
        "entered": naively({first for first, _ in found}, start is not None, window),
        "left": naively({last for _, last in found}, isinstance(end, tuple), window) if end or following else None,
    }
    tenure = a_tenure(
        edtf(start) if start else None,
        edtf(end) if isinstance(end, tuple) else end,
        status="disputed" if disputed else "accepted",
        first_observed=iso(min(observed)) if observed else None,
        last_observed=iso(max(observed)) if observed else None,
        previous_end_earliest=iso(previous[0]) if previous else None,
        previous_end_latest=iso(previous[1]) if previous else None,
        next_start_earliest=iso(following[0]) if following else None,
        next_start_latest=iso(following[1]) if following else None,
    )
    told_of = {name: certainty for name, certainty in expected.items() if certainty}
    event(", ".join(f"{name} {certainty}" for name, certainty in told_of.items()) or "silent")
    if disputed:
        told_of = dict.fromkeys(told_of, "possible")

    within = Window(iso(window[0]), iso(window[1]))
    assert {name: certainty for _, name, certainty in moves(tenure, within=within)} == told_of
