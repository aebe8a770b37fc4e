"""Lists of everybody in office: whom they confirm, what is refused, and who is recorded but not listed."""

import io
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from registry import Evidence, Registry, RegistryError
from registry.domain.errors import NotFoundError
from registry.formats.own.roster import RosterError
from registry.services.evidence.confirm import UnseenError
from registry.services.evidence.roster import Roster, RosterMismatchError
from tests.conftest import clock

DAY = "2025-06-01"
PAGE = Evidence("https://board.example/members")
CHAIR, MEMBER = "chair", "member"


@pytest.fixture
def board(registry: Registry) -> Registry:
    """A board with a chair and any number of members, of whom different things are known."""
    registry.organizations.add("Board")
    registry.organizations.add("Court")
    registry.roles.add("Chair", "board")
    registry.roles.add("Member", "board", seats=None)
    registry.roles.add("Judge", "court")
    registry.appoint("Ann Ames", CHAIR, "2024-01-01")
    registry.appoint("Ann Ames", MEMBER, "2020")
    registry.appoint("Bea Boone", MEMBER, "2023-05")
    registry.appoint("Cy Cole", MEMBER, "2024-03-01", "2026")
    registry.appoint("Dan Dorn", MEMBER, "2020-01-01", "2025-03-31")
    registry.appoint("Eve Eden", "judge", "2024-01-01")
    return registry


def listed(registry: Registry, *lines: str, on: str = DAY, evidence: Evidence = PAGE, **options) -> Roster:
    return registry.roster("board", on, io.BytesIO("\n".join(lines).encode()), evidence, **options)


def confirmed(found: Roster) -> set[tuple[str, str]]:
    return {(tenure.name, tenure.title) for tenure in found.confirmed}


def missing(found: Roster) -> list[tuple[str, str, str, str | None, str | None]]:
    return [(each.name, each.title, each.certainty, each.ended, each.began) for each in found.not_listed]


def findings(registry: Registry) -> list[str]:
    return [finding.facts for finding in registry.check("board", rules=["not-listed"])]


# --- who is confirmed ---


def test_who_is_listed_is_confirmed_in_all_that_they_hold_there(board: Registry):
    found = listed(board, "Ames", "Bea Boone", "Cy Cole")

    assert confirmed(found) == {
        ("Ann Ames", "Chair"), ("Ann Ames", "Member"), ("Bea Boone", "Member"), ("Cy Cole", "Member"),
    }  # fmt: skip
    assert (found.not_listed, found.skipped, found.new) == ((), (), True)
    assert {holder.certainty for holder in board.who(MEMBER, DAY).holders} == {"certain"}
    assert board.who(CHAIR, "2025-06-02").holders[0].certainty == "presumed"
    assert findings(board) == []


def test_who_is_listed_in_a_role_is_confirmed_in_that_one_only(board: Registry):
    found = listed(board, "name,role", "Ann Ames,Chair", "Bea Boone,member", "Cy Cole,")

    assert confirmed(found) == {("Ann Ames", "Chair"), ("Bea Boone", "Member"), ("Cy Cole", "Member")}
    assert missing(found) == [("Ann Ames", "Member", "presumed", "[..2025-06-01]", None)]


def test_a_role_is_looked_for_in_the_organization_first(board: Registry):
    board.roles.add("Chair", "court")

    assert confirmed(listed(board, "name,role", "Ann Ames,Chair")) == {("Ann Ames", "Chair")}


def test_of_merely_possible_tenures_the_only_one_is_confirmed_and_of_several_none(board: Registry):
    board.appoint("Fay Frost", MEMBER, "2025")
    assert ("Fay Frost", "Member") in confirmed(listed(board, "Frost"))

    board.appoint("Guy Grant", CHAIR, "2025", kind="acting")
    board.appoint("Guy Grant", MEMBER, "2025")
    with pytest.raises(RosterMismatchError, match=r"Guy Grant may have been Chair .* or Member .*; add a column"):
        listed(board, "Guy Grant", skip_unknown=True)
    assert confirmed(listed(board, "name,role", "Guy Grant,Chair")) == {("Guy Grant", "Chair")}


def test_a_listed_person_s_merely_possible_tenure_is_neither_confirmed_nor_missing(board: Registry):
    board.appoint("Bea Boone", CHAIR, "2025", kind="acting")
    found = listed(board, "Ames", "Boone", "Cole")

    assert ("Bea Boone", "Chair") not in confirmed(found)
    assert found.not_listed == ()


def test_a_disputed_tenure_is_confirmed_if_there_is_no_other_and_is_never_missing(board: Registry):
    board.correct("Boone", "two lists differ", status="disputed")

    assert confirmed(listed(board, "Boone")) == {("Bea Boone", "Member")}
    assert "Bea Boone" not in str(missing(listed(board, "Ames", on="2025-06-02")))


def test_the_same_list_again_changes_nothing(board: Registry):
    first = listed(board, "Ames", "Boone")
    changes = len(board.log())
    again = listed(board, "Ames", "Boone")

    assert (first.new, again.new) == (True, False)
    assert replace(again, new=True) == replace(first, confirmed=again.confirmed)
    assert len(board.log()) == changes


# --- who is not listed ---


def test_who_is_not_listed_is_told_with_what_the_list_implies_and_stays_as_recorded(board: Registry):
    board.appoint("Fay Frost", MEMBER, "2025-06", "2027")
    board.appoint("Guy Grant", MEMBER, "2025", "2025")
    before = board.history(MEMBER)
    found = listed(board, "Ames")

    assert missing(found) == [
        ("Cy Cole", "Member", "certain", "[..2025-06-01]", None),
        ("Bea Boone", "Member", "presumed", "[..2025-06-01]", None),
        ("Guy Grant", "Member", "possible", None, None),
    ]
    assert [spell.end for spell in before.holders] == [spell.end for spell in board.history(MEMBER).holders]
    on_the_third = missing(listed(board, "Ames", on="2025-06-03"))
    assert ("Fay Frost", "Member", "possible", None, "[2025-06-03..]") in on_the_third


def test_whoever_came_or_left_on_the_day_itself_may_be_missing(board: Registry):
    board.appoint("Fay Frost", MEMBER, DAY)
    board.appoint("Guy Grant", MEMBER, "2020", DAY)
    board.appoint("Hal Hart", MEMBER, "2025-05-31", "2025-06-02")

    assert {name for name, *_ in missing(listed(board, "Ames", "Boone", "Cole"))} == {"Hal Hart"}
    assert len(findings(board)) == 1


def test_the_finding_names_the_list_and_each_of_its_remedies_resolves_it(board: Registry):
    found = listed(board, "Ames")
    boone, cole = sorted(board.check("board", rules=["not-listed"]), key=lambda finding: finding.facts)

    assert cole.severity == "warning"
    assert cole.facts == (
        "Cy Cole, Member from 1 March 2024 to 2026, is not on the list of everybody in office "
        f"on {DAY} in {found.source}"
    )
    assert f'`registry correct cy-cole-member --to "by {DAY}" --because "not in the list"`' in cole.remedy
    assert f'`registry end bea-boone member --on "by {DAY}"`' in boone.remedy
    assert f"`registry confirm bea-boone member --on {DAY} --source {found.source}`" in boone.remedy
    board.end("bea-boone", "member", f"by {DAY}")
    assert len(findings(board)) == 1
    board.undo(board.log()[0].number)
    board.confirm("bea-boone", "member", DAY, Evidence(found.source))
    board.correct("cy-cole-member", "the list", end=f"by {DAY}")
    assert findings(board) == []


def test_a_finding_is_waived_until_its_facts_change(board: Registry):
    listed(board, "Ames", "Cole")
    (finding,) = board.check("board", rules=["not-listed"])
    board.waive(finding.finding, "the list is of those who were present")
    assert findings(board) == []

    board.correct("Boone", "the minutes", start="2023-05-04")
    assert len(findings(board)) == 1


def test_an_unknown_start_is_no_way_out_once_somebody_was_seen(board: Registry):
    board.appoint("Fay Frost", MEMBER, "unknown")
    listed(board, "Ames", "Boone", "Cole")
    assert findings(board) == []

    board.confirm("Frost", MEMBER, "2025-05-01", PAGE)
    assert ["Fay Frost" in facts for facts in findings(board)] == [True]
    assert ("Fay Frost", "Member", "presumed", "[..2025-06-01]", None) in missing(
        listed(board, "Ames", "Boone", "Cole")
    )


def test_a_list_of_a_retracted_source_says_nothing_of_those_who_are_missing(board: Registry, db):
    listed(board, "Ames")
    assert len(findings(board)) == 2

    with sqlite3.connect(db) as outside:
        outside.execute("update sources set retracted = 'of another board' where url = ?", [PAGE.source])
    assert findings(board) == []
    with pytest.raises(UnseenError, match="retracted"):
        listed(board, "Ames", on="2025-06-02")


# --- refused ---


@pytest.mark.usefixtures("board", "untouched")
def test_lines_that_name_nobody_in_office_refuse_the_whole_list(board: Registry):
    with pytest.raises(RosterMismatchError) as refused:
        listed(board, "name,role", "Ann Ames,", "Anne Aimes,Chair", "Zed Zuse,", "Eve Eden,Member", "Dan Dorn,")

    told = str(refused.value).splitlines()
    assert (
        told[0] == "4 of 5 lines name nobody who is recorded in office in Board on 1 June 2025; nothing was recorded:"
    )
    source = f'--source "{PAGE.source}" --observed {DAY}`'
    assert told[1].startswith(
        "  line 3: no person 'Anne Aimes'; did you mean 'Ann Ames' (ann-ames)? If it is somebody new,"
    )
    assert told[1].endswith(f'type `registry appoint "Anne Aimes" chair --from "by {DAY}" {source}')
    assert told[2].endswith(f'type `registry appoint "Zed Zuse" ROLE --from "by {DAY}" {source}')
    assert told[3].startswith(
        "  line 5: Eve Eden is not recorded as 'Member'; to record it, type `registry appoint eve-eden"
    )
    assert told[4].startswith("  line 6: Dan Dorn's tenure as 'Member' ended 31 March 2025, which a source")
    assert told[5] == "Record or correct them first, or leave them out with --skip-unknown"


def test_the_command_that_is_proposed_lets_the_list_in(board: Registry):
    board.appoint("Zed Zuse", MEMBER, f"by {DAY}", evidence=replace(PAGE, observed=DAY), new=True)

    assert ("Zed Zuse", "Member") in confirmed(listed(board, "Ames", "Zed Zuse"))


def test_unknown_lines_are_left_out_if_that_is_said_and_told(board: Registry):
    found = listed(board, "Ann Ames", "Zed Zuse", "Dan Dorn", skip_unknown=True)

    assert {name for name, _ in confirmed(found)} == {"Ann Ames"}
    assert [(each.line, each.name) for each in found.skipped] == [(2, "Zed Zuse"), (3, "Dan Dorn")]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("Ames", "Boone"), "'Boone' could be"),
        (
            ("name,role", "Ann Ames,", "Cy Cole,Treasurer"),
            ("'Treasurer' does not name exactly one role of Board, which has"),
        ),
        (("name,role", "Ann Ames,", "Cy Cole,Judge"), "'Judge' does not name exactly one role of Board"),
    ],
)
def test_a_line_that_may_mean_somebody_recorded_is_never_left_out(board: Registry, lines: tuple[str, ...], why: str):
    board.people.add("Jim Boone", new=True)
    before = len(board.log())

    with pytest.raises(RosterMismatchError, match=why) as refused:
        listed(board, *lines, skip_unknown=True)
    assert "leaves out only people who are not recorded" in str(refused.value)
    assert len(board.log()) == before


@pytest.mark.usefixtures("board", "untouched")
def test_a_list_of_strangers_is_refused_whatever_is_said(board: Registry):
    with pytest.raises(RosterMismatchError, match=r"2 of 2 lines .*\n.*\n.*\nCheck the organization and the day"):
        listed(board, "Zed Zuse", "Yva Yang", skip_unknown=True)


@pytest.mark.usefixtures("board", "untouched")
def test_what_cannot_be_a_list_of_the_day_is_refused(board: Registry):
    for options, error, why in (
        ({"on": "2099-01-01"}, UnseenError, "is in the future"),
        ({"on": "2025-06"}, RegistryError, "not one day"),
        ({"evidence": replace(PAGE, published="2025-05")}, UnseenError, "was published May 2025"),
    ):
        with pytest.raises(error, match=why):
            listed(board, "Ames", **options)
    with pytest.raises(RosterError, match="list is empty"):
        listed(board)
    with pytest.raises(NotFoundError, match="no organization 'the moon'"):
        board.roster("the moon", DAY, io.BytesIO(b"Ames"), PAGE)


def test_an_organization_without_roles_has_no_list(board: Registry):
    board.organizations.add("Moon")

    with pytest.raises(RosterMismatchError, match="Moon has no roles; add them with `registry role add` first"):
        board.roster("moon", DAY, io.BytesIO(b"Ames"), PAGE)


def test_a_hundred_strangers_are_told_and_likely_names_looked_for_for_the_first(board: Registry):
    with pytest.raises(RosterMismatchError) as refused:
        listed(board, *(f"Ann Amess {number}" for number in range(100)))

    assert len(str(refused.value).splitlines()) == 102
    assert str(refused.value).count("did you mean") == 10


# --- the record ---


def test_a_list_can_be_undone_exported_and_asked_about_as_known_then(board: Registry, db, tmp_path):
    before = board.who(MEMBER, DAY)
    known = board.log()[0].recorded_at
    listed(board, "Ames", "Cole")
    after = board.who(MEMBER, DAY)
    board.export_package(tmp_path / "one")
    assert "board,board-example," + DAY in (tmp_path / "one" / "rosters.csv").read_text()

    Registry.from_package(tmp_path / "second.db", tmp_path / "one")
    with Registry(tmp_path / "second.db", clock=clock) as second:
        assert second.who(MEMBER, DAY) == after
        assert findings(second) == findings(board)
        second.export_package(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.name == "seals.csv" or path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    with Registry(db, as_known_on=known, clock=lambda: clock() + timedelta(days=1)) as then:
        assert then.who(MEMBER, DAY) == before
        assert findings(then) == []
    board.undo(board.log()[0].number)
    assert board.who(MEMBER, DAY) == before
    assert findings(board) == []
    assert board.sources.list() == []


def test_whoever_is_forgotten_is_on_no_list(board: Registry):
    listed(board, "Ames")
    board.forget("Boone", "asked to be")

    assert [facts.split(",")[0] for facts in findings(board)] == ["Cy Cole"]
    board.forget("Ames", "asked to be")
    assert len(findings(board)) == 1


def test_an_organization_and_a_source_go_with_their_lists(board: Registry):
    listed(board, "Ames")
    for tenure in ("ann-ames-chair", "ann-ames-member"):
        board.remove(tenure, "a slip")
    board.sources.remove("board-example", "a slip")
    assert findings(board) == []

    board.roster("court", DAY, io.BytesIO(b"Eden"), PAGE)
    board.remove("eve-eden-judge", "a slip")
    board.roles.remove("judge", "a slip")
    board.organizations.remove("court", "a slip")
    assert [found.slug for found in board.organizations.list()] == ["board"]


# --- the list, the rule and the answers agree ---


@pytest.mark.parametrize("seed", range(40))
def test_the_rule_finds_whom_the_list_and_the_answers_miss(seed: int, tmp_path):
    random = Random(seed)
    path = tmp_path / "random.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=lambda: datetime(2025, 1, 1, tzinfo=UTC)) as board:
        board.organizations.add("Board")
        board.roles.add("Member", "board", seats=None)
        dates = ["2024", "2024-02", "2024-02-10", "2024-02-11", "2024-02-12", "2024-03", "unknown", "2024-02~"]
        for number in range(8):
            end = random.choice([None, None, *dates])
            for start in random.sample(dates, len(dates)):
                try:
                    board.appoint(f"P{number}", MEMBER, start, end, new=True)
                    break
                except RegistryError:
                    continue
        for number in range(8):
            if random.random() < 0.3:
                day = date(2024, 2, 11) + timedelta(random.choice((-20, -1, 0, 1, 20)))
                try:
                    board.confirm(f"P{number}", MEMBER, day, Evidence("Minutes of the board"))
                except RegistryError:
                    continue
        board.appoint("Pia", MEMBER, "2000")
        found = listed(board, f"P{random.randrange(8)}", "Pia", on="2024-02-11", skip_unknown=True)

        told = {each.appointment for each in found.not_listed if each.certainty != "possible"}
        by_rule = {finding.subjects[0].slug for finding in board.check(rules=["not-listed"])}
        held = {holder.appointment for holder in board.who(MEMBER, "2024-02-11", everyone=True).holders}
        assert told == by_rule
        assert {each.appointment for each in found.not_listed} <= held
        assert {tenure.appointment for tenure in found.confirmed} <= held


@pytest.mark.parametrize("on", ["2012-06-01", "2014-02-24", "2024-02-09", "2025-03-16", "2025-09-01"])
def test_lists_of_the_sample_registry_confirm_and_miss_whom_it_holds(sample: Registry, on: str):
    for body in sample.organizations.list():
        there = sorted({h.name for role in sample.holders(body.slug, on).roles for h in role.holders})
        if not there:
            continue
        found = sample.roster(body.slug, on, io.BytesIO(there[0].encode()), PAGE)
        told = {each.appointment for each in found.not_listed if each.certainty != "possible"}
        by_rule = {each.subjects[0].slug for each in sample.check(f"organization:{body.slug}", rules=["not-listed"])}
        below = {each.subjects[0].slug for each in sample.check(rules=["not-listed"])}
        assert told <= below
        assert told <= by_rule
