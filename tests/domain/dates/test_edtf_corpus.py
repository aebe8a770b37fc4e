"""Our reading of EDTF held against strings whose bounds the specification or other readers give."""

import csv
import re
from pathlib import Path

import pytest

from registry.domain.dates.edtf import read_edtf
from registry.domain.errors import DateError

CORPUS = Path(__file__).parents[4] / "shared" / "data" / "edtf_corpus.csv"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"no corpus at {CORPUS}")

# Features of EDTF that the date of one event does not need.
OUTSIDE = {"datetime", "interval", "interval-open", "interval-unknown", "longyear/sigdigits", "negative"}
# And within the other features: all-of sets, years 0000 and before, seasons.
OUTSIDE_TEXT = re.compile(r"^\{|(^|[\[,.])[?~%]?-\d|^0000|^-?\d{4}[?~%]?-(2[1-9]|3[0-2])[?~%]?$")
# Masks that take in year 0000 begin with year 0001 here; the earliest day the corpus gives is the other.
FROM_YEAR_ONE = {
    "0000-01-01": "0001-01-01",
    "0000-01-23": "0001-01-23",
    "0000-12-01": "0001-12-01",
    "0000-02-29": "0004-02-29",
}
OPEN = {"-inf": None, "inf": None}


def rows():
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_profile(row):
    return row["feature"] not in OUTSIDE and not OUTSIDE_TEXT.search(row["string"])


def is_refused(text):
    try:
        read_edtf(text)
    except DateError:
        return True
    return False


def bounds_we_expect(row):
    earliest, latest = row["earliest"], row["latest"]
    return OPEN.get(earliest, FROM_YEAR_ONE.get(earliest, earliest)), OPEN.get(latest, latest)


def test_every_valid_date_of_our_profile_has_the_known_bounds():
    checked = [row for row in rows() if row["valid"] == "1" and in_profile(row)]
    wrong = {}
    for row in checked:
        read = read_edtf(row["string"])
        if (read.earliest, read.latest) != bounds_we_expect(row):
            wrong[row["string"]] = (read.earliest, read.latest)
    assert wrong == {}
    assert len(checked) > 550


def test_every_invalid_text_is_refused():
    checked = [row["string"] for row in rows() if row["valid"] == "0"]
    assert [text for text in checked if not is_refused(text)] == []
    assert len(checked) > 250


def test_every_valid_date_outside_our_profile_is_refused():
    checked = [row["string"] for row in rows() if row["valid"] == "1" and not in_profile(row)]
    assert [text for text in checked if not is_refused(text)] == []
    assert len(checked) > 300


def test_no_row_is_left_out():
    kinds = [(row["valid"] == "1", row["valid"] == "1" and in_profile(row)) for row in rows()]
    assert set(kinds) == {(True, True), (True, False), (False, False)}
    assert len(kinds) > 1_200
