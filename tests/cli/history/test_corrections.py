"""`correct`, `remove`, and `edit`, `show`, `list`, `remove` of the nouns: what is printed, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.conftest import CHIEF

Run = Callable[..., Result]
BARHYLEVYCH = f"anatoliy-barhylevych-{CHIEF}"
HNATOV = f"andriy-hnatov-{CHIEF}"
SOURCE = "trump-putin-set-for-march-18-call"
STAFF = "general-staff-of-the-armed-forces-of-ukraine"
MINISTRY = "ministry-of-defence-of-ukraine"


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_correction_prints_before_and_after_in_words(run_seed: Run):
    words = ("--from", "9 February 2024", "--reason", "transferred", "--kind", "acting", "--because", "the decree")
    result = run_seed("correct", BARHYLEVYCH, *words)

    assert result.stdout.splitlines() == [
        "Corrected: Anatoliy Barhylevych, acting Chief of the General Staff (General Staff of the Armed Forces of "
        "Ukraine), from 9 February 2024 [2024-02-09] to 16 March 2025 [2025-03-16].",
        "  start: was February 2024 [2024-02], is now 9 February 2024 [2024-02-09]",
        "  kind: was substantive, is now acting",
        "  end reason: was not recorded, is now transferred",
    ]


def test_none_reopens_and_unknown_says_that_it_ended(run_seed: Run):
    words = ("correct", "Barhylevych, Inspector General", "--because", "x")

    assert "end: was open, is now an unknown date [XXXX]" in run_seed(*words, "--to", "unknown").stdout
    assert "end: was an unknown date [XXXX], is now open" in run_seed(*words, "--to", "none").stdout


def test_warnings_of_a_correction_go_to_stderr(run_seed: Run):
    known = run_seed("correct", "Shaptala", "--rank", "General", "--because", "the decree")
    new = run_seed("correct", "Shaptala", "--to", "unknown", "--because", "the decree")

    assert known.stderr == ""  # it was there before that nothing is cited
    assert new.stderr.startswith("warning: ")
    assert "end-missing" in new.stderr


def test_a_correction_as_json_and_csv(run_seed: Run):
    words = ("correct", "hnatov", "--because", "x")
    found = json.loads(run_seed(*words, "--replacing", "none", "-f", "json").stdout)

    assert list(found) == ["appointment", "differences", "findings"]
    assert found["appointment"]["appointment"] == HNATOV
    assert found["differences"] == [{"field": "replaces", "before": BARHYLEVYCH, "after": None}]
    assert rows(run_seed(*words, "--replacing", "barhylevych", "-f", "csv")) == [
        {"appointment": HNATOV, "field": "replaces", "before": "", "after": BARHYLEVYCH}
    ]


def test_a_removal_tells_what_stays(run_seed: Run):
    for slug in (HNATOV, BARHYLEVYCH):
        run_seed("remove", slug, "--because", "x")
    result = run_seed("remove", "Barhylevych", "--because", "another one")

    assert result.stdout == (
        "Removed appointment Anatoliy Barhylevych, Inspector General, from 16 March 2025 on "
        "(anatoliy-barhylevych-inspector-general), with 1 citation.\n"
    )
    assert result.stderr == f"Source {SOURCE} is no longer cited anywhere, but is kept.\n"
    assert json.loads(run_seed("source", "remove", SOURCE, "--because", "x", "-f", "json").stdout)["slug"] == SOURCE


def test_the_slug_stands_where_a_tenure_is_looked_for(run_seed: Run):
    assert HNATOV in run_seed("history", CHIEF).stdout
    assert HNATOV in run_seed("career", "hnatov").stdout
    for words in (("who", CHIEF), ("history", CHIEF), ("career", "hnatov")):
        assert rows(run_seed(*words, "-f", "csv"))[-1]["appointment"] == HNATOV


def test_a_person_is_edited_and_shown(run_seed: Run):
    words = ("--born", "c. 1980", "--also", "A. Hnatov", "--id", "wikidata=Q1", "--note", "A remark")
    assert run_seed("person", "edit", "hnatov", *words, "--by", "Ann", "--because", "x").stdout.splitlines() == [
        "Edited person Andriy Hnatov (andriy-hnatov):",
        "  birth: was not recorded, is now about 1980 [1980~]",
        "  names: now also A. Hnatov (alias)",
        "  identifiers: now also wikidata=Q1",
        "  note: was not recorded, is now A remark",
    ]
    shown = json.loads(run_seed("person", "show", "A. Hnatov", "-f", "json").stdout)
    alias = {"name": "A. Hnatov", "kind": "alias", "language": None, "script": None, "start": None, "end": None}
    assert shown == {
        "person": "andriy-hnatov", "name": "Andriy Hnatov", "birth": "1980~", "death": None, "names": [alias],
        "identifiers": [{"scheme": "wikidata", "value": "Q1"}], "appointments": 1, "note": "A remark",
    }  # fmt: skip

    run_seed("person", "edit", "hnatov", "--born", "none", "--not-also", "A. Hnatov", "--no-id", "wikidata=Q1")
    (shown,) = rows(run_seed("person", "show", "hnatov", "-f", "csv"))
    assert (shown["birth"], shown["names"], shown["identifiers"]) == ("", "", "")


def test_an_organization_is_edited_and_shown(run_seed: Run):
    words = ("--parent", MINISTRY, "--parent-since", "1992", "--parent-until", "2000", "--since", "1991")
    edited = json.loads(run_seed("organization", "edit", STAFF, *words, "-f", "json").stdout)
    assert [each["field"] for each in edited["differences"]] == ["inception", "parents"]

    assert f" {MINISTRY} (from 1992, to 2000)" in run_seed("organization", "show", STAFF).stdout
    run_seed("organization", "edit", STAFF, "--parent", MINISTRY, "--parent-until", "none")
    assert rows(run_seed("organization", "show", STAFF, "-f", "csv"))[0]["parents"] == f"{MINISTRY} (from 1992)"
    result = run_seed("organization", "edit", STAFF, "--no-parent", MINISTRY, "--since", "none", "-f", "csv")
    assert [row["after"] for row in rows(result)] == ["", ""]


def test_a_role_s_names_and_identifiers_are_edited(run_seed: Run):
    run_seed("role", "edit", CHIEF, "--also", "CGS", "--id", "wikidata=Q1")
    assert "identifiers   wikidata=Q1" in run_seed("role", "show", "CGS").stdout

    shown = run_seed("role", "edit", CHIEF, "--not-also", "CGS", "--no-id", "wikidata=Q1", "-f", "json")
    assert (json.loads(shown.stdout)["names"], json.loads(shown.stdout)["identifiers"]) == ([], [])


def test_sources_are_listed_shown_and_edited(run_seed: Run):
    assert rows(run_seed("source", "list", "-f", "csv"))[0]["source"] == SOURCE
    assert f"Cited for Andriy Hnatov, Chief of the General Staff ({HNATOV}): start, role, replaces\n  “appointing" in (
        run_seed("source", "show", SOURCE).stdout
    )
    assert [row["appointment"] for row in rows(run_seed("source", "show", SOURCE, "-f", "csv"))][-1] == HNATOV
    words = ("--url", "https://example.org/1", "--accessed", "18 March 2025", "--publisher", "none")
    assert run_seed("source", "edit", SOURCE, *words).stdout.splitlines()[1:] == [
        "  url: was not recorded, is now https://example.org/1",
        "  publisher: was RFE/RL, is now not recorded",
        "  accessed: was not recorded, is now 18 March 2025 [2025-03-18]",
    ]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "words",
    [
        ("person", "show", "hnatov"), ("organization", "show", STAFF), ("role", "show", CHIEF),
        ("source", "show", SOURCE), ("source", "list"), ("person", "edit", "hnatov", "--note", "x"),
        ("organization", "edit", STAFF, "--note", "x"), ("role", "edit", CHIEF, "--note", "x"),
        ("source", "edit", SOURCE, "--note", "x"), ("correct", "hnatov", "--note", "x", "--because", "x"),
        ("remove", "hnatov", "--because", "x"),
    ],
)  # fmt: skip
def test_everything_comes_in_every_form(run_seed: Run, words: tuple[str, ...], form: str):
    result = run_seed(*words, "--format", form)

    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()
    if form == "json":
        json.loads(result.stdout)


def test_nouns_that_nothing_rests_on_are_removed(run: Run):
    run("organization", "add", "Council")
    run("role", "add", "Mayor", "--organization", "Council")
    run("person", "add", "Ann Ames")
    for noun, name in (("role", "mayor"), ("organization", "council"), ("person", "ann-ames")):
        assert run(noun, "remove", name, "--because", "a test").stdout.startswith(f"Removed {noun} ")
        assert run(noun, "list", "-f", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("correct", HNATOV, "--rank", "General"), 2, "--because"),
        (("correct", HNATOV, "--because", "x"), 2, "give at least one change"),
        (("correct", HNATOV, "--because", " ", "--rank", "General"), 1, "needs a reason"),
        (("correct", HNATOV, "--because", "x", "--kind", "none"), 2, "substantive"),
        (("correct", HNATOV, "--because", "x", "--from", "2025-03-16"), 1, "the start is already 2025-03-16"),
        (("correct", "hnatow", "--because", "x", "--rank", "x"), 1, "did you mean"),
        (("correct", "barhylevych", "--because", "x", "--rank", "x"), 1, "use the slug"),
        (("correct", HNATOV, "--because", "x", "--from", "2023-02-30"), 1, "28 days"),
        (("correct", BARHYLEVYCH, "--because", "x", "--to", "none"), 1, "Andriy Hnatov holds it"),
        (("remove", BARHYLEVYCH), 2, "--because"),
        (("remove", BARHYLEVYCH, "--because", "x"), 1, f"registry correct {HNATOV} --replacing none"),
        (("person", "edit", "hnatov"), 2, "give at least one change"),
        (("person", "edit", "hnatov", "--id", "Q1"), 2, "SCHEME=VALUE"),
        (("person", "edit", "hnatov", "--no-id", "Q1"), 2, "SCHEME=VALUE"),
        (("person", "edit", "hnatow", "--note", "x"), 1, "did you mean 'Andriy Hnatov'"),
        (("person", "remove", "hnatov"), 2, "--because"),
        (("person", "remove", "hnatov", "--because", "x"), 1, f"registry remove {HNATOV}"),
        (("organization", "edit", STAFF), 2, "give at least one change"),
        (("organization", "edit", STAFF, "--parent-since", "1992"), 2, "--parent"),
        (("organization", "remove", STAFF, "--because", "x"), 1, f"registry role remove {CHIEF}"),
        (("role", "remove", CHIEF, "--because", "x"), 1, "serhiy-shaptala-chief"),
        (("role", "edit", CHIEF, "--not-also", "x"), 1, "'x' is not a further name"),
        (("source", "edit", SOURCE), 2, "give at least one change"),
        (("source", "show", "xyzzy"), 1, "registry source list"),
        (("source", "remove", SOURCE, "--because", "x"), 1, f"registry source edit {SOURCE}"),
    ],
)
def test_a_mistake_is_refused_and_changes_nothing(
    run_seed: Run, untouched: None, db: Path, words: tuple[str, ...], code: int, said: str
):
    result = run_seed(*words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace(f" --db {db}", "").split())
    assert result.stdout == ""


def test_who_corrected_and_why_is_recorded(run_seed: Run, db: Path):
    run_seed("correct", HNATOV, "--rank", "General", "--by", "Ann Ames", "--because", "the decree")
    run_seed("person", "edit", "hnatov", "--note", "x", "--because", "asked by letter")

    with sqlite3.connect(db) as connection:
        newest = connection.execute("select command, reason from changes order by id desc limit 2").fetchall()
        by = connection.execute("select actor from changes where reason = 'the decree'").fetchone()
    assert newest == [("person edit hnatov", "asked by letter"), (f"correct {HNATOV}", "the decree")]
    assert by == ("Ann Ames",)
