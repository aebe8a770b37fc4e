"""The schema's versions, oldest first. A shipped migration never changes; the next one mends."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from registry.store.history import KEPT, close_history, keep_history, second_version
from registry.store.name_keys import stand_in

migrations = Migrations("registry")


@migrations(name="0001")
def first_schema(db: Database) -> None:
    """Tables, views, guards and history of version 1."""
    for part in ("tables", "views", "guards"):
        _run(db.conn, files("registry.store").joinpath(f"schema/0001_{part}.sql").read_text("utf-8"))
    for table in KEPT:
        keep_history(db.conn, table)
    close_history(db.conn, "changes", "id", "recorded_at")
    for table in ("people", "person_names", "organizations", "organization_names", "roles", "role_names"):
        stand_in(db.conn, table, "title" if table == "roles" else "name")


@migrations(name="0002")
def as_known_on(db: Database) -> None:
    """Questions about what was known at a moment; what has been forgotten."""
    for part in ("views", "tables"):
        _run(db.conn, files("registry.store").joinpath(f"schema/0002_{part}.sql").read_text("utf-8"))
    for table in KEPT:
        second_version(db.conn, table)
    close_history(db.conn, "tombstones", "id")


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Each statement by itself: executescript would commit the migration's transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
