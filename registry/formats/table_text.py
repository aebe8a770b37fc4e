"""Tables as text files, read and written alike whatever stands between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.intake import Reading
from registry.domain.picture import Picture
from registry.domain.upstream import Given, Left
from registry.formats.protocol import dataset_of
from registry.formats.table_columns import columns_among
from registry.formats.table_lines import open_table
from registry.formats.table_rows import tenures
from registry.formats.table_written import COLUMNS, parts


def text_columns(path: Path, reading: Reading, between: str) -> tuple[tuple[str, str], ...]:
    """What each column holds; `between`: the signs that may stand between cells. Raises FormatError."""
    with open_table(path, between) as table:
        return columns_among(table.headings, reading.columns, path.name).told


def read_text(path: Path, reading: Reading, between: str) -> Iterator[Given]:
    """Every row as a tenure."""
    with open_table(path, between) as table:
        columns = columns_among(table.headings, reading.columns, path.name)
        yield from tenures(table, columns, reading, dataset_of(path, reading))


def write_text(picture: Picture, path: Path, delimiter: str) -> Sequence[Left]:
    """A row a tenure."""
    left: list[Left] = []
    with path.open("w", encoding="utf-8", newline="") as file:
        line = _Line(delimiter)
        file.write(f"{line.of(COLUMNS)}\n")
        # What is said of a person or a role stands in many rows and is put into quotation marks once.
        for person, post, tenure in parts(picture, left, line.of):
            file.write(f"{person}{delimiter}{post}{delimiter}{line.of(tenure)}\n")
    return left


class _Line(io.StringIO):
    """Cells as csv writes them; most need no quotation marks, and it takes longer to see that of each."""

    def __init__(self, delimiter: str) -> None:
        super().__init__(newline="")
        self._delimiter = delimiter
        self._row = csv.writer(self, delimiter=delimiter, lineterminator="").writerow

    def of(self, cells: Sequence[str]) -> str:
        line = self._delimiter.join(cells)
        if '"' not in line and "\n" not in line and line.count(self._delimiter) == len(cells) - 1:
            return line
        self.seek(0)
        self.truncate()
        self._row(cells)
        return self.getvalue()
