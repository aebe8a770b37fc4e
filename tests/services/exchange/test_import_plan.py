"""A file that meets conflicts is refused with a plan, and what the plan names settles it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_plan import Cause, ImportChoices, MissingEnds, Seams
from registry.domain.exchange.import_report import OnConflict, ReadingOptions
from registry.services.exchange.plan_import import ImportConflictError

CASES = Path(__file__).parents[2] / "fixtures" / "identity"
HEAD = "person,role,organization,start,end\n"


def table(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return path


def refused(registry: Registry, path: Path, on_conflict: OnConflict = OnConflict.REJECT) -> ImportConflictError:
    with pytest.raises(ImportConflictError) as error:
        registry.import_file(path, on_conflict=on_conflict)
    return error.value


def settled(registry: Registry, path: Path, choices: ImportChoices) -> None:
    registry.import_file(path, reading=ReadingOptions(choices=choices))


def spans(registry: Registry, role: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(holder.name, holder.start, holder.end) for holder in registry.history(role).holders]


CONFLICTS = {
    "seam": (Cause.SEAM, ("Ann Ames,Chair,Council,2011-01-03,2019-01-17", "Bob Birk,Chair,Council,2019-01-07,")),
    "missing-end": (Cause.MISSING_END, ("Ann Ames,Chair,Council,2011-01-03,", "Bob Birk,Chair,Council,2019-01-07,")),
    "seats": (
        Cause.SEATS,
        ("Ann Ames,Chair,Council,2001-01-01,2019-01-17", "Bob Birk,Chair,Council,2005-01-07,2017-01-01"),
    ),
    "twice": (Cause.TWICE, ("Ann Ames,Chair,Council,2001-01-01,2009", "Ann Ames,Chair,Council,2005-01-07,2017")),
    "reversed": (Cause.REVERSED, ("Ann Ames,Chair,Council,2001,1999", "Bob Birk,Chair,Council,2005,2006")),
    "unreadable": (Cause.UNREADABLE, ("Ann Ames,Chair,Council,2001-02-30,2003", "Bob Birk,Chair,Council,2005,2006")),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_options_of_a_plan_settle_it_and_are_remembered(name: str, registry: Registry, tmp_path: Path):
    cause, rows = CONFLICTS[name]
    file = table(tmp_path / "file.csv", *rows)

    plan = refused(registry, file).plan

    assert [group.cause for group in plan.groups] == [cause]
    assert (plan.possible, plan.skip) == (True, False)
    settled(registry, file, plan.choices)
    changes = len(registry.log())
    assert registry.import_file(file).added.total() == 0  # what was chosen is kept with the dataset
    assert len(registry.log()) == changes


def test_a_plan_has_each_cause_with_a_count_and_three_examples(registry: Registry, tmp_path: Path):
    rows = [f"P{number} Ames,Chair,Council,2001-01-{number:02},2010" for number in range(1, 7)]

    error = refused(registry, table(tmp_path / "file.csv", *rows))

    (group,) = error.plan.groups
    assert (group.cause, group.count, group.option) == (Cause.SEATS, 5, "--seats auto")
    assert [note.place for note in group.examples] == sorted(note.place for note in group.examples)
    assert "and 2 more" in str(error)


def test_on_contested_days_both_are_possible_and_outside_them_certain(registry: Registry):
    settled(registry, CASES / "sm.csv", ImportChoices(seams=Seams.UNCERTAIN))

    names = {day: [holder.name for holder in registry.who("governor", day).holders] for day in (
        "2019-01-06", "2019-01-10", "2019-01-18")}  # fmt: skip
    assert names == {
        "2019-01-06": ["Ann Ames"],
        "2019-01-10": ["Ann Ames", "Bob Birk"],
        "2019-01-18": ["Bob Birk"],
    }
    says = registry.file.connection.execute("select supports, says from citations order by says").fetchall()
    assert says == [("start", "2019-01-07"), ("end", "2019-01-17")]


@pytest.mark.parametrize(("how", "day"), [(Seams.EARLIER, "2019-01-07"), (Seams.LATER, "2019-01-17")])
def test_a_seam_can_be_settled_for_either_day(how: Seams, day: str, registry: Registry):
    settled(registry, CASES / "sm.csv", ImportChoices(seams=how))

    assert spans(registry, "governor") == [("Ann Ames", "2011-01-03", day), ("Bob Birk", day, None)]


@pytest.mark.parametrize(("how", "end"), [(MissingEnds.SUCCESSOR, "2019-01-07"), (MissingEnds.UNKNOWN, "XXXX")])
def test_a_missing_end_is_the_successors_start_or_unknown(
    how: MissingEnds, end: str, registry: Registry, tmp_path: Path
):
    settled(registry, table(tmp_path / "file.csv", *CONFLICTS["missing-end"][1]), ImportChoices(missing_ends=how))

    assert spans(registry, "chair") == [("Ann Ames", "2011-01-03", end), ("Bob Birk", "2019-01-07", None)]


def test_a_court_gets_as_many_seats_as_were_held_at_once(registry: Registry):
    assert refused(registry, CASES / "sc.csv").plan.options == ["--seats", "auto"]

    settled(registry, CASES / "sc.csv", ImportChoices(seats_auto=True))

    assert registry.file.connection.execute("select seats from roles").fetchall() == [(4,)]


def test_the_seats_of_one_role_can_be_said(registry: Registry):
    settled(registry, CASES / "sc.csv", ImportChoices(seats_of=(("Justice", 9),)))

    assert registry.file.connection.execute("select seats from roles").fetchall() == [(9,)]


def test_a_tenure_twice_and_once_less_exact_is_one(registry: Registry):
    registry.import_file(CASES / "one-tenure-twice.csv")

    assert spans(registry, "chair") == [("Ada Birch", "2014-03-23", "2020-07-17")]


def test_to_leave_out_every_row_is_refused(registry: Registry, tmp_path: Path):
    file = table(tmp_path / "file.csv", "Ann Ames,Chair,Council,2001-02-30,2003")

    assert refused(registry, file, OnConflict.SKIP).plan.options == ["--unclear-dates", "keep"]


def test_somebody_who_could_be_two_can_be_added(registry: Registry, tmp_path: Path):
    for _ in range(2):
        registry.people.add("Bob Birk", new=True)
    file = table(tmp_path / "file.csv", "Bob Birk,Chair,Council,2005,2006")

    plan = refused(registry, file).plan

    assert [group.cause for group in plan.groups] == [Cause.NAMESAKES]
    assert registry.import_file(file, reading=ReadingOptions(choices=plan.choices)).added["people"] == 1
    assert registry.import_file(file).added.total() == 0


def test_choices_are_kept_as_text_and_read_again():
    choices = ImportChoices(seats_auto=True, seats_of=(("Judge", 0),), seams=Seams.LATER, continuous=True)

    assert ImportChoices.from_json(choices.to_json()) == choices
    assert ImportChoices.from_json(None) == ImportChoices()
    assert choices.options() == ["--seats", "auto", "--seats", "Judge=unlimited", "--seams", "later", "--continuous"]
    newer = replace(ImportChoices(), seats_of=(("Judge", 3),))
    assert dict(newer.over(choices).seats_of) == {"Judge": 3}


def test_who_plainly_succeeded_is_linked_and_no_more(registry: Registry, tmp_path: Path):
    rows = ("Ann Ames,Chair,Council,2001-01-01,2005-05-05", "Bob Birk,Chair,Council,2005-05-06,2009",
            "Cid Cole,Chair,Council,2009-02-02,2010")  # fmt: skip
    registry.import_file(table(tmp_path / "file.csv", *rows))

    assert [holder.replaces for holder in registry.history("chair").holders] == [None, "ann-ames", None]


def test_continuous_roles_are_linked_where_one_event_is_possible(registry: Registry, tmp_path: Path):
    rows = ("Ann Ames,Chair,Council,2001,2005", "Bob Birk,Chair,Council,2005,2009")
    settled(registry, table(tmp_path / "file.csv", *rows), ImportChoices(continuous=True))

    assert [holder.replaces for holder in registry.history("chair").holders] == [None, "ann-ames"]
    assert registry.file.connection.execute("select continuous from roles").fetchall() == [(1,)]


def test_a_newer_version_with_another_end_lets_go_of_the_link(registry: Registry, tmp_path: Path):
    first = ("Ann Ames,Chair,Council,2001-01-01,2005-05-05", "Bob Birk,Chair,Council,2005-05-06,2009")
    registry.import_file(table(tmp_path / "file.csv", *first))

    registry.import_file(table(tmp_path / "file.csv", first[0].replace("2005-05-05", "2004-01-01"), first[1]))

    assert [holder.replaces for holder in registry.history("chair").holders] == [None, None]


def test_many_successions_are_linked_at_once_and_the_guards_stay(registry: Registry, db: Path, tmp_path: Path):
    days = [f"{1000 + number}-03-01" for number in range(1_002)]
    rows = [
        f"Ann{chr(97 + number % 2)} Ames,Chair,Council,{start},{end}"
        for number, (start, end) in enumerate(pairwise(days))
    ]
    triggers = "select name from sqlite_master where type = 'trigger' order by name"
    with closing(sqlite3.connect(db)) as connection:
        before = connection.execute(triggers).fetchall()

        registry.import_file(table(tmp_path / "file.csv", *rows))

        linked = connection.execute(
            "select count(*), sum(a.start_date = b.end_date) from appointments a "
            "join appointments b on b.id = a.replaces_id"
        ).fetchone()
        assert linked == (1_000, 1_000)
        assert connection.execute(triggers).fetchall() == before
