"""Wikidata's time values <-> EDTF. Pure. https://www.wikidata.org/wiki/Help:Dates

A value is a moment and a precision (7 century, 8 decade, 9 year, 10 month, 11 day); what is finer than the precision
says nothing. RDF has no month 00 or day 00: there, "May 2020" is 2020-05-01, "2020" 2020-01-01.
"""

from __future__ import annotations

import re

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.edtf import read_edtf, refused
from registry.formats.plain_dates import plain_date

CENTURY, DECADE, YEAR, MONTH, DAY, SECOND = 7, 8, 9, 10, 11, 14
SOME_VALUE = "somevalue"  # there is one, and it is not known

_TIME = re.compile(r"([+-]?)([0-9]{4,16})-([0-9]{2})-([0-9]{2})(?:T[0-9:.]+(?:Z|[+-]00:00)?)?")


def edtf_of(time: str, precision: str | None = None) -> str:
    """A time value as EDTF. Raises DateError.

    Without a precision the first day of a month means the month, and that of a year the year: they may be no more.
    """
    match = _TIME.fullmatch(time.strip())
    if not match:
        return plain_date(time)
    sign, year, month, day = match[1], int(match[2]), match[3], match[4]
    if sign == "-" or year == 0:
        raise refused(time, "years before 0001 cannot be recorded; [..0001] is the earliest date that can be written")
    exact = _precision(time, precision) if precision else _likely_precision(month, day)
    return read_edtf(_cut(year, month, day, exact)).text


def _precision(time: str, text: str) -> int:
    if not text.strip().isdecimal() or not CENTURY <= int(text) <= SECOND:
        raise refused(time, f"has the precision {text}, but only 7 (century) to 11 (day) can be recorded")
    return int(text)


def _likely_precision(month: str, day: str) -> int:
    if day not in ("00", "01"):
        return DAY
    return MONTH if month not in ("00", "01") else YEAR


def _cut(year: int, month: str, day: str, precision: int) -> str:
    """A century is that of which the year is called: 2000 is of the 20th, which began with 1901."""
    if precision == CENTURY:
        first = (year - 1) // 100 * 100 + 1
        return f"[{first:04}..{first + 99:04}]"
    if precision == DECADE:
        return f"{year // 10:03}X"
    parts = (f"{year:04}", month, day)
    return "-".join(parts[: min(precision, DAY) - YEAR + 1])


def time_of(edtf: str) -> str | None:
    """An EDTF date as a time value in QuickStatements' writing; None if there is none that says just this."""
    if edtf == UNKNOWN:
        return SOME_VALUE
    if re.fullmatch(r"(?!000)[0-9]{3}X", edtf):
        return f"+{edtf[:3]}0-00-00T00:00:00Z/{DECADE}"
    century = re.fullmatch(r"\[([0-9]{2}01)\.\.[0-9]{4}\]", edtf)
    if century:
        value = f"+{century[1]}-00-00T00:00:00Z"
        return f"{value}/{CENTURY}" if edtf_of(value, str(CENTURY)) == edtf else None
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", edtf):
        return None
    parts = edtf.split("-")
    return f"+{'-'.join([*parts, '00', '00'][:3])}T00:00:00Z/{YEAR + len(parts) - 1}"
