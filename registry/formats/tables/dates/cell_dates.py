"""The date that a cell gives, as EDTF, and how it was read where it is not written so. Pure."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from registry.domain.dates.edtf import read_edtf
from registry.domain.dates.ending_words import ending_word, word_behind
from registry.domain.dates.phrases import PRESENT, read_date
from registry.domain.errors import DateError
from registry.domain.names.text_hygiene import shown
from registry.domain.vocabulary import DateOrder
from registry.formats.tables.cell_texts import NOTHING, SHOWN_AS, CellError, fold
from registry.formats.tables.dates.date_words import without_words
from registry.formats.tables.dates.placeholders import (
    compact_day,
    is_beginning,
    is_far,
    is_no_date,
    is_unknown_value,
    serial_day,
    without_midnight,
)
from registry.formats.tables.people.marks import without_marks

DUE = "due to end on "  # in a note, before the date
_OPEN = frozenset({
    "present", "now", "today", "current", "currently", "incumbent", "ongoing", "todate", "tillnow", "untilnow",
    "topresent", "tothepresent", "tillpresent", "untilpresent", "inoffice", "stillinoffice", "stillserving", "serving",
    "active", "sitting", "open", "inpost", "continuing", "inprogress", "date", "enposte", "encargo",
    "tilldate", "uptodate", "untildate", "asofnow", "untilfurthernotice", "indefinite", "sinedie", "atpleasure",
    "bisaufweiteres", "unbefristet", "jusquanouvelordre", "hastanuevaorden", "finoanuovoordine", "bezterminowo",
    "безстроково",
})  # fmt: skip
_PRECISIONS = {
    "": 10, "day": 10, "tag": 10, "jour": 10, "dia": 10, "exact": 10, "11": 10, "month": 7, "monat": 7, "mois": 7,
    "mes": 7, "10": 7, "year": 4, "jahr": 4, "annee": 4, "ano": 4, "9": 4, "other": 10, "open": 10, "unknown": 10,
}  # fmt: skip
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REFUSED = re.compile(r"(?:'[^']*' means )?'[^']*': (.*)", re.DOTALL)
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")
_DAY_FIRST = re.compile(r"(\d\d|\?\?)([./-])(\d\d|\?\?)\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d\d(?:\d\d|\d\?|\?\?))(?:-(\d\d|\?\?))?(?:-(\d\d|\?\?))?")
_PLACEHOLDER_YEARS = ("00", "16", "17", "18", "190", "209", "21", "22", "23", "24", "25", "29", "3", "4", "5", "9")


class DateCell(NamedTuple):
    """`edtf`: None = not known (a start), still open (an end); `reason`: why it ended; `notes`: kind and text."""

    edtf: str | None
    reason: str | None = None
    notes: tuple[tuple[str, str], ...] = ()


class DateFacts(NamedTuple):
    """What is known of all dates of a file. `today`: the ISO day from which an end is still to come."""

    order: DateOrder | None = None
    old_dates: bool = False
    today: str = "9999-12-31"


def edtf_of(
    what: str, text: str, order: DateOrder | None, precision: str = "", *, written: str | None = None
) -> str | None:
    """The date; None = nothing is said; PRESENT = still in office. Raises CellError.

    `precision`: day, month or year, to which a date that is written as a day is known; `written`: the text as the file
    has it, for the message, if `text` is not.
    """
    words = text.strip()
    if words in NOTHING:
        return None
    if not words[0].isdigit() and fold(words) in _OPEN:
        return PRESENT
    length = _PRECISIONS.get(fold(precision) if precision.strip() not in NOTHING else "")
    if length is None:
        raise CellError(f"{what}: the precision {shown(precision)} is none; write day, month or year")
    if length == len("2025-03-16") and _DAY.fullmatch(words):  # most are, and need no more than to be real
        with suppress(ValueError):
            return date.fromisoformat(words).isoformat()
    try:
        edtf = read_date(_with_gaps(words) if "?" in words else words, order)
    except DateError as error:
        raise CellError(f"{what}: {_as_written(str(error), written or words)}") from error
    return edtf[:length] if _PLAIN.fullmatch(edtf) else edtf


def _as_written(error: str, written: str) -> str:
    """The reason with the text as the file has it: 20250230, not the 2025-02-30 that it stands for."""
    found = _REFUSED.fullmatch(error)
    return f"{shown(written)}: {found[1]}" if found else error


def _is_plain_day(text: str) -> bool:
    """Whether it is a real day in ISO, as most are, of a year that stands for nothing else."""
    if _DAY.fullmatch(text) is None or text.startswith(_PLACEHOLDER_YEARS):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def start_of(cells: tuple[str, ...], facts: DateFacts) -> str | DateCell | None:
    """Of a date and its precision; None = not known. Raises CellError."""
    text = cells[0]
    if not cells[1] and _is_plain_day(text):
        return text
    found = _read("start", text, facts.order, cells[1])
    if found.edtf == PRESENT:
        raise CellError(f"start: {shown(text)} is not a day on which anything began; write the day")
    edtf = found.edtf
    if edtf and (is_far(edtf) or is_beginning(edtf, old_dates=facts.old_dates)):
        note = ("sentinel", f"start {shown(text)} stands for a start that is not known")
        return DateCell(None, None, (*found.notes, note))
    return found._replace(edtf=_unknown_start(edtf)) if found.notes else _unknown_start(edtf)


def end_of(cells: tuple[str, ...], facts: DateFacts) -> str | DateCell | None:
    """Of a date and its precision; None = still open. Raises CellError."""
    text = cells[0]
    if not cells[1] and text <= facts.today and _is_plain_day(text):
        return text
    found = _read("end", text, facts.order, cells[1])
    edtf = found.edtf
    if edtf and edtf != PRESENT and is_far(edtf):
        note = ("sentinel", f"end {shown(text)} stands for no end: read as still in office")
        return DateCell(None, None, (*found.notes, note))
    if edtf and edtf != PRESENT and is_beginning(edtf, old_dates=facts.old_dates):
        note = ("sentinel", f"end {shown(text)} stands for an end that is not known")
        return DateCell("XXXX", found.reason, (*found.notes, note))
    if edtf and edtf != PRESENT and is_due(edtf, facts.today):
        return DateCell(None, None, (*found.notes, ("due-end", f"{DUE}{edtf}")))
    if edtf == PRESENT:
        if fold(text) in ("present", "", "now", "current"):
            return None
        return DateCell(None, None, (*found.notes, ("open-end", f"{shown(text)} is read as still in office")))
    return found if found.notes else edtf


def _unknown_start(edtf: str | None) -> str | None:
    return None if edtf == "XXXX" else edtf


def _read(what: str, text: str, order: DateOrder | None, precision: str) -> DateCell:
    """The date with notes; an edtf of PRESENT is kept. Raises CellError."""
    words, notes = text.strip(), []
    if SHOWN_AS in words:
        words, _, shape = words.partition(SHOWN_AS)
        length = {"month": 7, "year": 4}.get(shape, 10)
        if length < len(words) and not precision.strip():
            notes.append(("shown", f"{what} {words} is shown as a {shape}, and read as {words[:length]}"))
            words = words[:length]
    if words in NOTHING:
        return DateCell(None, None, tuple(notes))
    if is_unknown_value(words):
        note = ("sentinel", f"{what} {shown(words)} is a value that is not known")
        return DateCell("XXXX", None, (note,))
    if is_no_date(words):
        return DateCell(None, None, (("sentinel", f"{what} {words} stands for a date that is not given"),))
    words, mark = without_marks(words) if words[:1] not in "†✝" else _marks_behind(words)
    if mark:
        notes.append(("mark", f"{what} {shown(text.strip())}: {mark} is taken off"))
    words = _of_a_program(what, words, notes)
    words, reason = _without_words(what, words, shown(text.strip()), notes)
    written = text.strip().partition(SHOWN_AS)[0]
    return DateCell(edtf_of(what, words, order, precision, written=written), reason, tuple(notes))


def _of_a_program(what: str, words: str, notes: list[tuple[str, str]]) -> str:
    """The day that a program wrote as a moment at midnight, as a number, or without hyphens."""
    day = without_midnight(words)
    if day is not None:
        notes.append(("time", _about_midnight(what, words, day)))
        words = day
    for kind, found in (("serial", serial_day(words)), ("compact", compact_day(words))):
        if found is not None:
            notes.append((kind, f"{what} {words} is read as {found}"))
            words = found
    return words


def _without_words(what: str, words: str, told: str, notes: list[tuple[str, str]]) -> tuple[str, str | None]:
    """The date without the words beside it, and the reason for the end if they say one."""
    reason = None
    ending = (ending_word(words) or word_behind(words)) if what == "end" else None
    if ending:
        reason, words = ending
        notes.append(("end-reason", f"{told}: the reason for the end is {reason!r}"))
    words, said = without_words(what, words)
    if said:
        notes.append(("date-words", f"{what} {told}: {said!r} is not a part of the date"))
    return words, reason


def _marks_behind(words: str) -> tuple[str, str | None]:
    rest, mark = without_marks(words[1:])
    return (words[:1] + rest, mark) if mark else (words, None)


def _about_midnight(what: str, words: str, day: str) -> str:
    year = day.endswith(("-01-01", "01/01", "01.01.")) or day.startswith(("01.01.", "1/1/"))
    doubt = "; it may be only the year that is known" if year else ""
    return f"{what} {shown(words)}: the time of midnight is taken off{doubt}"


def is_due(edtf: str, today: str) -> bool:
    """Whether the end is certainly still to come."""
    return edtf > today and (read_edtf(edtf).earliest or "") > today  # most are not, and need no more than a look


@lru_cache(maxsize=65_536)
def event_of(what: str, text: str, order: DateOrder | None) -> str | None:
    """The date of what cannot go on. Raises CellError."""
    words = without_midnight(text.strip()) or text
    written = text.strip().partition(SHOWN_AS)[0]
    edtf = edtf_of(what, words.partition(SHOWN_AS)[0], order, written=written)
    if edtf == PRESENT:
        raise CellError(f"{what}: {shown(text)} is not a date; leave the cell empty if it is not known")
    return edtf


def _with_gaps(words: str) -> str:
    """In EDTF, if `??` stands where digits are not known, as in 2003-05-?? and ??.05.2003."""
    if match := _DAY_FIRST.fullmatch(words):
        words = f"{match[4]}-{match[3]}-{match[1]}"
    if _YEAR_FIRST.fullmatch(words):
        return re.sub(r"(-\?\?)+$", "", words).replace("?", "X")
    return words
