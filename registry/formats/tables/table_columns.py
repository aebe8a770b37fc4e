"""Which column of an opened table holds what: by its headings, its first rows, and as somebody says. Pure."""

from __future__ import annotations

from registry.domain.exchange.import_report import ReadingOptions
from registry.formats.tables.headings import Columns, columns_among
from registry.formats.tables.layout.loose_rows import has_groups
from registry.formats.tables.text_lines import Table


def columns_of_table(table: Table, reading: ReadingOptions) -> Columns:
    """Raises FormatError where not enough is known, and for columns that must not go unread."""
    rows = [cells for _, cells in table.first if isinstance(cells, list)]
    return columns_among(table.headings, reading.columns, table.file, rows, has_groups=has_groups(table.first))
