"""Programs that are killed while they write leave whole changes only, and nothing that was said to be done is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry
from registry.store.database import registry_file
from tests.conftest import DATA
from tests.crash.kills import faults

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("CRASH_ROUNDS", "40"))  # `make soak` says thousands


def run(module: str, *words: str) -> str:
    """A process of its own without threads, as a fork server must be."""
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-m", f"tests.crash.{module}", *words],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Warning" not in done.stderr
    return done.stdout


def test_every_change_is_there_whole_or_not_at_all_whenever_the_program_is_killed():
    told = run("kills", "acts", str(ROUNDS))

    assert f"'rounds': {ROUNDS}" in told
    within = int(told.split("'within': ")[1].split(",")[0])
    assert within > ROUNDS / 10, told  # many kills fall into an act, however busy the machine is, or they prove little


def test_a_registry_whose_making_was_killed_is_completed_by_the_next_init():
    assert "'rounds'" in run("kills", "inits", str(ROUNDS // 5))


def test_a_file_with_a_journal_and_no_schema_becomes_a_registry(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("pragma journal_mode = wal")

    assert Registry.create(tmp_path / "a.db")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    Registry.from_package(tmp_path / "a.db", DATA)
    with Registry(tmp_path / "a.db") as registry:
        registry.end("andriy-hnatov", "chief-of-the-general-staff", "2026-01-01")
    return tmp_path / "a.db"


def test_a_whole_registry_has_no_faults(file: Path):
    assert faults(file) == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("delete from citations where id = 1", "an old row that no change superseded citations"),
        ("delete from citations where id = 1", "an old row without a later one citations"),
        ("insert into people (name) values ('Ann')", "a row of no change people"),
        (
            "drop trigger a_finished_change_stays_closed;"
            "insert into change_in_progress select id, id, recorded_at from changes where id = 1",
            "a change is left in progress ",
        ),
        (
            "insert into changes (recorded_at, actor, command)"
            " values (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'a program', 'end x')",
            "end x: wrote 0 rows, superseded 0",
        ),
        (
            "drop trigger waivers_are_stamped; pragma foreign_keys = off;"
            " insert into waivers values (9, 'x', 'x', null, 99, '')",
            "foreign key: ",
        ),
    ],
)
def test_half_a_change_is_found(file: Path, sql: str, fault: str):
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(sql)

    assert any(found.startswith(fault) for found in faults(file)), faults(file)


def test_a_change_that_is_committed_before_it_is_whole_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    Registry.create(tmp_path / "a.db")
    insert = registry_file.insert

    def killed_after_the_person(db, table, row):
        insert(db, table, row)
        db.conn.execute("delete from change_in_progress")
        db.conn.commit()
        raise KeyboardInterrupt

    monkeypatch.setattr("registry.store.entities.people.insert", killed_after_the_person)
    with Registry(tmp_path / "a.db", actor="founder") as registry:
        registry.organizations.add("Staff")
        registry.roles.add("Chief", "staff")
    with (
        Registry(tmp_path / "a.db", actor="a program") as registry,
        pytest.raises((KeyboardInterrupt, sqlite3.OperationalError)),
    ):
        registry.appoint("Ann Ames", "chief", "2001")

    assert faults(tmp_path / "a.db") == ["appoint Ann Ames, chief: wrote 1 rows, superseded 0"]
