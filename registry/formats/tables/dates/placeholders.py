"""Dates that programs write where no date is known, days as numbers, times of midnight. Pure.

9999-12-31 stands for "still open", 1900-01-01 for "not known"; a spreadsheet keeps a day as a number, a database as a
moment at midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

_FAR = 2090  # years from which a day is not a plan any more
_BEGINNINGS = frozenset({"0001-01-01", "0001-01-03", "1753-01-01", "1601-01-01", "1899-12-30", "1899-12-31"})
_NINETEEN_HUNDRED = frozenset({"1900-01-01", "1900-01-02"})
_OLD = re.compile(r"\b1(?:8[5-9]\d|90[1-9]|91\d|92[0-4])\b")
_FIRST_OF_1900 = re.compile(r"1900-0?1-0?[12]\b|\b0?[12][./]0?1[./]1900|\b0?1[./]0?[12][./]1900")
_MIDNIGHT = re.compile(
    r"(.*\d)(?:T|\s+)(?:00:00|0:00|12:00(?::00)? ?AM)(?::00(?:[.,]0+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?", re.I
)
_SERIAL = re.compile(r"([1-7]\d{4})(?:[.,]\d+)?")  # the fraction is the time of day
_LAST_SERIAL = 73_050  # 1 January 2100
_FIRST_DAY = date(1899, 12, 30)  # of which 1 is the second day, as Excel takes 1900 for a leap year
_COMPACT = re.compile(r"((?:1[5-9]|20|99)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_NO_DATE = re.compile(r"0000-00-00(?:[T ]00:00:00(?:\.0+)?Z?)?|00[/.]00[/.]0000|00000000|0")
_GENID = re.compile(r"(?:_:\S+|t\d{5,}|\S*(?:genid|well-known)\S*)")


def has_old_dates(cells: Iterable[str]) -> bool:
    """Whether a column has dates near 1900, so that 1900-01-01 in it may be a day like any other."""
    return any(_OLD.search(cell) and not _FIRST_OF_1900.search(cell) for cell in cells)


def is_far(edtf: str) -> bool:
    """Whether the date stands for no end at all: 9999-12-31, 2999-12-31, 2099-12-31."""
    return edtf[:4].isdigit() and int(edtf[:4]) >= _FAR


def is_beginning(edtf: str, *, old_dates: bool) -> bool:
    """Whether the date stands for a start that is not known: 0001-01-01, 1900-01-01 among later dates."""
    return edtf in _BEGINNINGS or (edtf in _NINETEEN_HUNDRED and not old_dates)


def without_midnight(text: str) -> str | None:
    """The day of a moment at midnight, as it is written; None if it has no such time."""
    match = _MIDNIGHT.fullmatch(text)
    return match[1].rstrip() if match else None


def serial_day(text: str) -> str | None:
    """The ISO day of a spreadsheet's number; None if it cannot be one. 36164 is 1999-01-04."""
    match = _SERIAL.fullmatch(text)
    if not match or int(match[1]) > _LAST_SERIAL:
        return None
    return (_FIRST_DAY + timedelta(days=int(match[1]))).isoformat()


def compact_day(text: str) -> str | None:
    """The ISO day that is written without hyphens (ISO 8601, basic format), as 20110103; None if it is none."""
    match = _COMPACT.fullmatch(text)
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None


def is_no_date(text: str) -> bool:
    """Whether a database wrote zeros where nothing is given: 0000-00-00."""
    return _NO_DATE.fullmatch(text) is not None


def is_unknown_value(text: str) -> bool:
    """Whether a query service says that there is a value that is not known (a blank node)."""
    return _GENID.fullmatch(text) is not None
