"""People in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.domain.names import name_key
from registry.domain.tenure import bounds_of
from registry.store.database import insert

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Person


def insert_person(db: Database, person: Person) -> int:
    """Add a person; returns the id."""
    life = bounds_of(person.birth, person.death)
    row = {
        "slug": person.slug,
        "name": person.name,
        "name_key": name_key(person.name),
        "birth_date": person.birth,
        "birth_earliest": life.start_earliest,
        "birth_latest": life.start_latest,
        "death_date": person.death,
        "death_earliest": life.end_earliest,
        "death_latest": life.end_latest,
        "note": person.note,
    }
    return insert(db, "people", row)
