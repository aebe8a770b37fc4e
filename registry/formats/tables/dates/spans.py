"""A start and an end in one cell: `1999–2003`, `1999–`, `since 2019`, `May–July 1978`, two spans. Pure.

What the end leaves out is completed from the start and the other way round; a century that is completed is noted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from registry.domain.dates.languages import in_english
from registry.domain.dates.phrases import PRESENT
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import NOTHING, CellError
from registry.formats.tables.dates.cell_dates import DateCell, DateFacts, edtf_of, end_of, start_of

_DASH = "–—‒−-"
_BETWEEN = re.compile(
    r"\s*[–—‒−]\s*|\s+-+\s*|(?<=\d{4})-(?=\d{4}\b)|(?<=\d{4})\s*-\s*$|(?<=\d{4})-(?=\d{1,2}(?:\.\d|\s+[^\W\d_])|[^\W\d_])|"
    r"\s+(?:to|until|till|through|bis(?: zum)?|à|au|jusqu'en|jusqu'au|hasta(?: el)?|a|al|fino al|até|do|до|по)\s+",
    re.IGNORECASE,
)
_HYPHEN_YEARS = re.compile(r"(\d{4})\s*[-–—‒−/]\s*['’]?(\d{2})")
_FROM = re.compile(
    r"(?:from|between|von|vom|de|du|dal|desde|od|з|із|від|since|seit|depuis|ab|dès|desde el|a partir de)\s+(.+)", re.I
)
_UNTIL = re.compile(r"(?:until|till|to|up to|by|bis|jusqu'en|jusqu'au|hasta|fino al|até|do|до|по)\s+(.+)", re.I)
_SEVERAL = re.compile(
    r"\s*(?:;|\||\n|,(?=\s*(?:\d|since|from|seit|depuis))|\s(?:and|und|et|y|e|i|та|і)(?=\s+\d))\s*", re.I
)
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_WORDS_FOR_A_SPAN = re.compile(r"\d{4}")
_DAY_OR_MONTH = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s*)?(?:[^\W\d_]+\.?)?|\d{1,2}[./]\d{1,2}[./]?")
_MONTH_YEAR = re.compile(r"(?:.*?\s)?([^\W\d_]{3,}\.?),?\s+(\d{4})")
_DAY_ALONE = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")
_NUMBERS_YEAR = re.compile(r"\d{1,2}([./])(\d{1,2})\1(\d{4})")


class Span(NamedTuple):
    """EDTF; start None = not known, end None = still open. `notes`: kind and text."""

    start: str | None
    end: str | None
    reason: str | None = None
    notes: tuple[tuple[str, str], ...] = ()


def spans_in(cell: str, facts: DateFacts, *, may_be_start: bool = False) -> list[Span]:
    """The spans of a cell, each of which is a tenure. Raises CellError.

    `may_be_start`: whether one date alone is a start; else it is both, a tenure within that year, month or day.
    """
    text = cell.strip()
    if text in NOTHING:
        return []
    parts = [part for part in _SEVERAL.split(text) if part and part.strip()]
    if len(parts) > 1 and all(_WORDS_FOR_A_SPAN.search(part) for part in parts):
        found = [span for part in parts for span in [_span(part.strip(), facts)]]
        note = ("span", f"{shown(text)} is read as {len(found)} tenures")
        return [found[0]._replace(notes=(*found[0].notes, note)), *found[1:]]
    whole = _span(text, facts)
    is_one_date = whole.start is not None and whole.start == whole.end and not _BETWEEN.search(text)
    return [Span(whole.start, None, None, whole.notes[1:]) if may_be_start and is_one_date else whole]


def is_span(cell: str, facts: DateFacts) -> bool:
    """Whether the cell gives a start and an end, or says that it is open at one side."""
    text = " ".join(cell.split())
    if not re.search(r"\d", text) or not (_BETWEEN.search(text) or _FROM.fullmatch(text) or _HYPHEN_YEARS.search(text)):
        return False
    try:
        return bool(spans_in(cell, facts))
    except CellError:
        return False


def _span(text: str, facts: DateFacts) -> Span:
    text = " ".join(text.split())
    inner = _IN_BRACKETS.fullmatch(text)
    text = inner[1] if inner else text
    short = _HYPHEN_YEARS.fullmatch(text)
    if short:
        return _of_years(text, short[1], short[2], facts)
    since = _FROM.fullmatch(text)
    body = _without_now(since[1]) if since else text
    for match in _BETWEEN.finditer(body):
        first, last = body[: match.start()].strip(), body[match.end() :].strip()
        if not first and not last:
            continue
        found = _between(first, last, facts)
        if found:
            return found._replace(notes=(("span", f"{shown(text)} is read as {_said(found)}"), *found.notes))
    until = _UNTIL.fullmatch(text)
    if until and not since:
        end = _end(until[1], facts)
        return Span(None, end.edtf, end.reason, (("span", f"{shown(text)} is read as an end"), *end.notes))
    start = _start(body, facts)
    if since:
        found = Span(start.edtf, None, None, start.notes)
        return found._replace(notes=(("span", f"{shown(text)} is read as {_said(found)}"), *start.notes))
    note = ("span", f"{shown(text)} is one date: read as a start and an end within it")
    return Span(start.edtf, start.edtf, None, (note, *start.notes))


def _without_now(text: str) -> str:
    """The date of `1 March 2001 until now`, `1 березня 2001 дотепер`."""
    words = text.split()
    for count in (3, 2, 1):
        if len(words) > count and _edtf_or_none(" ".join(words[-count:])) == PRESENT:
            return " ".join(words[:-count])
    return text


def _edtf_or_none(text: str) -> str | None:
    try:
        return edtf_of("end", text, None)
    except CellError:
        return None


def _of_years(text: str, first: str, short: str, facts: DateFacts) -> Span:
    """`1956–63`; `1999-04` could be a month."""
    hyphen = re.search(r"\d{4}-\d{2}$", text) is not None
    if hyphen and 1 <= int(short) <= 12:
        raise CellError(
            f"span: {shown(text)} could be a month or two years; write {first}-{short} in a column of starts, "
            f"or {first}–{int(first[:2]) + (int(short) < int(first[2:]))}{short}"
        )
    century = int(first[:2]) + (int(short) < int(first[2:]))
    last = f"{century:02}{short}"
    if "/" in text:
        raise CellError(
            f"span: {shown(text)} could be one year of work or two years; write the start and the end apart"
        )
    notes = (
        ("span", f"{shown(text)} is read as {first} to {last}"),
        ("short-year", f"{shown(text)}: the end is read as {last}"),
    )
    return Span(first, _end(last, facts).edtf, None, notes)


def _between(first: str, last: str, facts: DateFacts) -> Span | None:
    """None if the two sides are no dates, so that another dash may be the one."""
    if not last or last in NOTHING:
        start = _try(first, facts)
        return Span(start.edtf, None, None, start.notes) if start else None
    if not first:
        end = _end(last, facts)
        return Span(None, end.edtf, end.reason, end.notes)
    notes: tuple[tuple[str, str], ...] = ()
    completed = _completed(first, last)
    short = re.fullmatch(r"['’]?(\d{2})", last)
    year = re.search(r"(\d{2})(\d{2})$", first)
    if short and year:
        century = int(year[1]) + (int(short[1]) < int(year[2]))
        last = f"{century:02}{short[1]}"
        notes = (("short-year", f"{shown(short[0])} is read as {last}"),)
    start = _try(completed, facts)
    if start is None:
        return None
    end = _end(last, facts)
    return Span(start.edtf, end.edtf, end.reason, (*notes, *start.notes, *end.notes))


def _completed(first: str, last: str) -> str:
    """The month and the year that `3–20 May 1978`, `May–July 1978` and `1.5.–31.7.1978` say once."""
    numbers = _NUMBERS_YEAR.fullmatch(last)
    if numbers and re.fullmatch(r"\d{1,2}[./]\d{1,2}[./]?", first):
        return f"{first.rstrip('./')}{numbers[1]}{numbers[3]}"
    end = _MONTH_YEAR.fullmatch(in_english(last) or last)
    if not end or not _DAY_OR_MONTH.fullmatch(first):
        return first
    if _DAY_ALONE.fullmatch(first):
        return f"{first.rstrip('.')} {end[1]} {end[2]}"
    return f"{first} {end[2]}"


def _try(text: str, facts: DateFacts) -> DateCell | None:
    try:
        return _start(text, facts)
    except CellError:
        return None


def _start(text: str, facts: DateFacts) -> DateCell:
    if edtf_of("start", text, facts.order) == "XXXX":
        return DateCell(None)
    return _cell(start_of((text, ""), facts))


def _end(text: str, facts: DateFacts) -> DateCell:
    return _cell(end_of((text, ""), facts))


def _cell(found: str | DateCell | None) -> DateCell:
    return found if isinstance(found, DateCell) else DateCell(found)


def _said(span: Span) -> str:
    return f"{span.start or 'an unknown start'} to {span.end or 'now'}"
