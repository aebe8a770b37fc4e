"""log, show, undo, forget and --as-known-on, as typed."""

import json
import sqlite3

import pytest

from tests.cli.test_commands import at_a_terminal
from tests.conftest import DATA, rows_of_the_sample


@pytest.fixture
def typed(run):
    run("organization", "add", "Army")
    run("role", "add", "Chief", "--organization", "Army")
    run("appoint", "Ann Lee", "Chief", "--from", "2020-01-01", "--by", "ann", "--because", "gazette")
    return run


def test_the_log_as_a_table_names_who_and_why(typed):
    heading, newest, *_ = typed("log").stdout.splitlines()

    assert heading.split() == ["Change", "Recorded", "By", "What", "Why"]
    assert newest.split()[0] == "3"
    assert all(word in newest for word in ("ann", "appoint Ann Lee, Chief", "gazette"))


def test_the_log_for_programs(typed):
    (newest, *_) = json.loads(typed("log", "chief", "--format", "json").stdout)

    assert set(newest) == {"number", "recorded_at", "actor", "command", "because"}
    assert typed("log", "--format", "csv").stdout.startswith("number,recorded_at,actor,command,because\n3,")


def test_a_long_log_says_that_there_is_more(typed):
    for number in range(60):
        typed("organization", "add", f"Body {number}")

    short, whole = typed("log", "--format", "csv"), typed("log", "--all", "--format", "csv")

    assert len(short.stdout.splitlines()) == 1 + 50
    assert "--all" in short.stderr
    assert len(whole.stdout.splitlines()) == 1 + 63


def test_an_empty_log_says_so(run):
    assert run("log").stdout == "Nothing recorded.\n"


def test_another_program_is_named_as_such(typed, db):
    sqlite3.connect(db, isolation_level=None).execute("update people set note = 'x'")

    assert "another program" in typed("log", "ann-lee").stdout


def test_show_tells_before_and_after(typed):
    typed("end", "ann-lee", "chief", "--on", "2021-05-05")

    shown = typed("show", "4").stdout

    assert "altered in appointments: ann-lee-chief\n    end: none -> 2021-05-05\n" in shown
    assert json.loads(typed("show", "4", "--format", "json").stdout)["change"]["command"] == "end ann-lee, chief"


def test_undo_tells_what_it_did_and_its_reason_is_kept(typed):
    done = typed("undo", "3", "--because", "a rumour")

    assert done.stdout.startswith("Change 4: undo 3.")
    assert "because a rumour" in done.stdout
    assert "removed in appointments: ann-lee-chief" in done.stdout
    assert typed("person", "list", "--format", "csv").stdout == "person,name\n"


def test_undo_without_a_number_names_the_newest_change_of_whoever_asks_and_changes_nothing(typed, db):
    typed("--by", "me", "person", "add", "Bo Bell")
    typed("--by", "you", "person", "add", "Cy Cole")
    done = typed("--by", "me", "undo")

    assert done.exit_code == 2
    assert "Your newest change is 4: " in done.stderr
    assert "Bo Bell" in done.stderr
    assert "`registry undo 4`" in " ".join(done.stderr.split())
    assert "bo-bell" in typed("person", "list", "--format", "csv").stdout
    assert typed("--by", "nobody known", "undo").exit_code == 1


def test_at_a_terminal_undo_asks_before_it_undoes_the_newest_change(typed, db):
    typed("--by", "me", "person", "add", "Bo Bell")

    code, _ = at_a_terminal(["--db", str(db), "--by", "me", "undo"], "n\n")
    assert code == 1
    assert "bo-bell" in typed("person", "list", "--format", "csv").stdout

    code, seen = at_a_terminal(["--db", str(db), "--by", "me", "undo"], "y\n")
    assert code == 0
    assert "Undo change 4?" in seen
    assert "bo-bell" not in typed("person", "list", "--format", "csv").stdout


def test_a_large_undo_is_summed_up(run, tmp_path):
    run("import", str(DATA))

    done = run("undo", "1")

    assert f"{rows_of_the_sample('appointments')} in appointments" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert "registry show 2" in done.stderr


@pytest.mark.parametrize("words", [("undo", "9"), ("show", "9"), ("log", "nobody"), ("log", "--since", "soon")])
def test_what_is_not_there_is_refused(typed, words):
    result = typed(*words)

    assert result.exit_code == 1
    assert result.stderr.startswith("registry: ")


def test_a_number_is_a_number(typed):
    assert typed("undo", "last").exit_code == 2
    assert typed("undo", "0").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("who", "chief", "--on", "2021-01-01"),
        ("history", "chief"),
        ("career", "ann-lee"),
        ("holders", "army", "--on", "2021-01-01"),
        ("check",),
    ],
)
def test_every_question_can_be_asked_as_known_on_a_moment(typed, words):
    before = typed(*words, "--format", "json").stdout
    (then,) = json.loads(typed("log", "--format", "json").stdout)[:1]
    typed("end", "ann-lee", "chief", "--on", "2020-05-05")
    after = typed(*words, "--format", "json").stdout

    known = typed(*words, "--format", "json", "--as-known-on", then["recorded_at"]).stdout

    assert known == before
    assert known != after


def test_an_export_can_be_as_known_on_a_moment(typed, tmp_path):
    (then,) = json.loads(typed("log", "--format", "json").stdout)[:1]
    typed("person", "add", "Bob Young")

    typed("export", str(tmp_path / "then"), "--as-known-on", then["recorded_at"])

    assert (tmp_path / "then" / "people.csv").read_text("utf-8").count("\n") == 2


def test_forgetting_asks_first(typed, db):
    asked = typed("forget", "ann-lee", "--because", "asked", input="n\n")

    assert asked.exit_code == 1
    assert "Ann Lee" in typed("person", "list").stdout


def test_forgetting_says_what_it_cannot_reach(typed, db):
    (db.parent / f"{db.name}.backup").write_bytes(b"")

    done = typed("forget", "ann-lee", "--because", "asked", "--yes")

    assert done.stdout == ("Forgotten: a person with 1 tenure, in the tables, in history and in words about others.\n")
    assert f"{db.name}.backup" in done.stderr
    assert "exports" in done.stderr


def test_forgetting_needs_a_reason(typed):
    assert typed("forget", "ann-lee", "--yes").exit_code == 2
