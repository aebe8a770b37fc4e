"""Kept copies of sources: which file, by its hash, belongs to which source."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from registry.store.database.registry_file import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


class Archived(NamedTuple):
    """A kept copy as it is recorded; `source` is a slug."""

    source: str
    name: str
    bytes: int
    sha256: str


_ARCHIVED = """
select (select slug from sources where id = a.source_id) as source, a.name, a.bytes, a.sha256 from archives a
"""


def insert_archive(db: Database, source_id: int, sha256: str, size: int, name: str) -> int:
    """Record a kept copy of `size` bytes; returns the id."""
    return insert(db, "archives", {"source_id": source_id, "sha256": sha256, "bytes": size, "name": name})


def archives_of(connection: sqlite3.Connection, source_id: int) -> list[Archived]:
    """The copies of a source, by name."""
    rows = connection.execute(f"{_ARCHIVED} where a.source_id = ? order by a.name, a.sha256", [source_id])
    return [Archived._make(row) for row in rows]


def every_archive(connection: sqlite3.Connection) -> list[Archived]:
    """All copies, by source and name."""
    return [Archived._make(row) for row in connection.execute(f"{_ARCHIVED} order by source, a.name, a.sha256")]


def is_archived(connection: sqlite3.Connection, source_id: int, sha256: str) -> bool:
    """Whether the source has a copy with this content."""
    sql = "select 1 from archives where source_id = ? and sha256 = ?"
    return connection.execute(sql, [source_id, sha256]).fetchone() is not None


def remove_archives(db: Database, source_id: int) -> None:
    """Let a source have no copies; what they were is in the history, and so the files stay."""
    db.conn.execute("delete from archives where source_id = ?", [source_id])


def hashes_ever(connection: sqlite3.Connection, source_ids: Sequence[int] | None = None) -> set[str]:
    """The contents that these sources have or had copies of, or any source (None)."""
    where = "" if source_ids is None else "where source_id in (select value from json_each(:ids))"
    sql = f"select sha256 from archives {where} union select sha256 from archives_history {where}"
    return {sha256 for (sha256,) in connection.execute(sql, {"ids": json.dumps(list(source_ids or ()))})}
