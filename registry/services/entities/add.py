"""Add people, organizations and roles, with their names and identifiers. Each is one change."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from registry.domain.entities.models import Identifier, Organization, OtherName, Parent, Person, Role
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.names.keys import slug_of
from registry.services.names.resolve import find, refuse_similar, resolve
from registry.services.session import Session
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.entities.organizations import insert_organization, insert_parent
from registry.store.entities.people import insert_person
from registry.store.entities.roles import insert_role

if TYPE_CHECKING:
    from sqlite_utils import Database

# A slug or an identifier: names somebody recorded, and nobody new.
_REFERENCE = re.compile(r"[a-z0-9]+([-:_][a-z0-9]+)*|Q[0-9]+|[a-z][a-z0-9_.-]*\s*=.*")


class AlreadyRecordedError(RegistryError):
    """The same thing is there already."""


def add_person(
    session: Session,
    name: str,
    *,
    also: Sequence[str] = (),
    born: str | None = None,
    died: str | None = None,
    identifiers: Mapping[str, str] | None = None,
    note: str | None = None,
    new: bool = False,
) -> EntityReference:
    """Add a person. Raises AlreadyRecordedError or SimilarError where somebody may be the same, unless `new`."""
    with session.change(f"person add {name}") as change:
        db = change.db
        if not new:
            for each in (name, *also):
                refuse_same(db, PERSON, each)
                refuse_similar(db.conn, PERSON, each)
        slug = named.free_slug(db.conn, "people", slug_of(name))
        person = validated(Person, {"slug": slug, "name": name, "birth": born, "death": died, "note": note})
        person_id = insert_person(db, person)
        _name_and_identify(db, PERSON, person_id, also, identifiers)
        return EntityReference(person_id, person.slug, person.name)


def add_organization(
    session: Session,
    name: str,
    *,
    also: Sequence[str] = (),
    parent: str | None = None,
    since: str | None = None,
    until: str | None = None,
    identifiers: Mapping[str, str] | None = None,
    note: str | None = None,
) -> EntityReference:
    """Add an organization, below `parent` if given. Raises AlreadyRecordedError."""
    with session.change(f"organization add {name}") as change:
        db = change.db
        refuse_same(db, ORGANIZATION, name)
        above = resolve(db.conn, ORGANIZATION, parent) if parent else None
        slug = named.free_slug(db.conn, "organizations", slug_of(name))
        values = {"slug": slug, "name": name, "inception": since, "dissolution": until, "note": note}
        organization = validated(Organization, values)
        organization_id = insert_organization(db, organization)
        if above:
            insert_parent(db, organization_id, above.id, Parent(organization=organization.slug, parent=above.slug))
        _name_and_identify(db, ORGANIZATION, organization_id, also, identifiers)
        return EntityReference(organization_id, organization.slug, organization.name)


def add_role(
    session: Session,
    title: str,
    organization: str,
    *,
    also: Sequence[str] = (),
    seats: int | None = 1,
    since: str | None = None,
    until: str | None = None,
    identifiers: Mapping[str, str] | None = None,
    note: str | None = None,
) -> EntityReference:
    """Add a role to an organization; seats None = unlimited. Raises AlreadyRecordedError."""
    with session.change(f"role add {title}") as change:
        db = change.db
        body = resolve(db.conn, ORGANIZATION, organization)
        slug = role_slug(db.conn, title, body.slug)
        values = {
            "slug": slug, "title": title, "organization": body.slug, "seats": seats,
            "inception": since, "abolition": until, "note": note,
        }  # fmt: skip
        role = validated(Role, values)
        try:
            role_id = insert_role(db, role, body.id)
        except sqlite3.IntegrityError as error:
            raise AlreadyRecordedError(f"{body.label!r} already has a role {role.title!r}") from error
        _name_and_identify(db, ROLE, role_id, also, identifiers)
        return EntityReference(role_id, role.slug, role.title)


def add_names(db: Database, noun: Noun, owner_id: int, names: Sequence[str]) -> None:
    """Add further names; those that are already recorded, the main one too, stay as they are."""
    main = named.by_ids(db.conn, noun, [owner_id])[0].label
    for name in names:
        other = validated(OtherName, {"name": name})
        if other.name not in {main, *named.names_of(db.conn, noun, owner_id)}:
            named.add_name(db, noun, owner_id, other)


def find_or_add_person(session: Session, words: str, *, new: bool) -> tuple[EntityReference, bool]:
    """The person meant, or a new one whom nobody resembles; and whether they are new. Raises SimilarError."""
    if new:
        return add_person(session, words, new=True), True
    if _REFERENCE.fullmatch(words.strip()):
        return resolve(session.connection, PERSON, words), False
    found = find(session.connection, PERSON, words)
    return (found, False) if found else (add_person(session, words), True)


def role_slug(connection: sqlite3.Connection, title: str, organization: str) -> str:
    """A slug for a new role: the title; with the organization's slug where another one has such a role."""
    slug = slug_of(title)
    if named.by_slug(connection, ROLE, slug):
        slug = named.free_slug(connection, "roles", f"{slug}-{organization}")
    return slug


def refuse_same(db: Database, noun: Noun, name: str, but: int | None = None) -> None:
    """Raises AlreadyRecordedError if one, `but` for this one, is called that."""
    same = [found for found in named.by_key(db.conn, noun, noun.key(name)) if found.id != but]
    if same:
        remedy = "; add another with the same name with --new" if noun is PERSON else ""
        raise AlreadyRecordedError(f"{same[0].label!r} is already recorded ({same[0].slug}){remedy}")


def _name_and_identify(
    db: Database, noun: Noun, owner_id: int, also: Sequence[str], identifiers: Mapping[str, str] | None
) -> None:
    add_names(db, noun, owner_id, also)
    for scheme, value in (identifiers or {}).items():
        named.add_identifier(db, noun, owner_id, free_identifier(db.conn, noun, owner_id, scheme, value))


def free_identifier(connection: sqlite3.Connection, noun: Noun, owner_id: int, scheme: str, value: str) -> Identifier:
    """The identifier. Raises AlreadyRecordedError if it is another's."""
    identifier = validated(Identifier, {"scheme": scheme, "value": value})
    bearer = named.by_identifier(connection, noun, identifier.scheme, identifier.value)
    if bearer and bearer.id != owner_id:
        raise AlreadyRecordedError(
            f"{scheme}={value} is {bearer.label!r} ({bearer.slug}); an identifier belongs to one entry"
        )
    return identifier
