"""People in the store."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from registry.domain.names import name_key
from registry.domain.tenure import bounds_of
from registry.store.database import insert
from registry.store.named import PERSON, update_named

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Person


def insert_person(db: Database, person: Person) -> int:
    """Add a person; returns the id."""
    return insert(db, "people", _row(person))


def update_person(db: Database, person_id: int, person: Person) -> None:
    """Record the person as they are now."""
    update_named(db, PERSON, person_id, _row(person))


def person_as_recorded(connection: sqlite3.Connection, person_id: int) -> dict[str, Any]:
    """The person's own fields, by the names of the model."""
    sql = "select slug, name, birth_date as birth, death_date as death, note from people where id = ?"
    cursor = connection.execute(sql, [person_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _row(person: Person) -> dict[str, object]:
    life = bounds_of(person.birth, person.death)
    return {
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
