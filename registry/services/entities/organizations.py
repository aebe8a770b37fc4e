"""An organization: all that is recorded, and edits of it. An edit is one change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates.wording import span_in_words
from registry.domain.entities.models import Organization, Parent
from registry.domain.entities.validation import validated
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.history.differences import Edited, differences
from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.domain.tenures.relations import PART_OF, RelationNote
from registry.services.entities.add import refuse_same
from registry.services.entities.field_edits import refuse_unchanged, with_changes
from registry.services.entities.name_edits import NameEdits, edit_names, renamed
from registry.services.entities.relation_notes import relation_notes
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import further_names, organizations, parents, roles
from registry.store.entities.named import ORGANIZATION

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.references import EntityReference
    from registry.store.entities.parents import Link


@dataclass(frozen=True, slots=True)
class ParentNote:
    """What an organization stands below, from when to when (EDTF)."""

    organization: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class OrganizationProfile:
    """What is recorded of an organization. Dates EDTF; `roles`: how many; `below`: what stands directly below it.

    `successions`: what it came of and what came of it.
    """

    organization: str
    name: str
    inception: str | None
    dissolution: str | None
    parents: tuple[ParentNote, ...]
    below: tuple[str, ...]
    successions: tuple[RelationNote, ...]
    names: tuple[NameNote, ...]
    identifiers: tuple[IdentifierNote, ...]
    roles: int
    note: str | None


def organization_profile(connection: sqlite3.Connection, organization: str) -> OrganizationProfile:
    """The organization that the words name."""
    return _profile(connection, resolve(connection, ORGANIZATION, organization))


def _profile(connection: sqlite3.Connection, found: EntityReference) -> OrganizationProfile:
    recorded = organizations.organization_as_recorded(connection, found.id)
    links = parents.parents_of(connection, found.id)
    return OrganizationProfile(
        organization=recorded["slug"],
        name=recorded["name"],
        inception=recorded["inception"],
        dissolution=recorded["dissolution"],
        parents=tuple(ParentNote(link.parent, link.start, link.end) for link in links),
        below=tuple(parents.children_of(connection, found.id)),
        successions=relation_notes(connection, ORGANIZATION, found.id, (PART_OF,)),
        names=further_names.further_names(connection, ORGANIZATION, found.id),
        identifiers=further_names.identifiers_of(connection, ORGANIZATION, found.id),
        roles=len(roles.roles_of(connection, [found.id])),
        note=recorded["note"],
    )


def largest_organization(connection: sqlite3.Connection) -> str:
    """The slug of the organization with the most roles. Raises NotFoundError where there is none."""
    found = organizations.largest(connection)
    if found is None:
        raise NotFoundError("no organization is recorded; add one with `registry organization add`")
    return found


def edit_organization(
    session: Session,
    organization: str,
    changes: Mapping[str, Any],
    edits: NameEdits,
    *,
    parent: str | None = None,
    parent_dates: Mapping[str, str | None] | None = None,
    not_parents: Sequence[str] = (),
) -> Edited:
    """Change fields of the model `Organization`, names, identifiers and what it stands below.

    `parent_dates`: start and end of the link to `parent`, where given. Raises UnchangedError, AlreadyRecordedError.
    """
    with session.change(f"organization edit {organization}") as change:
        db = change.db
        if parent_dates and not parent:
            raise RegistryError("dates of a parent are given, but no parent; name it, too")
        found = resolve(db.conn, ORGANIZATION, organization)
        before = _profile(db.conn, found)
        if changes:
            edited = with_changes(Organization, organizations.organization_as_recorded(db.conn, found.id), changes)
            if edited.name != found.label:
                refuse_same(db, ORGANIZATION, edited.name, found.id)
            organizations.update_organization(db, found.id, edited)
            found = renamed(db, ORGANIZATION, found, edited.name)
        for each in not_parents:
            _leave(db, found, each)
        if parent:
            _put_below(db, found, resolve(db.conn, ORGANIZATION, parent), parent_dates or {})
        edit_names(db, ORGANIZATION, found, edits)
        differ = differences(asdict(before), asdict(_profile(db.conn, found)))
        asked = [*edits.already(), *([f"{parent!r} is already its parent in that time"] if parent else [])]
        refuse_unchanged(found.label, differ, changes, asked)
        return Edited(ORGANIZATION.word, found.slug, found.label, differ)


def _leave(db: Database, found: EntityReference, parent: str) -> None:
    above = resolve(db.conn, ORGANIZATION, parent)
    if not parents.remove_parent(db, found.id, above.id):
        raise RegistryError(
            f"{found.label!r} does not have the parent {above.label!r}; see `registry organization show {found.slug}`"
        )


def _put_below(db: Database, found: EntityReference, above: EntityReference, dates: Mapping[str, str | None]) -> None:
    """Give the link other dates, or add one: for a parent that is new, or that it had left before the new start."""
    if above.id == found.id:
        raise RegistryError(f"{found.label!r} cannot be its own parent; name another organization")
    known = _link(db.conn, found, above, dates)
    values = {"start": known.start, "end": known.end} if known else {}
    link = validated(Parent, {"organization": found.slug, "parent": above.slug, **values, **dates})
    if parents.in_a_circle(db.conn, found.id, above.id, link):
        raise RegistryError(
            f"{above.label!r} has the parent {found.label!r}, so it cannot be its parent at the same time; remove "
            "that with --no-parent, or give dates for both"
        )
    if known is None or (link.start, link.end) != (known.start, known.end):
        parents.set_parent(db, known, found.id, above.id, link)


def _link(
    connection: sqlite3.Connection, found: EntityReference, above: EntityReference, dates: Mapping[str, str | None]
) -> Link | None:
    """The recorded link that is meant. Raises RegistryError where it could be several."""
    links = [link for link in parents.parents_of(connection, found.id) if link.parent_id == above.id]
    start = dates.get("start")
    if start:
        same = [link for link in links if link.start == start]
        given = validated(Parent, {"organization": found.slug, "parent": above.slug, **dates}).bounds()
        links = same or [
            link
            for link in links
            if link.start_earliest <= given.end_latest and given.start_earliest <= link.end_latest
        ]
    if len(links) > 1:
        spans = " and ".join(span_in_words(link.start, link.end) for link in links)
        raise RegistryError(
            f"{found.label!r} had the parent {above.label!r} several times, {spans}; choose one by its recorded "
            "--parent-since"
        )
    return links[0] if links else None
