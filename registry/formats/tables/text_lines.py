"""Tables as text (CSV, RFC 4180, and its kin): what stands between the cells, and the rows with their line numbers.

However long a line or a cell is, only so much of it is held in memory.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from registry.domain.exchange.statements import ReadingNote
from registry.formats.documents import FormatError
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.layout.encoding import encoding_of, encoding_of_head, name_of
from registry.formats.tables.layout.heading_rows import ABOVE, Row, heading_among, heading_error
from registry.formats.tables.layout.literals import has_literals, is_of_a_query, plain_rows

_LONGEST_LINE = 16_000_000  # characters
_LONGEST_CELL = 1_000_000  # more is an open quotation mark; the same as for the package, as csv has one limit for all
_HEAD = 65_536  # bytes by which the file is known
_LOOKED_AT = 200  # rows by which is seen what the columns hold


@dataclass(frozen=True, slots=True)
class Table:
    """`where`: what stands before the number of a row in a message; `first`: rows that are among `rows`, too.

    `notes`: how it was read; `sorts`: how many cells of a query service had which language or type.
    """

    file: str
    where: str
    headings: tuple[str, ...]
    rows: Iterator[Row]
    first: tuple[Row, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    sorts: Mapping[str, int] = field(default_factory=dict)


@contextmanager
def open_table(path: Path, between: str, encoding: str | None = None) -> Iterator[Table]:
    """The table, while it is open; `between`: what may stand between its cells; `encoding`: if somebody says it.

    Raises FormatError, also on reading.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        found = encoding_of(path, encoding)
        _refuse_zeros(head, found, path.name)
        delimiter = delimiter_of(head, between, found) or _commonest(head, between, found)
        decoded = _decoded(head, found)
        is_query = delimiter == "\t" and is_of_a_query(decoded.split("\n", 1)[0])
        is_typed = is_query or has_literals(decoded)
        with path.open(encoding=found, newline="") as text:
            lines = _lines(text, path, found)
            if is_query:  # which has quotation marks within its cells, and none around them
                reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
            else:
                reader = csv.reader(lines, delimiter=delimiter, strict=True)
            sorts: dict[str, int] = {}
            rows = _records(reader, path.name)
            rows = plain_rows(rows, sorts) if is_typed else rows
            notes = _of_encoding(path.name, found, given=encoding is not None)
            yield table_of(path.name, f"{path.name}, line ", rows, notes, sorts)
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}") from error


def _of_encoding(file: str, encoding: str, *, given: bool) -> tuple[ReadingNote, ...]:
    if encoding == "utf-8-sig" or given:
        return ()
    text = f"the encoding is {name_of(encoding)} judging by the file (change it with --encoding)"
    return (ReadingNote(file, "encoding", text),)


def table_of(
    file: str,
    where: str,
    rows: Iterator[Row],
    notes: tuple[ReadingNote, ...] = (),
    sorts: Mapping[str, int] | None = None,
) -> Table:
    """What stands below the heading (layout/heading_rows.py). Raises FormatError without one."""
    first = list(islice(rows, ABOVE + _LOOKED_AT))
    heading = heading_among(first, where)
    if heading is None:
        raise FormatError(heading_error(first[: ABOVE + 1], file))
    below = first[heading.after :]
    notes = (*notes, *heading.notes)
    return Table(file, where, heading.headings, chain(below, rows), tuple(below), notes, sorts or {})


def delimiter_of(head: bytes, between: str, encoding: str | None = None) -> str | None:
    """What stands between the cells of the row with the most headings that are known; None if no row has any."""
    text = _decoded(head, encoding)
    if text.lstrip().startswith(("{", "[", "<")) or "\0" in text:
        return None
    known = {each: max((len(guessed(row)) for row in _first_rows(text, each)), default=0) for each in between}
    best = max(between, key=lambda each: known[each])
    return best if known[best] else None


def looks_like_table(head: bytes, between: str) -> bool:
    """Whether the first rows have as many cells as each other, by one of these signs; whatever their headings are."""
    text = _decoded(head)
    if text.lstrip().startswith(("{", "[", "<")) or "\0" in text:
        return False
    widths = [[len(row) for row in _first_rows(text, each)] for each in between]
    return any(len(found) > 1 and len(set(found)) == 1 for found in widths)


def _commonest(head: bytes, between: str, encoding: str) -> str:
    rows = {each: _first_rows(_decoded(head, encoding), each) for each in between}
    return max(between, key=lambda each: max(map(len, rows[each]), default=0))


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    """Those of several cells."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ABOVE + 1)
    return [row for row in rows if len(row) > 1]


def _decoded(head: bytes, encoding: str | None = None) -> str:
    found = encoding or encoding_of_head(head)
    return codecs.getincrementaldecoder(found)("ignore").decode(head).removeprefix("\ufeff")


def _refuse_zeros(head: bytes, encoding: str, file: str) -> None:
    if b"\0" in head and not encoding.startswith(("utf-16", "utf-32")):
        raise FormatError(
            f"{file} has a NUL at byte {head.index(0)}, so it is not text; save it as UTF-8, or give its --encoding"
        )


def _lines(text: TextIO, path: Path, encoding: str) -> Iterator[str]:
    number = 0
    try:
        while line := text.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE:
                raise FormatError(
                    f"{path.name}, line {number} has {_LONGEST_LINE // 1000000} million characters without an "
                    "end, so it is not a line of a table"
                )
            if "\0" in line:
                raise FormatError(f"{path.name}, line {number} has a NUL, so it is damaged; save it again as UTF-8")
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
                return (
                    f"{path.name}, line {line}: byte {byte}{found} is not {name_of(encoding)}; save the file as UTF-8, "
                    "or give its --encoding"
                )
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
                f"the row{span} has a misplaced quotation mark ({error}); double it, or remove it",
            )
        else:
            lines = reader.line_num  # type: ignore[attr-defined]
            if cells:
                yield number, cells


def _never_closed(file: str, number: int) -> str:
    return f"{file}: in the row of line {number} a quotation mark is never closed; close it, or remove it"
