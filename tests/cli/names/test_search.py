"""`registry search` and `registry person|organization|role name` at the terminal."""

from __future__ import annotations

import csv
import io
import json

import pytest


def test_a_search_is_a_table_json_or_csv(run_seed):
    table = run_seed("search", "Bargilevich")
    assert table.exit_code == 0
    assert table.stdout.splitlines()[0].split() == ["Kind", "Slug", "Name", "Matched", "Why", "Score"]
    assert "anatoliy-barhylevych" in table.stdout.splitlines()[1]

    (hit,) = json.loads(run_seed("search", "Bargilevich", "--format", "json").stdout)
    assert (hit["kind"], hit["slug"], hit["matched"]) == ("person", "anatoliy-barhylevych", None)

    (row,) = csv.DictReader(io.StringIO(run_seed("search", "Bargilevich", "--format", "csv").stdout))
    assert row["why"] == "Inspector General"


@pytest.mark.parametrize(
    ("form", "stdout"), [("table", ""), ("json", "[]\n"), ("csv", "kind,slug,name,matched,why,score\n")]
)
def test_nothing_found_is_said_on_stderr_and_is_no_failure(run_seed, form, stdout):
    result = run_seed("search", "Xyzzyx", "--format", form)

    assert (result.exit_code, result.stdout) == (0, stdout)
    assert result.stderr == "nothing is called 'Xyzzyx' or anything like it\n"


def test_kind_and_limit(run_seed):
    assert len(run_seed("search", "general", "--kind", "role", "--limit", "1").stdout.splitlines()) == 2
    assert run_seed("search", "x", "--kind", "source").exit_code == 2
    assert run_seed("search", "x", "--limit", "0").exit_code == 2
    assert run_seed("search", " ").exit_code == 1


def test_a_name_with_details_is_shown_with_them(run_seed):
    named = run_seed(
        "person", "name", "hnatov", "Андрій Гнатов", "--kind", "native", "--language", "uk", "--from", "May 1980",
        "--because", "the decree",
    )  # fmt: skip
    assert named.exit_code == 0, named.stderr
    assert "names: now also Андрій Гнатов (native, uk, Cyrl, from 1980-05)" in named.stdout

    assert "Андрій Гнатов (native, uk, Cyrl, from 1980-05)" in run_seed("person", "show", "hnatov").stdout
    shown = json.loads(run_seed("person", "show", "hnatov", "--format", "json").stdout)
    assert shown["names"][0]["script"] == "Cyrl"
    assert "the decree" in run_seed("log").stdout


@pytest.mark.parametrize("noun", ["person", "organization", "role"])
def test_each_noun_takes_a_name_and_gives_it_back(run_seed, noun):
    owner = {"person": "hnatov", "organization": "general staff", "role": "inspector general"}[noun]

    assert run_seed(noun, "name", owner, "Other", "--kind", "short").exit_code == 0
    assert "Other (short, Latn)" in run_seed(noun, "show", owner).stdout
    assert "no longer Other" in run_seed(noun, "name", owner, "Other", "--remove").stdout
    assert "Other" not in run_seed(noun, "show", owner).stdout


def test_none_clears_a_detail(run_seed):
    run_seed("person", "name", "hnatov", "A. Hnatov", "--language", "en", "--to", "2001")
    run_seed("person", "name", "hnatov", "A. Hnatov", "--language", "none", "--to", "none")

    assert "A. Hnatov (alias, Latn)" in run_seed("person", "show", "hnatov").stdout


def test_a_name_that_is_taken_back_has_no_details(run_seed):
    assert run_seed("person", "name", "hnatov", "X", "--remove", "--kind", "short").exit_code == 2
