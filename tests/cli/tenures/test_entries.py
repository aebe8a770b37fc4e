"""What every command that writes takes: who makes the change, and why."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from registry.api import file
from tests.conftest import DATA


def newest_change(path: Path) -> tuple[str, str | None]:
    return sqlite3.connect(path).execute("select actor, reason from changes order by id desc limit 1").fetchone()


def test_a_change_knows_who_made_it_and_why(db, run):
    run("person", "add", "Ann Lee", "--by", "an archivist", "--because", "named in the gazette")

    assert newest_change(db) == ("an archivist", "named in the gazette")


def test_who_makes_a_change_can_be_said_once_for_all_before_the_command(db, run):
    run("--by", "an archivist", "person", "add", "Ann Lee")

    assert newest_change(db) == ("an archivist", None)


def test_an_import_into_a_new_file_knows_who_made_it(tmp_path, run):
    run("--db", str(tmp_path / "new.db"), "import", str(DATA), "--by", "a team", "--because", "first load")

    assert newest_change(tmp_path / "new.db") == ("a team", "first load")


@pytest.mark.parametrize(("git", "actor"), [("A Git User\n", "A Git User"), ("", "the-system-user")])
def test_nobody_named_is_git_s_user_or_the_system_s(db, run, monkeypatch, git, actor):
    answered = subprocess.CompletedProcess([], 0, stdout=git)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answered)
    monkeypatch.setattr("getpass.getuser", lambda: "the-system-user")

    assert file._actor() == actor
