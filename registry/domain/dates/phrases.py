"""What people write -> EDTF, or a refusal that says what to write instead. Pure: no clock, no guess.

A text is read as a whole or not at all. EDTF comes first; then the first rule whose pattern fits the whole
text decides. A rule with a date inside it (`before ...`) reads that date by the same rules. The rules are English;
what other languages say is put into English first (languages.py).
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import decimal

from registry.domain.dates.calendar_phrases import (
    MONTH_NUMBERS,
    YEAR_AND_TWO_DIGITS,
    Rule,
    ask_which_year,
    calendar_date,
    could_be_two_years,
    numbers_alone,
    part_of_year,
    refusal,
    refuse_century,
    refuse_season,
    why_not_edtf,
    without_zeros,
)
from registry.domain.dates.edtf import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST,
    Edtf,
    exact_day,
    read_edtf,
    refused,
)
from registry.domain.dates.ending_words import ending_word
from registry.domain.dates.languages import in_english
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from registry.domain.vocabulary import DateOrder

PRESENT = Edtf("..")  # EDTF's sign for an open end
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=65_536)
def read_date(text: str, order: DateOrder | None = None) -> Edtf:
    """EDTF for an EDTF text or a phrase; PRESENT for an office still held. Raises DateError.

    A word for how a tenure ended (`† 1361`, `res. 1402`) is left out of the date; ending_words.py says which it is.
    """
    words = " ".join(text.split())
    if words.lower() in _PRESENT:
        return PRESENT
    ending = ending_word(words)
    edtf = _read(ending[1] if ending else words, order)
    return PRESENT if edtf == "present" else Edtf(edtf)


def has_part(text: str) -> bool:
    """Whether an early, middle or late part is named."""
    return bool(_PART.search(text))


def _read(words: str, order: DateOrder | None) -> str:
    if not words or len(words) > LONGEST:
        return read_edtf(words).text  # raises; nothing below need care about either
    _refuse_lookalikes(words, order)
    if not could_be_two_years(words) and why_not_edtf(words) is None:
        return _QUALIFIED_YEAR.sub(r"\2\1", words)
    english = in_english(words)
    if english is not None:
        return english if english == "present" else _checked(words, _read(english, order))
    for pattern, rule in _RULES:
        if match := pattern.fullmatch(words):
            return _checked(words, rule(match, order))
    if _EDTF_CHARACTERS.fullmatch(words):
        return read_edtf(words).text  # raises, and knows best why
    raise refused(words, "this is not a date; write 2025-03-16, 16 March 2025, 2025, or XXXX if unknown")


def _single(words: str, order: DateOrder | None) -> str:
    edtf = _read(words, order)
    if edtf.startswith("["):
        raise refused(words, f"use one plain date inside the phrase, or {edtf} alone")
    return edtf


def _sharp(words: str, order: DateOrder | None) -> str:
    """The day after `about 1946` or before `late 1946` would look exact, and be wrong."""
    edtf = _single(words, order)
    plain = re.sub(r"[?~%]", "", edtf)
    if edtf != plain or _PART.search(words):
        raise refused(words, f"too vague inside this phrase; write a plain date, such as {plain}")
    return edtf


def _checked(words: str, edtf: str) -> str:
    error = why_not_edtf(edtf)
    if error:
        raise error if edtf == words else DateError(f"{words!r} means {error}")
    return edtf


def _refuse_lookalikes(words: str, order: DateOrder | None) -> None:
    """Typographic hyphens and other digits look like EDTF, and would never match it again."""
    plain = "".join(str(decimal(c)) if c.isdecimal() else c for c in words).translate(_LOOKALIKES)
    if plain != words:
        edtf = _read(plain, order)
        said = f" ({date_in_words(edtf)})" if date_in_words(edtf) != edtf else ""
        raise refused(words, f"contains an unusual hyphen, digit or space; write {edtf}{said}")


# --- words around a date ---


def _beside(step: int) -> Rule:
    """`before` and `after` leave the date itself out: the bound is one day beside it."""

    def rule(match: re.Match[str], order: DateOrder | None) -> str:
        inner = read_edtf(_sharp(match[1], order))
        edge = inner.earliest if step < 0 else inner.latest
        if edge is None or edge == (FIRST_DAY if step < 0 else LAST_DAY):
            raise refused(match.string, "such a day cannot be recorded; write XXXX if it is unknown")
        day = date.fromisoformat(edge) + timedelta(days=step)
        return f"[..{day}]" if step < 0 else f"[{day}..]"

    return rule


def _around(template: str) -> Rule:
    """A rule that puts the inner date into the template, as in `[..{}]`."""

    def rule(match: re.Match[str], order: DateOrder | None) -> str:
        edtf = template.format(_single(match[1], order))
        return re.sub(r"\?~$|~\?$", "%", edtf)  # perhaps about

    return rule


def _part_of(match: re.Match[str], order: DateOrder | None) -> str:
    """`early 2025` has no agreed months, so it is 2025."""
    edtf = _single(match[2], order)
    if edtf.count("-") == 2:
        raise refused(match.string, f"a day has no early or late part; write {edtf}")
    return edtf


def _on_weekday(match: re.Match[str], order: DateOrder | None) -> str:
    edtf = _single(match[2], order)
    day = exact_day(read_edtf(edtf))
    if day is None:
        raise refused(match.string, f"only an exact day has a weekday; write {edtf}")
    right = WEEKDAYS[date.fromisoformat(day).weekday()]
    if not right.lower().startswith(match[1][:3].lower()):
        raise refused(match.string, f"{date_in_words(day)} is a {right}; write {day} if the date is right")
    return edtf


# --- two dates ---


def _between(match: re.Match[str], order: DateOrder | None) -> str:
    first = _sharp(_completed(match[1], match[2]), order)
    return _range(first, _sharp(match[2], order))


def _range(first: str, last: str) -> str:
    """EDTF allows plain dates of one precision only; others are written as days."""
    if len(first) == len(last) and all(_PLAIN.fullmatch(edtf) for edtf in (first, last)):
        return f"[{first}..{last}]"
    return f"[{read_edtf(first).earliest}..{read_edtf(last).latest}]"


def _either(match: re.Match[str], order: DateOrder | None) -> str:
    *firsts, last = re.split(r",? or |(?<=\d{4}), (?=\d{4})", match.string, flags=re.IGNORECASE)
    dates = [_single(_completed(first, last), order) for first in firsts]
    return f"[{','.join([*dates, _single(last, order)])}]"


def _refuse_span(match: re.Match[str], order: DateOrder | None) -> str:
    start = _single(_completed(match[1], match[2]), order)
    if match[2].lower() in _PRESENT:
        raise refused(match.string, f"a span, not the date of one event: give {start} as start and no end")
    dates = sorted((start, _single(match[2], order)), key=lambda edtf: read_edtf(edtf).earliest or "")
    raise refused(
        match.string,
        f"a span, not the date of one event: give start {dates[0]} and end {dates[1]} separately, or "
        f"{_range(*dates)} for one day in between",
    )


def _completed(first: str, last: str) -> str:
    """The month and year that `3 or 4 March 2020` says once."""
    end = re.fullmatch(rf"(?:{_DAY} (?:of )?)?({_MONTH}),? (\d{{4}})", last, _FLAGS)
    if end and re.fullmatch(_DAY, first, _FLAGS):
        return f"{first} {end[1]} {end[2]}"
    if end and re.fullmatch(rf"(?:{_DAY} (?:of )?)?{_MONTH}", first, _FLAGS):
        return f"{first} {end[2]}"
    return first


def _written(template: str) -> Rule:
    return lambda match, order: template.format(*match.groups())


def _anno_domini(match: re.Match[str], order: DateOrder | None) -> str:
    return match[1].zfill(4) if match[1] else _single(match[2], order)


# --- refused ---


def _refuse_sighting(match: re.Match[str], order: DateOrder | None) -> str:
    """`fl. 1371` is no beginning and no end."""
    edtf = _single(match[1], order)
    raise refused(
        match.string,
        f"shows only that somebody was in office then, not when the tenure began or ended; write [..{edtf}] "
        "as a start, "
        f"or [{edtf}..] as an end",
    )


# --- the rules, in order ---

_FLAGS = re.IGNORECASE | re.ASCII
_PRESENT = frozenset({PRESENT, "present", "the present", "now", "incumbent", "ongoing", "current"})
_LOOKALIKES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff"))
_EDTF_CHARACTERS = re.compile(r"[\dXxTZYESu:?~%.,/\[\]{}()+-]+")
_QUALIFIED_YEAR = re.compile(r"^([?~%])([\dX]{4})$")  # level 2 for what a reader knows as 1946~
_PLAIN = re.compile(r"\d{4}(-(0\d|1[012])(-\d\d)?)?")
_PART = re.compile(r"\b(early|mid|middle|late|beginning|start|end)\b", _FLAGS)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH = rf"(?:{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_WEEKDAY = "|".join([*WEEKDAYS, *(day[:3] for day in WEEKDAYS), "tues", "thur", "thurs"])
_SEASON = "spring|summer|autumn|fall|winter"
_THE_DAY = r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_THE_MONTH = r"(?P<month>[a-z]+\.?)"
_THE_YEAR = r"(?P<year>\d{4})"
_NTH = r"(?P<number>first|second|third|fourth|1st|2nd|3rd|4th)"
_SHORT_DATE = rf"{_DAY}(?: of)?[ -]{_MONTH},?[ -]|{_MONTH} {_DAY},? |\d\d?[./-]\d\d?[./-]|{_MONTH} "

_SEEN = r"fl(?:\.|oruit)|occ\.|occurs|occurring|mentioned|attested|recorded|named|active"
_TIME = "times of day are not recorded; write the day alone, such as 2025-03-16"
_BC = "years before 0001 cannot be recorded; [..0001] is the earliest date that can be written"
_CLOCK = "is relative to today; write the date itself, such as 2025-03-16"
_MONTHS = "a season means different months in different places; write months with a year, such as [2020-03..2020-05]"
_YEARLESS = "the year is missing, and it is not guessed; write four digits, as in 16 March 2025"
_MONTH_OR_DAY = "could be a day without its year, or a month of 19{0} or 20{0}; write the year in full, as in Jan 20{0}"
_SHORT = "the century is missing; write the year in full, such as 19{0} or 20{0}"

_TABLE: tuple[tuple[str, Rule], ...] = (
    (r".*\d:\d.*|.*\d ?[ap]\.?m\b.*", refusal(_TIME)),
    (r".*\d ?(?:bce?|b\.c\.(?:e\.)?)", refusal(_BC)),
    (r".*\b(?:today|yesterday|tomorrow|recently|lately|ago)\b.*", refusal(_CLOCK)),
    (rf".*\b(?:last|next|this|previous) (?:day|week|month|year|decade|century|{_SEASON})", refusal(_CLOCK)),
    (r".*\b(\d\d?)(?:st|nd|rd|th) century", refuse_century),
    (rf".*\b({_SEASON})\b.*?(\d{{4}}).*", refuse_season),
    (rf".*\b(?:{_SEASON})", refusal(_MONTHS)),
    (r"(?:the )?(\d\d)00['’]?s", refusal("could be a decade or a century; write {0}0X or {0}XX")),
    (r"(?:the )?['’]?(\d)0['’]?s", refusal("the century is missing; write 19{0}X or 18{0}X in full")),
    (r"(?:the )?(\d{3})0['’]?s", _written("{0}X")),
    (r"\?+|(?:date )?(?:unknown|not known)|an unknown date", _written("XXXX")),
    (r"(\d{4}-(?!00)\d\d)-00|(\d{4})-00-00", without_zeros),
    (rf"(?:{_SEEN})[ .:]*(?:in )?(.+)", _refuse_sighting),
    (r"between (.+) and (.+)", _between),
    (r"(?:by|until|till|up to|no later than|not later than|not after|on or before) (.+)", _around("[..{}]")),
    (r"(?:since|from|on or after|not before|no earlier than|not earlier than) (.+)", _around("[{}..]")),
    (r"(?:(?:before|earlier than|ante) |bef\. ?)(.+)", _beside(-1)),
    (r"(?:(?:after|later than|post) |aft\. ?)(.+)", _beside(1)),
    (r"(?:(?:perhaps|possibly|probably|maybe) |(?:prob|poss)\. ?)(.+)", _around("{}?")),
    (r"(.*\d{4}) ?(?:\?|\(\?\)|\[\?\])", _around("{}?")),
    (r"(?:ad|a\.d\.) (\d{3,4})|(.*\d{4}) (?:ad|a\.d\.|ce)", _anno_domini),
    (r"(?:(?:circa|approximately|about|around) |(?:approx|ca|c)(?:\. ?| |(?=\d))|~ ?)(.+)", _around("{}~")),
    (rf"(?:the )?{_PART.pattern}(?: of| in)?[ -](?:the )?(.+)", _part_of),
    (rf"({_WEEKDAY})\.?,? (.+)", _on_weekday),
    (r".+ or .+", _either),
    (r"(.+) (?:to|until|till|through|-) (.+)", _refuse_span),
    (r"(\d{4})[-/](\d{4})", _refuse_span),
    (YEAR_AND_TWO_DIGITS.pattern, ask_which_year),
    (r"(?:on|in) (.+)", _around("{}")),
    (rf"(?:the )?{_NTH} (?P<kind>quarter|half)(?: of)?,? {_THE_YEAR}", part_of_year),
    (rf"(?P<kind>[qh])(?P<number>[1-4])(?:[ ,/-]|, | of )?{_THE_YEAR}", part_of_year),
    (rf"{_THE_YEAR}[ /-]?(?P<kind>[qh])(?P<number>[1-4])", part_of_year),
    (rf"{_THE_DAY}(?: of)?[ -]{_THE_MONTH},?[ -]{_THE_YEAR}", calendar_date),
    (rf"{_THE_MONTH} {_THE_DAY},? {_THE_YEAR}", calendar_date),
    (rf"{_THE_MONTH},?(?: of)?[ -]{_THE_YEAR}", calendar_date),
    (rf"(?P<day>\d\d?)(?P<month>[a-z]{{3,}}){_THE_YEAR}", calendar_date),
    (rf"{_THE_YEAR}(?:-|,? ){_THE_MONTH}[ -]{_THE_DAY}", calendar_date),
    (rf"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\. ?{_THE_YEAR}\.?", calendar_date),
    (rf"{_THE_YEAR}(?P<sign>[/.-])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)", calendar_date),
    (rf"(?P<month>\d\d?)[/.-]{_THE_YEAR}", calendar_date),
    (r"(\d\d?)([/-])(\d\d?)\2(\d{4})", numbers_alone),
    (r"(?:the )?year (\d{4})", _written("{0}")),
    (rf"(?:the )?{_DAY}(?: of)?[ -]{_MONTH}|{_MONTH}(?: {_DAY})?", refusal(_YEARLESS)),
    (rf"{_MONTH}-(\d\d)", refusal(_MONTH_OR_DAY)),
    (rf"(?:{_SHORT_DATE})?['’]?(\d\d)", refusal(_SHORT)),
)
_RULES = tuple((re.compile(pattern, _FLAGS), rule) for pattern, rule in _TABLE)
