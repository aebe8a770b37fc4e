"""Lists of everybody who was in office in an organization on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.store.database import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert_roster(db: Database, organization_id: int, source_id: int, day: str) -> int:
    """Record that the source lists everybody who held a role of the organization on the ISO day; returns the id."""
    return insert(db, "rosters", {"organization_id": organization_id, "source_id": source_id, "day": day})
