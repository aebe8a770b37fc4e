"""Dates in commands that are proposed can be pasted into any shell and are read as the same date."""

from __future__ import annotations

import shlex

import pytest

from registry.domain.dates.phrases import read_date
from registry.domain.dates.typed import part_left_out, typed_date


@pytest.mark.parametrize(
    "edtf",
    ["1815", "1815-03", "1815-03-10", "1815~", "1815?", "1815%", "1815-03~", "199X", "1815-33", "1815-40", "2024-1X",
     "[1815-03..1815-05]", "[..1815-05]", "[1815-03..]", "[1815-03-10,1815-03-12]", "[1815,1817,1819]",
     "?1815-03-10", "1815-03-10?"],
)  # fmt: skip
def test_a_date_in_a_command_is_safe_in_any_shell_and_read_as_itself(edtf: str):
    typed = typed_date(edtf)

    (word,) = shlex.split(typed)
    assert read_date(word) == edtf
    assert typed[0] == typed[-1] == '"' or not set(typed) - set("0123456789X-~")
    assert not set(typed) & set("$`!\\")


def test_a_range_is_given_in_words():
    assert typed_date("[1807-03..1807-05]") == '"between March 1807 and May 1807"'


def test_an_unknown_date_is_typed_as_unknown():
    assert typed_date("XXXX") == "unknown"


@pytest.mark.parametrize("text", ["early 1813", "the end of 1813", "mid-1813"])
def test_a_part_of_a_year_says_what_it_becomes(text: str):
    assert part_left_out(text) == (
        f"{text} is recorded as 1813, as no days are agreed for an early, middle or late part"
    )


@pytest.mark.parametrize("text", ["1813", "1813-03-04", "early", "before 1813"])
def test_other_dates_need_no_such_word(text: str):
    assert part_left_out(text) is None
