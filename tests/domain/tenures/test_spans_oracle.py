"""A span against its days: every small world is asked about each day, and about the span as a whole."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.domain.dates.spans import span_of
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.order import in_order
from registry.domain.tenures.records import Tenure
from registry.domain.tenures.windows import life_end
from tests.domain.tenures.test_answers import ROLE, a_tenure

DAYS = [(date(2024, 2, 1) + timedelta(days=number)).isoformat() for number in range(12)]
EXACT = DAYS[1:-1]
VAGUE = ["[2024-02-03..2024-02-05]", "[2024-02-04..2024-02-09]", "2024-02", "2024-02-05?"]
LEVELS = ["certain", "presumed", "possible"]
LIVES = [None, None, life_end("died", DAYS[6], DAYS[6], DAYS[6]), life_end("died", "2024-02-06?", DAYS[5], DAYS[5])]


@st.composite
def tenures(draw: st.DrawFn) -> list[Tenure]:
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        start = draw(st.sampled_from([*EXACT, *VAGUE, None]))
        end = draw(st.sampled_from([*EXACT, *VAGUE, "XXXX", None, None]))
        exact = start and end and len(start) == len(end) == len(DAYS[0])
        if exact and end < start:
            start, end = end, start
        if start and end and not exact and end != "XXXX":
            end = draw(st.sampled_from(["XXXX", None]))
        who = draw(st.integers(1, 2))
        kind = draw(st.sampled_from(["substantive", "substantive", "acting"]))
        more = {
            "person_id": who,
            "person": f"p{who}",
            "name": f"P{who}",
            "kind": kind,
            "life": draw(st.sampled_from(LIVES)),
        }
        found.append(a_tenure(start, end, number, appointment=f"t{number}", **more))
    return found


@settings(max_examples=300)
@given(tenures(), st.integers(1, 2), st.integers(0, 11), st.integers(0, 11))
def test_a_span_has_whoever_any_of_its_days_has_and_throughout_means_each_of_them(held, seats, one, other):
    first, last = sorted((one, other))
    role = ROLE._replace(seats=seats)
    days = DAYS[first : last + 1]
    each = [{h.person: str(h.certainty) for h in answer(role, day, held, {}).holders} for day in days]
    everyone = [
        {h.person: str(h.certainty) for h in answer(role, day, held, {}, everyone=True).holders} for day in days
    ]
    whole = answer(role, span_of(days[0], days[-1]), held, {})
    found = {holder.person: holder for holder in whole.holders}

    assert len(found) == len(whole.holders)
    assert set(found) >= {person for day in each for person in day}
    for person, holder in found.items():
        graded = [LEVELS.index(day[person]) for day in each if person in day]
        assert holder.certainty != "possible" or graded, "offered on no day, and not sure of the span"
        assert LEVELS.index(holder.certainty) <= min(graded, default=2), "as sure of the span as of its surest day"
        if len(days) > 1:
            known = [day.get(person) for day in everyone]
            expected = None if None in known else max(known, key=LEVELS.index)
            assert holder.throughout == expected


@given(tenures(), st.booleans())
def test_whoever_certainly_began_before_another_stands_before_them(held, one_seat):
    ordered = in_order(held, Tenure.bounds, one_seat=one_seat)

    assert sorted(each.id for each in ordered) == sorted(each.id for each in held)
    for place, later in enumerate(ordered):
        assert all(later.bounds().start_latest >= earlier.bounds().start_earliest for earlier in ordered[:place])
