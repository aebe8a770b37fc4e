"""Tables as narrow as a terminal: which columns there are, and how each cell is wrapped or shortened. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 2  # columns between two columns
_SLUGS = "Slug"
_NARROWEST = 5
_SHORT = 20  # a day, a number, a word: whole as long as anything else can be shortened
_LONG_WORD = 12
_MONTHS = "January February March April May June July August September October November December"
# A cell that is a day and nothing else: no word of a title or a quotation is touched.
_SPELT_DAY = re.compile(
    rf"^((?:about |before |after )?(?:\d{{1,2}} )?)({'|'.join(_MONTHS.split())})(?= \d{{4}}(?:$|[,;( ]))"
)


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A heading, rows and the width of each column; a cell has at most as many lines as were allowed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def fit_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, lines: int | None = 2, slugs: bool = False
) -> FittedTable:
    """The table within `width` terminal columns. No word is broken; a cell of more than `lines` lines ends with "…".

    Slugs are left out where there is no room for them, unless `slugs`; months of days are then shortened to 3 letters.
    `lines` None = as many as a cell needs.
    """
    if _natural_width(columns, rows) > width and not slugs:
        kept = [place for place, column in enumerate(columns) if column != _SLUGS]
        columns, rows = [columns[place] for place in kept], [[row[place] for place in kept] for row in rows]
    if _natural_width(columns, rows) > width:
        rows = [[_SPELT_DAY.sub(_with_short_month, cell) for cell in row] for row in rows]
    every = [[column, *(row[place] for row in rows)] for place, column in enumerate(columns)]
    widths = _widths(every, width - _GAP * (len(columns) - 1), lines)
    cells = [
        ["\n".join(wrapped(cell, each, lines)) for cell in column] for column, each in zip(every, widths, strict=True)
    ]
    heading, *fitted = zip(*cells, strict=True)
    return FittedTable(heading, tuple(fitted))


def wrapped(text: str, width: int, lines: int | None = 2) -> list[str]:
    """The text in lines of `width` columns, broken between words only; what does not fit is replaced by "…"."""
    if cell_len(text) <= width and "\n" not in text:
        return [text]
    made, words = [""], text.split()
    for place, word in enumerate(words):
        joined = f"{made[-1]} {word}" if made[-1] else word
        if cell_len(joined) <= width or (lines is None and not made[-1]):
            made[-1] = joined
        elif not made[-1] or len(made) == lines:
            made[-1] = _shortened(made[-1], word, width)
            return made
        elif cell_len(word) <= width or lines is None:
            made.append(word)
        else:
            made.append(_shortened("", word, width))
            return made
        if place == len(words) - 1:
            break
    return made


def cell_len(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len as measured  # with the table itself

    return measured(text)


def _shortened(line: str, word: str, width: int) -> str:
    """A full line with "…": after its last word, or within a word that is alone on it."""
    if line:
        while line and cell_len(line) + 2 > width:
            line = line.rpartition(" ")[0]
        if line:
            return f"{line} …"
    while word and cell_len(word) + 1 > width:
        word = word[:-1]
    return f"{word}…"


def _with_short_month(spelt: re.Match[str]) -> str:
    return f"{spelt[1]}{spelt[2][:3]}"


def _natural_width(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    widest = [max(cell_len(cell) for cell in each) for each in zip(columns, *rows, strict=True)]
    return sum(widest) + _GAP * (len(widest) - 1)


def _widths(every: Sequence[Sequence[str]], room: int, lines: int | None) -> list[int]:
    """The width of each column: the widest give way first, down to where a cell would be cut.

    Then long texts are cut, and days and other short cells only where that is not enough.
    """
    widths = [max(cell_len(cell) for cell in column) for column in every]
    if sum(widths) <= room:
        return widths
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in every]
    uncut = [_least_uncut(column, least, full, lines) for column, least, full in zip(every, words, widths, strict=True)]
    long = [
        min(least, _LONG_WORD) if full > _SHORT else floor
        for least, full, floor in zip(words, widths, uncut, strict=True)
    ]
    for floors in (uncut, long, [min(_NARROWEST, least) for least in words]):
        while sum(widths) > room:
            wider = [place for place, width in enumerate(widths) if width > floors[place]]
            if not wider:
                break
            widths[max(wider, key=lambda place: widths[place])] -= 1
    return widths


def _least_uncut(column: Sequence[str], least: int, full: int, lines: int | None) -> int:
    """The least width at which no cell of a column is shortened; wider is never worse, so it is found by halves."""
    if lines is None:
        return least
    while least < full:
        middle = (least + full) // 2
        if any(_is_cut(cell, middle, lines) for cell in column):
            least = middle + 1
        else:
            full = middle
    return full


def _is_cut(cell: str, width: int, lines: int) -> bool:
    return len(wrapped(cell, width, None)) > lines
