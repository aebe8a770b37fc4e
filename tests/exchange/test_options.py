"""`registry import` as it is typed: what becomes of rows that clash, and every choice of how a file is read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app

Run = Callable[..., Result]
HEADINGS = "person,role,organization,start,end\n"
CLASHING = (
    "Ann Ames,Chief,Staff,2001,2005\nBob Bell,Chief,Staff,2003-06-01,2004-01-01\nCem Cole,Chief,Staff,2006,2007\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "holders.csv"
    path.write_text(HEADINGS + CLASHING, "utf-8")
    return path


def tenures(db: Path, person: str) -> list[tuple[str | None, str | None, str]]:
    with Registry(db) as registry:
        return [(each.start, each.end, each.status) for each in registry.career(person).appointments]


def people(db: Path) -> list[str]:
    with Registry(db) as registry:
        return [found.slug for found in registry.people.list()]


def changes(db: Path) -> int:
    with Registry(db) as registry:
        return len(registry.log())


# --- rows that clash ---


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("words", [(), ("--on-conflict", "reject"), ("--dry-run",)])
def test_a_row_that_clashes_refuses_the_file(run: Run, file: Path, words: tuple[str, ...]):
    done = run("import", str(file), *words)

    assert done.exit_code == 1
    assert "1 row cannot be recorded, so nothing was imported" in done.stderr
    assert (
        "holders.csv, line 3: Bob Bell as 'Chief' from 1 June 2003 to 1 January 2004, "
        "together with Ann Ames from 2001 to 2005: the role has one seat"
    ) in done.stderr
    assert done.stderr.endswith(f" import {file} --seats auto\n")  # the command that would succeed


def test_a_row_that_clashes_is_left_out_and_told(run: Run, db: Path, file: Path):
    done = run("import", str(file), "--on-conflict", "skip")

    assert done.exit_code == 0
    assert "2 appointments added" in done.stdout
    assert "1 left out" in done.stderr
    assert "line 3: Bob Bell as 'Chief' from 1 June 2003 to 1 January 2004, together with Ann Ames" in done.stderr
    assert tenures(db, "ann-ames") == [("2001", "2005", "accepted")]
    again = run("import", str(file), "--on-conflict", "skip")
    assert (again.exit_code, changes(db)) == (0, 1)


def test_a_row_that_clashes_is_recorded_as_disputed_and_found_by_check(run: Run, db: Path, file: Path):
    done = run("import", str(file), "--on-conflict", "flag", "--report", "json")

    assert done.exit_code == 0
    assert [left["place"] for left in json.loads(done.stdout)["flagged"]] == ["holders.csv, line 3"]
    assert tenures(db, "bob-bell") == [("2003-06-01", "2004-01-01", "disputed")]
    found = json.loads(run("check", "--rule", "disputed", "--format", "json").stdout)
    assert [(each["severity"], "Bob Bell" in each["facts"]) for each in found] == [("information", True)]


def test_what_was_disputed_is_no_longer_once_it_is_decided(run: Run, file: Path):
    run("import", str(file), "--on-conflict", "flag")
    run("correct", "bob-bell-chief", "--status", "rejected", "--because", "read in the archive")

    again = run("import", str(file), "--on-conflict", "flag")

    assert json.loads(run("check", "--rule", "disputed", "--format", "json").stdout) == []
    assert "bob-bell-chief keeps its status 'rejected'" in again.stderr


# --- how it is read ---


def test_an_end_that_is_not_included_is_the_day_before_and_is_so_the_next_time(run: Run, db: Path, tmp_path: Path):
    file = tmp_path / "holders.csv"
    file.write_text(HEADINGS + "Ann Ames,Chief,Staff,2001-01-01,2002-01-01\n", "utf-8")

    run("import", str(file), "--ends", "exclusive")
    assert tenures(db, "ann-ames") == [("2001-01-01", "2001-12-31", "accepted")]
    run("import", str(file))
    assert (changes(db), tenures(db, "ann-ames")[0][1]) == (1, "2001-12-31")
    run("import", str(file), "--ends", "inclusive")
    assert tenures(db, "ann-ames") == [("2001-01-01", "2002-01-01", "accepted")]


def test_columns_that_were_said_are_remembered_until_something_else_is_said(run: Run, db: Path, tmp_path: Path):
    file = tmp_path / "holders.csv"
    file.write_text("Who,What,Seit,Bis,Also\nAnn Ames,Chief,2001,2002,Deputy\n", "utf-8")
    columns = ("-c", "person=Who", "-c", "role=What", "-c", "organization==Staff")

    assert run("import", str(file)).exit_code == 1
    assert run("import", str(file), *columns).exit_code == 0
    assert run("import", str(file)).exit_code == 0
    assert changes(db) == 1
    run("import", str(file), "-c", "role=Also")
    run("import", str(file))
    assert changes(db) == 2
    with Registry(db) as registry:
        assert sorted(each.role for each in registry.career("ann-ames").appointments) == ["chief", "deputy"]
        assert registry.holders("staff", "2001-06-01").roles


def test_a_value_for_every_row_is_said_anew(run: Run, db: Path, tmp_path: Path):
    file = tmp_path / "holders21.csv"
    file.write_text("position,person,personID,start,end\nChief,Ann Ames,Q90000001,2001,2002\n", "utf-8")

    run("import", str(file), "-c", "organization==Staff")
    told = run("import", str(file), "-c", "organization==Board")

    assert 'read as: "organization==Board" (' in told.stderr
    with Registry(db) as registry:
        assert {each.organization for each in registry.career("ann-ames").appointments} == {"Staff", "Board"}


@pytest.mark.usefixtures("untouched")
def test_a_column_that_is_not_there_any_more_is_not_taken_for_empty(run: Run, file: Path, tmp_path: Path, db: Path):
    other = tmp_path / "other.db"
    CliRunner().invoke(app, ["--db", str(other), "import", str(file), "--on-conflict", "skip"])
    file.write_text("person,role,organization,start\nAnn Ames,Chief,Staff,2001\n", "utf-8")

    done = CliRunner().invoke(app, ["--db", str(other), "import", str(file)])

    assert done.exit_code == 1
    assert "no column 'end' for the end" in done.stderr
    assert "--column end==" in done.stderr
    assert tenures(other, "ann-ames") == [("2001", "2005", "accepted")]


def test_seats_are_those_of_roles_that_the_file_says_nothing_of(run: Run, db: Path, file: Path):
    done = run("import", str(file), "--seats", "2")

    assert (done.exit_code, people(db)) == (0, ["ann-ames", "bob-bell", "cem-cole"])
    assert "seats         2 " in run("role", "show", "chief").stdout
    assert run("import", str(file), "--seats", "none").exit_code == 2


def test_a_source_is_cited_for_every_tenure_once(run: Run, db: Path, file: Path):
    words = ("--seats", "2", "--source", "https://www.example.org/list", "--publisher", "Example")

    assert run("import", str(file), *words).exit_code == 0
    assert run("import", str(file), *words).exit_code == 0

    with Registry(db) as registry:
        (source,) = registry.sources.list()
        assert (source.label, source.citations, changes(db)) == (source.label, 3, 1)


# --- where it comes from ---


def test_a_file_that_is_only_tried_changes_nothing(run: Run, db: Path, file: Path, untouched: None):
    done = run("import", str(file), "--dry-run", "--on-conflict", "flag")

    assert done.exit_code == 0
    assert "3 appointments" in done.stdout
    assert "1 recorded as disputed" in done.stderr


@pytest.mark.parametrize("form", ["csv", "package"])
def test_a_file_that_is_only_tried_creates_no_registry(file: Path, tmp_path: Path, form: str):
    before = sorted(tmp_path.iterdir())
    given = str(file) if form == "csv" else "data"
    line = ["--db", str(tmp_path / "new.db"), "import", given, "--dry-run"]

    done = CliRunner().invoke(app, [*line, *(["--on-conflict", "skip"] if form == "csv" else [])])

    assert done.exit_code == 0
    assert sorted(tmp_path.iterdir()) == before


def test_stdin_is_a_file_of_that_name_or_of_the_one_that_is_given(run: Run, db: Path):
    first = run("import", "-", "--seats", "2", input=HEADINGS + CLASHING)
    run("import", "-", "--dataset", "council", "--seats", "2", input=HEADINGS + CLASHING)
    shorter = HEADINGS + CLASHING.splitlines(keepends=True)[0]

    assert "Imported stdin (csv), 3 rows" in first.stdout
    done = run("import", "-", "--dataset", "council", input=shorter)
    assert done.exit_code == 0
    assert changes(db) == 1


def test_a_file_of_another_name_is_the_next_version_if_its_dataset_is_said(
    run: Run, db: Path, file: Path, tmp_path: Path
):
    run("import", str(file), "--dataset", "council", "--on-conflict", "skip")
    newer = tmp_path / "holders-2.csv"
    newer.write_text(HEADINGS + "Ann Ames,Chief,Staff,2001,2004\n", "utf-8")

    done = run("import", str(newer), "--dataset", "council")

    assert "1 appointment updated" in done.stdout
    assert "1 that are no longer in the file: cem-cole-chief" in done.stderr
    assert tenures(db, "ann-ames") == [("2001", "2004", "accepted")]


def test_a_report_that_nobody_reads_leaves_what_was_imported(file: Path, tmp_path: Path):
    if not Path("/dev/full").exists():
        pytest.skip("Linux has a disk that is always full")
    line = [sys.executable, "-m", "registry", "--db", str(tmp_path / "new.db"), "import", str(file), "--seats", "2"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, timeout=60)

    assert done.returncode == 1
    assert people(tmp_path / "new.db") == ["ann-ames", "bob-bell", "cem-cole"]
