"""`registry date`: how would you read this?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

Run = Callable[..., Result]

PHRASES = {
    "16 March 2025": ("2025-03-16", "2025-03-16", "2025-03-16"),
    "March 16, 2025": ("2025-03-16", "2025-03-16", "2025-03-16"),
    "16.03.2025": ("2025-03-16", "2025-03-16", "2025-03-16"),
    "Feb 2024": ("2024-02", "2024-02-01", "2024-02-29"),
    "c. 1946": ("1946~", "1946-01-01", "1946-12-31"),
    "before 2010": ("[..2009-12-31]", None, "2009-12-31"),
    "by 12 March 2024": ("[..2024-03-12]", None, "2024-03-12"),
    "since 2019": ("[2019..]", "2019-01-01", None),
    "1990s": ("199X", "1990-01-01", "1999-12-31"),
    "2019 or 2020": ("[2019,2020]", "2019-01-01", "2020-12-31"),
    "Q3 2020": ("2020-35", "2020-07-01", "2020-09-30"),
    "unknown": ("XXXX", "0001-01-01", "9999-12-31"),
    "present": ("..", None, None),
}


def test_phrases_are_read_in_their_order(run: Run):
    readings = json.loads(run("date", "--format", "json", *PHRASES).stdout)

    assert [reading["text"] for reading in readings] == list(PHRASES)
    for reading in readings:
        assert (reading["edtf"], reading["earliest"], reading["latest"]) == PHRASES[reading["text"]]
    assert [reading["text"] for reading in readings if reading["approximate"]] == ["c. 1946"]


def test_texts_come_one_a_line_from_stdin(run: Run):
    for words in (("date",), ("date", "-")):
        result = run(*words, "--format", "json", input="2024\n\nFeb 2024\n")
        readings = json.loads(result.stdout)

        assert [reading["text"] for reading in readings] == ["2024", "", "Feb 2024"]
        assert [reading.get("edtf") for reading in readings] == ["2024", None, "2024-02"]


def test_a_refused_text_has_an_error_and_the_exit_code_says_so(run: Run):
    result = run("date", "2024", "03/04/2025", "16 March", "--format", "json")

    readings = json.loads(result.stdout)
    assert result.exit_code == 1
    assert readings[0]["edtf"] == "2024"
    assert set(readings[1]) == set(readings[2]) == {"text", "error"}
    assert "--date-order" in readings[1]["error"]


def test_edtf_only_reads_no_phrase(run: Run):
    readings = json.loads(run("date", "--edtf", "--format", "json", "2024-02", "Feb 2024", "present", "..").stdout)

    assert ["error" in reading for reading in readings] == [False, True, True, True]


@pytest.mark.parametrize(("order", "edtf"), [("dmy", "2025-04-03"), ("mdy", "2025-03-04")])
def test_date_order_decides(run: Run, order: str, edtf: str):
    assert json.loads(run("date", "03/04/2025", "--date-order", order, "-f", "json").stdout)[0]["edtf"] == edtf


def test_as_a_line_it_shows_edtf_bounds_and_marks(run: Run):
    result = run("date", "c. 1946", "before 2010", "2025-03-16", "perhaps 2019", "present")

    assert result.stdout.splitlines() == [
        "c. 1946 = 1946~  1946-01-01 to 1946-12-31, approximate",
        "before 2010 = [..2009-12-31]  … to 2009-12-31",
        "2025-03-16 = 2025-03-16  2025-03-16",
        "perhaps 2019 = 2019?  2019-01-01 to 2019-12-31, uncertain",
        "present = ..  no end",
    ]
