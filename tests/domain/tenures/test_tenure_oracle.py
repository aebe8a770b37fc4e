"""Bounds against brute force: every day on which a tenure can have begun, with every day on which it can have ended."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from registry.domain.dates.bounds import (
    TenureError,
    TransitionKind,
    bounds_of,
    cross,
    crowding,
    days_between,
    one_event,
    passage,
)
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.tenures.windows import sure_bounds
from registry.store.schema.migrations import migrations
from tests.conftest import examples

FIRST, LAST = date.min.toordinal(), date.max.toordinal()
AROUND = 3  # days looked at on both sides of what the texts name

# --- texts that meet each other often ---

DAYS = [f"2024-02-{day:02}" for day in (9, 10, 11, 12, 13)] + ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"]
MONTHS = ["2023-12", "2024-01", "2024-02", "2024-03"]
VAGUE = ["2024-02-XX", "2024-02-1X", "2024-33", "2024-02-12~", "2024-02~", "2024-02-11?", "2024-02-12%"]

days = st.sampled_from(DAYS)
sets = st.one_of(
    st.tuples(days, days).map(lambda pair: "[{},{}]".format(*pair)),
    st.tuples(days, days).map(lambda pair: "[{}..{}]".format(*sorted(pair))),
    days.map(lambda day: f"[..{day}]"),
    days.map(lambda day: f"[{day}..]"),
)
texts = st.one_of(days, days, st.sampled_from(MONTHS), st.sampled_from(VAGUE), sets)
starts = st.one_of(texts, texts, texts, st.sampled_from([None, "XXXX"]))
ends = st.one_of(texts, texts, texts, st.sampled_from([None, None, "XXXX"]))


# --- brute force ---


@dataclass(frozen=True)
class Texts:
    """A tenure as it is written; what follows from that is enumerated."""

    start: str | None
    end: str | None

    @property
    def starts(self):
        """Every day on which it can have begun, given that it did not end before."""
        return ends_of_resolutions(self)[0]

    @property
    def ends(self):
        """Every day on which it can have ended; one that is open ends on the last day there is."""
        return ends_of_resolutions(self)[1]

    def bounds(self):
        return bounds_of(self.start, self.end)

    @property
    def doubtful(self):
        return bool(set("?%") & set(f"{self.start}{self.end}"))

    @property
    def sure(self):
        return sure_bounds(self.start, self.end, self.bounds())


@lru_cache(maxsize=4096)
def ordinals(text):
    """The first and the last day that a text can mean."""
    first, last = widened(read_edtf(text))
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


NAMED = sorted({day for text in [*DAYS, *MONTHS, *VAGUE] for day in ordinals(text)})
CALENDAR = [FIRST, *range(NAMED[0] - AROUND, NAMED[-1] + AROUND + 1), LAST]


@lru_cache(maxsize=4096)
def resolutions(tenure):
    """Every (start, end) in the calendar that the texts allow."""
    begins = ordinals(tenure.start) if tenure.start else (FIRST, LAST)
    stops = ordinals(tenure.end) if tenure.end else (LAST, LAST)
    began = [day for day in CALENDAR if begins[0] <= day <= begins[1]]
    ended = [day for day in CALENDAR if stops[0] <= day <= stops[1]]
    return frozenset((start, end) for start in began for end in ended if start <= end)


@lru_cache(maxsize=4096)
def ends_of_resolutions(tenure):
    return {start for start, _ in resolutions(tenure)}, {end for _, end in resolutions(tenure)}


def iso(ordinal):
    return date.fromordinal(ordinal).isoformat()


def clash(one, other):
    """Whether the two share more than a hand-over day in every pair of their resolutions."""
    return all(start < end for start in one.starts for end in other.ends) and all(
        start < end for start in other.starts for end in one.ends
    )


def too_many(tenures, seats):
    """Whether more than `seats` of them clash, each with each; a doubtful date may be wrong."""
    sure = [tenure for tenure in tenures if not tenure.doubtful]
    return any(
        all(clash(one, other) for one, other in combinations(group, 2)) for group in combinations(sure, seats + 1)
    )


def possible(tenure):
    return bool(resolutions(tenure))


dates = st.builds(Texts, starts, ends)
tenures = dates.filter(possible)
exact_tenures = st.tuples(days, days).map(lambda pair: Texts(*sorted(pair)))
few = settings(max_examples=examples(300), deadline=None)


# --- certain and possible days ---


@few
@given(dates)
def test_dates_are_refused_exactly_when_no_reading_of_them_runs_forwards(tenure):
    if possible(tenure):
        tenure.bounds()
    else:
        with pytest.raises(TenureError):
            tenure.bounds()


@few
@given(tenures, st.sampled_from(CALENDAR))
def test_a_day_is_certain_exactly_when_every_reading_has_it(tenure, day):
    assert tenure.bounds().certainly(iso(day)) == all(start <= day <= end for start, end in resolutions(tenure))


@few
@given(tenures, st.sampled_from(CALENDAR))
def test_a_day_is_possible_exactly_when_some_reading_has_it(tenure, day):
    assert tenure.bounds().possibly(iso(day)) == any(start <= day <= end for start, end in resolutions(tenure))


@few
@given(tenures)
def test_the_bounds_are_the_first_and_last_days_of_all_readings(tenure):
    bounds = tenure.bounds()
    assert (bounds.start_earliest, bounds.start_latest) == (iso(min(tenure.starts)), iso(max(tenure.starts)))
    assert (bounds.end_earliest, bounds.end_latest) == (iso(min(tenure.ends)), iso(max(tenure.ends)))


@few
@given(tenures)
def test_a_tenure_lasts_exactly_when_every_reading_ends_after_every_start(tenure):
    assert tenure.bounds().lasts == all(start < end for start in tenure.starts for end in tenure.ends)


# --- two tenures ---


@few
@given(tenures, tenures)
def test_two_tenures_cross_exactly_when_every_pair_of_readings_shares_more_than_a_hand_over(one, other):
    assert cross(one.bounds(), other.bounds()) == clash(one, other)


def free_days(earlier, later):
    """How many days lie between, in each pair of readings; less than none if they touch or overlap."""
    return {start - end - 1 for end in earlier.ends for start in later.starts}


@few
@given(tenures, tenures)
def test_a_gap_is_certain_exactly_when_every_reading_has_a_free_day(earlier, later):
    is_gap = passage(earlier.bounds(), later.bounds()) == TransitionKind.GAP
    assert is_gap == all(between >= 1 for between in free_days(earlier, later))


@few
@given(tenures, tenures)
def test_a_gap_is_possible_exactly_when_some_readings_have_a_free_day_and_some_have_none(earlier, later):
    found = {between >= 1 for between in free_days(earlier, later)}
    assert (passage(earlier.bounds(), later.bounds()) == TransitionKind.POSSIBLE_GAP) == (found == {True, False})


@few
@given(st.one_of(exact_tenures, tenures), st.one_of(exact_tenures, tenures))
def test_a_hand_over_on_one_day_is_told_exactly_when_it_is_certain(earlier, later):
    is_same_day = passage(earlier.bounds(), later.bounds()) == TransitionKind.SAME_DAY
    assert is_same_day == (free_days(earlier, later) == {-1})


@few
@given(st.one_of(exact_tenures, tenures), st.one_of(exact_tenures, tenures))
def test_a_hand_over_overnight_is_told_exactly_when_it_is_certain(earlier, later):
    is_next_day = passage(earlier.bounds(), later.bounds()) == TransitionKind.NEXT_DAY
    assert is_next_day == (free_days(earlier, later) == {0})


@few
@given(tenures, tenures)
def test_an_end_and_a_start_are_one_event_exactly_when_some_reading_joins_them(previous, following):
    joined = any(start in (end, end + 1) for end in previous.ends for start in following.starts)
    assert one_event(previous.bounds(), following.bounds()) == joined


@few
@given(st.sampled_from(CALENDAR[1:-1]), st.integers(-3, 40))
def test_both_days_of_a_length_are_counted(first, further):
    assert days_between(iso(first), iso(first + further)) == len(range(first, first + further + 1))


# --- the table of the design: A in office since 5 January 2023, B from then on ---

CLASH_TABLE = [
    ("2024-02-12", "2024-02-12", False, "none"),
    ("2024-02-13", "2024-02-12", True, "none"),
    ("2024-02-12", "2024-02-13", False, "none"),
    ("2024-02", "2024-02", False, "possible"),
    ("2024", "2024-02", False, "possible"),
    ("2024-03", "2024-02", True, "none"),
    ("2024-02", "2024-03", False, "possible"),
    ("2024-01", "2024-03", False, "definite"),
    (None, "2024-02", True, "none"),
    ("XXXX", "2024-02", False, "possible"),
]
GAPS = {TransitionKind.GAP: "definite", TransitionKind.POSSIBLE_GAP: "possible"}


@pytest.mark.parametrize(("end", "start", "definite", "gap"), CLASH_TABLE)
def test_the_table_of_clashes_holds(end, start, definite, gap):
    assert cross(bounds_of("2023-01-05", end), bounds_of(start, None)) == definite


@pytest.mark.parametrize(("end", "start", "definite", "gap"), CLASH_TABLE)
def test_the_table_of_gaps_holds(end, start, definite, gap):
    assert GAPS.get(passage(bounds_of("2023-01-05", end), bounds_of(start, None)), "none") == gap


# --- seats ---


@pytest.fixture(scope="module")
def unguarded():
    """The schema without any trigger, with one role: only the view says who crowds whom."""
    db = Database(memory=True)
    migrations.apply(db)
    for (trigger,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        db.execute(f"drop trigger {trigger}")
    db.execute("insert into organizations (name) values ('Army')")
    db.execute("insert into roles (title, organization_id) values ('Chief', 1)")
    yield db
    db.close()


def crowded(db, tenures, seats):
    """Whether the view finds anybody too many among `tenures`, each of another person."""
    with db.atomic():
        db.execute("delete from appointments")
        db.execute("update roles set seats = ?", [seats])
        for number, tenure in enumerate(tenures, 1):
            bounds = tenure.bounds()
            row = {
                "person_id": number,
                "role_id": 1,
                "start_date": tenure.start,
                "start_earliest": bounds.start_earliest,
                "start_latest": bounds.start_latest,
                "end_date": tenure.end,
                "end_earliest": bounds.end_earliest,
                "end_latest": bounds.end_latest,
            }
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            db.execute(f"insert into appointments ({names}) values ({marks})", row)
        return db.execute("select exists (select 1 from crowded)").fetchone()[0] == 1


def fitting(drawn, seats):
    """As many of the drawn tenures as the seats have room for, the first first."""
    chosen = []
    for tenure in drawn:
        if not too_many([*chosen, tenure], seats):
            chosen.append(tenure)
    return chosen


committees = st.tuples(st.lists(tenures, max_size=6), tenures, st.integers(1, 3))
exact_committees = st.tuples(st.lists(exact_tenures, max_size=8), exact_tenures, st.integers(1, 3))
with_database = settings(few, suppress_health_check=[HealthCheck.too_slow])


@with_database
@given(st.one_of(committees, exact_committees))
def test_the_view_is_empty_exactly_when_no_more_than_the_seats_clash_each_with_each(unguarded, committee):
    drawn, new, seats = committee
    tenures = [*drawn, new]
    assert crowded(unguarded, tenures, seats) == too_many(tenures, seats)


@with_database
@given(st.one_of(committees, exact_committees))
def test_a_tenure_has_no_seat_exactly_when_the_view_would_find_it_one_too_many(unguarded, committee):
    drawn, new, seats = committee
    others = fitting(drawn, seats)
    in_the_way = crowding(new.sure, [other.sure for other in others], seats)
    assert bool(in_the_way) == crowded(unguarded, [*others, new], seats)


@with_database
@given(st.one_of(committees, exact_committees))
def test_those_in_the_way_leave_no_seat_by_themselves(unguarded, committee):
    drawn, new, seats = committee
    others = fitting(drawn, seats)
    in_the_way = crowding(new.sure, [other.sure for other in others], seats)
    assume(in_the_way)
    assert crowded(unguarded, [new, *(others[index] for index in in_the_way)], seats)


@few
@given(committees)
def test_unlimited_seats_leave_room_for_everybody(committee):
    drawn, new, _ = committee
    assert crowding(new.bounds(), [other.bounds() for other in drawn], None) == []


def most_at_once(tenures):
    """How many of these exact tenures serve at one moment: a lasting one between its days, a single day on it.

    Single days of different people on one day hand over to each other.
    """
    spans = [(min(tenure.starts), max(tenure.ends)) for tenure in tenures]
    moments = {moment for span in spans for day in span for moment in (day, day + 0.5)}
    return max(
        sum(start < moment < end for start, end in spans) + any(start == moment == end for start, end in spans)
        for moment in moments
    )


@with_database
@given(exact_committees)
def test_of_exact_tenures_there_are_too_many_exactly_when_more_than_the_seats_serve_at_one_moment(committee):
    drawn, new, seats = committee
    others = fitting(drawn, seats)
    in_the_way = crowding(new.sure, [other.sure for other in others], seats)
    assert bool(in_the_way) == (most_at_once([*others, new]) > seats)


@few
@given(st.lists(days, min_size=2, max_size=8, unique=True), st.integers(1, 3))
def test_a_chain_of_hand_overs_fits_one_seat(handovers, seats):
    chain = [Texts(start, end) for start, end in pairwise(sorted(handovers))]
    for index, tenure in enumerate(chain):
        others = [other.bounds() for other in chain[:index] + chain[index + 1 :]]
        assert crowding(tenure.bounds(), others, seats) == []
