"""A person: all that is recorded, and edits of it. An edit is one change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.entities.models import Person
from registry.domain.history.differences import Edited, differences
from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.services.entities.field_edits import refuse_unchanged, with_changes
from registry.services.entities.name_edits import NameEdits, edit_names, renamed
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import further_names, people
from registry.store.entities.named import PERSON
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from registry.domain.entities.references import EntityReference


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """What is recorded of a person. Dates EDTF; `names`: the further ones; `appointments`: how many tenures."""

    person: str
    name: str
    birth: str | None
    death: str | None
    names: tuple[NameNote, ...]
    identifiers: tuple[IdentifierNote, ...]
    appointments: int
    note: str | None


def person_profile(connection: sqlite3.Connection, person: str) -> PersonProfile:
    """The person that the words name."""
    return _profile(connection, resolve(connection, PERSON, person))


def _profile(connection: sqlite3.Connection, found: EntityReference) -> PersonProfile:
    recorded = people.person_as_recorded(connection, found.id)
    return PersonProfile(
        person=recorded["slug"],
        name=recorded["name"],
        birth=recorded["birth"],
        death=recorded["death"],
        names=further_names.further_names(connection, PERSON, found.id),
        identifiers=further_names.identifiers_of(connection, PERSON, found.id),
        appointments=len(appointments.of_person(connection, found.id)),
        note=recorded["note"],
    )


def edit_person(session: Session, person: str, changes: Mapping[str, Any], edits: NameEdits) -> Edited:
    """Change fields of the model `Person`, names and identifiers. Raises UnchangedError."""
    with session.change(f"person edit {person}") as change:
        db = change.db
        found = resolve(db.conn, PERSON, person)
        before = _profile(db.conn, found)
        if changes:
            edited = with_changes(Person, people.person_as_recorded(db.conn, found.id), changes)
            people.update_person(db, found.id, edited)
            found = renamed(db, PERSON, found, edited.name)
        edit_names(db, PERSON, found, edits)
        differ = differences(asdict(before), asdict(_profile(db.conn, found)))
        refuse_unchanged(found.label, differ, changes, edits.already())
        return Edited(PERSON.word, found.slug, found.label, differ)
