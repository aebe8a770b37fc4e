"""EDTF text -> how an English reader says it. Pure: the way back from phrases.py, for sentences and refusals."""

from functools import lru_cache

from registry.domain.dates.edtf import GROUPINGS, MONTHS, components_of, read_edtf
from registry.domain.errors import DateError

_MARKS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@lru_cache(maxsize=65_536)  # an audit says the same days again and again
def date_in_words(text: str) -> str:
    """As an English reader says it; what is too odd to say, or no date, comes back as it is."""
    try:
        read_edtf(text)
    except DateError:
        return text
    members = [_spoken_member(part) for part in text.strip("[]").split(",")]
    said = [member for member in members if member]
    if len(said) < len(members):
        return text
    return " or ".join(filter(None, [", ".join(said[:-1]), said[-1]]))


def span_in_words(start: str | None, end: str | None) -> str:
    """A tenure's dates; no start = not known, no end = still open."""
    begun = f"from {date_in_words(start)}" if start else "from an unknown day"
    return f"{begun} to {date_in_words(end)}" if end else f"{begun} on"


def _spoken_member(part: str) -> str | None:
    start, dots, end = part.partition("..")
    said = [_spoken_one(side) for side in (start, end) if side]
    if None in said:
        return None
    if start and end:
        return f"between {said[0]} and {said[1]}"
    side = "" if not dots else "on or after " if start else "on or before "
    return f"{side}{said[0]}"


def _spoken_one(text: str) -> str | None:
    components = components_of(text)
    marks = "".join(component.marks for component in components)
    if len(marks) > 1 or not (text.endswith(marks) or len(components) == 1):
        return None
    words = _spoken_digits(*(component.digits for component in components))
    return words and _MARKS[marks] + words


def _spoken_digits(year: str, month: str = "", day: str = "") -> str | None:
    if not (year + month + day).strip("X"):
        return "an unknown date"
    if "X" in year:
        return None if month else _spoken_years(year)
    if not month:
        return str(int(year)) if year >= "1000" else f"the year {int(year)}"
    if month in GROUPINGS:
        return f"{GROUPINGS[month][2]} of {int(year)}"
    if "X" in month or "X" in day:
        return None
    month_and_year = f"{MONTHS[int(month) - 1]} {int(year)}"
    return f"{int(day)} {month_and_year}" if day else month_and_year


def _spoken_years(year: str) -> str | None:
    """`the 2000s` could be a decade or a century, so those are said by their first and last year."""
    given = year.rstrip("X")
    if "X" in given:
        return None
    if len(given) == 3 and not given.endswith("0"):
        return f"the {int(given)}0s"
    return f"the years {int(year.replace('X', '0'))} to {year.replace('X', '9')}"
