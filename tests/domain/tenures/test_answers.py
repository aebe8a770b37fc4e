"""Certain, presumed, possible: what a day's candidates come to."""

from __future__ import annotations

from typing import Any

import pytest

from registry.domain.dates.bounds import Bounds, bounds_of
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.records import RoleNote, Tenure

ALWAYS = Bounds(FIRST_DAY, FIRST_DAY, LAST_DAY, LAST_DAY)
ROLE = RoleNote(1, "chief", "Chief", "staff", "General Staff", 1, ALWAYS)


def a_tenure(start: str | None = None, end: str | None = None, id: int = 1, **more: Any) -> Tenure:
    bounds = bounds_of(start, end)
    fields: dict[str, Any] = dict.fromkeys(Tenure._fields)
    fields |= {
        "id": id, "person_id": id, "person": f"p{id}", "name": f"P{id}", "role_id": 1, "kind": "substantive",
        "status": "accepted", "start": start, "end": end,
        "start_earliest": bounds.start_earliest, "start_latest": bounds.start_latest,
        "end_earliest": bounds.end_earliest, "end_latest": bounds.end_latest,
    }  # fmt: skip
    return Tenure(**(fields | more))


def certainties(*tenures: Tenure, on: str, role: RoleNote = ROLE, everyone: bool = False) -> dict[str, str]:
    found = answer(role, on, tenures, {}, everyone=everyone)
    return {holder.person: holder.certainty for holder in found.holders}


def test_a_day_between_start_and_end_is_certain():
    assert certainties(a_tenure("2020-01-01", "2021-01-01"), on="2020-06-01") == {"p1": "certain"}


@pytest.mark.parametrize("day", ["2020-01-01", "2021-01-01"])
def test_both_ends_are_inclusive(day: str):
    assert certainties(a_tenure("2020-01-01", "2021-01-01"), on=day) == {"p1": "certain"}


@pytest.mark.parametrize("day", ["2019-12-31", "2021-01-02"])
def test_the_day_before_and_the_day_after_are_not_held(day: str):
    assert certainties(a_tenure("2020-01-01", "2021-01-01"), on=day) == {}


def test_a_month_only_start_makes_its_first_day_possible_and_its_last_certain():
    tenure = a_tenure("2024-02", "2025-03-16")

    assert certainties(tenure, on="2024-02-01") == {"p1": "possible"}
    assert certainties(tenure, on="2024-02-29") == {"p1": "certain"}


def test_an_open_tenure_is_certain_up_to_its_newest_evidence_and_presumed_after():
    tenure = a_tenure("2025-03-16", last_confirmed="2025-03-20")

    assert certainties(tenure, on="2025-03-20") == {"p1": "certain"}
    assert certainties(tenure, on="2025-03-21") == {"p1": "presumed"}


def test_without_evidence_an_open_tenure_is_certain_on_its_first_day_only():
    tenure = a_tenure("2025-03-16")

    assert certainties(tenure, on="2025-03-16") == {"p1": "certain"}
    assert certainties(tenure, on="2025-03-17") == {"p1": "presumed"}


def test_somebody_observed_is_certain_on_that_day_possible_before_and_presumed_after():
    tenure = a_tenure(first_observed="2025-03-17", last_observed="2025-03-17", last_confirmed="2025-03-17")

    assert certainties(tenure, on="2025-03-17") == {"p1": "certain"}
    assert certainties(tenure, on="2025-03-16") == {"p1": "possible"}
    assert certainties(tenure, on="2025-03-18") == {"p1": "presumed"}


def test_observations_make_the_days_between_them_certain():
    tenure = a_tenure("2020", "2022", first_observed="2020-03-01", last_observed="2022-04-01")

    assert certainties(tenure, on="2020-03-01") == {"p1": "certain"}
    assert certainties(tenure, on="2022-04-01") == {"p1": "certain"}
    assert certainties(tenure, on="2022-04-02") == {"p1": "possible"}


def test_an_observation_outside_the_stated_dates_changes_no_answer():
    tenure = a_tenure("2020-01-01", "2021-01-01", first_observed="2023-01-01", last_observed="2023-01-01")

    assert certainties(tenure, on="2023-01-01") == {}
    assert certainties(tenure, on="2020-06-01") == {"p1": "certain"}


@pytest.mark.parametrize("start", ["2020?", "2020%"])
def test_a_date_marked_uncertain_caps_the_answer_at_possible(start: str):
    assert certainties(a_tenure(start, "2023-01-01"), on="2022-06-01") == {"p1": "possible"}


def test_an_approximate_date_widens_but_does_not_cap():
    tenure = a_tenure("2020-05-10~", "2023-01-01")

    assert certainties(tenure, on="2020-05-09") == {"p1": "possible"}
    assert certainties(tenure, on="2020-05-11") == {"p1": "certain"}


def test_a_disputed_claim_is_possible_at_most_and_a_rejected_one_is_no_answer():
    assert certainties(a_tenure("2020-01-01", status="disputed"), on="2020-01-01") == {"p1": "possible"}
    assert certainties(a_tenure("2020-01-01", status="rejected"), on="2020-01-01") == {}


def test_merely_possible_holders_are_not_offered_while_the_seat_is_filled():
    sure, maybe = a_tenure("2020-01-01", "2021-01-01"), a_tenure(None, "XXXX", id=2)

    assert certainties(sure, maybe, on="2020-06-01") == {"p1": "certain"}
    assert certainties(sure, maybe, on="2020-06-01", everyone=True) == {"p1": "certain", "p2": "possible"}


def test_a_presumed_holder_fills_the_seat_too():
    assert certainties(a_tenure("2020-01-01"), a_tenure("2010", "XXXX", id=2), on="2026-01-01") == {"p1": "presumed"}


def test_with_a_seat_free_the_possible_are_offered():
    two_seats = ROLE._replace(seats=2)
    sure, maybe = a_tenure("2020-01-01", "2021-01-01"), a_tenure(None, "XXXX", id=2)

    assert certainties(sure, maybe, on="2020-06-01", role=two_seats) == {"p1": "certain", "p2": "possible"}


def test_acting_and_substantive_holders_have_seats_of_their_own():
    sure, maybe = a_tenure("2020-01-01", "2021-01-01"), a_tenure("2020", "2020", id=2, kind="acting")

    assert certainties(sure, maybe, on="2020-06-01") == {"p1": "certain", "p2": "possible"}


def test_a_day_outside_the_life_of_the_role_is_said_to_be():
    young = ROLE._replace(life=Bounds("2020-03-27", "2020-03-27", LAST_DAY, LAST_DAY))

    assert answer(young, "2020-03-26", [], {}).answer == "role did not exist"
    assert answer(young, "2020-03-27", [], {}).answer == "nobody recorded"


def test_the_answer_is_held_if_somebody_certainly_or_presumably_held_it():
    assert answer(ROLE, "2020-06-01", [a_tenure("2020-01-01")], {}).answer == "held"
    assert answer(ROLE, "2020-06-01", [a_tenure("2020", "2020")], {}).answer == "possibly held"


def handovers(*tenures: Tenure, on: str, role: RoleNote = ROLE) -> dict[str, str | None]:
    return {holder.person: holder.handover for holder in answer(role, on, tenures, {}).holders}


def test_on_the_day_of_a_hand_over_both_are_answered_and_told_apart():
    leaving, coming = a_tenure("2024-02-09", "2025-03-16"), a_tenure("2025-03-16", id=2)

    assert handovers(leaving, coming, on="2025-03-16") == {"p1": "outgoing", "p2": "incoming"}


def test_a_month_only_hand_over_is_not_marked():
    leaving = a_tenure("2021-07-28", "2024-02", next_start_earliest="2024-02-01", next_start_latest="2024-02-29")
    coming = a_tenure("2024-02", id=2, replaces_id=1,
                      previous_end_earliest="2024-02-01", previous_end_latest="2024-02-29")  # fmt: skip

    assert handovers(leaving, coming, on="2024-02-05") == {"p1": None, "p2": None}


def test_in_a_committee_only_a_stated_succession_is_a_hand_over():
    leaving, coming = a_tenure("2020-01-01", "2021-01-01"), a_tenure("2021-01-01", id=2)
    committee = ROLE._replace(seats=None)

    assert handovers(leaving, coming, on="2021-01-01", role=committee) == {"p1": None, "p2": None}
    stated = coming._replace(replaces_id=1)
    assert handovers(leaving, stated, on="2021-01-01", role=committee) == {"p1": "outgoing", "p2": "incoming"}


def test_the_predecessors_end_tightens_a_vaguer_start():
    tenure = a_tenure("2024", replaces_id=2,
                      previous_end_earliest="2024-02-09", previous_end_latest="2024-02-09")  # fmt: skip

    assert certainties(tenure, on="2024-02-08") == {}
    assert certainties(tenure, on="2024-02-09") == {"p1": "possible"}
    assert certainties(tenure, on="2024-02-10") == {"p1": "certain"}


def test_the_successors_start_tightens_a_vaguer_end():
    tenure = a_tenure("2020-01-01", "2023", next_start_earliest="2023-10-01", next_start_latest="2023-10-01")

    assert certainties(tenure, on="2023-09-30") == {"p1": "certain"}
    assert certainties(tenure, on="2023-10-01") == {"p1": "possible"}
    assert certainties(tenure, on="2023-10-02") == {}


def test_an_open_tenure_that_was_directly_succeeded_has_ended():
    tenure = a_tenure("2020-01-01", next_start_earliest="2023-10-01", next_start_latest="2023-10-01")

    assert certainties(tenure, on="2023-09-01") == {"p1": "certain"}
    assert certainties(tenure, on="2023-10-02") == {}


def test_neighbours_whose_dates_contradict_ours_tighten_nothing():
    tenure = a_tenure("2020-01-01", "2023-05-01", next_start_earliest="2024-10-01", next_start_latest="2024-10-01")

    assert certainties(tenure, on="2023-05-01") == {"p1": "certain"}
    assert certainties(tenure, on="2023-05-02") == {}


def why(tenure: Tenure, on: str) -> str:
    return answer(ROLE, on, [tenure], {}).holders[0].why


@pytest.mark.parametrize(
    ("tenure", "on", "said"),
    [
        (a_tenure("2020-01-01", "2021-01-01"), "2020-06-01", "In office from 1 January 2020 to 1 January 2021."),
        (
            a_tenure("2025-03-16", last_confirmed="2025-03-17"),
            "2025-03-17",
            "In office since 16 March 2025; last confirmed on 17 March 2025.",
        ),
        (
            a_tenure("2025-03-16"),
            "2025-04-01",
            "In office since 16 March 2025; no evidence since then; no end is recorded.",
        ),
        (a_tenure("2024-02"), "2024-02-05", "In office since February 2024; may not have begun by this day."),
        (
            a_tenure("2020-01-01", "2021", kind="acting"),
            "2021-05-01",
            "In office as acting from 1 January 2020 to 2021; may have ended before this day.",
        ),
        (
            a_tenure("2020-01-01", "2021-01-01", status="disputed"),
            "2020-06-01",
            "In office from 1 January 2020 to 1 January 2021; this claim is disputed.",
        ),
        (
            a_tenure("2020-01-01", "2023", next_start_earliest="2023-10-01", next_start_latest="2023-10-01"),
            "2023-09-01",
            "In office from 1 January 2020 to 2023; its end is inferred from the successor's start.",
        ),
        (
            a_tenure(first_observed="2025-03-17", last_observed="2025-03-17", last_confirmed="2025-03-17"),
            "2025-03-17",
            "In office since an unknown day; last confirmed on 17 March 2025; observed in office.",
        ),
    ],
)
def test_why_says_the_dates_and_what_makes_the_answer_so(tenure: Tenure, on: str, said: str):
    assert why(tenure, on) == said
