"""Which column of an opened table holds what: by its headings, its first rows, and as somebody says. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import ReadingNote
from registry.formats.documents import FormatError
from registry.formats.tables.headings import Columns, columns_among
from registry.formats.tables.layout.loose_rows import has_groups
from registry.formats.tables.layout.several_terms import with_one_tenure_a_row
from registry.formats.tables.layout.wide import turned
from registry.formats.tables.text_lines import Table

_EXCLUSIVE = re.compile(
    r"\b(?:exclusive|excl|exklusive?|exclu|exclue|exclusivo|esclus[oa]|not included|non inclus[ea]?|no incluido)\b",
    re.I,
)


def laid_out(table: Table, reading: ReadingOptions) -> Table:
    """The table with one row per tenure. Raises FormatError for a wide table where --wide is not said."""
    table = with_one_tenure_a_row(table)
    if not reading.wide and "person" in dict(reading.columns):
        return table
    found = turned(table, wide=reading.wide)
    if found is table:
        return table
    notes = [ReadingNote(table.file, "turned", f"the table is wide: read as {len(found.first)} tenures")]
    return replace(found, notes=(*table.notes, *notes))


def columns_of_table(table: Table, reading: ReadingOptions) -> Columns:
    """Raises FormatError where not enough is known, and for columns that must not go unread."""
    rows = [cells for _, cells in table.first if isinstance(cells, list)]
    found = columns_among(table.headings, reading.columns, table.file, rows, has_groups=has_groups(table.first))
    if reading.exclusive is None:
        _refuse_exclusive(table, found)
    return found


def _refuse_exclusive(table: Table, columns: Columns) -> None:
    """Raises FormatError where a heading says that an end is the day after the last one, and nobody else does."""
    for what in ("end", "span"):
        heading = table.headings[columns.at[what]] if what in columns.at else ""
        if _EXCLUSIVE.search(heading):
            raise FormatError(
                f"{table.file}: the heading {heading!r} says that an end is the day after the last one; give "
                "--ends exclusive to record the last day, or --ends inclusive if it is the last day"
            )
