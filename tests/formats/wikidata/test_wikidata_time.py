"""Wikidata's time values become EDTF and come from it."""

import pytest

from registry.domain.errors import DateError
from registry.formats.wikidata.time import edtf_of, time_of


@pytest.mark.parametrize(
    ("time", "precision", "edtf"),
    [
        ("2020-05-03T00:00:00Z", "11", "2020-05-03"),
        ("+2020-05-00T00:00:00Z", "10", "2020-05"),
        ("2020-05-01T00:00:00Z", "10", "2020-05"),
        ("+00000002020-01-01T00:00:00Z", "9", "2020"),
        ("1998-01-01T00:00:00Z", "8", "199X"),
        ("0005-01-01T00:00:00Z", "8", "000X"),
        ("1950-01-01T00:00:00Z", "7", "[1901..2000]"),
        ("2020-05-03T10:30:00Z", "14", "2020-05-03"),
    ],
)
def test_a_value_is_as_exact_as_its_precision(time: str, precision: str, edtf: str):
    assert edtf_of(time, precision) == edtf


def test_a_year_2000_is_of_the_twentieth_century_and_1900_of_the_nineteenth():
    assert edtf_of("+2000-00-00T00:00:00Z", "7") == "[1901..2000]"
    assert edtf_of("+1900-00-00T00:00:00Z", "7") == "[1801..1900]"


def test_the_first_of_january_is_a_day_if_the_precision_says_so():
    assert edtf_of("2020-01-01T00:00:00Z", "11") == "2020-01-01"


@pytest.mark.parametrize(
    ("time", "edtf"),
    [
        ("2020-01-01T00:00:00Z", "2020"),
        ("2020-05-01T00:00:00Z", "2020-05"),
        ("2020-05-03T00:00:00Z", "2020-05-03"),
        ("+2020-05-00T00:00:00Z", "2020-05"),
        ("+2020-00-00T00:00:00Z", "2020"),
        ("2020-05", "2020-05"),
        ("2020", "2020"),
    ],
)
def test_without_a_precision_a_first_day_may_be_no_day(time: str, edtf: str):
    assert edtf_of(time) == edtf


@pytest.mark.parametrize(
    ("time", "precision"),
    [
        ("-0043-03-15T00:00:00Z", "11"),
        ("0000-01-01T00:00:00Z", "9"),
        ("2023-02-30T00:00:00Z", "11"),
        ("+2020-05-00T00:00:00Z", "11"),
        ("+12020-01-01T00:00:00Z", "9"),
        ("1500-01-01T00:00:00Z", "6"),
        ("2020-01-01T00:00:00Z", "day"),
        ("t1234", None),
        ("", None),
    ],
)
def test_what_cannot_be_kept_is_refused(time: str, precision: str | None):
    with pytest.raises(DateError):
        edtf_of(time, precision)


@pytest.mark.parametrize("edtf", ["2020", "2020-05", "2020-05-03", "199X", "[1901..2000]"])
def test_what_is_written_reads_the_same(edtf: str):
    time, _, precision = (time_of(edtf) or "").partition("/")

    assert edtf_of(time, precision) == edtf


def test_an_unknown_date_is_some_value():
    assert time_of("XXXX") == "somevalue"


@pytest.mark.parametrize(
    "edtf", ["2020~", "2020?", "[..2020]", "[1901..2001]", "[1900..1999]", "2020-33", "19XX", "000X", "2020-05-XX"]
)
def test_a_date_that_no_value_says_just_so_has_none(edtf: str):
    assert time_of(edtf) is None
