"""`registry source add`, `cite`, `claims` and `accept` at a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.conftest import CHIEF

Run = Callable[..., Result]
BARHYLEVYCH = f"anatoliy-barhylevych-{CHIEF}"
ARTICLE = "trump-putin-set-for-march-18-call"
PAGE = "https://example.org/decree?utm_source=x"
DECREE = ("cite", BARHYLEVYCH, PAGE, "--title", "Decree 59", "--published", "12 February 2024")


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture
def cited(run_seed: Run) -> Run:
    run_seed(*DECREE, "--supports", "start", "--says", "9 February 2024", "--quote", "is appointed")
    return run_seed


def test_a_source_is_added_and_added_again(run: Run):
    words = ("source", "add", PAGE, "--title", "Decree 59")
    assert run(*words).stdout == "Added source Decree 59 (example-org).\n"
    again = run("source", "add", "http://www.example.org/decree", "--publisher", "The Office")
    assert again.exit_code == 0
    assert again.stdout == (
        "Already recorded as example-org: Decree 59.\n  publisher: was not recorded, is now The Office\n"
    )
    assert run(*words).stdout == "Already recorded as example-org: Decree 59.\n"
    assert rows(run("source", "list", "-f", "csv")) == [
        {"source": "example-org", "title": "Decree 59", "citations": "0"}
    ]


def test_whose_report_a_source_repeats_is_said_and_taken_back(run: Run):
    run("source", "add", "First report")
    run("source", "add", "Second report", "--copy-of", "First report")
    assert "\ncopy of        first-report" in run("source", "show", "second-report").stdout

    edited = run("source", "edit", "second-report", "--copy-of", "none")
    assert edited.stdout.splitlines()[1:] == ["  copy of: was first-report, is now not recorded"]


def test_a_citation_says_what_was_understood(run_seed: Run):
    said = run_seed(*DECREE, "--supports", "end", "--says", "17 March 2025", "--observed", "2024-03-01")

    assert said.stdout == (
        f"Cited for Anatoliy Barhylevych, Chief of the General Staff ({BARHYLEVYCH}): example-org-2024-02-12, "
        "for the end: 17 March 2025 [2025-03-17].\n"
    )
    assert said.stderr.startswith("New source: example-org-2024-02-12\nwarning: ")
    assert "(claim-contradicts-" in said.stderr
    plain = run_seed("cite", BARHYLEVYCH, ARTICLE, "--supports", "start,rank")
    assert plain.stdout.endswith(f"{ARTICLE}, for start, rank.\n")


def test_a_citation_is_taken_back(cited: Run):
    back = cited("cite", "--remove", BARHYLEVYCH, PAGE, "--supports", "start", "--because", "another man")

    assert back.stdout.startswith(
        f"No longer cited for Anatoliy Barhylevych, Chief of the General Staff ({BARHYLEVYCH})"
    )
    assert "Source example-org-2024-02-12 is no longer cited anywhere" in back.stderr


def test_claims_stand_beside_what_is_accepted(cited: Run):
    lines = cited("claims", BARHYLEVYCH, "--field", "start").stdout.splitlines()

    assert lines[0] == f"Anatoliy Barhylevych, Chief of the General Staff ({BARHYLEVYCH}):"
    assert lines[2].split() == ["start", "February", "2024", "[2024-02]", "accepted"]
    assert lines[3].split() == [
        *("9", "February", "2024", "[2024-02-09]", "narrower", "example-org-2024-02-12"),
        *("12", "February", "2024", "“is", "appointed”"),
    ]
    (row,) = rows(cited("claims", BARHYLEVYCH, "--field", "start", "-f", "csv"))
    assert (row["field"], row["accepted"], row["value"], row["earliest"], row["relation"], row["source_title"]) == (
        "start", "2024-02", "2024-02-09", "2024-02-09", "narrower", "Decree 59",
    )  # fmt: skip
    told = json.loads(cited("claims", BARHYLEVYCH, "-f", "json").stdout)
    assert told["fields"][0]["claims"][0]["relation"] == "narrower"
    assert told["fields"][0]["set_by"]["command"].startswith(f"succeed {CHIEF}")


def test_an_accepted_claim_is_a_correction_with_its_reason(cited: Run):
    cited("cite", BARHYLEVYCH, ARTICLE, "--supports", "start")
    done = cited("accept", BARHYLEVYCH, "start", "--source", "Decree 59", "--because", "the act itself")

    assert done.stdout.splitlines()[1:] == [
        "  start: was February 2024 [2024-02], is now 9 February 2024 [2024-02-09]",
        f"  {ARTICLE} says February 2024 [2024-02]",
    ]
    assert "change 10: the act itself" in cited("claims", BARHYLEVYCH).stdout
    assert "accept anatoliy-barhylevych" in cited("log", "-f", "csv").stdout


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "words",
    [
        ("source", "add", "A report"), ("source", "add", PAGE), ("source", "list"), ("source", "show", "Decree 59"),
        ("cite", BARHYLEVYCH, ARTICLE, "--supports", "start"), ("claims", BARHYLEVYCH), ("claims", "hnatov"),
        ("cite", "--remove", BARHYLEVYCH, PAGE, "--because", "x"),
        ("accept", BARHYLEVYCH, "start", "--source", PAGE, "--because", "x"),
    ],
)  # fmt: skip
def test_everything_comes_in_every_form(cited: Run, words: tuple[str, ...], form: str):
    result = cited(*words, "--format", form)

    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()
    if form == "json":
        json.loads(result.stdout)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("cite", "--remove", BARHYLEVYCH, ARTICLE), 2, "--because"),
        (("cite", "--remove", BARHYLEVYCH, ARTICLE, "--because", " "), 1, "needs a reason"),
        (
            ("cite", "--remove", BARHYLEVYCH, ARTICLE, "--because", "x", "--note", "x"),
            2,
            "--note belongs to a new citation",
        ),
        (("cite", BARHYLEVYCH), 2, "Missing argument 'SOURCE'"),
        (("cite", BARHYLEVYCH, "xyzzy"), 1, "give its web address from https:// on"),
        (("cite", BARHYLEVYCH, ARTICLE, "--says", "2024"), 1, "is about one field"),
        (("cite", BARHYLEVYCH, ARTICLE, "--supports", "start", "--says", "03/04/2025"), 1, "--date-order"),
        (("cite", BARHYLEVYCH, ARTICLE, "--published", "2024"), 1, "recorded with the published '2025-03-17'"),
        (("claims", "hnatow"), 1, "did you mean"),
        (("claims", BARHYLEVYCH, "--field", "begin"), 1, "is not a field"),
        (("accept", BARHYLEVYCH, "start", "--source", ARTICLE), 2, "--because"),
        (("accept", BARHYLEVYCH, "start", "--source", ARTICLE, "--because", "x"), 1, "not cited as saying"),
        (("source", "add", PAGE, "--publisher", "x", "--archive-url", "x"), 1, "must be a web address"),
        (("source", "edit", ARTICLE, "--copy-of", ARTICLE), 1, "cannot be a copy of itself"),
    ],
)
def test_a_mistake_is_refused_and_changes_nothing(
    run_seed: Run, untouched: None, words: tuple[str, ...], code: int, said: str
):
    result = run_seed(*words)

    assert result.exit_code == code, result.stderr
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""
