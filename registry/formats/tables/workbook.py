"""XLSX workbooks (ECMA-376, SpreadsheetML) as tables: one is read by openpyxl, one is written as plain XML.

Written by hand because openpyxl puts the hour into the file, so that no two would be alike, and is five times slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from html import escape
from itertools import chain, islice
from pathlib import Path
from string import ascii_uppercase
from typing import IO, Any

from registry.domain.exchange.statements import SkippedStatement
from registry.domain.names.text_hygiene import one_line
from registry.formats.documents import FormatError
from registry.formats.tables.cell_texts import SHOWN_AS
from registry.formats.tables.headings import guessed
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.text_lines import Table, table_of

_LARGEST = 512 * 1024 * 1024  # bytes of all parts, unpacked
_DENSEST = 200  # times as many bytes as packed; a sheet of text has 10 to 30
_MOST_ROWS = 1_048_576  # of a sheet, as Excel has it
_LONGEST_CELL = 32_767  # characters, as Excel has it
_PACKED = b"PK\x03\x04"
_AT_ONCE = 1_000  # rows that are packed together
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first hour that a zip can have: the same registry gives the same bytes

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATION = f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'{_RELATION}officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="tenures" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'{_RELATION}worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether it is a zip with a workbook in it."""
    import zipfile  # 10 ms

    if not head.startswith(_PACKED):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):  # damaged, of another version, no names
        return False


@contextmanager
def open_workbook(path: Path) -> Iterator[Table]:
    """The first sheet with headings that are known, else with any. Raises FormatError, also on reading."""
    from warnings import catch_warnings, simplefilter

    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise FormatError(
            "XLSX is read with openpyxl, which is not installed: pip install 'officeholders[xlsx]'"
        ) from error

    _refuse_a_bomb(path)
    with _damage_told(path.name), catch_warnings():
        simplefilter("ignore")  # of what openpyxl cannot keep, and nobody asked for
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        yield _first_table(path.name, book.worksheets)
    finally:
        book.close()


@contextmanager
def _damage_told(file: str) -> Iterator[None]:
    """What openpyxl raises for a damaged or a hostile workbook; XML's errors are SyntaxErrors, a password's Runtime."""
    from zipfile import BadZipFile
    from zlib import error as DamagedError  # noqa: N812

    try:
        yield
    except (
        BadZipFile, DamagedError, OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, AttributeError,
        RuntimeError, ArithmeticError, AssertionError,
    ) as error:  # fmt: skip
        why = one_line(f"{type(error).__name__}: {error}", 200)
        raise FormatError(f"{file} is not a workbook that can be read ({why}); save it again as XLSX") from error


def _refuse_a_bomb(path: Path) -> None:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise FormatError(f"{path.name} is not XLSX (an XLSX is a zip); save it as XLSX, without a password") from error
    except OSError as error:
        raise FormatError(f"{path.name} cannot be read: {error.strerror}") from error
    if not any(part.filename.startswith("xl/") for part in parts):
        raise FormatError(f"{path.name} is a zip without a workbook in it; save it as XLSX")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > _LARGEST or unpacked > _DENSEST * max(packed, 1):
        raise FormatError(
            f"{path.name} unpacks to {unpacked // 1_000_000} MB out of {packed // 1_000} kB, more than is read "
            f"({_LARGEST // 1_000_000} MB, {_DENSEST} times); save the sheet as CSV"
        )


def _first_table(file: str, sheets: Iterable[Any]) -> Table:
    first: Table | None = None
    for sheet in sheets:
        try:
            table = table_of(file, f"{file}, sheet {one_line(sheet.title, 100)}, row ", _rows(sheet, file))
        except FormatError:
            continue
        if len(guessed(table.headings)) > 1:
            first = table
            break
        first = first or table
    if first is None:
        raise FormatError(f"{file} has no sheet with the headings of a table; give each column a heading")
    width = len(first.headings)
    rows = ((number, [*cells, *[""] * (width - len(cells))]) for number, cells in first.rows)
    return replace(first, rows=rows)


def _rows(sheet: Any, file: str) -> Iterator[Row]:
    """Those that are not empty. What the sheet says of its size is often wrong, and its rows may have any number."""
    with _damage_told(file):
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_row=_MOST_ROWS), 1):
            row = [_text(cell) for cell in cells]
            if any(row):
                yield number, row


def _text(cell: Any) -> str:
    """A day for a date, 1951 for 1951.0. A time of day stays, so that it is told."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        if value.hour or value.minute or value.second:
            return value.isoformat(" ")
        return f"{value.date().isoformat()}{_shape(cell.number_format)}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=1_000)
def _shape(number_format: str) -> str:
    """Whether a date is shown as a month (`mmm-yy`) or a year (`yyyy`), after the sign that parts it from the date."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format or "").lower().partition(";")[0]
    if "d" in plain or "h" in plain or "y" not in plain:
        return ""
    return f"{SHOWN_AS}{'month' if 'm' in plain else 'year'}"


def write_workbook(
    rows: Iterable[Sequence[str]], columns: Sequence[str], path: Path, left: list[SkippedStatement]
) -> None:
    """One sheet of texts. Raises FormatError if there are more rows than fit one that can be read."""
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(_part(name), _XML + text)
        with archive.open(_part("xl/worksheets/sheet1.xml"), "w") as sheet:
            _write_sheet(sheet, rows, columns, left)


def _part(name: str) -> Any:
    import zipfile

    part = zipfile.ZipInfo(name, _EPOCH)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system = 3  # whatever the system, so that the bytes are the same
    part.external_attr = 0o600 << 16
    return part


def _write_sheet(
    sheet: IO[bytes], rows: Iterable[Sequence[str]], columns: Sequence[str], left: list[SkippedStatement]
) -> None:
    size = f'<dimension ref="A1:{_letters(len(columns) - 1)}{_MOST_ROWS}"/>'  # at most: else readers look for it first
    written = sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}">{size}<sheetData>'.encode())
    patterns: dict[tuple[bool, ...], str] = {}
    fitting = (row if max(map(len, row)) <= _LONGEST_CELL else _fitting(row, columns, left) for row in rows)
    numbered = enumerate(chain([columns], fitting), 1)
    while some := list(islice(numbered, _AT_ONCE)):
        text = "".join([_row(number, cells, patterns) for number, cells in some])
        written += sheet.write(text.encode())
        if some[-1][0] > _MOST_ROWS or written > _LARGEST - 10_000:  # the other parts
            raise FormatError(
                f"there are more tenures than fit a sheet ({_MOST_ROWS:,} rows, {_LARGEST // 1_000_000} MB); "
                "write them as csv or tsv"
            )
    sheet.write(b"</sheetData></worksheet>")


def _row(number: int, cells: Sequence[str], patterns: dict[tuple[bool, ...], str]) -> str:
    """A pattern for each choice of cells that are filled: there are few, and a million rows."""
    whole = "".join(cells)
    if "&" in whole or "<" in whole or ">" in whole:
        cells = [escape(cell, quote=False) for cell in cells]
    filled = tuple(map(bool, cells))
    pattern = patterns.get(filled)
    if pattern is None:
        pattern = patterns[filled] = _pattern(filled)
    return (pattern % tuple(filter(None, cells))).replace("\0", str(number))


def _pattern(filled: Sequence[bool]) -> str:
    """With a NUL for the number of the row."""
    cells = (f'<c r="{_letters(place)}\0" t="str"><v>%s</v></c>' for place, full in enumerate(filled) if full)
    return f'<row r="\0">{"".join(cells)}</row>'


def _fitting(cells: Sequence[str], columns: Sequence[str], left: list[SkippedStatement]) -> list[str]:
    """Without what is longer than a cell can be, which is told by the tenure's key."""
    slug = cells[columns.index("key")]
    for column, cell in zip(columns, cells, strict=True):
        if len(cell) > _LONGEST_CELL:
            left.append(
                SkippedStatement(slug, f"its {column} is longer than the {_LONGEST_CELL:,} characters that fit a cell")
            )
    return [cell if len(cell) <= _LONGEST_CELL else "" for cell in cells]


def _letters(place: int) -> str:
    """A to Z, AA to ZZ."""
    first, last = divmod(place, 26)
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[last]
