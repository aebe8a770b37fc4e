"""The rows of a table as tenures, with the people, roles and organizations that they name.

Ten million rows go through here: where each cell stands is found out once, and so is what the same cells mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, Statement, TenureStatement
from registry.formats.tables.cells import (
    CITED,
    WORDS,
    CellError,
    Meaning,
    MeaningCache,
    end_of,
    sources_in,
    start_of,
    text_of,
    words_of,
)
from registry.formats.tables.entities import PERSON, POST, TableEntities, named
from registry.formats.tables.headings import Columns
from registry.formats.tables.predecessors import Predecessors
from registry.formats.tables.text_lines import Table


def tenures(table: Table, columns: Columns, reading: ReadingOptions, scheme: str) -> Iterator[Statement]:
    """What the rows say; `scheme`: of the people's ids, where they are not known to be another's."""
    order = reading.date_order
    things = TableEntities(columns, reading, scheme)
    of_person = (*PERSON, *(f"id:{each}" for each in columns.schemes()))
    who, people = _group(columns, of_person, things.person)
    what, posts = _group(columns, POST, things.post)
    since, starts = _group(columns, ("start", "start_precision"), partial(start_of, order=order))
    until, ends = _group(columns, ("end", "end_precision"), partial(end_of, order=order))
    worded, words = _group(columns, WORDS, words_of)
    cited, sources = _group(columns, CITED, partial(sources_in, order=order))
    own = itemgetter(*(_place(columns, name) for name in ("key", "replaces_key", "note", "replaces")))
    only_named = [name for name in of_person if columns.has(name)] == ["person"]
    person_of = named if only_named else people.__getitem__  # to remember names takes longer than to read them
    predecessors = Predecessors() if columns.has("replaces") else None
    width, after, where, new = len(table.headings), [*columns.constants.values(), ""], table.where, tuple.__new__
    for number, row in table.rows:
        place = things.place = f"{where}{number}"
        try:
            cells = row if len(row) == width and row.__class__ is list else _cut(row, width)
            cells += after
            person, name = person_of(who(cells))
            post = posts[what(cells)]
            kind, status, rank, how, reason = words[worded(cells)]
            key, replaces, note, replaced = own(cells)
            # As TenureStatement(...), which takes three times as long.
            held = new(TenureStatement, (
                person, post, place, text_of(key) if key else None, starts[since(cells)], ends[until(cells)], kind,
                status, rank, how, reason, text_of(replaces) if replaces else None, text_of(note) if note else None,
                sources[cited(cells)],
            ))  # fmt: skip
        except RegistryError as error:
            if any(map(str.strip, row[:width])):
                yield SkippedStatement(place, str(error))
            continue
        if things.met:
            yield from things.met
            things.met.clear()
        if predecessors is None:
            yield held
        else:
            yield from predecessors.of(held, name, replaced)
    if predecessors is not None:
        yield from predecessors.rest()
    yield from things.parents()


def _place(columns: Columns, name: str) -> int:
    """Where it stands in a row that ends with the constants and a blank."""
    constants = {constant: place - len(columns.constants) - 1 for place, constant in enumerate(columns.constants)}
    return columns.at.get(name, constants.get(name, -1))


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
            f"the row has {len(row)} cells, and there are {width} headings; put what has the sign between the cells "
            "in it in quotation marks"
        )
    return row[:width]
