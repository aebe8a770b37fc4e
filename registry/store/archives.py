"""Kept copies of sources: which file, by its hash, belongs to which source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.store.database import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert_archive(db: Database, source_id: int, sha256: str, size: int, name: str) -> int:
    """Record a kept copy of `size` bytes; returns the id."""
    return insert(db, "archives", {"source_id": source_id, "sha256": sha256, "bytes": size, "name": name})
