"""The further names and the identifiers of a person, an organization or a role: listed, taken back, exchanged."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.store.database.registry_file import update
from registry.store.entities.named import Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import OtherName


def further_names(connection: sqlite3.Connection, noun: Noun, owner_id: int) -> tuple[NameNote, ...]:
    """Every name but the main one, by name."""
    sql = f"""
    select name, kind, language, script, start_date, end_date
    from {noun.word}_names where {noun.owner} = ? order by name
    """
    return tuple(NameNote(*row) for row in connection.execute(sql, [owner_id]))


def update_name(db: Database, noun: Noun, owner_id: int, name: OtherName) -> None:
    """Change the details of a further name that is recorded."""
    table = f"{noun.word}_names"
    (row_id,) = db.conn.execute(
        f"select id from {table} where {noun.owner} = ? and name = ?", [owner_id, name.name]
    ).fetchone()
    row = {
        "kind": name.kind, "language": name.language, "script": name.script,
        "start_date": name.start, "end_date": name.end,
    }  # fmt: skip
    update(db, table, row_id, row)


def remove_name(db: Database, noun: Noun, owner_id: int, name: str, *, undated: bool = False) -> bool:
    """Whether there was such a further name to remove; `undated`: only one that has no dates."""
    sql = f"delete from {noun.word}_names where {noun.owner} = ? and name = ?"
    sql += " and start_date is null and end_date is null" * undated
    return db.conn.execute(sql, [owner_id, name]).rowcount > 0


def identifiers_of(connection: sqlite3.Connection, noun: Noun, owner_id: int) -> tuple[IdentifierNote, ...]:
    """By scheme and value."""
    sql = f"select scheme, value from {noun.word}_identifiers where {noun.owner} = ? order by scheme, value"
    return tuple(IdentifierNote(*row) for row in connection.execute(sql, [owner_id]))


def exchange_identifier(db: Database, noun: Noun, known: IdentifierNote, value: str) -> None:
    """Put another value in the place of a recorded one."""
    table = f"{noun.word}_identifiers"
    sql = f"select id from {table} where scheme = ? and value = ?"
    update(db, table, db.conn.execute(sql, [known.scheme, known.value]).fetchone()[0], {"value": value})


def remove_identifier(db: Database, noun: Noun, owner_id: int, scheme: str, value: str) -> bool:
    """Whether there was such an identifier to remove."""
    sql = f"delete from {noun.word}_identifiers where {noun.owner} = ? and scheme = ? and value = ?"
    return db.conn.execute(sql, [owner_id, scheme, value]).rowcount > 0


def remove_named(db: Database, noun: Noun, owner_id: int) -> None:
    """Remove the thing with its names and identifiers; what else points at it must be gone."""
    for table in (f"{noun.word}_names", f"{noun.word}_identifiers"):
        db.conn.execute(f"delete from {table} where {noun.owner} = ?", [owner_id])
    db.conn.execute(f"delete from {noun.table} where id = ?", [owner_id])
