"""What people write for the days of a question -> the first and the last of them. Pure: no clock.

`2013-09`, `2013`, `the 1990s`, `early 1990s`, `2010 to 2013`, `between 2010 and 2013`, `after 2013`, `before 1990`,
`since 2013`, `until 1990`. A question is about days, not about one event: so a span is answered here, and refused by
phrases.py, which reads the date of an event. Dates inside a span are those of phrases.py.
"""

from __future__ import annotations

import re
from calendar import monthrange

from registry.domain.dates.bounds import day_after, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, exact_day, read_edtf, refused, widened
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.dates.spans import Span
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder


def read_span(words: str, order: DateOrder | None = None) -> Span | None:
    """The days that an EDTF text, an interval or a phrase names; None for 'present'. Raises DateError."""
    text = " ".join(words.split())
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(text):
            return rule(match, order)
    return None if read_date(text, order) == PRESENT else _dated(text, order)


def _days(words: str, order: DateOrder | None) -> Span:
    span = read_span(words, order)
    if span is None:
        raise refused(words, "name a day, a month, a year or a span; leave it out to ask about today")
    return span


def span_between(start: str | None, end: str | None, order: DateOrder | None = None) -> Span:
    """From the first day that `start` can mean to the last that `end` can; None = open on that side.

    Raises DateError for what is not a date, and where the end is before the start.
    """
    first = _days(start, order) if start else None
    last = _days(end, order) if end else None
    begins, ends = first.first if first else FIRST_DAY, last.last if last else LAST_DAY
    if ends < begins:
        raise DateError(f"there is no day from {start} to {end}; swap the two if they were mixed up")
    text = f"{first.text if first else '..'}/{last.text if last else '..'}"
    return Span(begins if begins == ends else text, begins, ends)


def _dated(text: str, order: DateOrder | None) -> Span:
    read = read_edtf(read_date(text, order))
    first, last = widened(read)
    if (first, last) == (FIRST_DAY, LAST_DAY):
        raise refused(text, "it contains no known day; name a day, a month, a year or a span")
    return Span(first if exact_day(read) is None and first == last else read.text, first, last)


def _interval(match: re.Match[str], order: DateOrder | None) -> Span:
    start, end = (side if side not in ("", "..") else None for side in match.groups())
    if start is None and end is None:
        raise refused(match.string, "an interval has a first day or a last one, such as 2010/2013")
    return span_between(start, end, order)


def _two(match: re.Match[str], order: DateOrder | None) -> Span:
    start, end = match[1], match[2]
    if end.lower() in ("now", "today", "present", "the present", "date"):
        return span_between(start, None, order)
    year = re.search(r"\d{4}$", end)
    if year and not re.search(r"\d{4}", start):
        start = f"{start} {year[0]}"  # March to May 2010
    return span_between(start, end, order)


def _after(match: re.Match[str], order: DateOrder | None) -> Span:
    last = _days(match[1], order).last
    if last == LAST_DAY:
        raise refused(match.string, "no day comes after that")
    first = day_after(last)
    return Span(f"{first}/..", first, LAST_DAY)


def _before(match: re.Match[str], order: DateOrder | None) -> Span:
    first = _days(match[1], order).first
    if first == FIRST_DAY:
        raise refused(match.string, "no day comes before that")
    last = day_before(first)
    return Span(f"../{last}", FIRST_DAY, last)


def _since(match: re.Match[str], order: DateOrder | None) -> Span:
    return span_between(match[1], None, order)


def _until(match: re.Match[str], order: DateOrder | None) -> Span:
    return span_between(None, match[1], order)


def _part(match: re.Match[str], order: DateOrder | None) -> Span:
    """A third of a decade, a year or a month: of ten years the first four, the next three, the last three."""
    which = {"early": 0, "mid": 1, "middle": 1, "late": 2}[match[1].lower()]
    whole = _dated(match[2], order)
    year, month = whole.first[:4], whole.first[5:7]
    if re.fullmatch(r"\d{3}X", whole.text):
        begins, ends = ((0, 3), (4, 6), (7, 9))[which]
        return span_between(f"{year[:3]}{begins}", f"{year[:3]}{ends}")
    if re.fullmatch(r"\d{4}", whole.text):
        return span_between(f"{year}-{1 + 4 * which:02}", f"{year}-{4 + 4 * which:02}")
    if re.fullmatch(r"\d{4}-\d\d", whole.text) and int(month) <= 12:
        ends = (10, 20, monthrange(int(year), int(month))[1])[which]
        return span_between(f"{year}-{month}-{1 + 10 * which:02}", f"{year}-{month}-{ends:02}")
    raise refused(match.string, "only a decade, a year or a month has an early and a late part")


_DATE = r"(.+)"
_SIDE = r"\.\.|\d{4}[-\dX?~%]*|"  # 10/2013 is a month and a year
_TABLE = (
    (rf"({_SIDE})/({_SIDE})", _interval),
    (rf"(?:between|from) {_DATE} (?:and|to|until|till|through) {_DATE}", _two),
    (rf"{_DATE} (?:to|until|till|through|-|–) {_DATE}", _two),
    (r"(\d{4})[-–](\d{4})", _two),
    (rf"(?:after|later than) {_DATE}", _after),
    (rf"(?:before|earlier than) {_DATE}", _before),
    (rf"(?:since|from|on or after|not before|no earlier than|not earlier than) {_DATE}", _since),
    (rf"(?:by|until|till|up to|no later than|not later than|not after|on or before) {_DATE}", _until),
    (rf"(?:in )?(?:the )?(early|mid|middle|late)(?: of| in)?[ -](?:the )?{_DATE}", _part),
    (rf"(?:during|throughout|in|on) {_DATE}", lambda match, order: _days(match[1], order)),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE | re.ASCII), rule) for pattern, rule in _TABLE)
