"""Write a lake, partition by partition, each in bounded memory; only files whose rows are others take a new place.

A partition is written to a file of its own beside the old one, `lake.json` is replaced last, and only then the files
that no longer count are removed: whoever reads by `lake.json` has the old lake or the new one, whatever ends the
writing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.lake.layout import MANIFEST, TABLES, LakeError, Manifest, manifest_of

if TYPE_CHECKING:
    from pyarrow import Schema, Table

_GROUP = 100_000  # rows in memory at once, and what a reader can pass over
_OURS = re.compile(r"(?:[0-9a-f]{16}\.parquet|unfinished)")

Row = Sequence[Any]


class LakeWriter:
    """A lake that is being written: `put` each partition, then `finish`.

    Raises LakeError where pyarrow is not installed, or where the folder holds something that is no lake.
    """

    def __init__(self, folder: Path) -> None:
        try:
            from pyarrow import parquet
        except ImportError as error:
            raise LakeError("a lake needs pyarrow; install it with: pip install 'officeholders[lake]'") from error
        self._parquet = parquet
        self._folder = folder
        self._before = _manifest_in(folder)
        self._now = Manifest()
        self.replaced = 0  # files that were written anew

    def put(self, table: str, part: int, rows: Iterable[Row]) -> None:
        """Write the rows of one partition of a table. One without any rows is no file, but for partition 0."""
        here = self._folder / table / f"part={part}"
        groups = _groups(iter(rows), _schema(table))
        first = next(groups)
        if not first.num_rows and part:
            return
        here.mkdir(parents=True, exist_ok=True)
        unfinished = here / "unfinished"
        with self._parquet.ParquetWriter(unfinished, first.schema, compression="zstd") as file:
            file.write_table(first)
            count = first.num_rows
            for group in groups:
                file.write_table(group)
                count += group.num_rows
        self._keep(table, part, unfinished, count)

    def _keep(self, table: str, part: int, unfinished: Path, count: int) -> None:
        with unfinished.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = f"{table}/part={part}/{digest[:16]}.parquet"
        self._now.files.setdefault(table, {})[part] = {"path": path, "rows": count, "sha256": digest}
        if (self._folder / path).is_file():
            unfinished.unlink()
        else:
            unfinished.replace(self._folder / path)
            self.replaced += 1

    def finish(self, change: int | None) -> dict[str, int]:
        """Let what was put be the lake; `change`: the newest of the registry. Returns the rows of each table."""
        for table in TABLES:
            if not self._now.paths(table):
                self.put(table, 0, ())
        self._now.change = change
        unfinished = self._folder / f"{MANIFEST}.unfinished"
        unfinished.write_text(self._now.text(), "utf-8")
        unfinished.replace(self._folder / MANIFEST)
        self._remove_others()
        return {table: self._now.rows(table) for table in TABLES}

    def _remove_others(self) -> None:
        """Remove the files of ours that no longer count, and what an export that was broken off has left."""
        kept = {path for table in TABLES for path in self._now.paths(table)}
        for table in TABLES:
            for file in (self._folder / table).glob("part=*/*"):
                if file.relative_to(self._folder).as_posix() not in kept and _OURS.fullmatch(file.name):
                    file.unlink()
                    with suppress(OSError):  # not empty
                        file.parent.rmdir()


def _manifest_in(folder: Path) -> Manifest | None:
    if folder.exists() and not folder.is_dir():
        raise LakeError(f"{str(folder)!r} is a file; name a folder")
    if not folder.exists():
        if not folder.resolve().parent.is_dir():
            raise LakeError(f"no folder {str(folder.resolve().parent)!r} for {str(folder)!r}; create it first")
        folder.mkdir()
        return None
    if (folder / MANIFEST).is_file():
        return manifest_of((folder / MANIFEST).read_text("utf-8"), repr(str(folder)))
    others = sorted(each.name for each in folder.iterdir() if each.name not in TABLES)
    if others:
        raise LakeError(f"{str(folder)!r} holds {others[0]!r} and is not a lake; name a new or an empty folder")
    return None


def _schema(table: str) -> Schema:
    import pyarrow

    kinds = {"id": pyarrow.int64(), "day": pyarrow.date32(), "flag": pyarrow.bool_(), "text": pyarrow.string()}
    return pyarrow.schema([(column, kinds[kind]) for column, kind in TABLES[table].items()])


def _groups(rows: Iterator[Row], schema: Schema) -> Iterator[Table]:
    """The rows as tables of some 100,000 rows; a first one, if empty, in any case."""
    import pyarrow

    empty = True
    while group := list(islice(rows, _GROUP)):
        empty = False
        cells = zip(*group, strict=True)
        yield pyarrow.table([_column(each, kind) for each, kind in zip(cells, schema.types, strict=True)], schema)
    if empty:
        yield schema.empty_table()


def _column(cells: Sequence[Any], kind: Any) -> Any:
    import pyarrow

    if kind == pyarrow.date32():
        return pyarrow.array(cells, pyarrow.string()).cast(kind)
    if kind == pyarrow.bool_():
        return pyarrow.array([None if cell is None else bool(cell) for cell in cells], kind)
    return pyarrow.array(cells, kind)
