"""What an article says of a day -> EDTF, read from the day on which it was published. Pure: no clock.

`16 March`, `on Monday`, `yesterday`, `last month`. What has happened lies on or before that day, so a day without a
year is the last such day. Nothing is made more exact than it is said. Dates that need no other day are those of
phrases.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from registry.domain.dates.edtf import MONTHS, exact_day, read_edtf, refused
from registry.domain.dates.phrases import WEEKDAYS, read_date
from registry.domain.errors import DateError

_SOON = 14  # days; a day without a year that comes so soon after the article may be meant to come
_SUNDAY = 6
_SHORT = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?"
_NUMBERS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def read_relative_date(words: str, published: date, anchor: str | None = None) -> str:
    """EDTF of what the words mean in a text of that day. Raises DateError for what could be several days.

    `anchor`: the date of the event before, from which `two years later` and `the next day` are read.
    """
    told = " ".join(words.split())
    if anchor and (after := _after_event(told, anchor)):
        return after
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(told):
            return rule(match, published)
    edtf = read_date(told)
    earliest = read_edtf(edtf).earliest
    if earliest and earliest > published.isoformat():
        raise refused(told, "is after the day the text was published")
    return edtf


def _after_event(words: str, anchor: str) -> str | None:
    """`two years later`, `the next day`: no more exact than it is said, and than the event is; None for other words."""
    match = _LATER.fullmatch(words)
    exact = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", anchor)
    if match is None or exact is None:
        return None
    unit = (match["unit"] or match["next"] or match["same"]).lower()
    count = (
        0 if match["same"] else 1 if match["next"] else _NUMBERS.get(match["number"].lower()) or int(match["number"])
    )
    if len(anchor) < _LENGTH[unit]:
        return None
    counted = "~" if match["unit"] and unit in ("month", "year") else ""
    if unit == "day":
        return (date.fromisoformat(anchor) + timedelta(days=count)).isoformat()
    months = int(anchor[:4]) * 12 + int(anchor[5:7] or 1) - 1 + count * (12 if unit == "year" else 1)
    return f"{months // 12:04}{counted}" if unit == "year" else f"{months // 12:04}-{months % 12 + 1:02}{counted}"


def _season(match: re.Match[str], _: date) -> str:
    """Its year: whose months a season has depends on where. A winter lies in two years."""
    if match["season"].lower() == "winter":
        raise refused(match.string, "a winter belongs to two years; look up the month")
    return match["year"]


def _last_weekday(match: re.Match[str], published: date) -> str:
    """`last Friday`, where this week's has not come yet."""
    day = date.fromisoformat(_weekday(match, published))
    if day.weekday() >= published.weekday() and day < published:
        return day.isoformat()
    raise refused(match.string, "may be in this week or the last one; look up the day")


def _today(_: re.Match[str], published: date) -> str:
    return published.isoformat()


def _days_ago(match: re.Match[str], published: date) -> str:
    said = match.groupdict().get("number") or "one"
    number = _NUMBERS.get(said.lower()) or int(said)
    return (published - timedelta(days=number)).isoformat()


def _weekday(match: re.Match[str], published: date) -> str:
    """The day itself, where the text was published on such a day."""
    wanted = [day[:3].lower() for day in WEEKDAYS].index(match["weekday"].lower())
    return (published - timedelta(days=(published.weekday() - wanted) % 7)).isoformat()


def _yearless(match: re.Match[str], published: date) -> str:
    month, day = _SHORT[match["month"].lower()], int(match["day"])
    for year in range(published.year, published.year - 9, -1):  # 29 February is eight years from the next at most
        found = _real(year, month, day)
        if found and found <= published:
            return _agreeing(match, found.isoformat())
        if found and (found - published).days <= _SOON:
            raise refused(match.string, "may be in the future or a year ago; look up which")
    raise refused(match.string, "there is no such day")


def _agreeing(match: re.Match[str], day: str) -> str:
    """`Sunday, March 16` has to have been a Sunday."""
    said = match.groupdict().get("weekday")
    right = WEEKDAYS[date.fromisoformat(day).weekday()]
    if said and not right.lower().startswith(said.lower()):
        raise refused(match.string, f"{day} was a {right}; look up the day")
    return day


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(match: re.Match[str], published: date) -> str:
    month = _SHORT[match["month"].lower()]
    return f"{published.year - (month > published.month):04}-{month:02}"


def _this(match: re.Match[str], published: date) -> str:
    return published.isoformat()[: 7 if match["unit"].lower() == "month" else 4]


def _last(match: re.Match[str], published: date) -> str:
    if match["unit"].lower() == "year":
        return f"{published.year - 1:04}"
    return (published.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _weekday_last_week(match: re.Match[str], published: date) -> str:
    """`Friday last week`, with weeks that begin on Monday; refused for a Sunday, which may begin one."""
    wanted = [day[:3].lower() for day in WEEKDAYS].index(match["weekday"].lower())
    if wanted == _SUNDAY:
        raise refused(match.string, "weeks start on different days in different countries; look up the day")
    return (published - timedelta(days=published.weekday() + 7 - wanted)).isoformat()


def _last_week(_: re.Match[str], published: date) -> str:
    """One of seven days, from Monday as in ISO 8601."""
    monday = published - timedelta(days=published.weekday() + 7)
    return f"[{monday}..{monday + timedelta(days=6)}]"


def _refuse_week(match: re.Match[str], _: date) -> str:
    raise refused(match.string, "weeks start on different days in different countries; look up the day")


def _refuse_far(match: re.Match[str], _: date) -> str:
    raise refused(match.string, "is not a day; look it up")


_Rule = Callable[[re.Match[str], date], str]
_TABLE: tuple[tuple[str, _Rule], ...] = (
    (r"(?:earlier |late |early )?(?:today|tonight)|this (?:morning|afternoon|evening)", _today),
    (r"(?:late |early )?yesterday", _days_ago),
    (r"(?P<number>one|a|two|three|four|five|six|[1-9]|[12]\d) days? ago", _days_ago),
    (rf"(?:late |early )?{_WEEKDAY}", _weekday),
    (r"(?:the )?(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>\d{4})", _season),
    (rf"(?:{_WEEKDAY},? )?{_DAY}(?: of)? {_MONTH}", _yearless),
    (rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}", _yearless),
    (rf"(?:(?:early|late|mid)(?: |-)(?:in )?)?{_MONTH}(?: this year)?", _month),
    (r"(?:earlier |early |later? )?(?:in )?this (?P<unit>month|year)", _this),
    (r"(?:early |late )?last (?P<unit>month|year)", _last),
    (rf"last {_WEEKDAY}", _last_weekday),
    (rf"{_WEEKDAY},? (?:of )?last week", _weekday_last_week),
    (r"last week", _last_week),
    (r".*\b(?:week|fortnight|weekend)s?\b.*", _refuse_week),
    (r"(?:last|this|the previous|the same) .+|.+ ago", _refuse_far),
)
_LATER = re.compile(
    r"(?P<number>one|a|two|three|four|five|six|[1-9]|[12]\d) (?P<unit>day|month|year)s? later"
    r"|the (?:next|following) (?P<next>day|month|year)|(?:later )?(?:the|that) (?:same )?(?P<same>day|month|year)",
    re.IGNORECASE,
)
_LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of a date that is exact enough
_RULES = tuple((re.compile(pattern, re.IGNORECASE | re.ASCII), rule) for pattern, rule in _TABLE)


def combined(one: str | None, other: str | None) -> str | None:
    """The more exact of two dates of one event. Raises DateError where they contradict each other."""
    if one is None or other is None or one == other:
        return one or other
    first, second = read_edtf(one).widest, read_edtf(other).widest
    if first[1] < second[0] or second[1] < first[0]:
        raise DateError(f"the text gives {one} and {other} for the same event")
    if exact_day(read_edtf(one)):
        return one
    inside = first[0] >= second[0] and first[1] <= second[1]
    return one if inside else other
