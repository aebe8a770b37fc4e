"""EDTF text -> the earliest and the latest day it can mean.

The part of EDTF (Library of Congress; ISO 8601-2) that the date of one event needs, see docs/dates.md.
What people write otherwise belongs in phrases.py, how they say it in wording.py. Pure: no clock, no I/O.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple, NewType

from registry.domain.errors import DateError

Edtf = NewType("Edtf", str)  # a text that was read, and found to be EDTF
IsoDay = NewType("IsoDay", str)  # one real day, such as 2025-03-16

FIRST_DAY = IsoDay("0001-01-01")
LAST_DAY = IsoDay("9999-12-31")
LONGEST = 200  # characters; a text beyond this is a mistake, and would fill the cache and the messages

_YEAR = "January February March April May June July August September October November December"
MONTHS = tuple(_YEAR.split())
_ORDINALS = ("first", "second", "third", "fourth")
# Sub-year groupings (ISO 8601-2, 4.8): code -> first month, number of months, name.
GROUPINGS = {
    **{str(33 + i): (1 + 3 * i, 3, f"the {_ORDINALS[i]} quarter") for i in range(4)},
    **{str(37 + i): (1 + 4 * i, 4, f"the {_ORDINALS[i]} four months") for i in range(3)},
    **{str(40 + i): (1 + 6 * i, 6, f"the {_ORDINALS[i]} half") for i in range(2)},
}
SEASONS = range(21, 33)


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """Days are ISO text and inclusive; None is a side that the text leaves open."""

    text: Edtf
    earliest: IsoDay | None
    latest: IsoDay | None
    approximate: bool
    uncertain: bool
    widest: tuple[IsoDay, IsoDay]


@lru_cache(maxsize=65_536)
def read_edtf(text: str) -> EdtfDate:
    """Strict: no white space, no phrase. Raises DateError. A bulk load repeats few texts, hence the cache."""
    if len(text) > LONGEST:
        raise refused(text, f"{len(text)} characters are no date; write one such as 2025-03-16")
    is_set = text.startswith("[") and text.endswith("]")
    members = _members(text) if is_set else [_one(text, text)]
    starts, ends = zip(*(_moved_out(member) for member in members), strict=True)
    return EdtfDate(
        text=Edtf(text),
        earliest=_outermost(min, [member.earliest for member in members]),
        latest=_outermost(max, [member.latest for member in members]),
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
        widest=(_iso(min(starts)), _iso(max(ends))),
    )


def widened(date: EdtfDate) -> tuple[IsoDay, IsoDay]:
    """The two days the store keeps: open sides closed, ~ and % moved outwards by one unit, both inclusive."""
    return date.widest


def exact_day(date: EdtfDate) -> IsoDay | None:
    """The one day it can be. An approximate date has none; an uncertain one (?) may."""
    return date.earliest if date.earliest == date.latest and not date.approximate else None


def refused(text: str, why: str) -> DateError:
    """The error that names the value; `why` gives the reason and what to write instead."""
    shown = text if len(text) <= 60 else text[:57] + "..."
    return DateError(f"{shown!r}: {why}")


def _outermost(pick: Callable[[list[date]], date], days: list[date | None]) -> IsoDay | None:
    """One open side makes the whole side open."""
    known = [day for day in days if day]
    return _iso(pick(known)) if len(known) == len(days) else None


def _iso(day: date) -> IsoDay:
    return IsoDay(day.isoformat())


# --- one date ---


class Component(NamedTuple):
    digits: str
    marks: str  # the qualifiers that stand at it, left and right


class _Member(NamedTuple):
    earliest: date | None
    latest: date | None
    months: int  # how far ~ or % moves the bounds outwards
    days: int


@cache
def _shape() -> re.Pattern[str]:
    """Compiled when the first text needs it: 3 ms that plain dates do without."""
    return re.compile(
        r"([?~%]?)([0-9X]{4})([?~%]?)"
        r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
        r"(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
    )


def components_of(text: str) -> list[Component]:
    """Year, month, day as far as given; empty when the text has another shape."""
    match = _shape().fullmatch(text)
    groups = match.groups() if match else ()
    triples = zip(groups[0::3], groups[1::3], groups[2::3], strict=True)
    return [Component(digits, left + right) for left, digits, right in triples if digits]


def _one(text: str, member: str) -> _Member:
    components = components_of(member)
    if not components:
        raise refused(text, _why_unreadable(text))
    digits = [component.digits for component in components]
    if digits[0] == "0000":
        raise refused(text, "years run from 0001 to 9999; " + NEAREST)
    days = _days_in_a_leap_year(*digits[1:])
    earliest = _first_real_day(_years(digits[0]), days)
    latest = _first_real_day(_years(digits[0], backwards=True), days[::-1])
    if earliest is None:
        raise refused(text, _why_impossible(*digits))
    return _Member(earliest, latest, *_unit(components))


@lru_cache(maxsize=4_096)
def _days_in_a_leap_year(month: str = "XX", day: str = "") -> tuple[tuple[int, int], ...]:
    """Every (month, day) that fits, in order. What is not given is unknown: 2024 is 2024-XX-XX."""
    months: Iterable[int] = _fitting(month, 12)
    if month in GROUPINGS and not day:
        first, length, _ = GROUPINGS[month]
        months = range(first, first + length)
    return tuple((m, d) for m in months for d in _fitting(day or "XX", monthrange(2000, m)[1]))


def _fitting(mask: str, top: int) -> list[int]:
    return [n for n in range(1, top + 1) if all(x in ("X", y) for x, y in zip(mask, f"{n:02}", strict=True))]


def _years(mask: str, *, backwards: bool = False) -> Iterator[int]:
    """Lazily: the caller stops at the first real day, so that XXXX does not cost 10,000 years."""
    step = -1 if backwards else 1
    choices = ["0123456789"[::step] if digit == "X" else digit for digit in mask]
    return (year for year in map(int, map("".join, product(*choices))) if year > 0)


def _first_real_day(years: Iterable[int], days: Sequence[tuple[int, int]]) -> date | None:
    """Only 29 February can be missing from a year, so at most 10,000 days are looked at."""
    real = (date(y, m, d) for y in (years if days else ()) for m, d in days if (m, d) != (2, 29) or isleap(y))
    return next(real, None)


# --- sets: one of several dates ---


def _members(text: str) -> list[_Member]:
    parts = text[1:-1].split(",")
    if any(part in ("", "..") for part in parts):
        raise refused(text, "a place in the set is empty; write [2019,2020], [..2019], [2019..] or XXXX")
    if any(part.startswith("..") for part in parts[1:]) or any(part.endswith("..") for part in parts[:-1]):
        raise refused(text, "an open start comes first and an open end last; write [..2010,2012..]")
    return [_member(text, part) for part in parts]


def _member(text: str, part: str) -> _Member:
    start, dots, end = part.partition("..")
    if not dots:
        return _one(text, part)
    if start and end:
        return _range(text, start, end)
    one = _one(text, start or end)
    return one._replace(latest=None) if start else one._replace(earliest=None)


_PLAIN = r"\d{4}(-(0\d|1[012])(-\d\d)?)?"


def _range(text: str, start: str, end: str) -> _Member:
    """Two plain dates of one precision, as no two implementations agree on anything else."""
    first, last = _one(text, start), _one(text, end)
    if not (re.fullmatch(_PLAIN, start) and re.fullmatch(_PLAIN, end) and len(start) == len(end)):
        days = _outermost(min, [first.earliest, last.earliest]), _outermost(max, [first.latest, last.latest])
        why = "both sides of .. need plain dates of the same precision, without X, ?, ~, % or a quarter"
        raise refused(text, f"{why}; write [{days[0]}..{days[1]}]")
    if start > end:
        raise refused(text, f"{start} is later than {end}; write [{end}..{start}]")
    return first._replace(latest=last.latest)


# --- widening ---


def _unit(components: Sequence[Component]) -> tuple[int, int]:
    """Months and days of one unit at the coarsest ~ or %: the place value of the last digit given there."""
    at = next((i for i, component in enumerate(components) if set(component.marks) & {"~", "%"}), None)
    if at is None:
        return 0, 0
    while at and components[at].digits == "XX":  # nothing given there: 1946-XX~ is as vague as 1946~
        at -= 1
    digits = components[at].digits
    place: int = 10 ** (len(digits) - len(digits.rstrip("X")))
    if at == 2:
        return 0, place
    if at == 1:
        return (GROUPINGS[digits][1] if digits in GROUPINGS else place), 0
    return 12 * place, 0


def _moved_out(member: _Member) -> tuple[date, date]:
    earliest, latest, months, days = member
    return (
        _moved(earliest, -months, -days) if earliest else date.min,
        _moved(latest, months, days) if latest else date.max,
    )


def _moved(day: date, months: int, days: int) -> date:
    """Clipped to the calendar. Forwards, the last day of a month stays a last day: 30 June -> 31 July."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    length = monthrange(year, month + 1)[1]
    stays_last = months > 0 and day.day == monthrange(day.year, day.month)[1]
    moved = date(year, month + 1, length if stays_last else min(day.day, length))
    ordinal = moved.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


# --- why not ---

SPAN = "a span, not the date of one event: give start and end separately, or [a..b] for one day in between"
NEAREST = "[..0001] is the earliest date that can be written"
_UNREADABLE = (
    (r"^$", "an empty text is not a date; write one such as 2025-03-16, or XXXX for unknown"),
    (r"\s", "EDTF has no spaces; remove them"),
    (r"[^\x00-\x7f]", "only the digits 0-9 and the plain hyphen - are allowed; write 2025-03-16"),
    (r"[{}]", "{} means all of several dates, but an event has one; write [a,b] for one of several"),
    (r"/", SPAN),
    (r"T\d|:|Z$", "times of day are not recorded; write the day alone"),
    (r"Y-?\d|\d[YSE]", "a year is four digits from 0001 to 9999, without Y, E or S; write 2024"),
    (r"(^|[\[,.])[?~%]?-[\dX]", f"years before 0001 cannot be recorded;  {NEAREST}"),
    (r"[\dx-]x|x\d|[\d-]u", "write an unknown digit as a capital X, such as 19XX or 2024-XX"),
    (r"[?~%]{2}", "use only one of ?, ~ and % in one place; % means both ? and ~"),
    (r"^\d{1,3}[?~%]?$", "a year has four digits; write 0193, or 193X for ten years, 19XX for a hundred"),
    (r"^\d{8}$", "the hyphens are missing; write YYYY-MM-DD, such as 2024-02-29"),
    (r"^\d{5}", "years run from 0001 to 9999; write four digits, and hyphens between the parts"),
    (r"-\d(?!\d)", "month and day have two digits; write 2024-04-01"),
    (r"[\[\]]", "a set is [ date , date ] or [ date .. date ]; write [2019,2020] or [2010..2012]"),
    (r"\.\.", "an open end needs brackets; write [..2010] or [2010..]"),
)


def _why_unreadable(text: str) -> str:
    reasons = (why for pattern, why in _UNREADABLE if re.search(pattern, text))
    return next(reasons, "not a date in EDTF; write 2025, 2025-03 or 2025-03-16")


def _why_impossible(year: str, month: str, day: str = "XX") -> str:
    if month in GROUPINGS:
        return f"{month} is {GROUPINGS[month][2]} of a year and has no day; write {year}-{month}"
    if day.isdigit() and _fitting(day, 12) and not _fitting(month, 12) and _fitting(month, 31):
        return f"there is no month {month}; write {year}-{day}-{month} if {day} is the month"
    if month.isdigit() and int(month) in SEASONS:
        sample = year if year.isdigit() else "2024"
        return f"season {month} has no agreed months; write the months, as in [{sample}-03..{sample}-05]"
    months = _fitting(month, 12)
    if not months:
        return f"there is no month {month}; write 01 to 12, or {year} alone"
    if not _fitting(day, 31):
        return f"there is no day {day}; write 01 to 31, or {year}-{month} alone"
    # Two months never share an impossible day: every mask for several takes in one of 31 days.
    return f"{_too_few_days(year, months[0], day)}; write {year}-{month} alone if the day is not known"


def _too_few_days(year: str, month: int, day: str) -> str:
    name, length = MONTHS[month - 1], monthrange(2000, month)[1]
    if year.isdigit():
        return f"{name} {int(year)} has {monthrange(int(year), month)[1]} days"
    if _fitting(day, length):
        return f"only leap years have a 29 February, and none fits {year}"
    return f"{name} never has more than {length} days"
