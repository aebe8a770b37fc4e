"""Parquet: a folder with one file for each of the registry's own tables, for programs that calculate. Write only.

Ids, slugs, EDTF texts and the days that they can mean, which are real dates; a day that is not known is null.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.exchange.export_view import FIELDS, OURS, ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.formats.documents import FormatError

if TYPE_CHECKING:
    from pyarrow import DataType, Schema, Table

NAME = "parquet"
TITLE = "Parquet: a folder with a file for each table"

SUFFIX = ""
SAYS = FIELDS | OURS.keys()

_GROUP = 100_000  # rows of a group: what is in memory at once, and what a reader can pass over
_DAYS = ("_earliest", "_latest", "observed", "since", "until", "day")
_NUMBERS = ("id", "_id", "seats", "term_months", "term_limit", "bytes", "continuous")


def says_date(_: str) -> bool:
    """Any: its text is there beside its days."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write a file for each table. Raises FormatError where pyarrow is not installed."""
    try:
        from pyarrow import parquet  # 100 ms, and an extra
    except ImportError as error:
        raise FormatError("Parquet needs pyarrow; install it with: pip install 'officeholders[parquet]'") from error
    for name in picture.tables:
        columns, rows = picture.table(name)
        schema = _schema(columns)
        with parquet.ParquetWriter(path / f"{name}.parquet", schema, compression="zstd") as file:
            for group in _groups(rows, schema):
                file.write_table(group)
    return ()


def _schema(columns: Sequence[str]) -> Schema:
    import pyarrow

    return pyarrow.schema([(column, _type(column)) for column in columns])


def _type(column: str) -> DataType:
    import pyarrow

    if column.endswith(_DAYS):
        return pyarrow.date32()
    return pyarrow.int64() if column.endswith(_NUMBERS) else pyarrow.string()


def _groups(rows: Iterator[tuple[object, ...]], schema: Schema) -> Iterator[Table]:
    import pyarrow

    while group := list(islice(rows, _GROUP)):
        columns = zip(*group, strict=True)
        yield pyarrow.table([_column(cells, kind) for cells, kind in zip(columns, schema.types, strict=True)], schema)


def _column(cells: Sequence[Any], kind: DataType) -> Any:
    import pyarrow

    if kind != pyarrow.date32():
        return pyarrow.array(cells, kind)
    # An open side counts as these days, so that SQL can compare; here they would be days of the year 1 and 9999.
    days = [None if cell in (FIRST_DAY, LAST_DAY) else cell for cell in cells]
    return pyarrow.array(days, pyarrow.string()).cast(kind)
