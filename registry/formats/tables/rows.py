"""The rows of a table as tenures, with the people, roles and organizations that they name.

Ten million rows go through here: where each cell stands is found out once, and so is what the same cells mean. What is
more than one plain name with plain dates takes the longer way through complex_rows.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    DetailStatement,
    NotKept,
    ReadingNote,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.tables.cell_texts import CellError, Meaning, MeaningCache, text_of
from registry.formats.tables.cells import CITED, WORDS, sources_in, words_of
from registry.formats.tables.columns.details import DETAIL_COLUMNS
from registry.formats.tables.columns.not_kept import field_not_kept
from registry.formats.tables.columns.profile import Sample, looks_like_span
from registry.formats.tables.columns.unread import acting_column
from registry.formats.tables.complex_rows import ComplexRow, ComplexRows
from registry.formats.tables.dates.cell_dates import DateCell, DateFacts, end_of, start_of
from registry.formats.tables.dates.dates_in_lines import tenures_in_lines
from registry.formats.tables.dates.kept_dates import kept_dates
from registry.formats.tables.dates.placeholders import has_old_dates
from registry.formats.tables.dates.spans import spans_in
from registry.formats.tables.entities import PERSON, POST, TableEntities, is_ours
from registry.formats.tables.headings import Columns
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.layout.loose_rows import LooseRows
from registry.formats.tables.people.acting import is_acting
from registry.formats.tables.people.order import PLAIN_ORDER, name_order
from registry.formats.tables.predecessors import Predecessors
from registry.formats.tables.text_lines import Table


def tenures(table: Table, columns: Columns, reading: ReadingOptions, scheme: str) -> Iterator[Statement]:
    """What the rows say; `scheme`: of the people's ids, where they are not known to be another's."""
    reader = _RowReader(table, columns, reading, scheme)
    unread = [place for place in range(len(table.headings)) if place not in columns.at.values()]
    counts = [0] * len(table.headings)
    loose, things, where, read = reader.loose, reader.things, table.where, reader.read
    yield from table.notes
    if columns.by_content:
        text = f"{columns.by_content!r} is read as the person, as it is full of names (--column says otherwise)"
        yield ReadingNote(table.file, "columns", text)
    for number, row in _counted(table.rows, unread, counts):
        place = things.place = f"{where}{number}"
        if loose.waiting and (isinstance(row, str) or sum(map(bool, map(str.strip, row))) > 1):
            yield from reader.settle()
        found = read(place, row)
        if things.met:
            yield from things.met
            things.met.clear()
        yield from found
    yield from reader.rest()
    yield from _of_literals(table)
    for at in unread:
        if counts[at]:
            yield NotKept(field_not_kept(table.headings[at]) or f"column {table.headings[at]!r}", counts[at])


class _RowReader:
    """Where each thing stands in a row, and what the cells meant that were read before."""

    def __init__(self, table: Table, columns: Columns, reading: ReadingOptions, scheme: str) -> None:
        self._keeps_dates = reading.choices.keep_unclear_dates
        sample = Sample([cells for _, cells in table.first if isinstance(cells, list)])
        today = "9999-12-31" if is_ours(columns) else reading.today  # what we wrote is taken as it stands
        self._facts = facts = DateFacts(reading.date_order, _has_old_dates(columns, sample), today)
        who = columns.at.get("person")
        order = PLAIN_ORDER if who is None else name_order(table.headings[who], sample.cells(who))
        self.things = things = TableEntities(columns, reading, scheme, order)
        self.loose = LooseRows(columns, table.headings, sample)
        of_person = (*PERSON, *(f"id:{each}" for each in columns.schemes()))
        self._who, people = _group(columns, of_person, things.person)
        self._what, self._posts = _group(columns, POST, things.post)
        self._since, self._starts = _group(columns, ("start", "start_precision"), partial(start_of, facts=facts))
        self._until, self._ends = _group(columns, ("end", "end_precision"), partial(end_of, facts=facts))
        self._worded, self._words = _group(columns, WORDS, words_of)
        self._cited, self._sources = _group(columns, CITED, partial(sources_in, order=reading.date_order))
        self._own = itemgetter(*(_place(columns, name) for name in ("key", "replaces_key", "note", "replaces")))
        only_named = [name for name in of_person if columns.has(name)] == ["person"]
        # To remember names takes longer than to read them.
        self._person_of = things.named if only_named else people.__getitem__
        self._predecessors = Predecessors() if columns.has("replaces") else None
        self._complex = ComplexRows(things, facts, columns)
        self._spans = columns.at.get("span")
        self._may_be_starts = self._spans is None
        if (
            self._spans is None
            and not columns.has("end")
            and sample.share(columns.at.get("start", -1), looks_like_span)
        ):
            self._spans = columns.at.get("start")
        self._detailed = [
            (field, _place(columns, column)) for column, field in DETAIL_COLUMNS.items() if columns.has(column)
        ]
        self._acting = None if self.things.is_ours else acting_column(table.headings, columns.at.values(), sample)
        self._complex.acting = self._acting
        self._width = len(table.headings)
        self._columns = columns
        self._after = _after(columns, self.loose)

    def read(self, place: str, row: list[str] | str) -> Iterable[Statement]:
        """What a row says: tenures, notes, or why it is not taken."""
        cells: list[str] = []
        try:
            cells = row if len(row) == self._width and row.__class__ is list else _cut(row, self._width)
            cells = [*cells, *self._after]
            found = self._tenures(place, cells, None)
        except RegistryError as error:
            if not any(map(str.strip, row[: self._width])):
                return ()
            several = tenures_in_lines(self._tenures, self._columns.at, place, cells) if cells else None
            if several is not None:
                self.loose.previous = cells
                return several
            kept = (
                kept_dates(self._tenures, self._columns.at, place, cells, error)
                if self._keeps_dates and cells
                else None
            )
            return self._loose(place, row, error) if kept is None else kept
        self.loose.previous = cells
        return found

    def _tenures(self, place: str, cells: list[str], filled: str | None) -> Iterable[Statement]:
        """The tenures of a row of all cells; `filled`: how blanks were filled in. Raises CellError."""
        person = self._person_of(self._who(cells))
        post = self._posts[self._what(cells)]
        start = end = None
        if self._spans is None:
            start, end = self._starts[self._since(cells)], self._ends[self._until(cells)]
        kind, status, rank, how, reason = self._words[self._worded(cells)]
        key, replaces, note, replaced = self._own(cells)
        # As TenureStatement(...), which takes three times as long.
        held = tuple.__new__(TenureStatement, (
            person[0], post, place, text_of(key) if key else None, start, end, kind, status, rank, how, reason,
            text_of(replaces) if replaces else None, text_of(note) if note else None,
            self._sources[self._cited(cells)], self._details(cells) if self._detailed and person[0] else (), (), None,
        ))  # fmt: skip
        is_plain = person.__class__ is tuple and post.__class__ is str and not filled and (start or end)
        if self._acting is not None and is_plain and is_acting(cells[self._acting]):
            is_plain = False
        if (is_plain and start.__class__ is not DateCell and end.__class__ is not DateCell) and not (
            (reason and not end) or (note and is_acting(note))
        ):
            found: Iterable[Statement] = (held,)
        else:
            if not self.things.is_ours and self.loose.single(place, cells[: self._width]):
                return ()
            said = (
                None
                if self._spans is None
                else spans_in(cells[self._spans], self._facts, may_be_start=self._may_be_starts)
            )
            found = list(self._complex.statements(ComplexRow(place, held, person, post, said, filled, cells)))
        return found if self._predecessors is None else self._with_predecessors(found, person, replaced)

    def _details(self, cells: list[str]) -> tuple[DetailStatement, ...]:
        said = ((field, text_of(" ".join(cells[place].split()))) for field, place in self._detailed)
        return tuple(DetailStatement(field, text) for field, text in said if text)

    def _with_predecessors(self, found: Iterable[Statement], person: Any, replaced: str) -> Iterable[Statement]:
        assert self._predecessors is not None
        name = person[1] if person.__class__ is tuple else (person.holder.names or ("",))[0]
        for each in found:
            if isinstance(each, TenureStatement):
                yield from self._predecessors.of(each, name, replaced)
            else:
                yield each

    def _loose(self, place: str, row: list[str] | str, error: RegistryError) -> Iterable[Statement]:
        """A row that is not a tenure by itself."""
        if isinstance(row, str) or self.things.is_ours:
            return (SkippedStatement(place, str(error)),)
        cells = row[: self._width]
        if not any(row[self._width :]) and self.loose.single(place, cells):
            return ()
        again = self.loose.filled(cells) if len(cells) == self._width else None
        if again:
            whole = [*again[0], *self._after]
            try:
                found = self._tenures(place, whole, again[1])
            except RegistryError as still:
                return (SkippedStatement(place, str(still)),)
            self.loose.previous = whole
            return found
        if self.loose.is_remark(cells):
            return (ReadingNote(place, "other-row", " ".join(filter(None, map(str.strip, cells)))),)
        return (SkippedStatement(place, str(error)),)

    def settle(self) -> Iterator[Statement]:
        """What the rows that waited are, and what they say of the rows below."""
        yield from self.loose.settle()
        self._after = _after(self._columns, self.loose)

    def rest(self) -> Iterator[Statement]:
        """What waited until the table was over."""
        if self._predecessors is not None:
            yield from self._predecessors.rest()
        yield from self.things.parents()
        yield from self.loose.settle(is_over=True)


def _has_old_dates(columns: Columns, sample: Sample) -> bool:
    """Whether there are dates near 1900 beside 1900-01-01 itself."""
    places = [columns.at[what] for what in ("start", "end", "span") if what in columns.at]
    return any(has_old_dates(sample.cells(place)) for place in places)


def _of_literals(table: Table) -> Iterator[ReadingNote]:
    for sort, count in sorted(table.sorts.items()):
        text = "tagged with a language" if sort.startswith("@") else "typed literals"
        yield ReadingNote(table.file, "literal", f"{count} cells {text} ({sort}) are read as plain text")


def _counted(rows: Iterator[Row], places: list[int], counts: list[int]) -> Iterator[Row]:
    """The rows, with a count of what stands in columns that are not read."""
    if not places:
        yield from rows
        return
    for number, cells in rows:
        if cells.__class__ is list:
            width = len(cells)
            for place in places:
                if place < width and cells[place]:
                    counts[place] += 1
        yield number, cells


def _after(columns: Columns, loose: LooseRows) -> list[str]:
    """What every row ends with: the constants, what its group says, and a blank."""
    group = [loose.group] if columns.grouped else []
    return [*columns.constants.values(), *group, ""]


def _place(columns: Columns, name: str) -> int:
    """Where it stands in a row that ends with the constants, the group and a blank."""
    names = [*columns.constants, *([columns.grouped] if columns.grouped else [])]
    after = {name: place - len(names) - 1 for place, name in enumerate(names)}
    return columns.at.get(name, after.get(name, -1))


def _group(
    columns: Columns, names: tuple[str, ...], meaning: Callable[[tuple[str, ...]], Meaning]
) -> tuple[Callable[[list[str]], Any], MeaningCache[Meaning]]:
    """How to take those of these cells that the table has, and what they mean, as `meaning` tells of all of them."""
    there = [place for place, name in enumerate(names) if columns.has(name)]
    take = itemgetter(*([_place(columns, names[place]) for place in there] or [-1]))

    def of(found: str | tuple[str, ...]) -> Meaning:
        cells = [""] * len(names)
        for place, cell in zip(there, (found,) if isinstance(found, str) else found, strict=False):
            cells[place] = cell
        return meaning(tuple(cells))

    return take, MeaningCache(of)


def _cut(row: list[str] | str, width: int) -> list[str]:
    if isinstance(row, str):
        raise CellError(row)
    if len(row) < width or any(row[width:]):
        raise CellError(
            f"the row has {len(row)} cells, but there are {width} headings; put cells that contain the separator "
            "in quotation marks"
        )
    return row[:width]
