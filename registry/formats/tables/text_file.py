"""Tables as text files, read and written alike whatever stands between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, Statement
from registry.formats.protocol import dataset_of
from registry.formats.tables.columns.of_table import columns_of_table, laid_out
from registry.formats.tables.rows import tenures
from registry.formats.tables.text_lines import open_table
from registry.formats.tables.writer import columns_of, parts


def text_columns(path: Path, reading: ReadingOptions, between: str) -> tuple[tuple[str, str], ...]:
    """What each column holds; `between`: the signs that may stand between cells. Raises FormatError."""
    with open_table(path, between, reading.encoding) as opened:
        table = laid_out(opened, reading)
        return columns_of_table(table, reading).told


def read_text(path: Path, reading: ReadingOptions, between: str) -> Iterator[Statement]:
    """Every row as a tenure."""
    with open_table(path, between, reading.encoding) as opened:
        table = laid_out(opened, reading)
        columns = columns_of_table(table, reading)
        yield from tenures(table, columns, reading, dataset_of(path, reading))


def write_text(picture: ExportView, path: Path, delimiter: str) -> Sequence[SkippedStatement]:
    """A row a tenure."""
    left: list[SkippedStatement] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = _Lines(delimiter)
        file.write(f"{lines.of([columns_of(picture)])[0]}\n")
        for lot in parts(picture, left, lines.of):
            file.write("\n".join([*map(delimiter.join, lot), ""]))
    return left


class _Lines(io.StringIO):
    """Cells as csv writes them; most need no quotation marks, and it takes longer to see that of each."""

    def __init__(self, delimiter: str) -> None:
        super().__init__(newline="")
        self._delimiter = delimiter
        # Before Python 3.13 csv puts into quotation marks only those line breaks with which it ends lines itself.
        self._row = csv.writer(self, delimiter=delimiter, lineterminator="\r\n").writerow

    def of(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """A line of each row; they have as many cells."""
        lines = list(map(self._delimiter.join, rows))
        if self._is_plain("".join(lines), sum(map(len, rows)) - len(rows)):
            return lines
        return [
            line if self._is_plain(line, len(row) - 1) else self._quoted(row)
            for line, row in zip(lines, rows, strict=True)
        ]

    def _is_plain(self, text: str, between: int) -> bool:
        if '"' in text or "\n" in text or "\r" in text:
            return False
        return text.count(self._delimiter) == between

    def _quoted(self, cells: Sequence[str]) -> str:
        self.seek(0)
        self.truncate()
        self._row(cells)
        return self.getvalue().removesuffix("\r\n")
