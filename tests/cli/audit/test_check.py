"""`registry check`, `waive`, `vacant`, `role edit`: what is printed, and with which exit code."""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from registry.store.audit.rules import rules
from tests.conftest import CHIEF

Run = Callable[..., Result]


@pytest.fixture
def run_broken(run_seed: Run, db: Path) -> Run:
    """The seed with somebody in office after death, written by another program."""
    with sqlite3.connect(db) as outside:
        outside.execute(
            "update people set death_date = '2022', death_earliest = '2022-01-01', death_latest = '2022-12-31'"
            " where slug = 'andriy-hnatov'"
        )
    return run_seed


def test_check_exits_with_1_if_there_are_errors_and_0_otherwise(run_seed: Run, db: Path, run_broken: Run):
    assert run_broken("check", "Hnatov").exit_code == 1
    assert run_broken("check", "Shaptala").exit_code == 0
    assert run_broken("check", "--rule", "no-source").exit_code == 0


def test_a_waived_error_no_longer_fails_the_check(run_broken: Run):
    (finding,) = json.loads(run_broken("check", "--severity", "error", "--format", "json").stdout)
    result = run_broken("waive", finding["finding"], "--because", "the source says so", "--until", "2100-01-01")

    assert "Waived: the source says so" in result.stdout
    assert run_broken("check", "Hnatov").exit_code == 0
    assert finding["finding"] in run_broken("check", "Hnatov", "--waived").stdout


def test_a_finding_as_json_has_all_that_it_says(run_broken: Run):
    (finding,) = json.loads(run_broken("check", "--severity", "error", "--format", "json").stdout)

    assert list(finding) == ["finding", "rule", "severity", "title", "subjects", "facts", "remedy", "waived"]
    assert finding["rule"] == "after-death"
    assert finding["remedy"].startswith(f"`registry end andriy-hnatov {CHIEF} --on 2022 --reason died`")
    assert {"kind": "person", "slug": "andriy-hnatov", "name": "Andriy Hnatov"} in finding["subjects"]


def test_findings_read_as_lines_and_as_rows(run_broken: Run):
    text = run_broken("check", "--severity", "error").stdout.splitlines()

    assert text[0] == "error after-death, 1 found: In office after death"
    assert text[1].startswith("  after-death-")
    assert text[2].startswith("    To resolve: `registry --db ")
    assert text[-1] == "1 error."
    assert run_broken("check", "--severity", "error", "-f", "csv").stdout.startswith("finding,rule,severity")


def test_findings_are_grouped_by_rule_with_three_examples_the_gravest_first(run_broken: Run, db: Path):
    run_broken("organization", "add", "Council")
    run_broken("role", "add", "Mayor", "--organization", "Council")
    for number in range(5):
        run_broken(
            "appoint", f"Holder {number}", "mayor", "--from", f"200{number}", "--to", f"200{number + 1}", "--new"
        )
    assert run_broken("check").stdout.startswith("error after-death, 1 found")
    text = run_broken("check", "mayor").stdout.splitlines()
    assert "warning no-source, 5 found: No source" in text
    assert len([line for line in text if line.startswith("  no-source-")]) == 3
    more = next(line for line in text if line.endswith("--rule no-source"))
    assert more.startswith("  … and 2 more: registry --db ")
    every = run_broken(*shlex.split(more.partition("registry ")[2])).stdout
    assert len([line for line in every.splitlines() if line.startswith("  no-source-")]) == 5
    assert len(json.loads(run_broken("check", "mayor", "--rule", "no-source", "--format", "json").stdout)) == 5


def test_no_reason_in_a_proposed_command_is_left_out():
    assert not [rule.code for rule in rules() if "--because …" in rule.remedy]


def test_nothing_found_says_so(run: Run):
    assert run("check").stdout == "Nothing found.\n"
    assert run("check", "--all", "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check", "nobody"), 1, "nothing is called 'nobody'"),
        (("check", "--rule", "gaps"), 1, "no rule 'gaps'"),
        (("check", CHIEF, "--all"), 2, "--all checks everything"),
        (("check", "--unconfirmed-after", "soon"), 2, "give 90d, 6w, 18m or 1y"),
        (("check", "--severity", "bad"), 2, "bad"),
        (("waive", "gap-00000000", "--because", "x"), 1, "its facts have changed"),
        (("vacant", CHIEF), 2, "--from"),
        (("vacant", CHIEF, "--from", "2025-06-01"), 1, "Andriy Hnatov holds it"),
        (("role", "edit", CHIEF), 2, "give at least one change"),
        (("role", "edit", CHIEF, "--term", "long"), 2, "'4 years'"),
        (("role", "edit", CHIEF, "--term-limit", "0"), 2, "not a number of terms"),
        (("role", "edit", CHIEF, "--seats-since", "2020-01-01"), 2, "--seats"),
        (("role", "edit", CHIEF, "--incompatible", CHIEF), 1, "cannot be incompatible with itself"),
        (("role", "edit", CHIEF, "--since", "2030", "--until", "2020"), 1, "before the inception"),
    ],
)
def test_a_mistake_is_refused_and_changes_nothing(
    run_seed: Run, db: Path, words: tuple[str, ...], code: int, said: str
):
    with sqlite3.connect(db) as connection:
        before = list(connection.iterdump())

    result = run_seed(*words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())
    with sqlite3.connect(db) as connection:
        assert list(connection.iterdump()) == before


def test_a_vacancy_is_recorded_answered_and_told(run: Run):
    run("organization", "add", "Council")
    run("role", "add", "Mayor", "--organization", "Council")
    result = run("vacant", "mayor", "--from", "2020-01-01", "--to", "March 2020")

    assert (
        result.stdout
        == "Recorded: vacant, Mayor (Council), from 1 January 2020 [2020-01-01] to March 2020 [2020-03].\n"
    )
    assert "no-source" in result.stderr
    assert run("who", "mayor", "--on", "2020-02-01").stdout.startswith(
        "On 1 February 2020 the Mayor (Council) was vacant."
    )
    assert "vacant" in run("history", "mayor").stdout


def test_a_role_is_edited_and_shown(run_seed: Run):
    words = ("--seats", "unlimited", "--term", "4 years", "--term-limit", "2", "--continuous", "--until", "2090")
    run_seed("role", "edit", CHIEF, *words)

    shown = json.loads(run_seed("role", "show", CHIEF, "--format", "json").stdout)
    assert (shown["seats"], shown["term_months"], shown["term_limit"], shown["continuous"]) == (None, 48, 2, True)
    run_seed("role", "edit", CHIEF, "--term", "none", "--until", "none", "--gaps-allowed")
    shown = json.loads(run_seed("role", "show", CHIEF, "--format", "json").stdout)
    assert (shown["abolition"], shown["term_months"], shown["term_limit"], shown["continuous"]) == (
        None,
        None,
        2,
        False,
    )
    assert "unlimited" in run_seed("role", "show", CHIEF).stdout
