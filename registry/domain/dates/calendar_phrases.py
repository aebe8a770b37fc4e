"""One date in numbers and names of months -> EDTF: the rules of phrases.py with no further date inside them. Pure.

A rule gets what its pattern found and the order of day and month, and gives EDTF or refuses. Its pattern stands in
the table of phrases.py.
"""

import re
from collections.abc import Callable
from difflib import get_close_matches

from registry.domain.dates.edtf import GROUPINGS, MONTHS, SEASONS, read_edtf, refused
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder

Rule = Callable[[re.Match[str], DateOrder | None], str]

YEAR_AND_TWO_DIGITS = re.compile(r"(\d{4})([-/])(\d\d)[?~%]?")
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS |= {str(number): number for number in range(1, 5)}
MONTH_NUMBERS = {month.lower(): number for number, month in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {month[:3]: number for month, number in MONTH_NUMBERS.items()} | {"sept": 9}


def why_not_edtf(words: str) -> DateError | None:
    """The refusal of a text that is no EDTF; None if it is EDTF."""
    try:
        read_edtf(words)
    except DateError as error:
        return error
    return None


def could_be_two_years(words: str) -> bool:
    """1932-33 is the first quarter in EDTF and two years to most readers: too likely a slip to let pass."""
    match = YEAR_AND_TWO_DIGITS.fullmatch(words)
    return bool(match and match[3] in GROUPINGS and int(match[3]) == int(match[1]) % 100 + 1)


def ask_which_year(match: re.Match[str], order: DateOrder | None) -> str:
    """Of `2019-20`: the month, if it can only be one. Raises DateError where it can be two years."""
    year, sign, digits = match.groups()
    first, short = int(year), int(digits)
    later = first - first % 100 + short + (100 if first % 100 == 99 and short == 0 else 0)
    if sign == "/" and 1 <= short <= 12:
        month = f"{year}-{digits}"
        raise refused(match.string, f"write {month} for {date_in_words(month)}, or start and end separately for a span")
    if later <= first:
        return f"{year}-{digits}"  # no such month
    why = f"did you mean {first} or {later}? Then write [{year},{later:04}]"
    if digits in GROUPINGS:
        why += f"; for {GROUPINGS[digits][2]} of {first} write {_months(year, digits)}"
    if short in SEASONS:
        why += "; for a season write its months"
    raise refused(match.string, f"{why}; for the years {first} to {later} give start and end separately")


def calendar_date(match: re.Match[str], _: DateOrder | None) -> str:
    """A day or a month with a name or a number for the month. Raises DateError for a month that there is not."""
    parts = match.groupdict()
    month, day = _month_number(match), parts.get("day")
    return f"{parts['year']}-{month:02}-{int(day):02}" if day else f"{parts['year']}-{month:02}"


def _month_number(match: re.Match[str]) -> int:
    name = match["month"].lower().rstrip(".")
    number = int(name) if name.isdigit() else MONTH_NUMBERS.get(name)
    if number is not None:
        return number
    close = get_close_matches(name, [month.lower() for month in MONTHS], n=1, cutoff=0.6)
    meant = f"did you mean {close[0].title()}?" if close else "write it in English, as in March 2025"
    raise refused(match.string, f"there is no month {match['month']!r}; {meant}")


def numbers_alone(match: re.Match[str], order: DateOrder | None) -> str:
    """Of `03/04/2025`: the one day it can be in this order. Raises DateError where it can be two."""
    first, last, year = int(match[1]), int(match[3]), match[4]
    day_first, month_first = f"{year}-{last:02}-{first:02}", f"{year}-{first:02}-{last:02}"
    if order:
        return _ordered(match.string, order, day_first, month_first)
    if first > 12 or first == last:
        return day_first
    if last > 12:
        return month_first
    raise refused(
        match.string,
        f"could be {day_first} ({date_in_words(day_first)}) or {month_first} ({date_in_words(month_first)}); "
        "write one of these, or give --date-order dmy or mdy",
    )


def _ordered(words: str, order: DateOrder, day_first: str, month_first: str) -> str:
    """A thirteenth month means that the order said is wrong, perhaps for a whole file: no second try."""
    said, other = (day_first, month_first) if order is DateOrder.dmy else (month_first, day_first)
    if why_not_edtf(said) and why_not_edtf(other) is None:
        raise refused(words, f"not a date in the order {order}; write {other}, or change --date-order")
    return said


def part_of_year(match: re.Match[str], _: DateOrder | None) -> str:
    """A quarter or a half of a year. Raises DateError for a third half."""
    number = _NUMBERS[match["number"].lower()]
    is_quarter = match["kind"].lower().startswith("q")
    if number > 2 and not is_quarter:
        raise refused(match.string, f"a year has two halves; write {match['year']}-40 or {match['year']}-41")
    code = str((32 if is_quarter else 39) + number)
    edtf = f"{match['year']}-{code}"
    return _months(match["year"], code) if could_be_two_years(edtf) else edtf


def _months(year: str, grouping: str) -> str:
    first, length, _ = GROUPINGS[grouping]
    return f"[{year}-{first:02}..{year}-{first + length - 1:02}]"


def without_zeros(match: re.Match[str], _: DateOrder | None) -> str:
    """Databases write 2012-12-00 for a day that is not known."""
    return match[1] or match[2]


def refusal(why: str) -> Rule:
    """A rule that refuses; {0} in the message is the pattern's first group."""

    def rule(match: re.Match[str], _: DateOrder | None) -> str:
        raise refused(match.string, why.format(*match.groups()))

    return rule


def refuse_season(match: re.Match[str], _: DateOrder | None) -> str:
    """Raises DateError with the months that the season can be."""
    name, year = match[1].lower(), int(match[2])
    if name == "winter":
        months = f"[{year - 1:04}-12..{year:04}-02] or [{year:04}-12..{year + 1:04}-02]"
    else:
        first = {"spring": 3, "summer": 6}.get(name, 9)
        months = f"[{year:04}-{first:02}..{year:04}-{first + 2:02}]"
    raise refused(
        match.string, f"a season means different months in different places; write the months, such as {months}"
    )


def refuse_century(match: re.Match[str], _: DateOrder | None) -> str:
    """Raises DateError with the hundred years to write instead."""
    hundred = f"{max(int(match[1]) - 1, 0):02}"
    raise refused(match.string, f"a century can begin in 00 or 01; write {hundred}XX for {hundred}00 to {hundred}99")
