"""Appoint, succeed, end: what they write, and what they refuse with everything left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.dates.bounds import TenureError
from registry.domain.errors import ClashError, NotFoundError
from registry.services.entities.add import AlreadyRecordedError
from registry.services.tenures.find_tenure import NoTenureError
from tests.conftest import ARTICLE, CHIEF


def holders(registry: Registry, on: str, role: str = CHIEF) -> dict[str, str]:
    return {holder.person: holder.certainty for holder in registry.who(role, on=on).holders}


def contents(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return list(connection.iterdump())


def test_the_seed_succession_answers_as_the_sources_do(seed: Registry):
    assert holders(seed, "2025-03-17") == {"andriy-hnatov": "certain"}
    assert holders(seed, "2025-03-18") == {"andriy-hnatov": "presumed"}
    assert holders(seed, "2024-06-01") == {"anatoliy-barhylevych": "certain"}
    assert holders(seed, "2024-02-05") == {"serhiy-shaptala": "possible", "anatoliy-barhylevych": "possible"}
    assert holders(seed, "2021-07-27") == {}


def test_succeed_is_one_act_for_three_tenures(seed: Registry):
    career = seed.career("barhylevych").appointments

    assert [(spell.title, spell.start, spell.end) for spell in career] == [
        ("Chief of the General Staff", "2024-02", "2025-03-16"),
        ("Inspector General", "2025-03-16", None),
    ]
    assert seed.history(CHIEF).holders[2].replaces == "anatoliy-barhylevych"


def test_everything_that_an_act_writes_belongs_to_one_change(seed: Registry, db: Path):
    with sqlite3.connect(db) as connection:
        changes = connection.execute("select actor, command from changes order by id").fetchall()
        last = connection.execute("select max(id) from changes").fetchone()[0]
        touched = connection.execute("select count(*) from appointments where change_id = ?", [last]).fetchone()

    assert changes[-1] == ("a tester", f"succeed {CHIEF}, Andriy Hnatov")
    assert touched == (3,)


def test_a_failing_last_step_undoes_the_first_ones(seed: Registry, db: Path):
    seed.roles.add("Deputy", "ministry of defence")
    seed.appoint("Jane Roe", "Deputy", "2020-01-01")
    before = contents(db)

    with pytest.raises(ClashError):
        seed.succeed(CHIEF, "John Doe", "2026-01-01", outgoing_to="Deputy")

    assert contents(db) == before


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (
            "2024-06-01",
            None,
            r'Barhylevych holds it from February 2024 to .*`registry appoint "Jane Roe" .* --from 2025-03-16`',
        ),
        ("2025-06-01", None, r'`registry succeed chief-of-the-general-staff "Jane Roe" --on 2025-06-01`'),
        ("2021-01-01", "2022-01-01", r"Serhiy Shaptala holds it from 28 July 2021"),
        ("2021-01-01", None, r"--from 2021-01-01 --to 2021-07-28`"),
    ],
)
def test_an_overlap_is_refused_with_who_when_and_what_to_type(
    seed: Registry, db: Path, start: str, end: str | None, said: str
):
    before = contents(db)

    with pytest.raises(ClashError, match=said):
        seed.appoint("Jane Roe", CHIEF, start, end)

    assert contents(db) == before


def test_an_acting_holder_may_stand_beside_the_substantive_one(seed: Registry):
    seed.appoint("Jane Roe", CHIEF, "2024-06-01", "2024-07-01", kind="acting")

    assert set(holders(seed, "2024-06-15")) == {"jane-roe", "anatoliy-barhylevych"}


def test_nobody_holds_a_role_twice_at_once(seed: Registry):
    with pytest.raises(ClashError, match=r"one person holds a role only once at a time"):
        seed.appoint("Hnatov", CHIEF, "2026-01-01", kind="acting")


def test_the_same_entry_twice_is_refused_however_vague(staff: Registry):
    staff.appoint("Jane Roe", CHIEF, "2020", "2021")

    with pytest.raises(ClashError, match=r"already recorded as 'Chief of the General Staff'"):
        staff.appoint("Jane Roe", CHIEF, "2020", "2021")


def test_a_board_takes_as_many_as_it_has_seats(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.appoint("Ann Ames", "Member", "2020-01-01")
    staff.appoint("Bea Boone", "Member", "2020-01-01")

    with pytest.raises(ClashError, match=r"Ann Ames holds it.* and Bea Boone holds it.*2 seats"):
        staff.appoint("Cat Crane", "Member", "2021-01-01")


def test_an_unlimited_role_takes_everybody(staff: Registry):
    staff.roles.add("Adviser", "general staff", seats=None)
    for name in ("Ann Ames", "Bea Boone", "Cat Crane"):
        staff.appoint(name, "Adviser", "2020-01-01")

    assert len(holders(staff, "2020-01-01", "Adviser")) == 3


def test_reversed_and_impossible_dates_are_refused(staff: Registry):
    with pytest.raises(TenureError):
        staff.appoint("Jane Roe", CHIEF, "2020", "2019")
    with pytest.raises(RegistryError, match=r"28 days"):
        staff.appoint("Jane Roe", CHIEF, "2023-02-30")

    assert staff.people.list() == []


def test_an_unknown_role_is_refused(staff: Registry):
    with pytest.raises(NotFoundError, match=r"did you mean 'Chief of the General Staff'"):
        staff.appoint("Jane Roe", "Chef of the General Staff", "2020")


def test_replacing_somebody_ties_the_two_tenures(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2023")
    staff.appoint("Bea Boone", CHIEF, "2023-10-01", replacing="Ames")

    assert holders(staff, "2023-09-01") == {"ann-ames": "certain"}


def test_replacing_somebody_who_left_at_another_time_is_refused(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2022-01-01")

    with pytest.raises(RegistryError, match=r"Ann Ames left .* 1 January 2022"):
        staff.appoint("Bea Boone", CHIEF, "2023-10-01", replacing="Ames")


def test_succeed_without_an_incumbent_says_to_appoint(staff: Registry):
    with pytest.raises(NoTenureError, match=r"nobody is recorded as still in office.*`registry appoint"):
        staff.succeed(CHIEF, "Jane Roe", "2020-01-01")


def test_succeed_with_several_incumbents_asks_whom(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.appoint("Ann Ames", "Member", "2020-01-01")
    staff.appoint("Bea Boone", "Member", "2020-01-01")

    with pytest.raises(NoTenureError, match=r"name the one who left with --replacing"):
        staff.succeed("Member", "Cat Crane", "2021-01-01")
    staff.succeed("Member", "Cat Crane", "2021-01-01", replacing="Boone")

    assert set(holders(staff, "2021-06-01", "Member")) == {"ann-ames", "cat-crane"}


def test_an_acting_holder_is_succeeded_by_themself_in_substance(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", kind="acting")
    staff.succeed(CHIEF, "Ann Ames", "2020-06-01")

    (holder,) = staff.who(CHIEF, on="2020-06-01").holders
    assert (holder.kind, holder.handover, holder.change) == ("substantive", None, "acting, then substantive")
    assert [term.kind for term in holder.terms] == ["acting", "substantive"]


def test_the_incumbent_does_not_succeed_themself(seed: Registry):
    with pytest.raises(NoTenureError, match=r"Andriy Hnatov is the incumbent"):
        seed.succeed(CHIEF, "Hnatov", "2026-01-01")


def test_of_several_seats_an_open_vacancy_is_filled_and_nobody_leaves(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.appoint("Ann Ames", "Member", "2020-01-01")
    staff.vacant("Member", "2020-01-01")
    staff.succeed("Member", "Bea Boone", "2021-01-01")

    assert set(holders(staff, "2021-06-01", "Member")) == {"ann-ames", "bea-boone"}


def test_of_several_seats_the_one_who_is_replaced_leaves_and_the_vacancy_stays(staff: Registry):
    staff.roles.add("Member", "general staff", seats=2)
    staff.appoint("Ann Ames", "Member", "2020-01-01")
    staff.vacant("Member", "2020-01-01")
    staff.succeed("Member", "Bea Boone", "2021-01-01", replacing="Ames")

    found = staff.who("Member", on="2021-06-01")
    assert [holder.person for holder in found.holders] == ["bea-boone"]
    assert found.vacancy is not None


@pytest.mark.parametrize("words", ["wikidata=Q999", "Q999", "wikidata = Q999", "jane-roe"])
def test_a_reference_to_nobody_is_no_new_person(staff: Registry, words: str):
    with pytest.raises(NotFoundError):
        staff.appoint(words, CHIEF, "2020")

    assert staff.people.list() == []


def test_a_name_that_is_there_is_not_added_twice(registry: Registry):
    registry.organizations.add("Council", also=["The Board", "The  Board"])
    registry.roles.add("Mayor", "Council")
    registry.roles.edit("Mayor", also=["Burgomaster", "Burgomaster", "Mayor"])

    assert [name.name for name in registry.roles.show("burgomaster").names] == ["Burgomaster"]


def test_end_records_the_last_day_and_the_reason(seed: Registry):
    seed.end("Hnatov", CHIEF, "2025-12-31", reason="resigned")

    assert holders(seed, "2025-12-31") == {"andriy-hnatov": "certain"}
    assert holders(seed, "2026-01-01") == {}
    assert seed.career("Hnatov").appointments[0].end_reason == "resigned"


def test_end_with_an_unknown_day_and_later_the_day(seed: Registry):
    seed.end("Hnatov", CHIEF, "unknown")
    assert holders(seed, "2025-12-01") == {"andriy-hnatov": "possible"}

    seed.end("Hnatov", CHIEF, "2025-12-31")
    assert holders(seed, "2025-12-01") == {"andriy-hnatov": "certain"}


def test_ending_what_has_ended_is_refused(seed: Registry):
    with pytest.raises(NoTenureError, match=r"has already ended, February 2024"):
        seed.end("Shaptala", CHIEF, "2025-01-01")


def test_ending_before_the_start_is_refused_with_the_name(seed: Registry):
    with pytest.raises(TenureError, match=r"Andriy Hnatov as 'Chief of the General Staff': the end 2025-01-01"):
        seed.end("Hnatov", CHIEF, "2025-01-01")


def test_an_end_that_breaks_a_stated_succession_is_refused(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", kind="acting")
    staff.appoint("Bea Boone", CHIEF, "2021-01-01", replacing="Ann Ames")

    with pytest.raises(TenureError, match=r"directly succeeded"):
        staff.end("Ann Ames", CHIEF, "2020-06-01")


def test_a_source_is_recorded_once_and_cited_for_each_tenure(seed: Registry):
    seed.end("Hnatov", CHIEF, "2025-12-31", evidence=ARTICLE)

    sources = {note.title for spell in seed.history(CHIEF).holders for note in spell.sources}
    assert sources == {"Trump, Putin Set For March 18 Call"}


def test_a_source_is_found_again_by_its_address(staff: Registry, db: Path):
    source = Evidence("https://x.org/a", title="A report", published="2020-02-03")
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2020-06-01", evidence=source)
    staff.appoint("Bea Boone", CHIEF, "2021-01-01", evidence=Evidence("https://x.org/a"))

    with sqlite3.connect(db) as connection:
        assert connection.execute("select slug, title from sources").fetchall() == [("x-org-2020-02-03", "A report")]


def test_what_is_told_later_of_a_source_is_added_to_it(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", evidence=Evidence("https://x.org/a"))
    assert holders(staff, "2020-02-01") == {"ann-ames": "presumed"}

    told = Evidence("https://x.org/a", title="A report", published="2020-02-03", quote="still in office")
    staff.appoint("Bea Boone", "Inspector General", "2020-01-01", evidence=told)
    assert holders(staff, "2020-02-01") == {"ann-ames": "certain"}
    assert staff.who(CHIEF, on="2020-02-01").holders[0].sources[0].title == "A report"


def test_a_source_that_is_recorded_otherwise_is_refused(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", evidence=Evidence("https://x.org/a", published="2020-02-03"))

    with pytest.raises(RegistryError, match=r"recorded with the published '2020-02-03', not '2021-01-01'"):
        staff.end("Ann Ames", CHIEF, "2021-01-01", evidence=Evidence("https://x.org/a", published="2021-01-01"))


@pytest.mark.parametrize("source", ["http://[x/", "www.x.org/a", "x-org-2020", "javascript:alert(1)"])
def test_a_source_that_is_neither_address_nor_title_is_refused(staff: Registry, source: str):
    with pytest.raises(RegistryError, match=r"web address"):
        staff.appoint("Ann Ames", CHIEF, "2020-01-01", evidence=Evidence(source))


def test_an_observation_confirms_somebody_whose_start_is_unknown(staff: Registry):
    report = Evidence("https://x.org/a", title="A report", published="2020-02-05", observed="2020-02-03")
    staff.appoint("Ann Ames", CHIEF, "unknown", evidence=report)

    assert holders(staff, "2020-02-03") == {"ann-ames": "certain"}
    assert holders(staff, "2020-02-04") == {"ann-ames": "presumed"}
    assert holders(staff, "2020-02-02") == {"ann-ames": "possible"}


def test_an_identifier_has_one_bearer(registry: Registry):
    registry.people.add("Ann Ames", identifiers={"wikidata": "Q1"})

    with pytest.raises(AlreadyRecordedError, match=r"wikidata=Q1 is 'Ann Ames' \(ann-ames\)"):
        registry.people.add("Bea Boone", identifiers={"wikidata": "Q1"})
    assert len(registry.people.list()) == 1


def test_the_same_organization_or_role_twice_is_refused(staff: Registry):
    with pytest.raises(AlreadyRecordedError, match=r"already recorded"):
        staff.organizations.add("The General Staff of the armed forces, Ukraine")
    with pytest.raises(AlreadyRecordedError, match=r"has a role"):
        staff.roles.add("Chief of the General Staff", "general staff")


def test_the_same_title_elsewhere_gets_the_organization_in_its_slug(staff: Registry):
    staff.organizations.add("British Army")

    assert staff.roles.add("Inspector General", "British Army").slug == "inspector-general-british-army"


def test_holders_shows_every_role_of_an_organization_and_below(staff: Registry):
    staff.organizations.add("Operations Branch", parent="General Staff")
    staff.roles.add("Head of Operations", "Operations Branch")

    titles = [found.title for found in staff.holders("General Staff", on="2020-01-01").roles]
    below = [found.title for found in staff.holders("General Staff", on="2020-01-01", below=True).roles]
    assert titles == ["Chief of the General Staff"]
    assert below == ["Chief of the General Staff", "Head of Operations"]


def test_history_tells_lengths_hand_overs_and_gaps(staff: Registry):
    staff.appoint("Ann Ames", CHIEF, "2020-01-01", "2020-03-01")
    staff.appoint("Bea Boone", CHIEF, "2020-03-01", "2020-06-30")
    staff.appoint("Cat Crane", CHIEF, "2020-07-01", "2020-07-31")
    staff.appoint("Dot Drake", CHIEF, "2020-08-03", "2020-09")
    staff.appoint("Eve Eames", CHIEF, "2020-10", "2020-12-01")

    spells = staff.history(CHIEF).holders
    assert [spell.before.passage if spell.before else None for spell in spells] == [
        None, "same day", "next day", "gap", "possible gap",
    ]  # fmt: skip
    assert (spells[0].days.least, spells[0].days.most) == (61, 61)
    assert (spells[3].before.days.least, spells[3].before.days.most) == (2, 2)
    assert (spells[3].days.least, spells[3].days.most) == (30, 59)
    assert (spells[4].before.days.least, spells[4].before.days.most) == (0, 59)


def test_a_stated_succession_is_no_possible_gap(seed: Registry):
    assert [spell.before.passage for spell in seed.history(CHIEF).holders[1:]] == ["direct", "same day"]
