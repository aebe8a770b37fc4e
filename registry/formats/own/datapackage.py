"""The registry as a Tabular Data Package: datapackage.json and one CSV a table. Lossless for what is recorded now.

Frictionless Data, https://specs.frictionlessdata.io/tabular-data-package/. Things are named by their slugs, rows are
sorted, lines end with \\n and an empty cell means unknown, so that the same registry gives the same bytes and a
change is a small diff. Reads and writes text; what a row means is the caller's to say.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from registry.domain.errors import RegistryError
from registry.domain.exchange.export_view import FIELDS, OURS, ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.domain.history.seals import PackageSeal, RowsDigest
from registry.domain.names.text_hygiene import one_line
from registry.formats.own.descriptor import descriptor
from registry.formats.own.package_seals import SEALS, cells_of, closed
from registry.formats.own.package_tables import OLDER_TABLES, SEALED, TABLES, Table

NAME = "package"
TITLE = "registry data package: a folder of CSV files"
SUFFIX = ""
SAYS = FIELDS | OURS.keys()

DESCRIPTOR = "datapackage.json"
_LONGEST_CELL = 1_000_000  # characters; more is a broken quotation mark, not a cell


class PackageError(RegistryError):
    """A package that cannot be read: which file, which line, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a CSV: where it stands and its cells, None where empty."""

    place: str
    cells: dict[str, str | None]


def read_package(folder: Path) -> dict[str, list[Row]]:
    """The rows of every table in `folder`, in the order of TABLES, and last its seals. Raises PackageError."""
    if not folder.is_dir():
        raise PackageError(f"no folder {str(folder)!r}; give the folder that holds {DESCRIPTOR}")
    if not (folder / DESCRIPTOR).is_file():
        raise PackageError(f"{str(folder)!r} holds no {DESCRIPTOR}, so it is not a package of this registry")
    found = {name: _read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    for name, table in OLDER_TABLES.items():
        add_older(found, name, _read_table(folder / f"{name}.csv", table))
    return {**found, SEALS: _read_table(folder / f"{SEALS}.csv", SEALED)}


def add_older(found: dict[str, list[Row]], table: str, rows: Iterable[Row]) -> None:
    """Add rows of a table of older packages to those of the table that they became."""
    for row in rows:
        cells, other = dict(row.cells), "parent" if table == "organization_parents" else "other"
        relation = "organization_relations" if table == "organization_parents" else "role_relations"
        kind = "part of" if other == "parent" else "excludes"
        known = {"kind": kind, "status": "accepted", "other": cells.pop(other), **cells}
        found[relation].append(Row(row.place, {column: known.get(column) for column in TABLES[relation].columns}))


def write_package(
    folder: Path, tables: Mapping[str, Iterable[tuple[str | None, ...]]], seals: Sequence[PackageSeal] = ()
) -> None:
    """Write every table's rows, sorted by their cells, the seals, and the descriptor."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = RowsDigest()
    for name, table in TABLES.items():
        rows = sorted(tuple(cell or "" for cell in row) for row in tables[name])
        _write_table(folder, name, table, rows)
        if seals:
            for row in rows:
                digest.add(name, dict(zip(table.columns, row, strict=True)))
    # Also without any: those of a former package in the folder would be of other rows.
    _write_table(folder, SEALS, SEALED, list(map(cells_of, closed(seals, digest))))
    text = json.dumps(descriptor(), indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="")


def _write_table(folder: Path, name: str, table: Table, rows: Sequence[tuple[str, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([table.columns, *rows])


def says_date(_: str) -> bool:
    """Any: as it is."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write all tables into the folder."""
    write_package(path, {table: map(_cells, picture.rows(table)) for table in TABLES}, picture.seals())
    return ()


def _cells(row: tuple[object, ...]) -> tuple[str | None, ...]:
    return tuple(None if cell is None else str(cell) for cell in row)


def _read_table(path: Path, table: Table) -> list[Row]:
    if not path.is_file():
        return []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            heading = _heading(path, next(lines, []), table)
            return [_row(f"{path.name}, line {lines.line_num}", cells, heading, table) for cells in lines if cells]
    except UnicodeDecodeError as error:
        raise PackageError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise PackageError(f"{path.name} is not CSV that can be read: {error}") from error


def _heading(path: Path, heading: list[str], table: Table) -> list[str]:
    """The columns that there are. An older package has fewer: what may be empty may be missing."""
    expected = [column for column in table.columns if column in heading or column in table.required]
    if heading != expected:
        found = one_line(", ".join(heading), 200) or "(none)"
        raise PackageError(f"{path.name} has the columns {found}; they must be {', '.join(table.columns)}")
    return heading


def _row(place: str, cells: list[str], heading: list[str], table: Table) -> Row:
    if len(cells) != len(heading):
        raise PackageError(f"{place}: {len(cells)} cells where there are {len(heading)} columns")
    given = dict(zip(heading, cells, strict=True))
    return Row(place, {column: given.get(column) or None for column in table.columns})
