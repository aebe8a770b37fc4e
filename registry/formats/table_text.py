"""Tables as text files, read and written alike whatever stands between the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from registry.domain.intake import Reading
from registry.domain.picture import Picture
from registry.domain.upstream import Given, Left
from registry.formats.protocol import dataset_of
from registry.formats.table_columns import columns_among
from registry.formats.table_lines import open_table
from registry.formats.table_rows import tenures
from registry.formats.table_written import COLUMNS, rows


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
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows(picture, left))
    return left
