"""Waivers in the store: findings that are known and accepted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.store.database.registry_file import insert, update

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why a finding is accepted, and up to which ISO day (inclusive); None = for good."""

    finding: str
    because: str
    until: str | None


def waivers(connection: sqlite3.Connection, today: str) -> dict[str, Waiver]:
    """Those that hold today, by the finding's name."""
    rows = connection.execute("select finding, because, until from waivers where until is null or until >= ?", [today])
    return {row[0]: Waiver(*row) for row in rows}


def set_waiver(db: Database, waiver: Waiver) -> int:
    """Record a waiver, in place of an older one of the same finding; returns the id."""
    row = {"finding": waiver.finding, "because": waiver.because, "until": waiver.until}
    known = db.conn.execute("select id from waivers where finding = ?", [waiver.finding]).fetchone()
    if known:
        update(db, "waivers", known[0], row)
        return int(known[0])
    return insert(db, "waivers", row)
