"""`registry doctor`, `backup`, `restore`: what is printed, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def run_ill(run_seed: Run, db: Path) -> Run:
    """The seed without one of its views, and with a text that is not a date."""
    with sqlite3.connect(db) as outside:
        outside.execute("drop view tenures")
        outside.execute("update people set birth_date = 'soon' where slug = 'andriy-hnatov'")
    outside.close()
    return run_seed


def test_a_sound_registry_is_said_to_be(run_seed: Run):
    result = run_seed("doctor")

    assert (result.exit_code, result.stdout) == (0, "The registry is sound.\n")
    assert run_seed("doctor", "--format", "json").stdout == "[]\n"
    assert run_seed("doctor", "--format", "csv").stdout == "check,what,remedy,repairable,repaired\n"


def test_problems_are_told_with_their_remedies_and_exit_code_1(run_ill: Run):
    result = run_ill("doctor")

    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[:2] == ["schema: the view 'tenures' is missing.", "  To resolve: `registry doctor --repair`."]
    assert "derived: people 'andriy-hnatov': 'soon': not a date in EDTF" in result.stdout
    assert "  To resolve: correct the text in birth_date or death_date." in lines


def test_a_repair_says_what_it_did_and_what_is_left(run_ill: Run, db: Path):
    result = run_ill("doctor", "--repair")

    assert result.exit_code == 1
    assert result.stdout.startswith("repaired, schema: the view 'tenures' is missing.\n")
    assert result.stdout.endswith("\n1 repaired; 1 problem left.\n")
    with sqlite3.connect(db) as outside:
        outside.execute("update people set birth_date = null where slug = 'andriy-hnatov'")
    outside.close()
    assert run_ill("doctor").exit_code == 0


def test_problems_as_json_and_csv_have_the_same_names(run_ill: Run):
    found = json.loads(run_ill("doctor", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run_ill("doctor", "--repair", "--format", "csv").stdout)))

    assert list(found[0]) == list(rows[0]) == ["check", "what", "remedy", "repairable", "repaired"]
    assert [each["repaired"] for each in found] == [False] * 2
    assert [row["repaired"] for row in rows] == ["yes", "no"]


def test_a_backup_and_a_restore_say_what_they_hold(run_seed: Run, db: Path, tmp_path: Path):
    copy = tmp_path / "copy.db"
    saved = run_seed("backup", str(copy))
    run_seed("person", "add", "Zed Zeller")
    restored = run_seed("restore", str(copy))

    assert saved.exit_code == restored.exit_code == 0
    held = ": 15 rows; newest change 2026-01-02T12:00:00.006Z (succeed chief-of-the-general-staff, Andriy Hnatov)."
    assert saved.stdout == f"Wrote {copy}{held}\n"
    assert restored.stdout == f"Restored {db}{held} The replaced registry is kept in {db}.before-restore.\n"
    assert "Zed Zeller" not in run_seed("person", "list").stdout


def test_backup_and_restore_in_forms_for_programs(run: Run, db: Path, tmp_path: Path):
    copy = str(tmp_path / "copy.db")

    assert json.loads(run("backup", copy, "--format", "json").stdout) == {
        "file": copy, "rows": 0, "newest": None, "command": None,
    }  # fmt: skip
    assert run("backup", copy, "--force", "-f", "csv").stdout == f"file,rows,newest,command\n{copy},0,,\n"
    assert json.loads(run("restore", copy, "--format", "json").stdout)["kept"] == f"{db}.before-restore"
    assert run("backup", copy, "--force").stdout == f"Wrote {copy}: 0 rows; no change yet.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("backup",), 2, "Missing argument"),
        (("backup", "registry.db"), 1, "is the registry itself"),
        (("backup", "taken"), 1, "--force"),
        (("restore",), 2, "Missing argument"),
        (("restore", "nothing.db"), 1, "no backup at 'nothing.db'"),
        (("restore", "taken"), 1, "not a SQLite database"),
    ],
)
def test_a_mistake_is_refused_and_changes_nothing(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
):
    monkeypatch.chdir(db.parent)
    Path("taken").write_text("Dear diary, " * 100)
    before = {path: path.read_bytes() for path in db.parent.iterdir()}

    result = run(*words)

    assert result.exit_code == code
    assert said in result.stderr
    assert {path: path.read_bytes() for path in db.parent.iterdir()} == before
