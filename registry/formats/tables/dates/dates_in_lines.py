"""Several starts in the lines of one cell, and as many ends in those of another: a tenure each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import ReadingNote, Statement
from registry.domain.names.text_hygiene import shown

Tenures = Callable[[str, list[str], str | None], Iterable[Statement]]


def tenures_in_lines(
    tenures: Tenures, columns: Mapping[str, int], place: str, cells: list[str]
) -> list[Statement] | None:
    """The tenures of the row, the first start with the first end; None if there are not as many of both.

    `columns`: where start and end are.
    """
    if not {"start", "end"} <= columns.keys():
        return None
    starts, ends = (cells[columns[what]].split("\n") for what in ("start", "end"))
    starts, ends = (list(filter(None, map(str.strip, lines))) for lines in (starts, ends))
    if len(starts) != len(ends) or len(starts) < 2:
        return None
    found: list[Statement] = []
    for start, end in zip(starts, ends, strict=True):
        one = list(cells)
        one[columns["start"]], one[columns["end"]] = start, end
        try:
            found += tenures(place, one, None)
        except RegistryError:
            return None
    text = f"{shown(', '.join(starts))} and {shown(', '.join(ends))} are read as {len(starts)} tenures"
    return [*found, ReadingNote(place, "span", text)]
