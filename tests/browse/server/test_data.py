"""The data of a page is what the command line prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry.cli.app import app
from tests.browse.conftest import Get
from tests.conftest import CHIEF, DATA

STAFF = "general-staff-of-the-armed-forces-of-ukraine"
FORCES = "armed-forces-of-ukraine"
SAME = [
    (f"/role/{CHIEF}.json?on=2025-03-16", ["who", CHIEF, "--on", "2025-03-16"]),
    ("/role/minister-of-defence-of-ukraine.json?on=2014-02-24", ["who", "minister of defence", "--on", "2014-02-24"]),
    (f"/role/{CHIEF}/history.json", ["history", CHIEF]),
    (f"/role/{CHIEF}/profile.json", ["role", "show", CHIEF]),
    (f"/role/{CHIEF}/findings.json", ["check", CHIEF]),
    ("/person/andriy-hnatov.json", ["person", "show", "andriy-hnatov"]),
    ("/person/andriy-hnatov/career.json", ["career", "andriy-hnatov"]),
    (f"/organization/{STAFF}.json?on=2024-02-09", ["holders", STAFF, "--on", "2024-02-09"]),
    (f"/organization/{FORCES}.json?on=2024-02-09&below=1", ["holders", FORCES, "--on", "2024-02-09", "--below"]),
    (f"/organization/{STAFF}/profile.json", ["organization", "show", STAFF]),
    ("/source/rferl-2025-03-17.json", ["source", "show", "rferl-2025-03-17"]),
    ("/changes.json", ["log"]),
    (f"/changes.json?about={CHIEF}", ["log", CHIEF]),
    ("/change/1.json", ["show", "1"]),
    ("/people.json", ["person", "list"]),
    ("/roles.json", ["role", "list"]),
    ("/organizations.json", ["organization", "list"]),
    ("/sources.json", ["source", "list"]),
]  # fmt: skip
SHEETS = [
    (address, words)
    for address, words in SAME
    if "profile" not in address and "findings" not in address and " show" not in " ".join(words)
]


IMPORTED = f"import {DATA.name}"  # which file it was is not public


def printed(served: Path, words: list[str], form: str) -> str:
    result = CliRunner().invoke(app, ["--db", str(served), *words, "--format", form])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(("address", "words"), SAME)
def test_json_is_what_the_command_line_prints(get: Get, served: Path, address: str, words: list[str]):
    answer = get(address)

    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json() == json.loads(printed(served, words, "json").replace(IMPORTED, "import"))


@pytest.mark.parametrize(("address", "words"), SHEETS)
def test_csv_is_what_the_command_line_prints(get: Get, served: Path, address: str, words: list[str]):
    answer = get(address.replace(".json", ".csv"))

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    harmless = list(csv.reader(io.StringIO(answer.text)))
    rows = [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in harmless]
    assert rows == list(csv.reader(io.StringIO(printed(served, words, "csv").replace(IMPORTED, "import"))))


def test_the_fields_of_a_change_and_the_citations_of_a_source_are_sheets(get: Get):
    fields, citations = get("/change/1.csv").text, get("/source/rferl-2025-03-17.csv").text

    assert fields.startswith("change,recorded_at,verb,table,slug,field,before,after\r\n1,")
    assert citations.startswith("source,appointment,person,name,role,title,supports,quote,")
    assert "appointing Major General Andriy Hnatov" in citations


def test_two_days_compared_are_data_too(get: Get):
    address = f"/organization/{FORCES}/compare.json?from=2020-01-01&to=2025-06-01&below=1"
    told = get(address).json()

    assert (told["organization"], told["from"], told["to"], told["below"]) == (
        FORCES, "2020-01-01", "2025-06-01", True,
    )  # fmt: skip
    assert sorted((seat["outcome"], seat["person"]) for seat in told["holders"]) == [
        ("came", "andriy-hnatov"), ("came", "oleksandr-syrskyi"), ("left", "ruslan-khomchak"),
    ]  # fmt: skip
    assert get(address.replace(".json", ".csv")).text.startswith("outcome,role,title,organization,person,name,kind,")


def test_a_comparison_needs_its_first_day_and_the_right_order(get: Get):
    for query in ("", "?from=2025-01-01&to=2024-01-01", "?from=soon"):
        assert get(f"/organization/{FORCES}/compare{query}").status_code == 400


def test_a_refusal_of_data_is_data(get: Get):
    for address in (f"/role/{CHIEF}.json?on=someday", "/person/nobody-of-that-name.json", "/change/999.json"):
        answer = get(address)

        assert answer.status_code in (400, 404)
        assert answer.json()["error"]
