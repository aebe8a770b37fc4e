"""A folder of tables that belong together: people, posts, organizations and appointments apart, joined by their ids.

The table of appointments is the one that refers to the others. Which column refers to which table is seen by the ids
themselves: most of them stand in the other table. The others are held in memory, the appointments are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import ReadingNote, Statement
from registry.formats.documents import FormatError
from registry.formats.protocol import dataset_of
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.columns.of_table import columns_of_table
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.rows import tenures
from registry.formats.tables.text_lines import Table, open_table

NAME = "csv-folder"
TITLE = "A folder of CSV or TSV tables, joined by their ids"

GENERAL = True
EXCLUSIVE = False
ASKS = frozenset({"columns", "organization", "seats", "encoding"})

_BETWEEN = ",;\t|"
_MOST_FILES = 20
_MOST_ROWS = 2_000_000  # of all tables that are held in memory
_SHARE = 0.8  # of the ids of a column that stand in the other table
_SHARE_OF_NAMED = 0.3  # where the column is called like the table
_LOOKED_AT = 200
_ID = re.compile(r"(?i)(?:.*[_ .-])?(?:id|uuid|key|code|ref)|.*[a-z]Id")
_SORTS = (
    ("organization", "organi[sz]ation|org|bod(?:y|ie)|institution|department|agenc|ministr|unit|council|court"),
    ("role", "post|role|office(?!r|holder|.holder)|position|job|seat|amt|poste|cargo"),
    ("person", "person|people|holder|member|minister|official|individual|name|officer|politician|staff"),
)
_NAMES = ("name", "fullname", "label", "title", "displayname", "personname")
_KEPT = {
    "person": ("given_name", "family_name", "birth", "death", "other_names", "rank"),
    "role": ("seats", "seat"),
    "organization": ("parent_organization",),
}  # fmt: skip


class _Held(NamedTuple):
    """A table in memory: by the ids of its rows."""

    file: str
    headings: tuple[str, ...]
    key: int
    rows: dict[str, list[str]]
    sort: str


class _Join(NamedTuple):
    """A column of ids, and the table to which it leads; `place`: of the column."""

    place: int
    held: _Held


def recognises(path: Path, head: bytes) -> bool:
    """A folder of tables of which one has the ids of two others."""
    if not path.is_dir() or (path / "datapackage.json").exists():
        return False
    files = _files(path)
    if not 1 < len(files) <= _MOST_FILES:
        return False
    try:
        ids = [sum(bool(_ID.fullmatch(heading)) for heading in _headings(file)) for file in files]
    except FormatError:
        return False
    return max(ids) > 1 and sum(map(bool, ids)) > 1


def columns_of(path: Path, reading: ReadingOptions) -> tuple[tuple[str, str], ...]:
    """What each column of the joined table holds. Raises FormatError."""
    with ExitStack() as stack:
        return columns_of_table(_joined(path, reading, stack), reading).told


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every row of the table of appointments as a tenure, with the names that its ids stand for."""
    with ExitStack() as stack:
        table = _joined(path, reading, stack)
        yield from tenures(table, columns_of_table(table, reading), reading, dataset_of(path, reading))


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".tsv") and file.is_file())


def _headings(file: Path, encoding: str | None = None) -> tuple[str, ...]:
    with open_table(file, _BETWEEN, encoding) as table:
        return table.headings


def _joined(path: Path, reading: ReadingOptions, stack: ExitStack) -> Table:
    """The table of appointments with names for its ids. Raises FormatError where no table refers to others."""
    files = _files(path)
    if not 1 < len(files) <= _MOST_FILES:
        raise FormatError(
            f"{path.name} has {len(files)} tables; a folder of tables that are joined has 2 to {_MOST_FILES}"
        )
    held = {file: _held(file, reading) for file in files}
    joins = {file: _joins(held[file], [each for other, each in held.items() if other != file]) for file in files}
    dated = [file for file in files if {"start", "end", "span"} & guessed(held[file].headings).keys()]
    main = max(dated or files, key=lambda file: (len(joins[file]), len(held[file].rows)))
    if not joins[main]:
        raise FormatError(f"no table in {path.name} has the ids of another one; import the tables one by one")
    table = stack.enter_context(open_table(main, _BETWEEN, reading.encoding))
    return _with_names(table, joins[main], [each for file, each in held.items() if file != main], path.name)


def _held(file: Path, reading: ReadingOptions) -> _Held:
    with open_table(file, _BETWEEN, reading.encoding) as table:
        rows = [cells for _, cells in islice(table.rows, _MOST_ROWS) if isinstance(cells, list)]
        width = len(table.headings)
    rows = [[*cells, *[""] * (width - len(cells))] for cells in rows]
    key = _key_of(file.stem, table.headings, rows)
    by_id = {cells[key].strip(): cells for cells in rows if cells[key].strip()} if key >= 0 else {}
    sort = _sort_of_name(file.stem) or _sort_of(table.headings)
    return _Held(file.name, table.headings, key, by_id, sort)


def _sort_of_name(name: str) -> str:
    """What a file or a column of ids is about, by its name."""
    return next((sort for sort, words in _SORTS if re.search(words, name, re.IGNORECASE)), "")


def _key_of(stem: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The column of the table's own ids: each stands once. -1 without one."""
    ids = [place for place, heading in enumerate(headings) if _ID.fullmatch(heading)]
    unique = [place for place in ids if len({row[place] for row in rows}) == len(rows)]
    named = [place for place in unique if fold(headings[place]) in ("id", "uuid", "key", f"{fold(stem).rstrip('s')}id")]
    return (named or unique or [-1])[0]


def _sort_of(headings: Sequence[str]) -> str:
    known = guessed(headings)
    if {"birth", "given_name", "family_name"} & known.keys():
        return "person"
    return "role" if "seats" in known or "organization" in known else ""


def _joins(table: _Held, others: Sequence[_Held]) -> list[_Join]:
    """The columns whose ids stand in another table; of several tables that whose name is in the heading."""
    found = []
    rows = list(islice(table.rows.values(), _LOOKED_AT))
    for place, heading in enumerate(table.headings):
        if place == table.key:
            continue
        ids = {row[place].strip() for row in rows} - NOTHING
        named = {each.file: bool(each.sort) and _sort_of_name(heading) == each.sort for each in others}
        shares = {each.file: sum(one in each.rows for one in ids) / len(ids) if ids else 0 for each in others}
        fit = [each for each in others if shares[each.file] >= (_SHARE_OF_NAMED if named[each.file] else _SHARE)]
        if fit:
            fit.sort(key=lambda each: named[each.file], reverse=True)
            found.append(_Join(place, fit[0]))
    return found


def _with_names(table: Table, joins: Sequence[_Join], others: Sequence[_Held], folder: str) -> Table:
    """The table with the columns of the tables to which it leads, and of those to which these lead."""
    parts: list[tuple[_Join, _Join | None]] = []
    for join in joins:
        parts.append((join, None))
        parts += [(further, join) for further in _joins(join.held, [each for each in others if each != join.held])]
    taken = {join.place for join in joins}
    own = [place for place in range(len(table.headings)) if place not in taken]
    columns = [(part, *column) for part in parts for column in _columns(part[0].held, is_first=part[1] is None)]
    seen: set[str] = {fold(table.headings[place]) for place in own}
    columns = [each for each in columns if not (fold(each[2]) in seen or seen.add(fold(each[2])))]  # type: ignore[func-returns-value]
    headings = (*(table.headings[place] for place in own), *(heading for _, _, heading in columns))

    def rows(given: Iterator[Row]) -> Iterator[Row]:
        for number, cells in given:
            if isinstance(cells, str) or len(cells) < len(table.headings):
                yield number, cells
                continue
            missing = next(
                (join for join in joins if cells[join.place].strip() not in ({*NOTHING} | join.held.rows.keys())), None
            )
            if missing:
                heading, value = table.headings[missing.place], cells[missing.place]
                yield number, f"{heading} {value!r} is not in {missing.held.file}; add it there, or correct the id"
                continue
            yield number, [*(cells[place] for place in own), *(_cell(cells, part, place) for part, place, _ in columns)]

    told = ", ".join(f"{join.held.file} by {table.headings[join.place]}" for join in joins)
    note = ReadingNote(folder, "joined", f"{table.file} is joined with {told}")
    first = tuple(rows(iter(table.first)))
    return replace(table, headings=headings, rows=rows(table.rows), first=first, notes=(*table.notes, note))


def _columns(held: _Held, *, is_first: bool) -> Iterator[tuple[int, str]]:
    """The columns of a joined table that are of use, with headings that say whose they are."""
    names = [place for name in _NAMES for place, heading in enumerate(held.headings) if fold(heading) == name]
    known = guessed(held.headings)
    name = names[0] if names else known.get(held.sort, -1)
    if held.sort == "person" and held.key >= 0 and is_first:
        yield held.key, "person id"
    if (
        held.sort
        and name >= 0
        and not (held.sort == "person" and "given_name" in known and name != known.get("person"))
    ):
        yield name, held.sort
    kept = [what for what in _KEPT.get(held.sort, ()) if what in known and known[what] != name]
    yield from ((known[what], what.replace("_", " ")) for what in kept)
    if held.sort == "role" and "organization" in known and not _ID.fullmatch(held.headings[known["organization"]]):
        yield known["organization"], "organization"


def _is_missing(key: str, held: _Held) -> bool:
    return key not in NOTHING and key not in held.rows


def _cell(cells: Sequence[str], part: tuple[_Join, _Join | None], place: int) -> str:
    """Of the row to which the ids lead, over another table where there is one between."""
    join, over = part
    row: Sequence[str] | None = cells
    if over is not None:
        row = over.held.rows.get(cells[over.place].strip())
    row = join.held.rows.get(row[join.place].strip()) if row else None
    return row[place] if row else ""
