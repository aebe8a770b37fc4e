"""Tables as XLSX workbooks, one row per tenure: the first sheet with headings is read, one sheet of texts is written.

A cell that is a date is its day; a formula is what it came to when the workbook was saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, Statement
from registry.formats.protocol import dataset_of
from registry.formats.tables import writer
from registry.formats.tables.columns.of_table import columns_of_table, laid_out
from registry.formats.tables.rows import tenures
from registry.formats.tables.workbook import is_workbook, open_workbook, write_workbook

NAME = "xlsx"
TITLE = "XLSX workbook, one row per tenure"

GENERAL = True
EXCLUSIVE = False
ASKS = frozenset({"columns", "organization", "seats", "wide"})

SUFFIX = ".xlsx"
SAYS = writer.SAYS
says_date = writer.says_date


def recognises(path: Path, head: bytes) -> bool:
    """A zip with a workbook in it."""
    return is_workbook(path, head)


def columns_of(path: Path, reading: ReadingOptions) -> tuple[tuple[str, str], ...]:
    """What each column holds, and its heading; also those that are not read. Raises FormatError."""
    with open_workbook(path) as opened:
        table = laid_out(opened, reading)
        return columns_of_table(table, reading).told


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every row as a tenure."""
    with open_workbook(path) as opened:
        table = laid_out(opened, reading)
        columns = columns_of_table(table, reading)
        yield from tenures(table, columns, reading, dataset_of(path, reading))


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """A row a tenure."""
    left: list[SkippedStatement] = []
    write_workbook(writer.rows(picture, left), writer.columns_of(picture), path, left)
    return left
