"""Our own JSON lines: a row of a table of the data package on each line, tables and rows in its order. Lossless.

`{"table": "people", "slug": "ann-lee", "name": "Ann Lee"}`: things are named by their slugs, what is not known is left
out. What a row means is the caller's to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from registry.domain.exchange.export_view import FIELDS, OURS, ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.domain.history.seals import PackageSeal, RowsDigest
from registry.domain.names.text_hygiene import shown
from registry.formats.documents import FormatError, json_lines
from registry.formats.own.datapackage import Row, add_older
from registry.formats.own.package_seals import SEALS, cells_of, closed
from registry.formats.own.package_tables import OLDER_TABLES, SEALED, TABLES

NAME = "jsonl"
TITLE = "registry JSON lines"

SUFFIX = ".jsonl"
SAYS = FIELDS | OURS.keys()

_FIRST = '{"table":'
_READ = {**TABLES, **OLDER_TABLES, SEALS: SEALED}


def says_date(_: str) -> bool:
    """Any: as it is."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write every row, and the seals; only one row is in memory."""
    seals, digest = picture.seals(), RowsDigest()
    with path.open("w", encoding="utf-8", newline="") as file:
        for table, kept in TABLES.items():
            rows = picture.rows(table)
            file.writelines(_lines(table, kept.columns, _digested(table, rows, digest) if seals else rows))
        file.writelines(_lines(SEALS, SEALED.columns, [_filled(seal) for seal in closed(seals, digest)]))
    return ()


def _digested(table: str, rows: Iterable[tuple[object, ...]], digest: RowsDigest) -> Iterator[tuple[object, ...]]:
    columns = TABLES[table].columns
    for row in rows:
        digest.add(table, dict(zip(columns, row, strict=True)))
        yield row


def _filled(seal: PackageSeal) -> tuple[str | None, ...]:
    return tuple(cell or None for cell in cells_of(seal))


def _lines(table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Put together by hand, as a dict and its encoding take twice as long."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    opening = f"{_FIRST} {encode(table)}"
    keys = [f", {encode(column)}: " for column in columns]
    for row in rows:
        cells = [key + encode(cell) for key, cell in zip(keys, row, strict=True) if cell is not None]
        yield f"{opening}{''.join(cells)}}}\n"


def is_ours(path: Path) -> bool:
    """Whether the file begins with a row of one of our tables."""
    with path.open("rb") as file:
        line = file.readline(1_000).decode("utf-8-sig", "replace")
    table = line.replace(_FIRST, "", 1).strip().split('"')[1:2] if line.startswith(_FIRST) else []
    return bool(table) and table[0] in _READ


def read_rows(path: Path) -> dict[str, list[Row]]:
    """The rows of every table, in the order of TABLES, then the seals. Raises FormatError with the line's number."""
    found: dict[str, list[Row]] = {table: [] for table in (*TABLES, SEALS)}
    for place, entry in json_lines(path):
        table, cells = _read(place, entry)
        if table in OLDER_TABLES:
            add_older(found, table, [Row(place, cells)])
        else:
            found[table].append(Row(place, cells))
    return found


def _read(place: str, entry: Any) -> tuple[str, dict[str, str | None]]:
    if not isinstance(entry, dict) or not isinstance(entry.get("table"), str):
        raise FormatError(f'{place} is not a row of a table; one is like {{"table": "people", "slug": "ann-lee", …}}')
    table = entry.pop("table")
    if table not in _READ:
        raise FormatError(f"{place}: no table {shown(table)}; there are {', '.join(TABLES)}")
    columns = _READ[table].columns
    for column, value in entry.items():
        if column not in columns:
            raise FormatError(f"{place}: {table} have no {shown(column)}; they have {', '.join(columns)}")
        if not isinstance(value, str | int | None):
            raise FormatError(f"{place}: {column} {shown(value)} is neither text nor a number")
    missing = [column for column in _READ[table].required if entry.get(column) in (None, "")]
    if missing:
        raise FormatError(f"{place} has no {missing[0]}; every row of {table} needs one")
    return table, {column: _cell(entry.get(column)) for column in columns}


def _cell(value: str | int | None) -> str | None:
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None or value == "" else str(value)
