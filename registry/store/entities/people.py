"""People in the store."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from registry.store.database.registry_file import insert
from registry.store.entities.named import PERSON, update_named
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Person


def insert_person(db: Database, person: Person) -> int:
    """Add a person; returns the id."""
    return insert(db, "people", person_row(person))


def update_person(db: Database, person_id: int, person: Person) -> None:
    """Record the person as they are now."""
    update_named(db, PERSON, person_id, person_row(person))


def person_as_recorded(connection: sqlite3.Connection, person_id: int) -> dict[str, Any]:
    """The person's own fields, by the names of the model."""
    sql = "select slug, name, birth_date as birth, death_date as death, note from people where id = ?"
    cursor = connection.execute(sql, [person_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def person_row(person: Person) -> dict[str, object]:
    """The columns of a person with what is derived."""
    row = {
        "slug": person.slug,
        "name": person.name,
        "birth_date": person.birth,
        "death_date": person.death,
        "note": person.note,
    }
    return row | derived("people", row)
