"""A sentence as words with their places, and the day that stands at a word. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from registry.domain.dates.relative_dates import read_relative_date
from registry.domain.drafting.words.sentences import Sentence
from registry.domain.errors import DateError

LONGEST = 1_000  # characters; a longer "sentence" is a list or no prose

_WORD = re.compile(r"\d+(?:st|nd|rd|th)?\b|[^\W\d_]\w*(?:(?:\.?[-‑]|['’&.])[^\W_]\w*)*|\S")


class Word(NamedTuple):
    """`low`: in small letters, without a possessive ending."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def possessive(self) -> bool:
        """Whether it ends in 's."""
        return self.text.endswith(("'s", "’s"))


class When(NamedTuple):
    """A day as it is said, between two words. `edtf` None: `why` says what is wrong with it; `rolled`: it has no
    year and was read as one of an earlier year than the day of publication.
    """

    first: int
    after: int
    edtf: str | None
    why: str | None
    rolled: bool = False


class TokenizedSentence:
    """One sentence, taken apart. `published`: the day from which its days are read; `anchor`: the date of the last
    event before it, EDTF, from which `two years later` is read.
    """

    def __init__(self, sentence: Sentence, published: date, anchor: str | None = None) -> None:
        self.sentence = sentence
        self.anchor = anchor
        self.text = sentence.text
        self.published = published
        self.words = [_word(found) for found in _WORD.finditer(sentence.text)]
        self.starts = [word.start for word in self.words]

    def low(self, at: int) -> str:
        """The word in small letters; nothing beyond either end."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Whether there is a word there, with a capital letter."""
        return 0 <= at < len(self.words) and self.words[at].capital

    def between(self, first: int, after: int) -> str:
        """The text of the words, as it is written."""
        return self.text[self.words[first].start : self.words[after - 1].end] if first < after else ""

    def when(self, at: int, *, bare: bool = False) -> When | None:
        """The day that begins at the word, with its preposition. `bare`: a month or a year may do without one."""
        if not 0 <= at < len(self.words):
            return None
        begin = self.words[at].start
        before = _BEFORE_DATE.match(self.text, begin)
        match = _DATE.match(self.text, before.end() if before else begin)
        if match is None or not (before or bare or match["alone"]):
            return None
        after = bisect_left(self.starts, match.end())
        try:
            edtf: str | None = read_relative_date(match[0].rstrip(",."), self.published, self.anchor)
            why = None
        except DateError as error:
            edtf, why = None, str(error)
        yearless = not _HAS_YEAR.search(match[0])
        rolled = edtf is not None and yearless and edtf[:4] < f"{self.published.year:04}"
        return When(at, after, edtf, why, rolled)


def _word(found: re.Match[str]) -> Word:
    text = found[0].replace("‑", "-")
    low = text.lower()
    return Word(text, low[:-2] if low.endswith(("'s", "’s")) else low, found.start(), found.end())


_HAS_YEAR = re.compile(r"\d{4}|ago|later|year|last|yesterday|day\b", re.IGNORECASE)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1\d|20)\d\d(?![\d,]*\d)(?!-(?!(?:1\d|20)\d\d\b))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:.]*\d)"
_PART = r"(?:(?:early|late|mid|about|around|circa)[ -](?:in )?)?"
_UNIT = r"(?:week|month|year|weekend|spring|summer|autumn|fall|winter|decade|century|morning|afternoon|evening)\b"
_BEFORE_DATE = re.compile(
    r"(?:effective (?:from |on |as of )?|with effect from |as (?:of|from) |starting (?:on |from )?"
    r"|on |in |since |from )"
    r"(?:the (?:evening|morning|night|afternoon) of )?",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten)"
_DATE = re.compile(
    rf"(?P<alone>(?:{_WEEKDAY},? )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?"
    rf"|(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? {_YEAR})?"
    rf"|\d{{4}}-\d\d(?:-\d\d)?(?![\d-])|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|(?i:(?:(?:late|early|earlier|last|next|this) )?{_WEEKDAY}(?:,? (?:of )?(?:last|this) week)?"
    rf"|(?:late |early )?yesterday|(?:earlier )?today\b|tonight\b"
    rf"|(?:(?:earlier|late|later|early) (?:in )?)?(?:this|last|next|the same|the previous|the following) {_UNIT}"
    rf"|the (?:next|same|following) (?:day|week|month|year)\b|(?:later )?that (?:same )?(?:day|month|year)\b"
    rf"|(?:the )?(?:spring|summer|autumn|fall|winter) (?:of )?{_YEAR}"
    rf"|{_NUMBER} (?:day|week|month|year|decade)s? (?:ago|later|earlier)\b))"
    rf"|{_PART}(?:{_MONTH}(?:,? (?:of )?{_YEAR})?|{_YEAR}s?)"
)
