"""The tables of a folder in memory, each by the ids of its rows, and which column of ids leads to which table. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.text_lines import open_table

BETWEEN = ",;\t|"
MOST_ROWS = 2_000_000  # of all tables that are held in memory
_SHARE = 0.8  # of the ids of a column that stand in the other table
_SHARE_OF_NAMED = 0.3  # where the column is called like the table
_LOOKED_AT = 200
ID = re.compile(r"(?i)(?:.*[_ .-])?(?:id|uuid|key|code|ref)|.*[a-z]Id")
_SORTS = (
    ("organization", "organi[sz]ation|org|bod(?:y|ie)|institution|department|agenc|ministr|unit|council|court"),
    ("role", "post|role|office(?!r|holder|.holder)|position|job|seat|amt|poste|cargo"),
    ("person", "person|people|holder|member|minister|official|individual|name|officer|politician|staff"),
)


class HeldTable(NamedTuple):
    """A table in memory. `rows`: by their ids, of several with one id the one that holds now; `every`: all of them.

    `key`: the column of its ids, -1 without one; `sort`: what it is about, "" if that is not known.
    """

    file: str
    headings: tuple[str, ...]
    key: int
    rows: dict[str, list[str]]
    every: list[tuple[int, list[str]]]
    sort: str

    def column(self, *names: str) -> int:
        """The first column with one of these headings; -1 without one."""
        folded = [fold(heading) for heading in self.headings]
        return next((folded.index(name) for name in names if name in folded), -1)

    def versions(self) -> dict[str, list[list[str]]]:
        """The rows of those ids that several rows have, as for somebody who had other names before."""
        found: dict[str, list[list[str]]] = {}
        for _, row in self.every:
            found.setdefault(row[self.key].strip(), []).append(row)
        return {key: rows for key, rows in found.items() if len(rows) > 1}


class Join(NamedTuple):
    """A column of ids, and the table to which it leads; `place`: of the column."""

    place: int
    held: HeldTable


def hold(file: Path, encoding: str | None) -> HeldTable:
    """Read a table into memory. Raises FormatError."""
    with open_table(file, BETWEEN, encoding) as table:
        given = [(number, cells) for number, cells in islice(table.rows, MOST_ROWS) if isinstance(cells, list)]
        headings = table.headings
    every = [(number, [*cells, *[""] * (len(headings) - len(cells))]) for number, cells in given]
    rows = [cells for _, cells in every]
    key = _key_of(file.stem, headings, rows)
    end = guessed(headings).get("end", -1)
    by_id: dict[str, list[str]] = {}
    for cells in rows if key >= 0 else ():
        own = cells[key].strip()
        if own and (own not in by_id or _is_later(cells, by_id[own], end)):
            by_id[own] = cells
    return HeldTable(file.name, headings, key, by_id, every, sort_of_name(file.stem) or _sort_of(headings))


def _is_later(one: Sequence[str], other: Sequence[str], end: int) -> bool:
    """Whether the one row holds after the other, by their ends; no end is the latest."""
    if end < 0 or not other[end].strip():
        return False
    return not one[end].strip() or one[end] > other[end]


def sort_of_name(name: str) -> str:
    """What a file or a column of ids is about, by its name."""
    return next((sort for sort, words in _SORTS if re.search(words, name, re.IGNORECASE)), "")


def _key_of(stem: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The column of the table's own ids: each stands once, or once for each time. -1 without one."""
    ids = [place for place, heading in enumerate(headings) if ID.fullmatch(heading)]
    unique = [place for place in ids if len({row[place] for row in rows}) == len(rows)]
    own = ("id", "uuid", "key", f"{fold(stem).rstrip('s')}id")
    named = [place for place in unique if fold(headings[place]) in own]
    of_times = [place for place in ids if fold(headings[place]) in own and {"start", "end"} & guessed(headings).keys()]
    return (named or unique or of_times or [-1])[0]


def _sort_of(headings: Sequence[str]) -> str:
    known = guessed(headings)
    if {"birth", "given_name", "family_name"} & known.keys():
        return "person"
    return "role" if "seats" in known or "organization" in known else ""


def joins_of(table: HeldTable, others: Iterable[HeldTable]) -> list[Join]:
    """The columns whose ids stand in another table; of several tables that whose name is in the heading."""
    found = []
    others = list(others)
    rows = [row for _, row in table.every[:_LOOKED_AT]]
    for place, heading in enumerate(table.headings):
        if place == table.key:
            continue
        ids = {row[place].strip() for row in rows} - NOTHING
        named = {each.file: bool(each.sort) and sort_of_name(heading) == each.sort for each in others}
        shares = {each.file: sum(one in each.rows for one in ids) / len(ids) if ids else 0 for each in others}
        fit = [each for each in others if shares[each.file] >= (_SHARE_OF_NAMED if named[each.file] else _SHARE)]
        if fit:
            fit.sort(key=lambda each: (named[each.file], shares[each.file]), reverse=True)
            found.append(Join(place, fit[0]))
    return found


def cells_of(rows: Iterable[Sequence[str]], place: int) -> Iterator[str]:
    """What stands in a column, without blanks."""
    return (row[place].strip() for row in rows if row[place].strip() not in NOTHING)
