"""Tables as text (CSV, RFC 4180, and its kin): their encoding, what stands between the cells, and their heading.

UTF-8, or UTF-16 with its mark; what else it could be is not guessed. However long a line or a cell is, only so much of
it is held in memory.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from registry.formats.documents import FormatError
from registry.formats.tables.headings import guessed

_LONGEST_LINE = 16_000_000  # characters
_LONGEST_CELL = 1_000_000  # more is an open quotation mark; the same as for the package, as csv has one limit for all
_HEAD = 65_536  # bytes by which the file is known
_ABOVE = 10  # rows that may stand above the heading
_FEW = 2  # headings that make a heading
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Row = tuple[int, list[str] | str]  # its number, and its cells or why it cannot be read


@dataclass(frozen=True, slots=True)
class Table:
    """`where`: what stands before the number of a row in a message."""

    file: str
    where: str
    headings: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def open_table(path: Path, between: str) -> Iterator[Table]:
    """The table, while it is open; `between`: what may stand between its cells. Raises FormatError, also on reading."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        encoding = _encoding(head, path.name)
        delimiter = delimiter_of(head, between) or _commonest(head, between)
        with path.open(encoding=encoding, newline="") as text:
            reader = csv.reader(_lines(text, path, encoding), delimiter=delimiter, strict=True)
            yield table_of(path.name, f"{path.name}, line ", _records(reader, path.name))
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}") from error


def table_of(file: str, where: str, rows: Iterator[Row]) -> Table:
    """What stands below the heading: the first row with headings that are known, else the first of several cells."""
    first = list(islice(rows, _ABOVE + 1))
    read = [(place, cells) for place, (_, cells) in enumerate(first) if isinstance(cells, list)]
    fit = [place for place, cells in read if len(guessed(cells)) >= _FEW]
    fit += [place for place, cells in read if sum(map(bool, cells)) > 1]
    if not fit:
        wrong = next((f": {cells}" for _, cells in first if isinstance(cells, str)), "")
        raise FormatError(f"{file} has no line with the headings of a table{wrong}; give each column a heading")
    cells = first[fit[0]][1]
    headings = tuple(str(cell).strip() or f"(column {number})" for number, cell in enumerate(cells, 1))
    return Table(file, where, headings, chain(first[fit[0] + 1 :], rows))


def delimiter_of(head: bytes, between: str) -> str | None:
    """What stands between the cells of the row with the most headings that are known; None if no row has any."""
    text = _decoded(head)
    if text.lstrip().startswith(("{", "[", "<")) or "\0" in text:
        return None
    known = {each: max((len(guessed(row)) for row in _first_rows(text, each)), default=0) for each in between}
    best = max(between, key=lambda each: known[each])
    return best if known[best] else None


def _commonest(head: bytes, between: str) -> str:
    rows = {each: _first_rows(_decoded(head), each) for each in between}
    return max(between, key=lambda each: max(map(len, rows[each]), default=0))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """Those of several cells."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ABOVE + 1)
    return [row for row in rows if len(row) > 1]


def _decoded(head: bytes) -> str:
    encoding = "utf-16" if head.startswith(_UTF_16) else "utf-8-sig"
    return codecs.getincrementaldecoder(encoding)("ignore").decode(head)


def _encoding(head: bytes, file: str) -> str:
    if head.startswith(_UTF_16):
        return "utf-16"
    if b"\0" in head:
        raise FormatError(
            f"{file} has a NUL at byte {head.index(0)}, so it is no text, or one in UTF-16 without its mark; "
            "save it as UTF-8"
        )
    return "utf-8-sig"


def _lines(text: TextIO, path: Path, encoding: str) -> Iterator[str]:
    number = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise FormatError(
                    f"{path.name}, line {number} has {_LONGEST_LINE // 1_000_000} million characters and no end, "
                    "so it is no line of a table"
                )
            if "\0" in line:
                raise FormatError(f"{path.name}, line {number} has a NUL, so it is damaged; save it anew as UTF-8")
            yield line
    except UnicodeDecodeError as error:
        raise FormatError(_undecodable(path, encoding)) from error


def _undecodable(path: Path, encoding: str) -> str:
    """Where it stops being text: the decoder of a stream only knows the place within its last piece."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = lines = 0
    with path.open("rb") as file:
        for piece in chain(iter(lambda: file.read(_HEAD), b""), [b""]):
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                byte, line = before - held + error.start, lines + piece.count(b"\n", 0, max(error.start - held, 0)) + 1
                found = f" (0x{error.object[error.start]:02x})"
                name = "UTF-8" if encoding != "utf-16" else "the UTF-16 that its first bytes promise"
                return f"{path.name}, line {line}: byte {byte}{found} is not {name}; save the file as UTF-8"
            before += len(piece)
            lines += piece.count(b"\n")
    return f"{path.name} changed while it was read; import it again"


def _records(reader: Iterator[list[str]], file: str) -> Iterator[Row]:
    """The rows that are not empty, by the number of their first line."""
    lines: int = 0
    while True:
        number = lines + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines = reader.line_num  # type: ignore[attr-defined]
            if "field larger" in str(error) or "unexpected end" in str(error):
                raise FormatError(_never_closed(file, number)) from error
            span = f", which runs to line {lines}," if lines > number else ""
            yield (
                number,
                f"the row{span} has a quotation mark that is out of place ({error}); double it, or take it out",
            )
        else:
            lines = reader.line_num  # type: ignore[attr-defined]
            if cells:
                yield number, cells


def _never_closed(file: str, number: int) -> str:
    return f"{file}: in the row of line {number} a quotation mark is opened and not closed; close it, or take it out"
