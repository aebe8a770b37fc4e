"""`registry changes`: what is printed, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.conftest import CHIEF, DATA

Run = Callable[..., Result]
STAFF = "general-staff-of-the-armed-forces-of-ukraine"
MARCH = ("changes", "general staff", "--from", "1 March 2025", "--to", "2025-03")


def test_a_hand_over_reads_line_by_line(run_seed: Run):
    heading, columns, *rows = run_seed(*MARCH).stdout.splitlines()

    assert heading == "General Staff of the Armed Forces of Ukraine, from 1 March 2025 to 31 March 2025:"
    assert columns.split() == ["Date", "Who", "Movement", "Role", "How", "Certainty"]
    assert [re.split(" {2,}", row)[:3] for row in rows] == [
        ["16 March 2025", "Anatoliy Barhylevych", "left"],
        ["16 March 2025", "Andriy Hnatov", "entered"],
    ]
    assert "replacing Anatoliy Barhylevych" in rows[1]


def test_the_json_has_the_documented_names(run_seed: Run):
    found = json.loads(run_seed(*MARCH, "--format", "json").stdout)

    assert list(found) == ["organization", "name", "below", "first", "last", "movements"]
    assert (found["organization"], found["first"], found["last"]) == (STAFF, "2025-03-01", "2025-03-31")
    assert found["movements"][1] == {
        "appointment": "andriy-hnatov-chief-of-the-general-staff",
        "date": "2025-03-16",
        "earliest": "2025-03-16",
        "latest": "2025-03-16",
        "inferred": False,
        "certainty": "certain",
        "movement": "entered",
        "person": "andriy-hnatov",
        "name": "Andriy Hnatov",
        "role": CHIEF,
        "title": "Chief of the General Staff",
        "organization": "General Staff of the Armed Forces of Ukraine",
        "kind": "substantive",
        "status": "accepted",
        "rank": None,
        "how": None,
        "end_reason": None,
        "replaces": "anatoliy-barhylevych",
        "replaces_name": "Anatoliy Barhylevych",
        "sources": [
            {
                "title": "Trump, Putin Set For March 18 Call",
                "url": None,
                "published": "2025-03-17",
                "quote": "appointing Hnatov",
                "retracted": False,
                "voice": 1,
            }
        ],
        "title_then": None,
        "organization_then": None,
        "name_then": None,
    }


def test_the_csv_has_a_row_a_movement_and_the_names_of_the_json(run_seed: Run):
    rows = list(csv.DictReader(io.StringIO(run_seed(*MARCH, "--format", "csv").stdout)))
    found = json.loads(run_seed(*MARCH, "--format", "json").stdout)["movements"]

    assert set(rows[0]) == {*found[0], "source_titles"}
    assert [(row["movement"], row["person"], row["inferred"]) for row in rows] == [
        ("left", "anatoliy-barhylevych", "no"), ("entered", "andriy-hnatov", "no"),
    ]  # fmt: skip
    assert (rows[1]["sources"], rows[1]["source_titles"]) == ("", "Trump, Putin Set For March 18 Call")


def test_everywhere_the_organization_stands_beside_the_role(run_seed: Run):
    text = run_seed("changes", "--from", "2025-03-16", "--to", "2025-03-16").stdout

    assert text.startswith("All organizations, from 16 March 2025 to 16 March 2025:\n")
    assert "Inspector General (Ministry of Defence of Ukraine)" in text


def test_what_is_inferred_acting_disputed_or_vacant_is_said_to_be(run: Run):
    run("import", str(DATA))

    text = run("changes", "ministry of defence of ukraine", "--from", "2014-02-22", "--to", "2014-02-22").stdout
    assert "Volodymyr Zamana (acting, disputed)" in text
    text = run("changes", STAFF, "--from", "1998", "--to", "2003").stdout
    assert "1998 (inferred: between 30 September 1998 and 1 October 1998)" in text
    assert "between 11 November 2001 and 14 November 2001 (inferred)" in text
    assert "XXXX" not in text
    run("vacant", "inspector general", "--from", "2020-01-01", "--to", "2020-02-01")
    text = run("changes", "--from", "2020-01-01", "--to", "2020-02-01").stdout
    assert [re.split(" {2,}", line)[:3] for line in text.splitlines()[2:]] == [
        ["1 January 2020", "—", "became vacant"],
        ["1 February 2020", "—", "filled"],
    ]


def test_a_window_in_which_nothing_changed_says_so(run_seed: Run):
    result = run_seed("changes", "general staff", "--below", "--from", "1990", "--to", "1991")

    assert result.exit_code == 0
    assert result.stdout == (
        "General Staff of the Armed Forces of Ukraine and below: no entries or departures are recorded "
        "from 1 January 1990 to 31 December 1991.\n"
    )
    empty = run_seed("changes", "--from", "1990", "--to", "1991", "--format", "json")
    assert json.loads(empty.stdout)["movements"] == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--from", "2025", "--to", "2024"), 1, "no day from 1 January 2025 to 31 December 2024; swap the two"),
        (("--from", "03/04/2025"), 1, "--date-order"),
        (("--from", "present"), 1, "'present' is not a date"),
        (("Navy", "--from", "2024"), 1, "no organization 'Navy'"),
        ((), 2, "--from"),
        (("--from", "2024", "--below"), 2, "name the organization"),
    ],
)
def test_a_mistake_gets_a_clear_line_and_an_exit_code(run_seed: Run, words: tuple[str, ...], code: int, said: str):
    result = run_seed("changes", *words)

    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
