"""A folder of tables that belong together: people, posts, organizations and appointments apart, joined by their ids.

The table of appointments is the one that refers to people and posts. Which column refers to which table is seen by the
ids themselves: most of them stand in the other table. Tables may also say what was so of a tenure for a time, and which
organization came of which. What no other table leads to is not read, and that is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    NotKept,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    ReadingNote,
    Statement,
    TenureStatement,
)
from registry.formats.documents import FormatError
from registry.formats.protocol import dataset_of
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.columns.not_kept import field_not_kept
from registry.formats.tables.columns.of_table import columns_of_table
from registry.formats.tables.joined.entities import NAMES, JoinedEntities
from registry.formats.tables.joined.links import Link, link_of, successions
from registry.formats.tables.joined.slices import Slices
from registry.formats.tables.joined.tables import BETWEEN, ID, HeldTable, Join, cells_of, hold, joins_of
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.rows import tenures
from registry.formats.tables.text_lines import Table, open_table

NAME = "csv-folder"
TITLE = "A folder of CSV or TSV tables, joined by their ids"

GENERAL = True
EXCLUSIVE = False
ASKS = frozenset({"columns", "organization", "seats", "encoding"})

_MOST_FILES = 20
_KEPT = {
    "person": ("given_name", "family_name", "birth", "death", "other_names", "rank"),
    "role": ("seats", "seat", "rank"),
    "organization": ("parent_organization",),
}  # fmt: skip
_RANK = ("rankequivalence", "ranklabel", "ranktitle")


class _Folder(NamedTuple):
    """`main`: the table of appointments; `slices`: tables of what was so of one, with the column of its id."""

    main: HeldTable
    joins: list[Join]
    slices: list[tuple[HeldTable, int]]
    links: list[tuple[HeldTable, Link]]
    others: list[HeldTable]
    unread: list[HeldTable]

    def joined(self) -> list[HeldTable]:
        """The tables to which ids lead: those of the appointments first, then those of links."""
        own = [join.held for join in self.joins]
        further = [join.held for held in own for join in joins_of(held, [each for each in self.others if each != held])]
        return [*own, *further, *(link[0].held for _, link in self.links)]


def recognises(path: Path, head: bytes) -> bool:
    """A folder of tables of which one has the ids of two others."""
    if not path.is_dir() or (path / "datapackage.json").exists():
        return False
    files = _files(path)
    if not 1 < len(files) <= _MOST_FILES:
        return False
    try:
        ids = [sum(bool(ID.fullmatch(heading)) for heading in _headings(file)) for file in files]
    except FormatError:
        return False
    return max(ids) > 1 and sum(map(bool, ids)) > 1


def columns_of(path: Path, reading: ReadingOptions) -> tuple[tuple[str, str], ...]:
    """What each column of the joined table holds. Raises FormatError."""
    with ExitStack() as stack:
        return columns_of_table(_joined(path, _folder(path, reading), reading, stack), reading).told


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every row of the table of appointments as a tenure, with all that the other tables say of it."""
    folder = _folder(path, reading)
    entities = JoinedEntities(folder.joined(), reading.date_order)
    slices = Slices(reading.date_order)
    for held, of_tenure in folder.slices:
        slices.add(held, of_tenure)
    main = folder.main
    posts = [join.place for join in folder.joins if join.held.sort == "role"]
    if posts:
        slices.note_posts((row[main.key].strip(), row[posts[0]].strip()) for _, row in main.every)
    yield from slices.notes
    with ExitStack() as stack:
        table = _joined(path, folder, reading, stack)
        for each in tenures(table, columns_of_table(table, reading), reading, dataset_of(path, reading)):
            if isinstance(each, PersonStatement | OrganizationStatement):
                yield entities.of(each)
            elif isinstance(each, TenureStatement):
                yield from slices.of(each)
            else:
                yield each
    for held, link in folder.links:
        if link[0].held.sort == "organization":
            yield from _bodies(entities, link[0].held, held, link)
        yield from successions(held, link, reading.date_order)
    yield from _not_read(folder, slices.read)


def _bodies(entities: JoinedEntities, bodies: HeldTable, links: HeldTable, link: Link) -> Iterator[Statement]:
    """The organizations that links name, as nobody need have held an office there."""
    name = bodies.column(*NAMES)
    for key in dict.fromkeys(row[join.place].strip() for _, row in links.every for join in link):
        row = bodies.rows.get(key)
        if row and name >= 0 and row[name].strip() not in NOTHING:
            yield entities.of(OrganizationStatement(key, " ".join(row[name].split()), links.file))


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.suffix.lower() in (".csv", ".tsv") and file.is_file())


def _headings(file: Path, encoding: str | None = None) -> tuple[str, ...]:
    with open_table(file, BETWEEN, encoding) as table:
        return table.headings


def _folder(path: Path, reading: ReadingOptions) -> _Folder:
    """Which of the tables is what. Raises FormatError where no table refers to others."""
    files = _files(path)
    if not 1 < len(files) <= _MOST_FILES:
        raise FormatError(
            f"{path.name} has {len(files)} tables; a folder of tables that are joined has 2 to {_MOST_FILES}"
        )
    tables = [hold(file, reading.encoding) for file in files]
    joins = {each.file: joins_of(each, [other for other in tables if other is not each]) for each in tables}
    dated = [each for each in tables if {"start", "end", "span"} & guessed(each.headings).keys()]
    main = max(dated or tables, key=lambda each: _likeness(joins[each.file], each))
    if not joins[main.file]:
        raise FormatError(f"no table in {path.name} has the ids of another one; import the tables one by one")
    own = [join for join in joins[main.file] if join.held.sort]
    others = [each for each in tables if each is not main]
    slices = [
        (each, join.place) for each in others for join in joins[each.file]
        if join.held is main and {"start", "end"} & guessed(each.headings).keys()
    ]  # fmt: skip
    links = [(each, link) for each in others if (link := link_of(each, [one for one in others if one is not each]))]
    used = {main.file, *(each.file for each, _ in slices), *(each.file for each, _ in links)}
    used |= {join.held.file for join in own}
    used |= {further.held.file for join in own for further in joins[join.held.file]}
    unread = [each for each in others if each.file not in used]
    return _Folder(main, own or joins[main.file], slices, links, others, unread)


def _likeness(joins: Sequence[Join], table: HeldTable) -> tuple[bool, int, int]:
    """By which the table of appointments is known: it leads to people and to posts; of several, the longest."""
    return {"person", "role"} <= {join.held.sort for join in joins}, len(joins), len(table.rows)


def _joined(path: Path, folder: _Folder, reading: ReadingOptions, stack: ExitStack) -> Table:
    """The table of appointments with names for its ids."""
    table = stack.enter_context(open_table(path / folder.main.file, BETWEEN, reading.encoding))
    return _with_names(table, folder.joins, folder.others, path.name)


def _with_names(table: Table, joins: Sequence[Join], others: Sequence[HeldTable], folder: str) -> Table:
    """The table with the columns of the tables to which it leads, and of those to which these lead."""
    parts: list[tuple[Join, Join | None]] = []
    for join in joins:
        parts.append((join, None))
        parts += [(further, join) for further in joins_of(join.held, [each for each in others if each != join.held])]
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


def _columns(held: HeldTable, *, is_first: bool) -> Iterator[tuple[int, str]]:
    """The columns of a joined table that are of use, with headings that say whose they are."""
    known = guessed(held.headings)
    name = _name_column(held)
    if held.sort == "person" and held.key >= 0 and is_first:
        yield held.key, "person id"
    if (
        held.sort
        and name >= 0
        and not (held.sort == "person" and "given_name" in known and name != known.get("person"))
    ):
        yield name, held.sort
        if held.sort == "organization" and held.key >= 0:
            yield held.key, "organization key"
    kept = {what: known[what] for what in _KEPT.get(held.sort, ()) if what in known and known[what] != name}
    if held.sort == "role" and "rank" not in kept and held.column(*_RANK) >= 0:
        kept["rank"] = held.column(*_RANK)
    yield from ((place, what.replace("_", " ")) for what, place in kept.items())
    if held.sort == "role" and "organization" in known and not ID.fullmatch(held.headings[known["organization"]]):
        yield known["organization"], "organization"


def _name_column(held: HeldTable) -> int:
    """The column of the names of what the table is about; -1 without one."""
    found = held.column(*NAMES)
    return found if found >= 0 else guessed(held.headings).get(held.sort, -1)


def _cell(cells: Sequence[str], part: tuple[Join, Join | None], place: int) -> str:
    """Of the row to which the ids lead, over another table where there is one between."""
    join, over = part
    row: Sequence[str] | None = cells
    if over is not None:
        row = over.held.rows.get(cells[over.place].strip())
    row = join.held.rows.get(row[join.place].strip()) if row else None
    return row[place] if row else ""


def _not_read(folder: _Folder, read: set[tuple[str, int]]) -> Iterator[Statement]:
    """The tables that are not read, and what the others hold that the registry has no place for."""
    for held in folder.unread:
        yield OtherContent(held.file, f"its {len(held.every)} rows are not read, as no tenure leads to them")
    lost: Counter[str] = Counter()
    slices = {each.file for each, _ in folder.slices}
    linked = {each.file for each, _ in folder.links}
    for held in folder.others:
        if held in folder.unread or held.file in linked:
            continue
        known = {place for place, _ in _columns(held, is_first=True)} | set(guessed(held.headings).values())
        for place, heading in enumerate(held.headings):
            done = (held.file, place) in read if held.file in slices else place in known or place == held.key
            if done or ID.fullmatch(heading) or fold(heading).startswith("id") or "name" in fold(heading):
                continue
            lost[field_not_kept(heading) or f"{held.file}: {heading}"] += sum(
                1 for _ in cells_of((row for _, row in held.every), place)
            )
    yield from (NotKept(field, count) for field, count in sorted(lost.items()) if count)
