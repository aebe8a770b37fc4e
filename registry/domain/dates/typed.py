"""Dates as somebody types them: for a command that is proposed, and what is said of one that was typed. Pure."""

from __future__ import annotations

import re

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.phrases import has_part, read_date
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError

_SAFE = re.compile(r"[0-9X-]+~?")  # means nothing to any shell
_WORDS = re.compile(r"[\w .,'-]+")


def typed_date(edtf: str) -> str:
    """The EDTF date for a command line: as it is where no shell changes it, else the words that are read as it."""
    if edtf == UNKNOWN:
        return "unknown"
    if _SAFE.fullmatch(edtf):
        return edtf
    words = date_in_words(edtf).removeprefix("on ")
    return f'"{words}"' if _WORDS.fullmatch(words) and _is(words, edtf) else f'"{edtf}"'


def part_left_out(text: str) -> str | None:
    """What an early, middle or late part of a year becomes, which has no agreed days; None for any other date."""
    if not has_part(text):
        return None
    try:
        edtf = read_date(text)
    except DateError:
        return None
    words = date_in_words(edtf).removeprefix("on ")
    return f"{text} is recorded as {words}, as no days are agreed for an early, middle or late part"


def _is(words: str, edtf: str) -> bool:
    try:
        return read_date(words) == edtf
    except DateError:
        return False
