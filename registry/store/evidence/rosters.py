"""Lists of everybody who was in office in an organization on a day."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.store.database.registry_file import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert_roster(db: Database, organization_id: int, source_id: int, day: str) -> int:
    """Record that the source lists everybody who held a role of the organization on the ISO day; returns the id."""
    return insert(db, "rosters", {"organization_id": organization_id, "source_id": source_id, "day": day})


def is_recorded(connection: sqlite3.Connection, organization_id: int, source_id: int, day: str) -> bool:
    """Whether it is recorded that the source is such a list."""
    sql = "select 1 from rosters where organization_id = ? and source_id = ? and day = ?"
    return connection.execute(sql, [organization_id, source_id, day]).fetchone() is not None


def seen_by(connection: sqlite3.Connection, source_id: int, day: str) -> set[int]:
    """The appointments whose holders the source shows in office on the ISO day."""
    sql = "select appointment_id from citations where source_id = ? and observed = ?"
    return {appointment_id for (appointment_id,) in connection.execute(sql, [source_id, day])}


def remove_rosters_of(db: Database, organization_id: int) -> None:
    """Remove the organization's lists; what was seen on them is kept as citations."""
    db.conn.execute("delete from rosters where organization_id = ?", [organization_id])


def remove_rosters_in(db: Database, source_id: int) -> None:
    """Remove the lists that are in the source."""
    db.conn.execute("delete from rosters where source_id = ?", [source_id])
