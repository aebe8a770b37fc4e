"""`registry person duplicates`, `merge` and `distinct`: what is printed where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def twice(run_seed: Run) -> Run:
    run_seed("person", "add", "Hnatov Andrii", "--new", "--born", "1980")
    return run_seed


def test_proposals_are_a_table_json_or_csv(twice: Run):
    table = twice("person", "duplicates")
    told = json.loads(twice("person", "duplicates", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(twice("person", "duplicates", "hnatov-andrii", "--format", "csv").stdout)))

    assert "names spelt alike, in another order" in table.stdout
    assert "registry person merge KEEP OTHER" in table.stderr
    assert told == [
        {
            "score": 65,
            "person": "andriy-hnatov",
            "name": "Andriy Hnatov",
            "other": "hnatov-andrii",
            "other_name": "Hnatov Andrii",
            "for": ["names spelt alike, in another order"],
            "against": [],
        }
    ]
    assert [list(row) for row in rows] == [list(told[0])]
    assert twice("person", "duplicates", "--at-least", "70").stdout == "No likely duplicates.\n"


def test_more_proposals_than_the_limit_are_said_to_be_there(twice: Run):
    twice("person", "add", "Andrii Hnatow", "--new")

    result = twice("person", "duplicates", "--limit", "1", "--format", "csv")

    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "There are more. --limit shows them; --at-least shows only likelier ones.\n"


def test_a_merge_says_what_it_did_and_why_is_kept(twice: Run):
    result = twice("person", "merge", "andriy-hnatov", "hnatov-andrii", "--because", "one man", "--by", "an editor")

    assert result.stdout.splitlines() == [
        "Merged Hnatov Andrii (hnatov-andrii) into Andriy Hnatov (andriy-hnatov), who gained 0 tenures; "
        "hnatov-andrii leads there from now on.",
        "  birth: 1980, taken from hnatov-andrii",
    ]
    change = json.loads(twice("log", "hnatov-andrii", "--format", "json").stdout)[0]
    assert (change["actor"], change["because"]) == ("an editor", "one man")
    assert twice("career", "hnatov-andrii").stdout == twice("career", "andriy-hnatov").stdout


def test_a_merge_into_the_one_without_tenures_moves_them(twice: Run):
    found = json.loads(twice("person", "merge", "hnatov-andrii", "andriy-hnatov", "--format", "json").stdout)

    assert found["tenures"] == ["andriy-hnatov-chief-of-the-general-staff"]
    assert (found["taken"], found["left"], found["joined"]) == ([], [], [])


def test_a_refused_merge_is_one_line_and_exit_code_1(run_seed: Run):
    result = run_seed("person", "merge", "Hnatov", "Andriy Hnatov")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("registry: 'Hnatov' and 'Andriy Hnatov' are already one")


def test_people_are_told_apart_listed_and_put_together_again(twice: Run):
    said = twice("person", "distinct", "hnatov-andrii", "andriy-hnatov", "--because", "his father")
    listed = twice("person", "distinct", "--format", "csv").stdout
    back = twice("person", "distinct", "andriy-hnatov", "hnatov-andrii", "--remove", "--because", "a slip")

    pair = "Andriy Hnatov (andriy-hnatov) and Hnatov Andrii (hnatov-andrii)"
    assert said.stdout == f"{pair} are two people: his father\n"
    assert listed == (
        "person,name,other,other_name,because\nandriy-hnatov,Andriy Hnatov,hnatov-andrii,Hnatov Andrii,his father\n"
    )
    assert back.stdout == f"{pair} are no longer recorded as two people: his father\n"
    assert twice("person", "distinct").stdout == "No two people are recorded as distinct.\n"


@pytest.mark.parametrize(
    "words",
    [
        ("person", "distinct", "andriy-hnatov"),
        ("person", "distinct", "andriy-hnatov", "hnatov-andrii"),
        ("person", "distinct", "--remove"),
        ("person", "distinct", "--because", "x"),
        ("person", "duplicates", "--limit", "0"),
        ("person", "merge", "andriy-hnatov"),
    ],
)
def test_what_is_not_said_is_a_usage_error(twice: Run, words: tuple[str, ...]):
    assert twice(*words).exit_code == 2
