"""Right values that no test asked for when a comparison was turned round: spells, transitions, lengths, windows."""

from __future__ import annotations

import pytest

from registry.domain.dates.spans import one_day, span_of
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.records import Tenure
from registry.domain.tenures.succession import succession
from registry.domain.tenures.windows import Windows, throughout, windows_of
from registry.domain.vocabulary import Certainty, Handover, Outcome
from tests.domain.tenures.test_answers import ROLE, a_tenure

TODAY = "2025-01-01"
ANN = {"person_id": 1, "person": "ann", "name": "Ann"}
BOB = {"person_id": 2, "person": "bob", "name": "Bob"}


def told(*tenures: Tenure, role=ROLE, days=None):
    return succession(role, tenures, {}, TODAY, days).holders


def exact(first: str, last: str) -> Windows:
    return Windows(first, last, first, last, first, last)


# --- windows ---


def test_a_stretch_of_one_day_completes_what_is_covered_throughout():
    held = (exact("2024-02-01", "2024-02-03"), exact("2024-02-04", "2024-02-04"))

    assert throughout(held, "2024-02-01", "2024-02-04") == Certainty.CERTAIN
    assert throughout(held, "2024-02-01", "2024-02-05") is None


def test_what_is_presumed_from_a_day_on_is_presumed_on_that_day():
    held = Windows("9999-12-31", "0001-01-01", "2024-02-02", "2024-02-03", "2024-02-01", "2024-02-09")

    days = ("2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04")
    assert [held.certainty(day, day) for day in days] == ["possible", "presumed", "presumed", "possible"]


def test_a_tenure_of_one_day_is_certain_on_it():
    assert windows_of(a_tenure("2024-02-02", "2024-02-02").bounds()) == exact("2024-02-02", "2024-02-02")


# --- spells ---


@pytest.mark.parametrize(
    ("one", "other", "spells"),
    [
        (a_tenure("2020", "2021-05-01", 1, **ANN), a_tenure("2021-05-02", "2023", 2, **ANN), 1),
        (a_tenure("2020", "2021-05-01", 1, **ANN), a_tenure("2021-05-03", "2023", 2, **ANN), 2),
        (a_tenure("2020?", "2021-05-01", 1, **ANN), a_tenure("2021-05-02", "2023", 2, **ANN), 2),
        (a_tenure("2020", "2021-05-01", 1, **ANN), a_tenure("2021-05-02", "2023?", 2, **ANN), 2),
        (a_tenure("2020", None, 1, **ANN), a_tenure("2021-05-02", "2023", 2, **ANN), 2),
        (a_tenure("2020", None, 1, **ANN), a_tenure("2021-05-02", "2023", 2, replaces_id=1, **ANN), 1),
    ],
)
def test_terms_are_one_spell_where_no_reading_leaves_a_day_between_them(one: Tenure, other: Tenure, spells: int):
    assert len(told(one, other)) == spells


def test_a_spell_ends_with_the_term_that_ends_last_and_has_the_newest_evidence_and_rank_of_its_terms():
    (spell,) = told(
        a_tenure("2020-01-01", "2021-05-01", 1, last_observed="2021-02-01", rank="Major", **ANN),
        a_tenure("2021-05-02", "2023-03-01", 2, last_observed="2022-02-01", **ANN),
        a_tenure("2023-03-01", "2024-04-01", 3, last_observed="2023-02-01", **ANN),
    )

    assert (spell.start_earliest, spell.end_earliest, spell.end_latest) == ("2020-01-01", "2024-04-01", "2024-04-01")
    assert (spell.last_confirmed, spell.rank, len(spell.terms)) == ("2023-02-01", "Major", 3)
    found = answer(ROLE, "2021-05-01", (
        a_tenure("2020-01-01", "2021-05-01", 1, last_observed="2021-02-01", **ANN),
        a_tenure("2021-05-01", "2023-03-01", 2, last_observed="2022-02-01", **ANN),
    ), {}).holders  # fmt: skip
    assert [holder.last_confirmed for holder in found] == ["2022-02-01"]


def test_a_spell_ends_with_an_earlier_term_that_lasts_longer():
    (spell,) = told(a_tenure("2020-01-01", "2024-05-01", 1, **ANN), a_tenure("2021-05-02", "2023-03-01", 2, **ANN))

    assert spell.end_latest == "2024-05-01"


def test_terms_that_succeed_each_other_directly_are_certain_on_every_day_of_the_month_between_them():
    terms = (a_tenure("2020", "2024-02", 1, **ANN), a_tenure("2024-02", "2025", 2, replaces_id=1, **ANN))
    (spell,) = told(*terms, days=one_day("2024-02-15"))
    apart = terms[1]._replace(replaces_id=None)
    others = told(terms[0], apart, days=one_day("2024-02-15"))

    assert spell.certainty == "certain"
    assert [each.certainty for each in others] == ["possible", "possible"]


@pytest.mark.parametrize(
    ("more", "doubted"),
    [({}, False), ({"start": "2020?"}, True), ({"end": "2021%"}, True), ({"status": "disputed"}, True)],
)
def test_a_spell_in_a_history_is_doubted_where_a_date_or_the_claim_is(more: dict[str, str], doubted: bool):
    (spell,) = told(a_tenure("2020", "2021", 1, **ANN)._replace(**more))

    assert spell.doubted is doubted


def test_a_tenure_of_one_day_lasted_for_one_day_and_one_that_never_was_for_none():
    tenure = a_tenure("2024-02-02", "2024-02-02", 1, **ANN)
    (spell,) = told(tenure)
    (never,) = told(tenure._replace(end_earliest="2024-02-01", end_latest="2024-02-01"))

    assert (spell.days.least, spell.days.most) == (1, 1)
    assert (never.days.least, never.days.most) == (0, 0)


# --- what led from one holder to the next ---


def test_whoever_replaces_any_term_of_a_spell_came_directly_after_it():
    ann = (a_tenure("2020", "2021-05-01", 1, **ANN), a_tenure("2021-05-02", "2023", 2, **ANN))
    _, spell = told(*ann, a_tenure("2024", "2025", 3, replaces_id=2, **BOB))
    _, other = told(*ann, a_tenure("2024-02-01", "2025", 3, **BOB))

    assert (spell.before.passage, spell.replaces) == ("direct", "ann")
    assert (other.before.passage, other.replaces) == ("gap", None)


def test_how_long_a_gap_was_is_not_said_where_one_of_its_ends_is_not_known():
    ann, bob = a_tenure("2020-01-01", "2021-05-01", 1, **ANN), a_tenure("2021-06-01", "2022", 2, **BOB)
    assert (told(ann, bob)[1].before.days.least, told(ann, bob)[1].before.days.most) == (30, 30)

    unknown = ann._replace(start=None, start_earliest="0001-01-01", end_earliest="0001-01-01")
    assert (told(unknown, bob)[1].before.days.least, told(unknown, bob)[1].before.days.most) == (30, None)


def test_a_tenure_without_any_day_and_a_disputed_one_are_not_between_two_holders():
    ann, bob = a_tenure("2020-01-01", "2021-05-01", 1, **ANN), a_tenure("2021-05-02", "2022-01-01", 2, **BOB)
    nowhere = a_tenure(None, None, 3, person_id=3, person="cid", name="Cid")
    disputed = a_tenure("2021-03-01", "2021-09-01", 4, status="disputed", person_id=4, person="dan", name="Dan")
    found = {each.person: each.before for each in told(ann, nowhere, disputed, bob)}

    assert (found["bob"].passage, found["cid"], found["dan"]) == ("next day", None, None)


# --- answers ---


def test_the_days_to_come_are_those_after_today():
    held = (a_tenure("2024-02-01", None, 1, **ANN),)
    days = [("2024-05-02", True), ("2024-05-01", False), ("2024-04-30", False)]

    assert [answer(ROLE, day, held, {}, today="2024-05-01").future for day, _ in days] == [come for _, come in days]


def test_an_answer_is_about_one_day_only_if_it_begins_and_ends_on_it():
    held = (a_tenure("2024-02-01", None, 1, **ANN),)
    spans = (one_day("2024-05-01"), span_of("2024-05-01", "2024-05-02"), span_of("0001-01-01", "9999-12-31"))

    assert [answer(ROLE, span, held, {}).one_day for span in spans] == [True, False, False]


@pytest.mark.parametrize(
    ("seats", "vacant", "outcome"),
    [
        (2, 2, Outcome.VACANT), (2, 1, Outcome.POSSIBLY_HELD), (3, 2, Outcome.POSSIBLY_HELD), (1, 1, Outcome.VACANT),
        (None, 1, Outcome.POSSIBLY_HELD), (2, 0, Outcome.POSSIBLY_HELD),
    ],
)  # fmt: skip
def test_a_role_is_vacant_where_all_its_seats_are_recorded_as_empty(seats: int | None, vacant: int, outcome: Outcome):
    nobody = [
        a_tenure("2024-02-01", "2024-04-01", 10 + n, person_id=None, person=None, name=None) for n in range(vacant)
    ]
    perhaps = a_tenure("2024?", None, 1, **ANN)
    role = ROLE._replace(seats=seats)

    assert answer(role, "2024-03-01", [*nobody, perhaps], {}, everyone=True).answer == outcome
    assert answer(role, "2024-03-01", nobody, {}).answer == (Outcome.VACANT if vacant else Outcome.NOBODY_RECORDED)


def test_somebody_with_one_term_has_no_list_of_terms_and_with_two_has_both():
    one, other = a_tenure("2020-01-01", "2024-02-01", 1, **ANN), a_tenure("2024-02-01", "2025-01-01", 2, **ANN)

    assert answer(ROLE, "2024-02-02", (one, other), {}).holders[0].terms == ()
    assert [term.start for term in answer(ROLE, "2024-02-01", (one, other), {}).holders[0].terms] == [
        one.start,
        other.start,
    ]


def test_whoever_goes_on_in_another_kind_neither_comes_nor_leaves_on_the_day():
    sits = a_tenure("2020-01-01", "2025-01-01", 1, **ANN)
    acts = a_tenure("2024-02-12", "2025-01-01", 2, kind="acting", **ANN)
    acted = a_tenure("2024-01-01", "2024-02-12", 3, kind="acting", **BOB)
    found = {each.person: each.handover for each in answer(ROLE, "2024-02-12", (sits, acts, acted), {}).holders}
    assert found == {"ann": None, "bob": Handover.OUTGOING}

    acts, acted = acts._replace(start_earliest="2023-01-01", start_latest="2023-01-01", start="2023-01-01"), acted
    acts = acts._replace(end="2024-02-12", end_earliest="2024-02-12", end_latest="2024-02-12")
    comes = a_tenure("2024-02-12", "2025-01-01", 4, kind="acting", **BOB)
    found = {each.person: each.handover for each in answer(ROLE, "2024-02-12", (sits, acts, comes), {}).holders}
    assert found == {"ann": None, "bob": Handover.INCOMING}


# --- found by turning more of them round ---


def holder_of(*tenures: Tenure, on: str):
    (holder,) = answer(ROLE._replace(seats=2), on, tenures, {}).holders
    return holder


@pytest.mark.parametrize(
    ("later", "change"),
    [
        ({"kind": "acting"}, "substantive, then acting"),
        ({}, "re-appointed"),
        ({"replaces_id": 1}, "re-appointed"),
        ({"replaces_id": 9}, "moved to another seat"),
    ],
)
def test_how_one_term_led_to_the_next_is_said_in_words(later: dict[str, object], change: str):
    terms = (
        a_tenure("2020-01-01", "2024-02-02", 1, **ANN),
        a_tenure("2024-02-02", "2025-01-01", 2, **{**ANN, **later}),
    )

    assert holder_of(*terms, on="2024-02-02").change == change


def test_nothing_but_an_absence_takes_the_charge_away():
    from registry.domain.tenures.details import DetailNote, in_charge

    party = DetailNote("party", "Greens", "2024-01-01", "2024-12-31")
    leave = DetailNote("absence", "leave", "2024-01-01", "2024-12-31")

    assert in_charge(Certainty.CERTAIN, [party], "2024-05-01", "2024-05-01") == "certain"
    assert in_charge(Certainty.CERTAIN, [party, leave], "2024-05-01", "2024-05-01") == "no"


def test_since_when_is_unknown_only_before_the_day_of_the_evidence():
    seen = a_tenure(None, None, 1, first_observed="2025-03-16", last_observed="2025-03-16", **ANN)
    bounds = seen.bounds()

    days = ("2025-03-15", "2025-03-16", "2025-03-17")
    assert [seen.since_unknown(bounds, day) for day in days] == [True, False, False]


def test_a_tenure_is_ended_by_a_life_unless_it_ended_by_that_very_day_itself():
    from registry.domain.dates.edtf import Edtf, IsoDay
    from registry.domain.tenures.windows import life_end

    died = life_end("died", Edtf("2024-02-02"), IsoDay("2024-02-02"), IsoDay("2024-02-02"))
    on_the_day, later = (a_tenure("2020-01-01", end, 1, life=died, **ANN) for end in ("2024-02-02", "2024-02-03"))

    assert on_the_day.ended_by is None
    assert later.ended_by == died


def test_a_relation_that_is_disputed_is_doubted():
    from registry.domain.tenures.relations import Relation

    fields = dict.fromkeys(Relation._fields)
    days = {"start_earliest": "2020-01-01", "start_latest": "2020-01-01", "end_earliest": "9999-12-31"}
    for status, doubted in (("accepted", False), ("disputed", True)):
        assert Relation(**{**fields, **days, "end_latest": "9999-12-31", "status": status}).doubted is doubted


def test_seats_that_become_fewer_on_the_first_day_of_a_tenure_count_on_it():
    from registry.domain.dates.bounds import bounds_of, crowding

    new, other = bounds_of("2024-02-02", "2024-06-01"), bounds_of("2023-01-01", "2024-05-01")

    assert crowding(new, [other], 2, [("2024-02-02", 1)]) == [0]
    assert crowding(new, [other], 2, [("2024-05-01", 1)]) == []
    assert crowding(new, [other], 2, [("2024-04-30", 1)]) == [0]


def test_of_a_hand_over_in_a_committee_the_seat_is_free_for_no_third():
    terms = (
        a_tenure("2020-01-01", "2024-02-02", 1, **ANN),
        a_tenure("2024-02-02", "2025-01-01", 2, replaces_id=1, **BOB),
        a_tenure("2024-02", "2024-03", 3, person_id=3, person="cem", name="Cem"),
    )
    found = answer(ROLE._replace(seats=2), "2024-02-02", terms, {})

    assert [each.person for each in found.holders] == ["ann", "bob", "cem"]


def test_a_successor_seen_on_the_first_day_on_which_they_can_have_come_came_on_it():
    from registry.domain.dates.bounds import bounds_of
    from registry.domain.dates.edtf import Edtf, IsoDay
    from registry.domain.tenures.records import Neighbour

    seen = IsoDay("2024-01-01")
    follower = Neighbour(Edtf("2024-01"), None, bounds_of("2024-01", None), seen, seen)

    assert follower.start_event() == ("2024-01-01", "2024-01-01")
    leaver = Neighbour(Edtf("2020"), Edtf("2024-01"), bounds_of("2020", "2024-01"), None, IsoDay("2024-01-31"))
    assert leaver.end_event() == ("2024-01-31", "2024-01-31")
