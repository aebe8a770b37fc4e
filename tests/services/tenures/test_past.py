"""Posts and bodies with a past: successions, absence and covers, details, chains; by services, history and package."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from registry import AlreadyRecordedError, DetailError, Evidence, Registry, RegistryError, RelationError
from registry.cli.app import app
from registry.domain.presentation.sentences import sentence
from tests.services.tenures.past_fixtures import FOLDER, agrees, asked, questions, registry_of


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Path, Registry]]:
    folders = {data for data, _ in questions()}
    found = {data: Registry(registry_of(data, tmp_path_factory.mktemp("past") / "one")) for data in folders}
    yield found
    for registry in found.values():
        registry.close()


@pytest.mark.skipif(not FOLDER.exists(), reason="the fixtures of the model are not here")
@pytest.mark.parametrize(
    ("data", "question"),
    questions(),
    ids=lambda each: (
        "-".join(str(value) for key, value in each.items() if key not in ("expect", "because", "source"))
        if isinstance(each, dict)
        else each.parent.name
    ),
)
def test_the_fixtures_are_answered_as_expected(fixtures: dict[Path, Registry], data: Path, question: dict[str, Any]):
    got = asked(fixtures[data], question)

    assert agrees(question["expect"], got), got


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Registry]:
    """A chief and a deputy of an army; the chief reports to a minister."""
    Registry.create(tmp_path / "registry.db")
    with Registry(tmp_path / "registry.db", actor="a tester") as registry:
        registry.organizations.add("Army")
        registry.organizations.add("Ministry")
        for title, body in (("Chief", "army"), ("Deputy", "army"), ("Minister", "ministry"), ("Chair", "ministry")):
            registry.roles.add(title, body)
        registry.appoint("Ann Ames", "chief", "2010-01-01", "2019-12-31", rank="Colonel")
        registry.appoint("Bea Boone", "minister", "2012-01-01", "2019-12-31")
        yield registry


def test_a_life_follows_from_successions_where_it_is_not_recorded(world: Registry):
    world.roles.add("Commander", "army")
    world.roles.succeeded("chief", "commander", "replaced", "2016-05-01")

    assert world.who("commander", "2015-01-01").answer == "role did not exist"
    assert world.who("commander", "2016-05-01").answer == "nobody recorded"
    assert world.who("chief", "2016-05-01").holders[0].name == "Ann Ames"
    assert world.who("chief", "2016-05-02").answer == "role did not exist"
    assert [each.slug for each in world.roles.then("chief", "2017-01-01")] == ["commander"]
    assert world.history("chief").holders[0].end_latest == "2016-05-01"
    left = [each for each in world.changes("2016-05-01", "2016-05-01").movements if each.movement == "left"]
    assert [each.name for each in left] == ["Ann Ames"]


def test_after_a_split_the_old_one_goes_on(world: Registry):
    world.roles.add("Commander", "army")
    world.roles.succeeded("chief", "commander", "split", "2016-05-01")
    refused = world.who("commander", "2015-01-01", lineage=True)

    assert [(each.role, each.answer.holders[0].name) for each in refused.lineage] == [("chief", "Ann Ames")]
    assert [(each.how, each.before, each.slug) for each in refused.successions] == [("split", True, "chief")]
    assert world.who("chief", "2017-01-01").holders[0].certainty == "certain"


def test_a_succession_on_a_doubtful_day_never_gives_a_flat_no(world: Registry):
    world.roles.add("Commander", "army")
    world.roles.succeeded("chief", "commander", "replaced", "2016-05-01?")

    assert world.who("commander", "2015-01-01").answer == "nobody recorded"
    assert world.who("chief", "2017-01-01").answer == "held"


def test_a_role_that_moves_takes_its_holders_and_their_cover_along(world: Registry):
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", why="leave", covered_by="Cy Cole")
    moved = world.roles.move("chief", "ministry", "2016-06-01").relations[0]

    assert (moved.subject, moved.how) == ("chief-ministry", "moved")
    there = world.who("chief-ministry", "2016-07-01").holders
    assert [(each.name, each.stands_in_for) for each in there] == [("Ann Ames", None), ("Cy Cole", "ann-ames")]
    assert world.who("chief", "2016-07-01").answer == "role did not exist"
    (spell, _) = world.history("chief", lineage=True).holders
    assert (spell.start, spell.end, len(spell.terms)) == ("2010-01-01", "2019-12-31", 2)
    world.undo(world.log()[0].number)
    assert world.who("chief", "2016-07-01").holders[0].name == "Ann Ames"


def test_whoever_covers_is_in_charge_unless_absent_too(world: Registry):
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", why="leave", covered_by="Cy Cole")
    world.absent("Cy Cole, Chief", "2016-03-01", "2016-03-31", why="illness")

    charge = {each.name: each.in_charge for each in world.who("chief", "2016-03-15").holders}
    assert charge == {"Ann Ames": "no", "Cy Cole": "no"}
    assert world.who("chief", "2016-02-01").holders[0].absent.why == "leave"
    assert world.who("chief", "2017-01-01").holders[0].in_charge == "certain"


def test_nobody_covers_their_own_absence_and_nothing_lies_outside_its_tenure(world: Registry):
    with pytest.raises(DetailError, match="cannot cover their own absence"):
        world.absent("Ann Ames, Chief", "2016", covered_by="Ann Ames")
    with pytest.raises(DetailError, match="lies outside the tenure"):
        world.detail("Ann Ames, Chief", "rank", "General", "2020-01-01")
    with pytest.raises(DetailError, match="only an end is due"):
        world.event("Ann Ames, Chief", "start", "due", "2015")
    with pytest.raises(RegistryError, match="did you mean 'rank'"):
        world.detail("Ann Ames, Chief", "ranks", "General")
    assert world.career("Ann Ames").appointments[0].details == ()


def test_the_rank_of_the_day_is_that_of_a_detail_else_of_the_tenure(world: Registry):
    world.detail("Ann Ames, Chief", "rank", "General", "2015-08-23")

    assert world.who("chief", "2015-08-22").holders[0].rank == "Colonel"
    assert world.who("chief", "2015-08-23").holders[0].rank == "General"
    assert [(each.field, each.value) for each in world.career("Ann Ames").appointments[0].details] == [
        ("rank", "General")
    ]
    world.detail("Ann Ames, Chief", "rank", "General", remove=True, because="never promoted")
    assert world.who("chief", "2015-08-23").holders[0].rank == "Colonel"


def test_details_and_further_dates_are_known_from_their_recording_on_and_undone(world: Registry):
    before = world.log()[0].recorded_at
    world.detail("Ann Ames, Chief", "party", "Free Party", end="2012")
    world.event("Ann Ames, Chief", "start", "announced", "2009-12-20")

    spell = world.history("chief").holders[0]
    assert [(each.act, each.on) for each in spell.dates] == [("announced", "2009-12-20")]
    path = world.file.connection.execute("pragma database_list").fetchone()[2]
    with Registry(path, as_known_on=before) as past:
        assert past.history("chief").holders[0].details == ()
    world.undo(world.log()[0].number)
    assert world.history("chief").holders[0].dates == ()


def test_a_tenure_does_not_end_before_its_details_or_leave_who_is_covered(world: Registry):
    world.detail("Ann Ames, Chief", "rank", "General", "2018-01-01")
    with pytest.raises(RegistryError, match="a detail of this tenure would lie outside"):
        world.correct("ann-ames-chief", because="left earlier", end="2017-12-31")
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", covered_by="Cy Cole")
    with pytest.raises(RegistryError, match="covers another only as an acting one"):
        world.correct("ann-ames-chief", because="it was another role", role="deputy")


def test_a_chain_passes_a_vacant_role_and_shows_each_link(world: Registry):
    world.roles.link("deputy", "reports to", "chief", start="2010-01-01", end="2019-12-31")
    world.roles.link("chief", "reports to", "minister", start="2010-01-01")
    found = world.chain("deputy", "2011-01-01")

    assert [(each.role, each.distance, each.certainty) for each in found.links] == [
        ("chief", 1, "certain"),
        ("minister", 2, "presumed"),
    ]
    assert [[holder.name for holder in each.answer.holders] for each in found.links] == [["Ann Ames"], []]
    down = world.chain("Bea Boone", "2013-01-01", down=True)
    assert [(each.role, each.answer.holders[0].certainty if each.answer.holders else None) for each in down.links] == [
        ("chief", "presumed"),
        ("deputy", None),
    ]


def test_no_superior_stands_below_and_no_relation_is_there_twice(world: Registry):
    world.roles.link("deputy", "reports to", "chief", start="2010-01-01")
    with pytest.raises(RelationError, match="'Deputy' reports to 'Chief' at that time"):
        world.roles.link("chief", "reports to", "deputy", start="2012-01-01")
    with pytest.raises(AlreadyRecordedError, match="already recorded that deputy reports to chief"):
        world.roles.link("deputy", "reports to", "chief", start="2011-01-01")
    with pytest.raises(RelationError, match="chief is given twice"):
        world.roles.link("chief", "reports to", "chief")
    world.roles.unlink("deputy", "reports to", "chief", because="a mistake")
    assert world.chain("deputy", "2013-01-01").links == ()


def test_an_office_that_comes_with_another_is_held_by_right_and_takes_no_seat(world: Registry):
    world.roles.link("minister", "ex officio", "chair", start="2012-01-01", end="2015-12-31")
    world.appoint("Cy Cole", "chair", "2014-01-01", "2014-12-31")

    answer = world.who("chair", "2014-06-01")
    assert {each.name: each.ex_officio for each in answer.holders} == {"Bea Boone": "minister", "Cy Cole": None}
    assert answer in world.holders("ministry", "2014-06-01").roles
    assert world.who("chair", "2013-06-01").answer == "held"
    assert world.who("chair", "2016-06-01").answer == "nobody recorded"


def test_who_holds_by_right_has_the_evidence_of_the_office_that_brings_it(world: Registry):
    world.roles.link("minister", "ex officio", "chair", start="2012-01-01", end="2015-12-31")
    world.cite("Bea Boone, minister", Evidence("https://example.org/gazette", quote="sworn in"))

    (by_right,) = world.who("chair", "2014-06-01").holders
    assert [source.quote for source in by_right.sources] == ["sworn in"]


def test_roles_of_a_group_exclude_each_other_on_their_days(world: Registry):
    assert len(world.roles.exclude("chief", "minister", "chair", start="2014-01-01").relations) == 3
    world.appoint("Ann Ames", "chair", "2012-01-01", "2013-12-31")
    with pytest.raises(RegistryError, match=r"\(incompatible\)"):
        world.appoint("Ann Ames", "chair", "2014-01-01", "2014-06-30")


def test_all_of_it_goes_through_the_package_and_a_merge(world: Registry, tmp_path: Path):
    world.roles.link("deputy", "reports to", "chief", start="2010-01-01", how="command")
    world.roles.succeeded("minister", "chair", "split", "2013-01-01")
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", why="leave", covered_by="Cy Cole")
    world.event("Ann Ames, Chief", "end", "due", "2019-12")
    world.export_package(tmp_path / "one")
    Registry.from_package(tmp_path / "second.db", tmp_path / "one")
    with Registry(tmp_path / "second.db", actor="a tester") as second:
        second.export_package(tmp_path / "two")
        for file in (tmp_path / "one").iterdir():
            assert file.name == "seals.csv" or file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
        second.roles.add("Commander", "army")
        second.roles.merge("commander", "chief", because="one post")
        assert [each.role for each in second.chain("deputy", "2013-01-01").links] == ["commander"]
        assert second.doctor().left == ()
        second.forget("ann-ames", because="asked")
        assert second.history("commander").holders[0].stands_in_for is None
        assert second.verify().problems == () == second.doctor().left


def test_an_export_that_has_no_place_for_it_says_what_is_lost(world: Registry, tmp_path: Path):
    world.roles.link("deputy", "reports to", "chief", start="2010-01-01", evidence=Evidence("Official Gazette"))
    world.roles.succeeded("minister", "chair", "split", "2013-01-01")
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", why="leave", covered_by="Cy Cole")
    world.event("Ann Ames, Chief", "end", "due", "2019-12")
    lost = world.export_file(tmp_path / "world.json", "popolo").lost

    for each in (
        "1 role that another one reports to or comes with", "1 succession of an organization or a role",
        "absence of 1 tenure", "1 tenure that covers an absence",
        "1 source of a relation",
    ):  # fmt: skip
        assert each in lost
    assert not [each for each in world.export_file(tmp_path / "world.jsonl").lost if "uncited" in each]
    with pytest.raises(RegistryError, match="cited for a relation"):
        world.sources.remove("official-gazette", because="unused")


def test_a_role_and_a_body_show_what_they_are_related_to(world: Registry):
    world.roles.link("deputy", "reports to", "chief", start="2010-01-01")
    world.organizations.succeeded("army", "ministry", "transferred", "2011")

    assert [(each.subject, each.kind) for each in world.roles.show("chief").relations] == [("deputy", "reports to")]
    assert [(each.how, each.start) for each in world.organizations.show("army").successions] == [
        ("transferred", "2011")
    ]


def test_an_older_package_with_parents_and_incompatible_roles_is_still_read(world: Registry, tmp_path: Path):
    world.export_package(tmp_path / "older")
    for table, text in (
        ("organization_parents", "organization,parent,start,end\narmy,ministry,2001,\n"),
        ("role_incompatibilities", "role,other\nchief,minister\n"),
    ):
        (tmp_path / "older" / f"{table}.csv").write_text(text, "utf-8")
    Registry.from_package(tmp_path / "second.db", tmp_path / "older")
    lines = [
        '{"table": "organizations", "slug": "a", "name": "A"}',
        '{"table": "organizations", "slug": "b", "name": "B"}',
        '{"table": "organization_parents", "organization": "a", "parent": "b", "end": "2005"}',
    ]
    (tmp_path / "older.jsonl").write_text("\n".join(lines), "utf-8")
    Registry.from_package(tmp_path / "third.db", tmp_path / "older.jsonl")

    with Registry(tmp_path / "second.db") as second, Registry(tmp_path / "third.db") as third:
        assert [(each.organization, each.start) for each in second.organizations.show("army").parents] == [
            ("ministry", "2001")
        ]
        assert second.roles.show("chief").incompatible == ("minister",)
        assert [(each.organization, each.end) for each in third.organizations.show("a").parents] == [("b", "2005")]


def test_a_role_that_moved_long_ago_takes_along_who_came_later_and_what_is_recorded_for_then(world: Registry):
    world.absent("Ann Ames, Chief", "2016-01-01", "2016-12-31", why="leave", covered_by="Cy Cole")
    world.detail("Ann Ames, Chief", "rank", "General", "2018-01-01")
    world.detail("Ann Ames, Chief", "party", "Free Party", end="2012")
    world.event("Ann Ames, Chief", "end", "announced", "2019-11-01")
    world.correct("Ann Ames, Chief", end_reason="retired", because="the gazette")
    world.cite("Ann Ames, Chief", Evidence("Official Gazette"), supports="end", says="2019-12-31")
    world.appoint("Di Dee", "chief", "2019-12-31", replacing="Ann Ames")
    world.roles.move("chief", "ministry", "2016-06-01")

    (before,) = [each for each in world.history("chief").holders if each.kind == "substantive"]
    after, later = [each for each in world.history("chief-ministry").holders if each.kind == "substantive"]
    assert [(each.field, each.value) for each in before.details] == [("party", "Free Party"), ("absence", "leave")]
    assert [(each.field, each.value) for each in after.details] == [("absence", "leave"), ("rank", "General")]
    assert (before.end_reason, before.dates, before.sources) == (None, (), ())
    assert (after.end_reason, len(after.dates), len(after.sources)) == ("retired", 1, 1)
    assert (later.person, later.start, later.replaces) == ("di-dee", "2019-12-31", "ann-ames")
    there = world.who("chief-ministry", "2016-07-01").holders
    assert [(each.name, each.in_charge) for each in there] == [("Ann Ames", "no"), ("Cy Cole", "certain")]
    assert world.who("chief", "2016-03-01").holders[0].in_charge == "no"


def test_who_begins_on_the_day_of_the_move_begins_in_the_new_role(world: Registry):
    world.appoint("Di Dee", "chief", "2019-12-31", replacing="Ann Ames")
    world.roles.move("chief", "ministry", "2019-12-31")

    assert [each.name for each in world.history("chief").holders] == ["Ann Ames"]
    assert [(each.name, each.start) for each in world.history("chief-ministry").holders] == [("Di Dee", "2019-12-31")]
    assert world.check(rules=["replaces-another-role"]) == []


def test_a_role_that_moves_keeps_its_seats_and_its_abolition(world: Registry):
    world.roles.edit("chief", abolition="2020-06-30")
    world.roles.edit("chief", seats=2, seats_since="2018-01-01")
    world.appoint("Di Dee", "chief", "2018-03-01", "2020-06-30")
    world.roles.move("chief", "ministry", "2016-06-01")

    there = world.roles.show("chief-ministry")
    assert (there.seat_changes, there.abolition) == ((("2018-01-01", 2),), "2020-06-30")
    assert len(world.who("chief-ministry", "2018-06-01").holders) == 2
    assert [each.slug for each in world.roles.then("chief", "2018-06-01")] == ["chief-ministry"]


def test_on_the_day_of_a_succession_both_are_there_and_each_is_itself(world: Registry):
    world.roles.add("Commander", "army")
    world.roles.succeeded("chief", "commander", "replaced", "2016-05-01")

    for slug in ("chief", "commander"):
        assert [(each.slug, each.certainty) for each in world.roles.then(slug, "2016-05-01")] == [(slug, "certain")]


def test_a_role_ends_with_the_last_of_the_successions_that_ended_it(world: Registry):
    for title, on in (("Commander", "2016-05-01"), ("Marshal", "2017-05-01")):
        world.roles.add(title, "army")
        world.roles.succeeded("chief", title, "replaced", on)

    assert world.who("chief", "2017-05-01").holders[0].certainty == "certain"
    assert world.who("chief", "2017-05-02").answer == "role did not exist"


def test_a_relation_is_taken_back_by_its_start_where_there_are_several_and_an_exclusion_from_either_side(
    world: Registry,
):
    world.roles.link("deputy", "reports to", "chief", start="2010", end="2011")
    world.roles.link("deputy", "reports to", "chief", start="2014")
    with pytest.raises(RelationError, match="several times; choose one by its start: from 2010, from 2014"):
        world.roles.unlink("deputy", "reports to", "chief", because="a mistake")
    world.roles.unlink("deputy", "reports to", "chief", because="a mistake", start="2010")
    assert [each.start for each in world.roles.relations("deputy")] == ["2014"]

    world.roles.link("minister", "excludes", "chair")
    world.roles.unlink("chair", "excludes", "minister", because="a mistake")
    assert world.roles.relations("chair") == ()


def test_the_source_of_a_rank_supports_the_rank_and_that_of_another_detail_the_tenure(world: Registry):
    world.detail("Ann Ames, Chief", "rank", "General", "2018", evidence=Evidence("Official Gazette"))
    world.detail("Ann Ames, Chief", "party", "Free Party", evidence=Evidence("The Times"))

    supported = world.file.connection.execute("select supports from citations order by id").fetchall()
    assert supported == [("rank",), (None,)]


def test_what_is_recorded_of_a_tenure_is_divided_on_the_day_of_the_move(world: Registry):
    for value, start, end in (
        ("One", "2015", "2016-05-31"),
        ("Two", "2015", "2016-06-01"),
        ("Three", "2016-06-01", None),
    ):
        world.detail("Ann Ames, Chief", "portfolio", value, start, end)
    for day in ("2016-06-01", "2016-06-02"):
        world.cite("Ann Ames, Chief", Evidence(f"A list of {day}", observed=day))
    world.appoint("Di Dee", "chief", "2017-01-01", "2017-02-01", status="disputed")
    world.correct("Di Dee, Chief", status="rejected", because="a rumour")
    world.roles.move("chief", "ministry", "2016-06-01")

    before, after = world.career("Ann Ames", terms=True).appointments
    assert [each.value for each in before.details] == ["One", "Two"]
    assert [each.value for each in after.details] == ["Two", "Three"]
    assert [each.title for each in after.sources] == ["A list of 2016-06-02"]
    stayed = "select r.slug from appointments a join roles r on r.id = a.role_id where a.status = 'rejected'"
    assert world.file.connection.execute(stayed).fetchall() == [("chief",)]


def test_a_role_that_ended_with_its_organization_says_what_became_of_that(world: Registry):
    world.organizations.add("Joint Army")
    world.organizations.succeeded("army", "joint army", "renamed", "2016-06-01")

    found = world.who("chief", "2017-01-01")
    assert found.successions == ()
    assert [(each.how, each.slug) for each in found.organization_successions] == [("renamed", "joint-army")]
    assert sentence(found, world.today()).endswith(
        "did not exist on 1 January 2017; its organization was renamed Joint Army on 1 June 2016."
    )


def test_a_role_that_stays_in_an_organization_that_became_another_one_is_told_with_how_to_move_it(world: Registry):
    world.organizations.add("Forces")
    world.appoint("Cy Cole", "deputy", "2015-01-01")
    told = world.organizations.succeeded("army", "forces", "renamed", "2016-05-01").findings

    assert [each.rule for each in told] == ["left-behind", "left-behind"]
    assert [each.facts for each in told] == [
        "Ann Ames holds Chief from 1 January 2010 to 31 December 2019; Army became Forces on 2016-05-01",
        "Cy Cole holds Deputy from 1 January 2015 on; Army became Forces on 2016-05-01",
    ]
    assert "`registry role move chief --to forces --on 2016-05-01`" in told[0].remedy
    world.roles.move("chief", "forces", "2016-05-01")
    world.roles.move("deputy", "forces", "2016-05-01")
    assert world.check(rules=["left-behind"]) == []


def test_a_tenure_before_or_after_a_succession_of_its_role_is_told(world: Registry):
    world.roles.add("Commander", "army")
    world.appoint("Cy Cole", "commander", "2015-01-01", "2017-01-01")
    told = world.roles.succeeded("chief", "commander", "replaced", "2016-05-01").findings

    assert [each.facts for each in told if each.rule == "outside-succession"] == [
        "Ann Ames holds Chief from 1 January 2010 to 31 December 2019; the role became Commander on 2016-05-01",
        "Cy Cole holds Commander from 1 January 2015 to 1 January 2017; the role came of Chief on 2016-05-01",
    ]


def test_a_deputy_stands_in_by_office_for_the_days_of_an_absence(world: Registry):
    world.appoint("Cy Cole", "deputy", "2009-01-01", "2019-12-31")
    world.absent("Ann Ames, Chief", "2014-03-01", "2014-09-01", why="captive")
    assert [each.rule for each in world.check("chief", rules=["absent-uncovered"])] == ["absent-uncovered"]
    world.roles.link("deputy", "ex officio", "chief", start="2014-03-01", end="2014-09-01")

    found = world.who("chief", "2014-06-01").holders
    assert [(each.person, each.in_charge, each.ex_officio) for each in found] == [
        ("ann-ames", "no", None),
        ("cy-cole", "certain", "deputy"),
    ]
    assert [each.person for each in world.who("chief", "2015-06-01").holders] == ["ann-ames"]
    assert world.check("chief", rules=["absent-uncovered"]) == []


def test_changes_tell_which_details_began_or_ended_in_the_days_where_that_is_asked_for(world: Registry):
    world.detail("Ann Ames, Chief", "rank", "General", "2012-04-01", "2012-12-31")
    world.detail("Ann Ames, Chief", "party", "Blue", "2012")
    world.detail("Ann Ames, Chief", "party", "Red", "2011-02-01?")
    world.detail("Bea Boone, Minister", "rank", "Doctor", "2012-05-01")

    def told(first: str, last: str, organization: str | None = None) -> list[tuple[str, str, str, str]]:
        found = world.changes(first, last, organization, details=True).details
        return [(each.value, each.change, each.date, str(each.certainty)) for each in found]

    assert world.changes("2012-04-01", "2012-04-01").details is None
    assert told("2012-04-01", "2012-04-30") == [
        ("Blue", "began", "2012", "possible"),
        ("General", "began", "2012-04-01", "certain"),
    ]
    assert told("2012-12-31", "2013") == [
        ("Blue", "began", "2012", "possible"),
        ("General", "ended", "2012-12-31", "certain"),
    ]
    assert told("2012-04-02", "2012-04-30") == [("Blue", "began", "2012", "possible")]
    assert told("2011-02-01", "2011-02-01") == [("Red", "began", "2011-02-01?", "possible")]
    assert told("2012-05-01", "2012-05-01", "ministry") == [("Doctor", "began", "2012-05-01", "certain")]
    assert told("2012-05-01", "2012-05-01", "army") == [("Blue", "began", "2012", "possible")]


def test_the_command_shows_details_that_changed_as_text_as_data_and_as_rows(world: Registry, tmp_path: Path):
    world.detail("Ann Ames, Chief", "rank", "General", "2012-04-01")

    def run(*words: str) -> str:
        asked = ("changes", "--from", "2012-04", "--to", "2012-04", *words)
        return CliRunner().invoke(app, ["--db", str(tmp_path / "registry.db"), *asked]).stdout

    assert "details" not in json.loads(run("--format", "json"))
    assert [each["value"] for each in json.loads(run("--details", "--format", "json"))["details"]] == ["General"]
    text = run("--details").splitlines()
    assert text[-3] == "Details of tenures:"
    assert text[-1].split() == [
        "1",
        "April",
        "2012",
        "Ann",
        "Ames",
        "rank",
        "General",
        "began",
        "Chief",
        "(Army)",
        "certain",
    ]
    (row,) = csv.DictReader(run("--details", "--format", "csv").splitlines())
    assert (row["movement"], row["field"], row["value"], row["date"]) == ("began", "rank", "General", "2012-04-01")
    assert "No detail of a tenure" in CliRunner().invoke(
        app, ["--db", str(tmp_path / "registry.db"), "changes", "--from", "2013", "--to", "2013", "--details"]
    ).stdout  # fmt: skip
