"""The heading of a table among its first rows: title rows above it, and headings in two rows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from registry.domain.exchange.statements import ReadingNote
from registry.domain.names.text_hygiene import one_line
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.columns.profile import looks_like_date

ABOVE = 15  # rows that may stand above the heading
_FEW = 2  # headings that make a heading

Row = tuple[int, list[str] | str]  # its number, and its cells or why it cannot be read


class Heading(NamedTuple):
    """`after`: how many of the rows stand above the first row of the table itself."""

    headings: tuple[str, ...]
    after: int
    notes: tuple[ReadingNote, ...]


def heading_among(rows: Sequence[Row], where: str) -> Heading | None:
    """The first row with headings that are known, else the first of several cells; None without such a row."""
    read = [(place, cells) for place, (_, cells) in enumerate(rows) if isinstance(cells, list)]
    first = read[: ABOVE + 1]
    fit = [place for place, cells in first if _headings_in(cells, rows, place) >= _FEW]
    fit += [place for place, cells in first if sum(bool(cell.strip()) for cell in cells) > 1]
    if not fit:
        return None
    place = fit[0] + _is_better_heading(rows, fit[0])
    number, cells = rows[place]
    assert isinstance(cells, list)
    notes = [
        ReadingNote(f"{where}{above}", "title-row", one_line(" ".join(filter(None, map(str.strip, title))), 80))
        for above, title in rows[:place]
        if isinstance(title, list) and any(map(str.strip, title))
    ]
    both = _of_two_rows(cells, rows[place + 1][1]) if place + 1 < len(rows) else None
    if both:
        notes.append(
            ReadingNote(f"{where}{number}", "heading-rows", f"read with the row below: {', '.join(filter(None, both))}")
        )
        cells = both
    headings = tuple(cell.strip() or f"(column {column})" for column, cell in enumerate(cells, 1))
    return Heading(headings, place + (2 if both else 1), tuple(notes))


def _is_better_heading(rows: Sequence[Row], place: int) -> bool:
    """Whether the row below is the heading: it has more headings that are known, and each is another."""
    cells, below = rows[place][1], rows[place + 1][1] if place + 1 < len(rows) else ""
    if isinstance(cells, str) or isinstance(below, str) or any(map(looks_like_date, below)):
        return False
    if _of_two_rows(cells, below) is not None or len(set(filter(None, cells))) == len(list(filter(None, cells))):
        return False
    return len(guessed([cell.strip() for cell in below])) >= _FEW and len(set(filter(None, below))) == len(
        list(filter(None, below))
    )


def _headings_in(cells: list[str], rows: Sequence[Row], place: int) -> int:
    """How many headings are known, in the row alone or with the one below it."""
    both = _of_two_rows(cells, rows[place + 1][1]) if place + 1 < len(rows) and sum(map(bool, cells)) > 1 else None
    return len(guessed(both or [cell.strip() for cell in cells]))


def _of_two_rows(upper: list[str], lower: list[str] | str) -> list[str] | None:
    """The headings that two rows make together; None if the lower one is a row of the table.

    `Date of` above `appointment` is one heading; what stands above several columns is part of each.
    """
    if isinstance(lower, str) or not any(map(str.strip, lower)) or any(map(looks_like_date, lower)):
        return None
    width = max(len(upper), len(lower))
    above = [cell.strip() for cell in (*upper, *[""] * (width - len(upper)))]
    below = [cell.strip() for cell in (*lower, *[""] * (width - len(lower)))]
    if all(above) and len(set(above)) == len(above) and all(below):
        return None
    group, both = "", []
    for over, under in zip(above, below, strict=True):
        group = over or (group if under else "")
        both.append(group if group == under else f"{group} {under}".strip())
    known = len(guessed(both))
    if known > max(len(guessed(above)), len(guessed(below))):
        return both
    # What stands in the upper row alone is a heading, too, and would be lost with it.
    filled = list(filter(None, above))
    is_merged = len(filled) > 2 and len(set(filled)) < len(filled)
    return both if is_merged and len(guessed(below)) >= _FEW and known >= len(guessed(below)) else None


def heading_error(rows: Sequence[Row], file: str) -> str:
    """Why there is no heading."""
    wrong = next((f": {cells}" for _, cells in rows if isinstance(cells, str)), "")
    return f"{file} has no line with the headings of a table{wrong}; give each column a heading"
