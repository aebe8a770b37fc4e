"""Tombstones in the store: that somebody has been forgotten, when and why, never who."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database


class Tombstone(NamedTuple):
    """What was forgotten, and how many tenures went with it."""

    kind: str
    appointments: int
    because: str


def insert_tombstone(db: Database, tombstone: Tombstone) -> None:
    """Add a tombstone under the open change."""
    (change_id,) = db.conn.execute("select change_id from change_in_progress").fetchone()
    db.table("tombstones").insert({**tombstone._asdict(), "change_id": change_id})
