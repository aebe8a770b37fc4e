"""A list of who was in office: a name a line, or a table with the columns `name` and `role`. Reads text, knows no one.

The table's first line is its heading; its cells stand apart by tabs, commas or semicolons, in quotation marks where a
cell has one of them (CSV, RFC 4180, but a cell is one line). Blank lines and those that begin with # are left out.
UTF-8, with or without a byte-order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from registry.domain.errors import RegistryError
from registry.domain.names.text_hygiene import shown, tidy, unfit

LARGEST = 10_000_000  # bytes; more is some other file
_LONGEST = 1_000  # characters; composing a million accents takes minutes
_COLUMNS = ("name", "role")
_BETWEEN = "\t,;"


class RosterError(RegistryError):
    """A list that cannot be read: which line, and why."""


class Entry(NamedTuple):
    """One that is listed: the number of the line, the name, and the role if it is said."""

    line: int
    name: str
    role: str | None = None


def read_roster(file: Path | BinaryIO) -> list[Entry]:
    """Who is listed, in the order of the list. Raises RosterError."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    else:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise RosterError(f"the list is longer than {LARGEST:,} bytes; give a text with one name per line")
    entries = list(_entries(_lines(content)))
    if not entries:
        raise RosterError("the list is empty; give one name per line, or a table with the columns name and role")
    return entries


def _lines(content: bytes) -> list[tuple[int, str]]:
    """The lines that say something, and their numbers."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RosterError("the list is in UTF-16; save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RosterError(
            f"line {line} of the list has the byte 0x{content[error.start]:02x}, which is not UTF-8; save it as UTF-8"
        ) from error
    lines = enumerate(io.StringIO(text, newline=None), start=1)
    told = ((number, line.rstrip("\n")) for number, line in lines)
    return [(number, line) for number, line in told if line.strip() and not line.lstrip().startswith("#")]


def _entries(lines: list[tuple[int, str]]) -> Iterator[Entry]:
    heading = _heading(*lines[0]) if lines else None
    if heading is None:
        yield from (Entry(number, _cell(number, "name", line)) for number, line in lines)
        return
    between, columns = heading
    for number, line in lines[1:]:
        cells = _cells(number, line, between)
        if len(cells) > len(columns):
            raise RosterError(
                f"line {number} of the list has {len(cells)} cells, but the heading has {len(columns)}; put cells "
                "that contain a comma in quotation marks"
            )
        row = {column: _cell(number, column, cell) for column, cell in zip(columns, cells, strict=False) if cell}
        if "name" not in row:
            raise RosterError(f"line {number} of the list has no name; give one, or remove the line")
        yield Entry(number, row["name"], row.get("role"))


def _heading(number: int, line: str) -> tuple[str, list[str]] | None:
    """What stands between the cells, and the columns; None if the line is a name as any other."""
    for between in _BETWEEN:
        columns = [cell.lower() for cell in _cells(number, line, between)] if between in line else []
        if "name" in columns:
            unknown = [column for column in columns if column not in _COLUMNS]
            if unknown or len(set(columns)) < len(columns):
                raise RosterError(
                    f"line {number} of the list, its heading, has the columns {shown(', '.join(columns))}; "
                    "the columns must be name and role, once each; remove the others"
                )
            return between, columns
    return (",", ["name"]) if line.strip().lower() == "name" else None


def _cells(number: int, line: str, between: str) -> list[str]:
    try:
        (cells,) = csv.reader([line], delimiter=between, strict=True)
    except csv.Error as error:
        raise RosterError(f"line {number} of the list cannot be read ({error}); check its quotation marks") from error
    return [cell.strip() for cell in cells]


def _cell(number: int, column: str, text: str) -> str:
    """The name or role, tidy. Raises RosterError for what cannot be one."""
    if len(text) > _LONGEST:
        raise RosterError(f"line {number} of the list: the {column} {shown(text)} is longer than any {column}")
    found = unfit(text)
    if found:
        raise RosterError(f"line {number} of the list: the {column} {shown(text)} has {found}; leave it out")
    cell = tidy(text)
    if not cell:
        raise RosterError(f"line {number} of the list: the {column} {shown(text)} has no visible character")
    return cell
