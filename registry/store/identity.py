"""Who is who: slugs that a merge took away, and people who are known not to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.store.database import insert

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert_redirect(db: Database, slug: str, person_id: int) -> int:
    """Let the slug lead to the person. Raises sqlite3.IntegrityError if it is somebody's."""
    return insert(db, "person_redirects", {"slug": slug, "person_id": person_id})


def insert_distinct(db: Database, person_id: int, other_id: int, because: str) -> int:
    """Record that the two are not one. Raises sqlite3.IntegrityError if that is recorded, in either order."""
    return insert(db, "distinct_people", {"person_id": person_id, "other_person_id": other_id, "because": because})
