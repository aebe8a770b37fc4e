"""Persons are counted, not tenures; lives end tenures; doubt travels over links. Asked of small registries."""

from __future__ import annotations

import pytest

from registry import Evidence, Registry
from registry.domain.errors import ClashError, RegistryError

CHAIR, BOARD = "chair", "board"


@pytest.fixture
def council(registry: Registry) -> Registry:
    registry.organizations.add("River Council")
    registry.roles.add("Chair", "river-council")
    registry.roles.add("Board", "river-council", seats=2)
    return registry


def holders(registry: Registry, role: str, on: str) -> dict[str, str]:
    return {holder.person: holder.certainty for holder in registry.who(role, on).holders}


@pytest.fixture
def again(council: Registry) -> Registry:
    council.appoint("Ada Birch", CHAIR, "1999-01-03", "2001-01-03")
    council.appoint("Ada Birch", CHAIR, "2001-01-03", "2003-01-03")
    return council


def test_one_person_whose_terms_meet_on_a_day_is_one_holder_who_is_re_appointed(again: Registry):
    (holder,) = again.who(CHAIR, "2001-01-03").holders

    assert (holder.person, holder.handover, holder.change) == ("ada-birch", None, "re-appointed")
    assert [term.start for term in holder.terms] == ["1999-01-03", "2001-01-03"]


def test_consecutive_terms_are_one_spell_with_its_terms_under_it(again: Registry):
    (spell,) = again.history(CHAIR).holders
    (held,) = again.career("ada-birch").appointments

    assert (spell.start, spell.end, len(spell.terms)) == ("1999-01-03", "2003-01-03", 2)
    assert (held.start, held.end, len(held.terms)) == ("1999-01-03", "2003-01-03", 2)
    assert [each.start for each in again.history(CHAIR, terms=True).holders] == ["1999-01-03", "2001-01-03"]


def test_terms_with_a_day_between_them_that_may_be_somebody_elses_stay_apart(council: Registry):
    council.appoint("Ada Birch", CHAIR, "1999-01-03", "2001-01")
    council.appoint("Ada Birch", CHAIR, "2001-01", "2003-01-03")

    assert len(council.history(CHAIR).holders) == 2


def test_whoever_is_re_appointed_stayed(again: Registry):
    found = [(each.movement, each.how) for each in again.changes("2001", "2001").movements]

    assert found == [("stayed", "re-appointed")]


def test_a_term_that_ended_just_before_the_window_makes_no_entry_in_it(council: Registry):
    council.appoint("Ada Birch", CHAIR, "1999-01-03", "2000-12-31")
    council.appoint("Ada Birch", CHAIR, "2001-01-01", "2003-01-03")

    assert [each.movement for each in council.changes("2001", "2001").movements] == ["stayed"]


@pytest.mark.parametrize("day", ["2001-01-02", "2001-01-03", "2001-01-04"])
def test_two_terms_of_one_person_take_one_seat_and_hide_nobody(council: Registry, day: str):
    council.appoint("Ada Birch", "board", "1999-01-03", "2001-01-03")
    council.appoint("Ada Birch", "board", "2001-01-03", "2003-01-03")
    council.appoint("Bo Cedar", "board", "2001-01", "2003-01-03")

    assert holders(council, "board", day) == {"ada-birch": "certain", "bo-cedar": "possible"}


def test_from_acting_to_substantive_on_a_day_not_known_is_certainly_held_by_the_one_person(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2001-01-03", "2002-05", kind="acting")
    council.appoint("Ada Birch", CHAIR, "2002-05", "2004-01-01", replacing="Ada Birch")

    (holder,) = council.who(CHAIR, "2002-05-10").holders
    assert (holder.certainty, holder.change) == ("certain", "acting, then substantive")


def test_nobody_replaces_themselves_within_one_kind(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2001-01-03", "2002-05-01")

    with pytest.raises(RegistryError, match="cannot replace themselves"):
        council.appoint("Ada Birch", CHAIR, "2002-05-01", replacing="Ada Birch")


def test_a_link_to_oneself_that_another_program_wrote_is_found_and_answered(again: Registry):
    again.file.connection.execute("update appointments set replaces_id = 1 where id = 2")

    assert [finding.rule for finding in again.check(CHAIR, rules=["replaces-oneself"])] == ["replaces-oneself"]
    assert len(again.history(CHAIR).holders) == 1


# --- lives ---


@pytest.mark.parametrize(
    ("life", "last"),
    [
        (
            "update people set death_date='2012-05-05', death_earliest='2012-05-05', death_latest='2012-05-05'",
            "2012-05-05",
        ),
        (
            "update roles set abolition_date='2014', abolition_earliest='2014-01-01', abolition_latest='2014-12-31'",
            "2014-01-01",
        ),
        (
            "update organizations set dissolution_date='2015-06-30', dissolution_earliest='2015-06-30',"
            " dissolution_latest='2015-06-30'",
            "2015-06-30",
        ),
    ],
)  # fmt: skip
def test_the_end_of_a_life_ends_a_tenure_that_was_left_open(council: Registry, life: str, last: str):
    council.appoint("Ada Birch", CHAIR, "2010")
    council.file.connection.execute(life)

    assert holders(council, CHAIR, last) == {"ada-birch": "presumed"}
    assert holders(council, CHAIR, "2020-01-01") == {}
    (spell,) = council.history(CHAIR).holders
    assert not spell.open
    assert spell.ended_by
    assert [each.movement for each in council.changes("2010", "2019").movements] == ["entered", "left"]


def test_in_the_year_in_which_somebody_died_they_possibly_held_it(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2010")
    council.file.connection.execute(
        "update people set death_date='2012', death_earliest='2012-01-01', death_latest='2012-12-31'"
    )

    assert holders(council, CHAIR, "2012-01-01") == {"ada-birch": "presumed"}
    assert holders(council, CHAIR, "2012-06-01") == {"ada-birch": "possible"}


def test_a_doubtful_life_of_a_role_is_no_flat_no(council: Registry):
    council.roles.add("Clerk", "river-council", since="2020?")
    council.appoint("Ada Birch", "clerk", "2019-11-01", "2021-01-01")

    assert council.who("clerk", "2019-10-01").answer == "nobody recorded"
    assert holders(council, "clerk", "2019-12-01") == {"ada-birch": "certain"}


# --- doubt ---


def test_a_doubtful_end_tells_nothing_of_the_successors_start(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2020-01-01", "2024-03-05?")
    council.appoint("Bo Cedar", CHAIR, "[2024-03-01..2024-03-20]", "2025-01-01", replacing="Ada Birch")

    assert holders(council, CHAIR, "2024-03-10") == {"bo-cedar": "possible"}
    assert holders(council, CHAIR, "2024-03-20") == {"bo-cedar": "certain"}


def test_a_doubtful_start_tells_nothing_of_the_predecessors_end(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2020-01-01", "2024-03")
    council.appoint("Bo Cedar", CHAIR, "2024-03-05?", "2025-01-01", replacing="Ada Birch")

    assert holders(council, CHAIR, "2024-03-04")["ada-birch"] == "possible"
    assert holders(council, CHAIR, "2024-03-10")["ada-birch"] == "possible"


@pytest.mark.parametrize(
    ("end", "start"), [("2021-03-10?", "2021-03-01"), ("2021-03-10%", "2021-03-01"), ("2022", "2021-03-01?")]
)
def test_a_doubtful_date_refuses_no_successor_in_whichever_order_they_are_entered(council: Registry, end, start):
    council.appoint("Ada Birch", CHAIR, "2020-01-01", end)
    council.appoint("Bo Cedar", CHAIR, start, "2023-01-01")
    council.appoint("Bo Cedar", BOARD, start, "2023-01-01")
    council.appoint("Ada Birch", BOARD, "2020-01-01", end)
    council.roles.edit(BOARD, seats=1)

    assert {finding.rule for finding in council.check()} >= {"possible-clash"}
    assert not [finding for finding in council.check() if finding.severity == "error"]
    if "?" in end:
        assert holders(council, CHAIR, "2021-03-05") == {"bo-cedar": "certain"}


def test_a_date_that_is_no_longer_doubtful_clashes(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2020-01-01", "2021-03-10?")
    council.appoint("Bo Cedar", CHAIR, "2021-03-01", "2023-01-01")

    with pytest.raises(ClashError, match="Bo Cedar holds it"):
        council.correct("ada-birch-chair", "the gazette has it", end="2021-03-10")


def test_an_observed_day_of_a_neighbour_tightens(council: Registry):
    seen = Evidence("https://example.org/1", title="A", observed="2024-03-10")
    council.appoint("Ada Birch", CHAIR, "2020-01-01", "2024-03")
    council.appoint("Bo Cedar", CHAIR, "2024-03", "2025-01-01", replacing="Ada Birch", evidence=seen)

    assert holders(council, CHAIR, "2024-03-11") == {"bo-cedar": "certain"}


def test_an_observation_against_whom_they_replaced_is_a_finding_in_either_order(council: Registry):
    seen = Evidence("https://example.org/1", title="A", observed="2024-03-20")
    council.appoint("Ada Birch", CHAIR, "2020-01-01", "2024-03", evidence=seen)
    council.appoint("Bo Cedar", CHAIR, "2024-03", "2025-01-01")
    council.file.connection.execute("update appointments set replaces_id = 1 where id = 2")
    council.file.connection.execute("update citations set observed = '2024-03-20' where appointment_id = 1")
    council.file.connection.execute("update appointments set start_date = '2024-03-10', start_earliest = '2024-03-10', "
                                "start_latest = '2024-03-10' where id = 2")  # fmt: skip

    found = council.check(CHAIR, rules=["observed-against-link"])
    assert [finding.rule for finding in found] == ["observed-against-link"]


# --- order and words ---


def test_whoever_left_first_stands_first_where_starts_are_unknown(council: Registry):
    council.appoint("Bo Cedar", CHAIR, "2019", "2020-05")
    council.appoint("Ada Birch", CHAIR, "XXXX", "2019")

    first, second = council.history(CHAIR).holders
    assert (first.person, second.person) == ("ada-birch", "bo-cedar")
    assert second.before
    assert second.before.passage == "possible gap"


def test_a_length_is_at_least_one_day(council: Registry):
    council.appoint("Ada Birch", CHAIR, "2019-03", "2019-03")

    (spell,) = council.history(CHAIR).holders
    assert spell.days.least == 1
