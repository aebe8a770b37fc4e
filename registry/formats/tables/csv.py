"""Tables as CSV (RFC 4180), one row per tenure; cells parted by commas, or as they come: semicolons, tabs, bars.

What each column holds is guessed from its heading, or said: headings.py. What a cell may say: cells.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, Statement
from registry.formats.tables import writer
from registry.formats.tables.text_file import read_text, text_columns, write_text
from registry.formats.tables.text_lines import delimiter_of, looks_like_table

NAME = "csv"
TITLE = "CSV, one row per tenure"

GENERAL = True
EXCLUSIVE = False
ASKS = frozenset({"columns", "organization", "seats", "encoding", "wide"})

SUFFIX = ".csv"
SAYS = writer.SAYS
says_date = writer.says_date

_BETWEEN = ",;\t|"


def recognises(path: Path, head: bytes) -> bool:
    """A text with headings that are known, parted by anything but tabs; of another table by its name."""
    found = delimiter_of(head, _BETWEEN)
    return found != "\t" if found else path.suffix.lower() == ".csv" and looks_like_table(head, _BETWEEN)


def columns_of(path: Path, reading: ReadingOptions) -> tuple[tuple[str, str], ...]:
    """What each column holds, and its heading; also those that are not read. Raises FormatError."""
    return text_columns(path, reading, _BETWEEN)


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every row as a tenure."""
    yield from read_text(path, reading, _BETWEEN)


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """A row a tenure."""
    return write_text(picture, path, ",")
