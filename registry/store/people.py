"""People in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.store.database import insert
from registry.store.derived import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Person


def insert_person(db: Database, person: Person) -> int:
    """Add a person; returns the id."""
    row = {
        "slug": person.slug,
        "name": person.name,
        "birth_date": person.birth,
        "death_date": person.death,
        "note": person.note,
    }
    return insert(db, "people", row | derived("people", row))
