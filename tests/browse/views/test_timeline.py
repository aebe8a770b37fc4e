"""Where tenures stand in the drawing of a succession."""

from __future__ import annotations

from itertools import pairwise

import pytest

from registry import Registry
from registry.domain.dates.bounds import TransitionKind
from registry.domain.presentation.timeline import Lane, Timeline, timeline
from tests.conftest import CHIEF, clock

TODAY = clock().date().isoformat()


OVERLAPS = (TransitionKind.OVERLAP, TransitionKind.POSSIBLE_OVERLAP)


def drawn(registry: Registry, role: str = CHIEF) -> Timeline:
    found = timeline(registry.history(role).holders, TODAY)
    assert found
    return found


def known(lane: Lane) -> list[str]:
    return [segment.known for segment in lane.segments]


def ends(lane: Lane) -> tuple[float, float]:
    return lane.segments[0].left, lane.segments[-1].left + lane.segments[-1].width


def test_a_hand_over_known_to_the_month_is_drawn_to_its_middle(seed: Registry):
    shaptala, barhylevych, _ = drawn(seed).lanes

    assert ends(shaptala)[1] == pytest.approx(ends(barhylevych)[0], abs=0.02)
    assert (known(shaptala), known(barhylevych)) == (["certain", "possible"], ["possible", "certain"])


def test_a_hand_over_on_a_day_shares_that_day_alone(seed: Registry):
    _, barhylevych, hnatov = drawn(seed).lanes
    days = 1 + (clock().date() - clock().date().replace(2021, 7, 28)).days

    assert ends(barhylevych)[1] - ends(hnatov)[0] == pytest.approx(100 / days, abs=0.02)


def test_an_open_tenure_is_presumed_after_its_newest_evidence(seed: Registry):
    hnatov = drawn(seed).lanes[-1]

    assert known(hnatov) == ["certain", "presumed"]
    assert ends(hnatov)[1] == 100


def test_the_segments_of_a_tenure_stand_side_by_side(sample: Registry):
    for role in sample.roles.list():
        for lane in drawn(sample, role.slug).lanes:
            for one, next_one in pairwise(lane.segments):
                assert one.left + one.width <= next_one.left + 0.62  # the thinnest there is


def test_in_the_sample_no_hand_over_looks_as_if_two_had_held_the_role(sample: Registry):
    for role in sample.roles.list():
        # Of whom neither start nor end is known, nothing says where they stand.
        lanes = [
            lane
            for lane in drawn(sample, role.slug).lanes
            if lane.spell and (lane.spell.start_latest or lane.spell.end_earliest)
        ]
        for one, other in pairwise(lanes):
            assert one.spell
            assert other.spell
            if other.spell.before and other.spell.before.passage not in OVERLAPS:
                assert ends(one)[1] - ends(other)[0] < 0.7, (one.spell.appointment, other.spell.appointment)


def test_a_hand_over_of_which_nothing_is_known_is_drawn_to_the_middle_of_what_is(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "2000-01-01", "XXXX")
    staff.appoint("Ben Birch", CHIEF, "[..2005-12-31]", "2009-12-31")

    ada, ben = drawn(staff).lanes

    assert ends(ada) == pytest.approx((0, 30), abs=0.1)
    assert ends(ben) == pytest.approx((30, 100), abs=0.1)


def test_a_gap_is_a_lane_of_its_own_from_the_last_day_to_the_first(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "2000-01-01", "2004-12-31")
    staff.appoint("Ben Birch", CHIEF, "2006-01-01", "2010-12-31")

    ada, gap, ben = drawn(staff).lanes

    assert (gap.spell, known(gap)) == (None, ["gap"])
    assert ends(gap) == pytest.approx((ends(ada)[1], ends(ben)[0]), abs=0.02)


def test_a_gap_begins_where_the_one_who_stayed_longest_left(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "2000-01-01", "2004-12-31")
    staff.appoint("Cleo Cedar", CHIEF, "2001-01-01", "2001-06-30", kind="acting")
    staff.appoint("Ben Birch", CHIEF, "2006-01-01", "2010-12-31")

    ada, _, gap, _ = drawn(staff).lanes

    assert ends(gap)[0] == pytest.approx(ends(ada)[1], abs=0.02)


def test_a_vacancy_is_a_tenure_of_nobody(staff: Registry):
    staff.vacant(CHIEF, "2001-01-01", "2001-12-31")

    (lane,) = drawn(staff).lanes

    assert lane.spell
    assert (lane.spell.person, known(lane)) == (None, ["certain"])


@pytest.mark.parametrize(("start", "end"), [("2001?", "2003"), ("2001", "2003%")])
def test_what_is_doubted_is_possible_at_most(staff: Registry, start: str, end: str):
    staff.appoint("Ada Aster", CHIEF, start, end)

    (lane,) = drawn(staff).lanes

    assert known(lane) == ["possible"]


def test_a_single_day_is_seen_and_stays_in_the_drawing(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "1900-01-01", "1999-12-30")
    staff.appoint("Ben Birch", CHIEF, "1999-12-31", "1999-12-31")

    ben = drawn(staff).lanes[-1]

    assert ben.segments[0].width >= 0.5
    assert ends(ben)[1] <= 100


def test_a_label_stands_where_there_is_room(seed: Registry):
    first, *_, last = drawn(seed).lanes

    assert (first.anchor, first.at) == ("start", 0)
    assert (last.anchor, last.at) == ("end", 100)


def test_no_known_day_is_no_drawing(staff: Registry):
    staff.appoint("Ada Aster", CHIEF, "XXXX", "XXXX")

    assert timeline(staff.history(CHIEF).holders, TODAY) is None
