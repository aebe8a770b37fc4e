"""Dates of a table that cannot be read: kept in the words of the source, the date as unknown, where that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import ReadingNote, Statement, TenureStatement

Tenures = Callable[[str, list[str], str | None], Iterable[Statement]]


def kept_dates(
    tenures: Tenures, columns: Mapping[str, int], place: str, cells: list[str], error: RegistryError
) -> list[Statement] | None:
    """The tenures of the row with the dates that cannot be read in the note; None if it is not a date that is wrong.

    `columns`: where start and end are; `error`: why the row could not be read.
    """
    words: dict[str, str] = {}
    cells = list(cells)
    while True:
        what = str(error).partition(":")[0]
        if what not in ("start", "end") or what not in columns or what in words:
            return None
        words[what] = cells[columns[what]]
        cells[columns[what]] = UNKNOWN
        try:
            found = list(tenures(place, cells, None))
        except RegistryError as next_error:
            error = next_error
        else:
            return [*_noted(found, words), *(_told(place, *pair) for pair in words.items())]


def _noted(found: Iterable[Statement], words: Mapping[str, str]) -> Iterable[Statement]:
    said = "; ".join(f"{what} in the file: {' '.join(text.split())}" for what, text in words.items())
    for each in found:
        if isinstance(each, TenureStatement):
            each = each._replace(note="; ".join(filter(None, (each.note, said))))
        yield each


def _told(place: str, what: str, text: str) -> ReadingNote:
    return ReadingNote(place, "kept-date", f"{what}: {' '.join(text.split())}")
