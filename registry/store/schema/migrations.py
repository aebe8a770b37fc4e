"""The schema's versions, oldest first, as literal SQL. A shipped one never changes; the next one mends.

A new version is a line in `_PARTS`, its `NNNN_*.sql` here, and SCHEMA_VERSION in database/registry_file.py. A column
that it adds to a table with history is null in the rows that are there, so that their seals hold (schema/seals.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from registry.domain.errors import RegistryError
from registry.store.schema.derived_columns import DERIVED
from registry.store.schema.scripts import run_script
from registry.store.schema.seals import seal_as_found

# The files of each version, in the order in which they run.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "0001": ("tables", "views", "guards", "history"),
    "0002": ("views", "tables", "history"),  # questions about what was known at a time; who has been forgotten
    "0003": ("tables", "views", "guards", "search", "history"),  # evidence, merged and distinct people, search
    "0004": ("tables", "history"),  # files of others, and by which names they know tenures
    "0005": ("tables", "guards", "history"),  # sealed changes; book-keeping that nobody else can write
    "0006": ("tables", "history", "seals"),  # the keys and choices of files of others; merged roles and organizations
    "0007": ("views", "guards"),  # a tenure with a doubtful date clashes with none
    # relations, details and further dates of tenures; the rows of two tables move
    "0008": ("tables", "twins", "moved", "guards", "history"),
    "0009": ("tables", "guards"),  # the seals that packages bring
    "0010": ("guards",),  # a relation with a doubtful date closes no circle and is there twice with none
}

migrations = Migrations("registry")


def _third_version(connection: sqlite3.Connection) -> None:
    _derive(connection, "sources", "url_key")
    _derive(connection, "citations", "says_earliest", "says_latest")


# What SQL cannot do, after the files of a version.
_STEPS: Mapping[str, Callable[[sqlite3.Connection], None]] = {"0003": _third_version, "0005": seal_as_found}


def _register(number: str, parts: tuple[str, ...]) -> None:
    @migrations(name=number)
    def run(db: Database) -> None:
        for part in parts:
            run_script(db.conn, files("registry.store").joinpath(f"schema/{number}_{part}.sql").read_text("utf-8"))
        if number in _STEPS:
            _STEPS[number](db.conn)


def _derive(connection: sqlite3.Connection, table: str, *columns: str) -> None:
    """Compute derived columns of rows that were there before these columns were; this makes no version of a row."""
    (each,) = (each for each in DERIVED[table] if each.columns == columns)
    for row_id, *texts in connection.execute(f"select id, {', '.join(each.texts)} from {table}").fetchall():
        with suppress(RegistryError):  # another program's text; the doctor reports it
            for column, value in zip(columns, each.compute(*texts), strict=True):
                if value is not None:
                    connection.execute(f"update {table} set {column} = ? where id = ?", [value, row_id])


for _number in sorted(_PARTS):
    _register(_number, _PARTS[_number])
