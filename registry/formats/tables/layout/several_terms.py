"""Rows of several tenures: columns that are repeated for each term, and cells that list people with their dates. Pure.

Both say exactly who held the office when, so they are turned into one row per tenure without being asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from registry.domain.exchange.statements import ReadingNote
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.columns.profile import Sample, looks_like_span
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.text_lines import Table

_NUMBER = re.compile(
    r"(?<![^\W_])(?:(\d{1,2})(?:st|nd|rd|th|º|ª|er|e|\.)?(?![^\W_])|(first|second|third|fourth|fifth)\b)|"
    r"(?<=[a-z])(\d{1,2})$",
    re.IGNORECASE,
)
_WORDS = ("first", "second", "third", "fourth", "fifth")
_LISTED = re.compile(
    r"\s*([^()\[\];]+?)\s*[(\[]([^()\[\]]*\d{4}[^()\[\]]*)[)\]]\s*(?:[,;/|&]|\band\b|\bund\b|\bet\b|$)?"
)
_MOST_LISTED = 0.6  # the share of cells that are such lists
_LONGEST = 70  # years: more, and it is a life

Turned = Callable[[Row], Iterator[Row]]


def with_one_tenure_a_row(table: Table) -> Table:
    """The table itself, if each of its rows is one already."""
    rows = [cells for _, cells in table.first if isinstance(cells, list)]
    terms = _terms(table.headings)
    if terms:
        headings, turn = _of_terms(table.headings, terms)
        text = f"the columns of {len(terms)} terms stand next to each other: read as one row per term"
        return _with(table, headings, turn, text)
    place = _column_of_lists(table.headings, Sample(rows))
    if place is not None:
        headings = (*(heading for at, heading in enumerate(table.headings) if at != place), "person", "term of office")
        text = f"the cells of {shown(table.headings[place])} list people with their dates: read as one row each"
        return _with(table, headings, lambda row: _of_list(row, place), text)
    return table


def _with(table: Table, headings: tuple[str, ...], turn: Turned, text: str) -> Table:
    first = tuple(new for row in table.first for new in turn(row))
    rows = (new for row in table.rows for new in turn(row))
    notes = (*table.notes, ReadingNote(table.file, "turned", text))
    return replace(table, headings=headings, rows=rows, first=first, notes=notes)


# --- columns for each term ---


def _terms(headings: Sequence[str]) -> list[dict[str, int]]:
    """Where the columns of each term are, by their headings without the number; none if there are not several."""
    by_number: dict[int, dict[str, int]] = {}
    for place, heading in enumerate(headings):
        found = _NUMBER.search(heading)
        if not found:
            continue
        word = (found[2] or "").casefold()
        number = _WORDS.index(word) + 1 if word else int(found[1] or found[3])
        rest = f"{heading[: found.start()]} {heading[found.end() :]}".replace("()", "").replace("_", " ")
        by_number.setdefault(number, {})[" ".join(rest.split())] = place
    if by_number and 1 not in by_number:  # Start, End, Start 2, End 2
        plain = {fold(heading): place for place, heading in enumerate(headings)}
        keys = by_number[min(by_number)]
        by_number[1] = {key: plain[fold(key)] for key in keys if fold(key) in plain}
    common = _shared([set(each) for each in by_number.values()])
    if len(by_number) < 2 or not {"start", "span"} & guessed(sorted(common)).keys():
        return []
    return [{key: by_number[number][key] for key in by_number[number] if key in common} for number in sorted(by_number)]


def _shared(keys: list[set[str]]) -> set[str]:
    return set.intersection(*keys) if keys else set()


def _of_terms(headings: Sequence[str], terms: list[dict[str, int]]) -> tuple[tuple[str, ...], Turned]:
    repeated = {place for term in terms for place in term.values()}
    others = [place for place in range(len(headings)) if place not in repeated]
    keys = list(terms[0])

    def turn(row: Row) -> Iterator[Row]:
        number, cells = row
        if isinstance(cells, str):
            yield row
            return
        rest = [_cell(cells, place) for place in others]
        found = [[_cell(cells, term[key]) for key in keys] for term in terms]
        held = [cells for cells in found if any(cell.strip() not in NOTHING for cell in cells)] or found[:1]
        more = cells[len(headings) :]
        yield from ((number, [*rest, *cells, *more]) for cells in held)

    return (*(headings[place] for place in others), *keys), turn


# --- lists of people in a cell ---


def _column_of_lists(headings: Sequence[str], sample: Sample) -> int | None:
    """The column whose cells are lists of people with their dates; None where dates have columns of their own."""
    if {"start", "end", "span"} & guessed(headings, sample).keys():
        return None
    for place in range(len(headings)):
        listed = [_listed(cell) for cell in sample.cells(place)]
        if sum(map(bool, listed)) >= _MOST_LISTED * max(len(listed), 1) and any(len(each) > 1 for each in listed):
            return place
    return None


def _listed(cell: str) -> list[tuple[str, str]]:
    """The names and their dates; none if the cell is anything else."""
    found, at = [], 0
    text = cell.strip()
    while at < len(text):
        match = _LISTED.match(text, at)
        if not match or match.end() == at or not looks_like_span(match[2]) or _is_life(match[2]):
            return []
        found.append((match[1], match[2]))
        at = match.end()
    return found


def _is_life(span: str) -> bool:
    years = [int(year) for year in re.findall(r"\d{4}", span)]
    return len(years) > 1 and max(years) - min(years) > _LONGEST


def _of_list(row: Row, place: int) -> Iterator[Row]:
    number, cells = row
    if isinstance(cells, str):
        yield row
        return
    rest = [cell for at, cell in enumerate(cells) if at != place]
    listed = _listed(_cell(cells, place)) or [(_cell(cells, place), "")]
    yield from ((number, [*rest, name, span]) for name, span in listed)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
