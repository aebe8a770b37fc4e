"""Two people on record who are one, or are known not to be: merged, undone, merged again, forgotten, passed on."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from registry import Evidence, Registry
from registry.domain.errors import BrokenRuleError, NotFoundError, RegistryError
from registry.services.entities.add import AlreadyRecordedError
from registry.services.entities.merge import MergeError
from registry.services.exchange.package import ImportRefusedError
from registry.services.history.undo import UndoError
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT
from tests.conftest import clock

SOURCE = Evidence(source="https://example.org/a", quote="he took office", published="2010-02-01")
OTHER_WORDS = Evidence(source="https://example.org/a", quote="he left", published="2010-02-01")


def minutes():
    ticks = count()
    return lambda: clock() + timedelta(minutes=next(ticks))


def content(path: Path) -> dict[str, list[tuple]]:
    """Every current row without when and by which change it was recorded."""
    found = {}
    with sqlite3.connect(path) as connection:
        for table in KEPT:
            columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            kept = ", ".join(name for name in columns if name not in BOOKKEEPING)
            found[table] = connection.execute(f"select {kept} from {table} order by id").fetchall()
    return found


@pytest.fixture
def army(db: Path):
    """One man twice: as Andriy with a tenure, as Andrii with that one again and two more."""
    with Registry(db, actor="a tester", clock=minutes()) as opened:
        opened.organizations.add("Army")
        opened.roles.add("Chief", "army", seats=2)
        opened.roles.add("Inspector", "army")
        opened.people.add("Andriy Hnatov", also=["A. Hnatov"], identifiers={"wikidata": "Q1"}, note="A remark")
        opened.people.add("Andrii Hnatov", also=["A. Hnatov", "Андрій Гнатов"], born="1980-02-03", new=True)
        opened.people.edit("andrii-hnatov", identifiers={"wikidata": "Q2", "gnd": "7"}, note="Another")
        opened.appoint("andriy-hnatov", "chief", "2010", "2012", evidence=SOURCE)
        opened.appoint("andrii-hnatov", "chief", "2010", "2012", evidence=SOURCE)
        opened.correct("andrii-hnatov-chief", "as he signed", rank="Major")
        opened.appoint("andrii-hnatov", "inspector", "2013", "2014", evidence=OTHER_WORDS)
        opened.people.add("Ann Ames")
        opened.appoint("Ann Ames", "inspector", "2014", "2015", replacing="andrii-hnatov")
        yield opened


def test_a_merge_moves_everything_and_the_old_slug_leads_on(army: Registry):
    merged = army.people.merge("andriy-hnatov", "andrii-hnatov", "one man")

    assert (merged.person, merged.other) == ("andriy-hnatov", "andrii-hnatov")
    assert merged.tenures == ("andrii-hnatov-inspector",)
    assert merged.joined == (("andrii-hnatov-chief", "andriy-hnatov-chief"),)
    assert [(each.field, each.after) for each in merged.taken] == [("birth", "1980-02-03")]
    assert [(each.field, each.before, each.after) for each in merged.left] == [("note", "A remark", "Another")]
    assert merged.several == ("wikidata=Q1, Q2",)
    shown = army.people.show("andrii-hnatov")
    assert (shown.person, shown.birth, shown.note) == ("andriy-hnatov", "1980-02-03", "A remark")
    assert [each.name for each in shown.names] == ["A. Hnatov", "Andrii Hnatov", "Андрій Гнатов"]
    career = army.career("Андрій Гнатов").appointments
    assert [(each.appointment, each.rank) for each in career] == [
        ("andriy-hnatov-chief", "Major"),
        ("andrii-hnatov-inspector", None),
    ]
    assert "Andrii Hnatov" not in [found.label for found in army.people.list()]


def test_the_citations_of_a_tenure_recorded_twice_are_joined_and_none_is_there_twice(army: Registry, db: Path):
    army.appoint("andriy-hnatov", "inspector", "2016", "2017", evidence=SOURCE)
    army.appoint("andrii-hnatov", "chief", "2018", "2019", evidence=OTHER_WORDS)
    army.appoint("andriy-hnatov", "chief", "2018", "2019", evidence=SOURCE)

    army.people.merge("andriy-hnatov", "andrii-hnatov")

    with sqlite3.connect(db) as connection:
        cited = "select a.slug, c.quote from citations c join appointments a on a.id = c.appointment_id order by 1, 2"
        assert connection.execute(cited).fetchall() == [
            ("andrii-hnatov-inspector", "he left"),
            ("andriy-hnatov-chief", "he took office"),
            ("andriy-hnatov-chief-2", "he left"),
            ("andriy-hnatov-chief-2", "he took office"),
            ("andriy-hnatov-inspector", "he took office"),
        ]


def test_whoever_succeeded_a_tenure_that_was_recorded_twice_succeeded_the_one_that_is_left(army: Registry):
    army.roles.edit("inspector", seats=2)
    army.appoint("andriy-hnatov", "inspector", "2013", "2014")

    army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert [(each.person, each.replaces) for each in army.history("inspector").holders] == [
        ("andriy-hnatov", None),
        ("ann-ames", "andriy-hnatov"),
    ]


def test_an_undone_merge_leaves_all_as_it_was_and_can_be_made_again(army: Registry, db: Path):
    before = content(db)
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    after = content(db)
    army.people.distinct("Ann Ames", "andrii-hnatov", "another man")

    number = next(each.number for each in army.log() if "merge" in (each.command or ""))
    army.undo(army.log()[0].number or 0)
    army.undo(number or 0)
    assert content(db) == before
    for expected in (after, before, after):
        army.undo(army.log()[0].number or 0)
        assert content(db) == expected
    assert army.doctor().left == ()


def test_what_was_recorded_since_a_merge_stays_when_it_is_undone(army: Registry):
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    number = army.log()[0].number or 0
    army.appoint("andrii-hnatov", "inspector", "2020")

    army.undo(number)

    assert [each.appointment for each in army.career("andriy-hnatov").appointments] == [
        "andriy-hnatov-chief",
        "andriy-hnatov-inspector",
    ]
    assert len(army.career("andrii-hnatov").appointments) == 2


def test_what_a_merge_rests_on_cannot_be_undone_before_it(army: Registry):
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    added = next(each.number for each in army.log() if each.command == "person add Andrii Hnatov")

    with pytest.raises(UndoError, match="merge andriy-hnatov"):
        army.undo(added or 0)


def test_the_log_of_either_slug_tells_of_both(army: Registry):
    told = {each.command for each in army.log("andriy-hnatov")} | {each.command for each in army.log("andrii-hnatov")}

    army.people.merge("andriy-hnatov", "andrii-hnatov")

    logs = [[each.command for each in army.log(slug)] for slug in ("andriy-hnatov", "andrii-hnatov")]
    assert logs[0] == logs[1]
    assert set(logs[0]) == told | {"merge andriy-hnatov, andrii-hnatov"}


def test_before_the_merge_they_are_known_as_two(army: Registry, db: Path):
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    then = army.log()[1].recorded_at

    with Registry(db, as_known_on=then, clock=lambda: clock() + timedelta(days=9)) as known:
        assert len(known.career("andriy-hnatov").appointments) == 1
        assert [each.role for each in known.career("andrii-hnatov").appointments] == ["chief", "inspector"]


def test_a_slug_that_leads_on_is_given_to_nobody(army: Registry):
    army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert army.people.add("Andrii Hnatov", new=True).slug == "andrii-hnatov-2"


def test_a_merge_of_who_was_merged_leads_all_slugs_to_one(army: Registry):
    army.people.add("A. Hnatow", new=True)
    army.people.merge("andrii-hnatov", "a-hnatow")
    army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert {army.people.show(slug).person for slug in ("a-hnatow", "andrii-hnatov")} == {"andriy-hnatov"}
    assert "person add A. Hnatow" in [each.command for each in army.log("andriy-hnatov")]


def test_a_person_is_not_merged_with_themselves(army: Registry, db: Path):
    before = content(db)

    with pytest.raises(MergeError, match="are already one: 'Andriy Hnatov'"):
        army.people.merge("andriy-hnatov", "Q1")
    with pytest.raises(NotFoundError):
        army.people.merge("andriy-hnatov", "nobody-at-all")

    assert content(db) == before


@pytest.mark.parametrize(("field", "values"), [("birth", ("1979", "1980-02-03")), ("death", ("2019", "2020-01"))])
def test_two_births_or_two_deaths_are_two_people(army: Registry, field: str, values: tuple[str, str]):
    for slug, value in zip(("andriy-hnatov", "andrii-hnatov"), values, strict=True):
        if army.people.show(slug).birth != value:
            army.people.edit(slug, **{field: value})

    with pytest.raises(MergeError, match=f"cannot be one: the {field} of one is {values[0]}.*registry\\.people\\.edit"):
        army.people.merge("andriy-hnatov", "andrii-hnatov")


def test_a_birth_on_the_last_day_of_the_others_year_is_no_contradiction(army: Registry):
    army.people.edit("andriy-hnatov", birth="1979")
    army.people.edit("andrii-hnatov", birth="1979-12-31")

    army.people.merge("andriy-hnatov", "andrii-hnatov")


def test_a_birth_known_more_or_less_exactly_is_no_contradiction(army: Registry):
    army.people.edit("andriy-hnatov", birth="1980")

    left = army.people.merge("andriy-hnatov", "andrii-hnatov").left

    assert ("birth", "1980", "1980-02-03") in [(each.field, each.before, each.after) for each in left]


def test_tenures_that_overlap_are_listed_and_nothing_is_merged(army: Registry, db: Path):
    army.correct("andrii-hnatov-chief", "a better source", start="2010-03-01")
    before = content(db)

    with pytest.raises(
        MergeError, match=r"only once at a time: 'Chief' from 2010 to 2012 .*correct\('andrii-hnatov-chief'"
    ):
        army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert content(db) == before


def test_who_directly_succeeded_somebody_is_somebody_else(army: Registry):
    with pytest.raises(MergeError, match="ann-ames-inspector replaces andrii-hnatov-inspector"):
        army.people.merge("andrii-hnatov", "Ann Ames")
    with pytest.raises(MergeError, match="ann-ames-inspector replaces andrii-hnatov-inspector"):
        army.people.merge("Ann Ames", "andrii-hnatov")


def test_a_merge_that_breaks_a_rule_is_refused(army: Registry, db: Path):
    army.people.edit("andriy-hnatov", death="2013-01-01")
    army.appoint("andrii-hnatov", "chief", "2016", "2017")
    before = content(db)

    with pytest.raises(BrokenRuleError, match="after-death"):
        army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert content(db) == before


def test_people_known_to_be_two_are_neither_proposed_nor_merged_until_it_is_taken_back(army: Registry):
    army.undo(next(each.number for each in army.log() if each.command == "person edit andrii-hnatov") or 0)
    assert [(pair.person, pair.other) for pair in army.people.duplicates()] == [("andriy-hnatov", "andrii-hnatov")]
    army.people.distinct("andrii-hnatov", "andriy-hnatov", "father and son")

    assert army.people.duplicates() == []
    assert army.people.duplicates("andriy-hnatov") == []
    assert [tuple(pair) for pair in army.people.distinct_pairs()] == [
        ("andrii-hnatov", "Andrii Hnatov", "andriy-hnatov", "Andriy Hnatov", "father and son")
    ]
    with pytest.raises(MergeError, match=r"two people \(father and son\).*not_distinct"):
        army.people.merge("andriy-hnatov", "andrii-hnatov")
    with pytest.raises(AlreadyRecordedError, match="already recorded as two people: father and son"):
        army.people.distinct("andriy-hnatov", "andrii-hnatov", "again")

    army.people.not_distinct("andriy-hnatov", "andrii-hnatov", "a slip")
    assert len(army.people.duplicates()) == 1
    with pytest.raises(MergeError, match="are not recorded as two people"):
        army.people.not_distinct("andriy-hnatov", "andrii-hnatov", "a slip")


def test_who_is_known_not_to_be_somebody_is_so_after_a_merge(army: Registry):
    army.people.distinct("andrii-hnatov", "Ann Ames", "a woman")
    army.people.distinct("andriy-hnatov", "Ann Ames", "she is a woman")

    army.people.merge("andriy-hnatov", "andrii-hnatov")

    assert [(pair.person, pair.other) for pair in army.people.distinct_pairs()] == [("andriy-hnatov", "ann-ames")]


@pytest.mark.parametrize("because", ["", "  "])
def test_two_people_are_told_apart_for_a_reason(army: Registry, because: str):
    with pytest.raises(RegistryError, match="because="):
        army.people.distinct("andrii-hnatov", "Ann Ames", because)


def test_a_merged_registry_is_passed_on_whole(army: Registry, tmp_path: Path):
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    army.people.distinct("andriy-hnatov", "Ann Ames", "a woman")
    army.export_package(tmp_path / "one")

    Registry.from_package(tmp_path / "copy.db", tmp_path / "one")

    with Registry(tmp_path / "copy.db") as copy:
        assert copy.career("andrii-hnatov").person == "andriy-hnatov"
        copy.export_package(tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.name == "seals.csv" or file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_a_package_from_before_a_merge_is_refused_in_words(army: Registry, tmp_path: Path):
    army.export_package(tmp_path / "old")
    Registry.from_package(tmp_path / "other.db", tmp_path / "old")
    army.people.merge("andriy-hnatov", "andrii-hnatov")
    army.export_package(tmp_path / "new")

    with pytest.raises(ImportRefusedError, match=r"'andrii-hnatov' leads to 'Andriy Hnatov' \(andriy-hnatov\) since a"):
        army.import_package(tmp_path / "old")
    for name in ("person_names.csv", "person_identifiers.csv", "people.csv", "appointments.csv", "citations.csv"):
        (tmp_path / "new" / name).write_bytes((tmp_path / "old" / name).read_bytes())
    with (
        Registry(tmp_path / "other.db") as other,
        pytest.raises(ImportRefusedError, match=r"registry\.people\.merge\('andriy-hnatov', 'andrii-hnatov'\)"),
    ):
        other.import_package(tmp_path / "new")


def everything_in(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return "\n".join(connection.iterdump())


def test_to_forget_somebody_forgets_whoever_was_merged_into_them(army: Registry, db: Path):
    army.people.merge("andriy-hnatov", "andrii-hnatov", "Andrii Hnatov is Andriy Hnatov")

    done = army.forget("andrii-hnatov", "asked for it")

    assert done.appointments == 3
    left = everything_in(db)
    for name in ("Hnatov", "hnatov", "Гнатов", "1980-02-03", "Q2"):
        assert name not in left
    assert army.career("Ann Ames").appointments[0].replaces is None
    with pytest.raises(NotFoundError):
        army.career("andrii-hnatov")
    assert army.doctor().left == ()


def test_to_forget_somebody_leaves_who_was_merged_into_them_by_mistake(army: Registry, db: Path):
    army.people.add("Zoe Quill", also=["Z. Quill"])
    army.appoint("Zoe Quill", "chief", "2000", "2001", note="Zoe Quill was a sergeant")
    army.people.merge("Ann Ames", "Zoe Quill")
    army.undo(army.log()[0].number or 0)
    before = army.career("Zoe Quill")

    army.forget("Ann Ames", "asked for it")

    assert army.career("Zoe Quill") == before
    assert [each.name for each in army.people.show("zoe-quill").names] == ["Z. Quill"]
    assert "Ames" not in everything_in(db)
    assert army.doctor().left == ()


def test_who_was_merged_and_holds_nothing_is_removed_with_what_led_to_them(army: Registry, db: Path):
    army.people.add("Zoe Quill")
    army.people.add("Z. Quill", new=True)
    army.people.merge("zoe-quill", "z-quill")
    army.people.distinct("zoe-quill", "ann-ames", "another woman")
    before = content(db)

    army.people.remove("z-quill", "nobody of that name")

    assert army.people.distinct_pairs() == []
    with pytest.raises(NotFoundError):
        army.people.show("z-quill")
    army.undo(army.log()[0].number or 0)
    assert content(db) == before


def test_in_the_sample_registry_nobody_seems_to_be_recorded_twice(sample: Registry):
    assert sample.people.duplicates() == []


def test_who_is_entered_again_under_another_name_is_found(sample: Registry):
    sample.people.add("Hnatov Andrii Viktorovych", new=True)
    sample.people.add("Sergei Shaptala", new=True)

    assert [(pair.person, pair.other) for pair in sample.people.duplicates()] == [
        ("andriy-hnatov", "hnatov-andrii-viktorovych"),
        ("serhiy-shaptala", "sergei-shaptala"),
    ]
    assert [pair.other for pair in sample.people.duplicates("Serhiy Shaptala", at_least=50)] == ["sergei-shaptala"]
    assert len(sample.people.duplicates(at_least=50, limit=1)) == 1
