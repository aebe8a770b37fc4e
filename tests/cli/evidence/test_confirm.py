"""`confirm`, `roster`, `stale`: what is printed where, in which form, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app
from tests.conftest import CHIEF

Run = Callable[..., Result]
SOURCE = ("--source", "https://mil.example/leadership")
SEEN = ("confirm", "Hnatov", CHIEF, "--on", "1 September 2025", *SOURCE)
STAFF = "general-staff-of-the-armed-forces-of-ukraine"


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_confirmation_reads_as_a_sentence_and_once_more_says_so(run_seed: Run):
    said = (
        "in office on 1 September 2025: Andriy Hnatov, Chief of the General Staff (General Staff of the Armed Forces "
        "of Ukraine), from 16 March 2025 [2025-03-16].\n"
    )

    assert run_seed(*SEEN).stdout == f"Confirmed: {said}"
    again = run_seed(*SEEN)
    assert (again.exit_code, again.stdout) == (0, f"Already recorded, nothing changed: {said}")


def test_a_confirmation_as_json_and_csv(run_seed: Run):
    found = json.loads(run_seed(*SEEN, "-f", "json").stdout)
    assert (found["appointment"], found["on"], found["source"]) == (
        f"andriy-hnatov-{CHIEF}",
        "2025-09-01",
        "mil-example",
    )
    assert (found["new"], found["findings"]) == (True, [])

    (row,) = rows(run_seed(*SEEN, "-f", "csv"))
    assert (row["person"], row["on"], row["new"]) == ("andriy-hnatov", "2025-09-01", "no")


def test_a_confirmation_does_not_repeat_what_was_found_before(run: Run):
    run("organization", "add", "Staff")
    run("role", "add", "Chief", "--organization", "Staff")
    before = run("appoint", "Ann Ames", "chief", "--from", "2019", "--source", "https://x.org/", "--published", "2018")
    result = run("confirm", "Ames", "chief", "--on", "2019-12-31", *SOURCE)

    assert "warning: a source published 2018 is cited for Ann Ames" in before.stderr
    assert (result.exit_code, result.stderr) == (0, "")


def test_without_a_source_nothing_is_confirmed_and_it_is_a_usage_error(run_seed: Run, tmp_path: Path):
    (tmp_path / "list.txt").write_text("Hnatov")

    for words in (SEEN[:-2], ("roster", "general staff", str(tmp_path / "list.txt"), "--on", "2025-09-01")):
        result = run_seed(*words)
        assert result.exit_code == 2
        assert "--source" in result.stderr


def test_a_printed_source_is_named_by_its_title(run_seed: Run):
    words = (*SEEN[:-2], "--source-title", "Army Almanac", "--publisher", "The Army", "--quote", "Chief: A. Hnatov")

    assert json.loads(run_seed(*words, "-f", "json").stdout)["source"] == "army-almanac"


def test_a_confirmation_belongs_to_a_change_with_its_author_and_reason(run_seed: Run, seed: Registry):
    run_seed(*SEEN, "--by", "an archivist", "--because", "the page says so")

    newest = seed.log()[0]
    assert (newest.actor, newest.because) == ("an archivist", "the page says so")
    assert newest.command == f"confirm Hnatov, {CHIEF}, on 2025-09-01"


@pytest.fixture
def two_chiefs(run_seed: Run, tmp_path: Path) -> Run:
    """A deputy beside the chief, and a list without the chief."""
    run_seed("role", "add", "Deputy Chief", "--organization", STAFF, "--seats", "3")
    run_seed("appoint", "Ann Ames", "deputy chief", "--from", "2024", *SOURCE)
    (tmp_path / "list.csv").write_text("name,role\nAnn Ames,Deputy Chief\n")
    return lambda *words, **options: run_seed(
        "roster", STAFF, str(tmp_path / "list.csv"), "--on", "2025-09-01", *SOURCE, *words, **options
    )


def test_a_list_tells_whom_it_confirmed_and_who_is_missing(two_chiefs: Run):
    told = [line.rstrip() for line in two_chiefs().stdout.splitlines()]

    assert told == [
        "General Staff of the Armed Forces of Ukraine on 1 September 2025, confirmed:",
        "Person    Role",
        "Ann Ames  Deputy Chief",
        "Recorded, but not on the list (no tenure was ended):",
        "Person         Role                        Recorded               That day  By the list",
        "Andriy Hnatov  Chief of the General Staff  from 16 March 2025 on  presumed  "
        "ended on or before 1 September 2025",
        f"To resolve: registry check {STAFF} --rule not-listed",
    ]
    assert two_chiefs().stdout.splitlines()[0].endswith("2025, already recorded, nothing changed:")


def test_a_list_as_json_and_csv(two_chiefs: Run):
    found = json.loads(two_chiefs("-f", "json").stdout)
    assert list(found) == ["organization", "name", "on", "source", "new", "confirmed", "not_listed", "skipped"]
    assert [each["person"] for each in found["confirmed"]] == ["ann-ames"]
    assert found["not_listed"][0]["ended"] == "[..2025-09-01]"

    assert [(row["listed"], row["person"], row["ended"]) for row in rows(two_chiefs("-f", "csv"))] == [
        ("yes", "ann-ames", ""),
        ("no", "andriy-hnatov", "[..2025-09-01]"),
    ]


def test_a_list_may_come_from_stdin_and_lines_that_are_left_out_are_told(run_seed: Run):
    words = ("roster", STAFF, "-", "--on", "2025-09-01", *SOURCE)
    refused = run_seed(*words, input="Hnatov\nZed Zuse\n")
    assert refused.exit_code == 1
    assert "line 2: no person 'Zed Zuse'" in refused.stderr
    assert refused.stdout == ""

    result = run_seed(*words, "--skip-unknown", input="Hnatov\nZed Zuse\n")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "The list names everybody who is recorded for the day."
    assert result.stderr.startswith("left out, line 2: no person 'Zed Zuse'")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.txt", b"Hnatov\n\xff\n", "line 2 of the list has the byte 0xff"),
        ("list.txt", b"", "the list is empty"),
        ("missing.txt", None, "No such file or directory; check the path"),
        (".", None, "Is a directory; check the path"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(
    run_seed: Run, tmp_path: Path, name: str, content: bytes | None, said: str
):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run_seed("roster", STAFF, str(tmp_path / name), "--on", "2025-09-01", *SOURCE)

    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_what_is_stale_comes_in_every_form(run_seed: Run, form: str):
    run_seed("appoint", "Ann Ames", "Inspector General", "--from", "1990", "--to", "unknown")
    run_seed("role", "add", "Scribe", "--organization", STAFF)
    run_seed("appoint", "Bea Boone", "Scribe", "--from", "1990-02-03", *SOURCE)
    result = run_seed("stale", "Scribe", "--older-than", "20 years", "-f", form)

    if form == "json":
        (found,) = json.loads(result.stdout)
    elif form == "csv":
        (found,) = rows(result)
    else:
        assert [line.split()[:5] for line in result.stdout.splitlines()][1] == [
            "Bea",
            "Boone",
            "Scribe",
            "(General",
            "Staff",
        ]
        assert " never " in result.stdout
        return
    assert list(found) == [
        "appointment", "person", "name", "role", "title", "organization", "kind", "start",
        "last_confirmed", "age_days", "age", "source", "source_title", "url",
    ]  # fmt: skip
    assert int(found["age_days"]) > 20 * 365


def test_nothing_stale_says_so(run_seed: Run):
    said = "No open tenure is recorded whose newest evidence is older than 500y.\n"

    assert run_seed("stale", "--older-than", "500y").stdout == said
    assert run_seed("stale", "--older-than", "500y", "-f", "json").stdout == "[]\n"


@pytest.mark.parametrize("text", ["90d", "90 days", "90", "13w", "6m", "18 Months", "1Y", "1 year", "0d", "999999y"])
def test_a_length_of_time_is_read_by_stale_and_check_alike(run_seed: Run, text: str):
    stale = json.loads(run_seed("stale", "--older-than", text, "-f", "json").stdout)
    found = json.loads(run_seed("check", "--rule", "unconfirmed", "--unconfirmed-after", text, "-f", "json").stdout)

    assert {each["appointment"] for each in stale} == {each["subjects"][0]["slug"] for each in found}


@pytest.mark.parametrize("text", ["", "a year", "1.5y", "-1y", "1 fortnight", "1y6m", "1234567d", "١y"])
def test_what_is_no_length_of_time_is_a_usage_error(run_seed: Run, text: str):
    result = run_seed("stale", f"--older-than={text}")

    assert result.exit_code == 2
    assert "is not a length of time" in result.stderr


def test_holders_tells_when_each_was_last_confirmed(run_seed: Run):
    line = run_seed("holders", STAFF, "--on", "2025-12-01").stdout.splitlines()[2]
    assert line.rstrip().endswith("16 March 2025  17 March 2025, 8 months before")

    (row,) = rows(run_seed("holders", STAFF, "--on", "2025-12-01", "-f", "csv"))
    assert (row["last_confirmed"], row["last_confirmed_age_days"]) == ("2025-03-17", "259")


def test_a_long_list_on_stdin_of_bytes_that_are_no_text_is_refused_in_words(db: Path, seed: Registry):
    result = CliRunner().invoke(
        app, ["--db", str(db), "roster", STAFF, "-", "--on", "2025-09-01", *SOURCE], input=b"\x00\xff" * 6_000_000
    )

    assert result.exit_code == 1
    assert "longer than 10,000,000 bytes" in result.stderr
