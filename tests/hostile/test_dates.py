"""Texts that are nearly dates: read, and then the same when read again, or refused as no date."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text("utf-8")
WRITTEN = [cell for row in re.findall(r"^\| (.+?) \|(?: `(.+?)` \|)?", PAGE, re.MULTILINE) for cell in row if cell]
PIECES = [
    *"0123456789XxTZYES?~%-/.,:[]{}()+ \t\n\x00'’–−٣１²½",
    *(
        "[",
        "]",
        "..",
        " or ",
        " and ",
        "between ",
        " to ",
        "before ",
        "after ",
        "c. ",
        "the ",
        "early ",
        "00",
        "29",
        "X",
    ),
    *("\u200b", "\u200f", "\u00a0", "\ud800", "\udcff", "\U0001d7d9", "ſ", "İ", "K"),
]
pieces = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
orders = st.sampled_from([None, *DateOrder])


@st.composite
def nearly_dates(draw: st.DrawFn) -> str:
    """A text that may be written as a date, with some places changed."""
    text = draw(st.sampled_from(WRITTEN))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        left = draw(st.integers(0, 3))
        text = text[:at] + draw(st.one_of(st.just(""), st.sampled_from(PIECES), st.characters())) + text[at + left :]
    return text * draw(st.sampled_from([1, 1, 1, 1, 2, 20]))


@given(st.one_of(nearly_dates(), pieces, st.text(st.characters())), orders)
def test_whatever_is_written_is_read_the_same_again_or_refused_as_no_date(text: str, order: DateOrder | None):
    try:
        edtf = read_date(text, order)
    except DateError as refused:
        message = str(refused)
        assert 0 < len(message) < 1_000
        return
    assert read_date(edtf, order) == edtf
    if edtf != PRESENT:
        earliest, latest = widened(read_edtf(edtf))
        assert "0001-01-01" <= earliest <= latest <= "9999-12-31"


@given(st.one_of(nearly_dates(), pieces, st.text(st.characters())))
def test_whatever_is_written_is_edtf_or_refused_as_no_date(text: str):
    try:
        read = read_edtf(text)
    except DateError as refused:
        message = str(refused)
        assert 0 < len(message) < 1_000
        return
    assert read.text == text
    assert text.isascii()
    assert read_edtf(read.text) == read
    assert date_in_words(text)
