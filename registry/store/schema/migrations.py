"""The schema's versions, oldest first. A shipped migration never changes; the next one mends."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from registry.domain.errors import RegistryError
from registry.store.schema.derived_columns import derived
from registry.store.schema.name_key_triggers import stand_in
from registry.store.schema.scripts import run_script
from registry.store.schema.versioning_triggers import KEPT, close_history, keep_history, keep_more, second_version

_THIRD = ("person_redirects", "distinct_people", "archives", "rosters")
_FOURTH = ("appointment_identifiers", "datasets")
_FIRST = tuple(table for table in KEPT if table not in (*_THIRD, *_FOURTH))

migrations = Migrations("registry")


@migrations(name="0001")
def first_schema(db: Database) -> None:
    """Tables, views, guards and history of version 1."""
    for part in ("tables", "views", "guards"):
        run_script(db.conn, files("registry.store").joinpath(f"schema/0001_{part}.sql").read_text("utf-8"))
    for table in _FIRST:
        keep_history(db.conn, table)
    close_history(db.conn, "changes", "id", "recorded_at")
    for table in ("people", "person_names", "organizations", "organization_names", "roles", "role_names"):
        stand_in(db.conn, table, "title" if table == "roles" else "name")


@migrations(name="0002")
def as_known_on(db: Database) -> None:
    """Questions about what was known at a moment; what has been forgotten."""
    for part in ("views", "tables"):
        run_script(db.conn, files("registry.store").joinpath(f"schema/0002_{part}.sql").read_text("utf-8"))
    for table in _FIRST:
        second_version(db.conn, table)
    close_history(db.conn, "tombstones", "id")


@migrations(name="0003")
def evidence_and_names(db: Database) -> None:
    """Retracted, repeated and archived sources, lists of who was in office; merged and distinct people; search."""
    for part in ("tables", "views", "guards", "search"):
        run_script(db.conn, files("registry.store").joinpath(f"schema/0003_{part}.sql").read_text("utf-8"))
    db.conn.execute("insert into search (search) values ('rebuild')")  # with the names that are there
    for table in _THIRD:
        keep_history(db.conn, table)
        second_version(db.conn, table)
    keep_more(db.conn, "sources", {"url_key": "text", "copy_of_id": "integer", "retracted": "text"})
    keep_more(db.conn, "citations", {"says_earliest": "text", "says_latest": "text"})
    for table in ("sources", "citations"):
        _derive(db.conn, table)


@migrations(name="0004")
def exchange(db: Database) -> None:
    """Files of others: how each is read, by which names it knows tenures, which changes took it in."""
    run_script(db.conn, files("registry.store").joinpath("schema/0004_tables.sql").read_text("utf-8"))
    for table in _FOURTH:
        keep_history(db.conn, table)
        second_version(db.conn, table)
    close_history(db.conn, "imports", "change_id")


def _derive(connection: sqlite3.Connection, table: str) -> None:
    """Compute the derived columns of rows that were there before the columns were; no version of their own."""
    known = [column[1] for column in connection.execute(f"pragma table_info({table})")]
    for cells in connection.execute(f"select {', '.join(known)} from {table}").fetchall():
        row = dict(zip(known, cells, strict=True))
        with suppress(RegistryError):  # another program's text; the doctor tells of it
            news = {name: value for name, value in derived(table, row).items() if value != row[name]}
            for name, value in news.items():
                connection.execute(f"update {table} set {name} = ? where id = ?", [value, row["id"]])
