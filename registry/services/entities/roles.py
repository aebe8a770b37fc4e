"""A role's policies: show and edit them. An edit is one change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.entities.models import Role, SeatChange
from registry.domain.entities.validation import validated
from registry.domain.errors import ClashError, RegistryError
from registry.domain.history.differences import differences
from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.domain.tenures.relations import EXCLUDES, RelationNote
from registry.services.entities.field_edits import refuse_unchanged, with_changes
from registry.services.entities.name_edits import NameEdits, edit_names, renamed
from registry.services.entities.relation_notes import relation_notes
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import roles
from registry.store.entities.further_names import further_names, identifiers_of
from registry.store.entities.named import ORGANIZATION, ROLE

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Policies:
    """What is recorded of a role itself. seats None = unlimited; dates EDTF.

    `seat_changes`: since which day how many; `relations`: to whom it reports, what it came of, and the reverse;
    `names`: the further ones.
    """

    role: str
    title: str
    organization: str
    seats: int | None
    seat_changes: tuple[tuple[str, int | None], ...]
    inception: str | None
    abolition: str | None
    continuous: bool
    term_months: int | None
    term_limit: int | None
    incompatible: tuple[str, ...]
    relations: tuple[RelationNote, ...]
    names: tuple[NameNote, ...]
    identifiers: tuple[IdentifierNote, ...]
    note: str | None


def policies(connection: sqlite3.Connection, role: str) -> Policies:
    """The role's own facts and rules."""
    found = resolve(connection, ROLE, role)
    recorded = roles.role_as_recorded(connection, found.id)
    return Policies(
        role=recorded["slug"],
        title=recorded["title"],
        organization=recorded["organization"],
        seats=recorded["seats"],
        seat_changes=roles.role_note(connection, found.id).seat_changes,
        inception=recorded["inception"],
        abolition=recorded["abolition"],
        continuous=bool(recorded["continuous"]),
        term_months=recorded["term_months"],
        term_limit=recorded["term_limit"],
        incompatible=tuple(roles.incompatible_with(connection, found.id)),
        relations=relation_notes(connection, ROLE, found.id, (EXCLUDES,)),
        names=further_names(connection, ROLE, found.id),
        identifiers=identifiers_of(connection, ROLE, found.id),
        note=recorded["note"],
    )


def edit_role(
    session: Session,
    role: str,
    changes: Mapping[str, Any],
    *,
    seats_since: str | None = None,
    incompatible: Sequence[str] = (),
    compatible: Sequence[str] = (),
    edits: NameEdits | None = None,
) -> Policies:
    """Change fields of the model `Role`; with `seats_since` (ISO day) the seats from that day on.

    Raises ClashError, UnchangedError.
    """
    with session.change(f"role edit {role}") as change:
        db = change.db
        found = resolve(db.conn, ROLE, role)
        before = policies(db.conn, found.slug)
        edits = edits or NameEdits()
        values = dict(changes)
        try:
            if seats_since and "seats" in values:
                row = {"role": found.slug, "since": seats_since, "seats": values.pop("seats")}
                seats = validated(SeatChange, row)
                roles.set_seats(db, found.id, seats.since, seats.seats)
            if values:
                edited = with_changes(Role, roles.role_as_recorded(db.conn, found.id), values)
                roles.update_role(db, found.id, edited, resolve(db.conn, ORGANIZATION, edited.organization).id)
                found = renamed(db, ROLE, found, edited.title)
        except sqlite3.IntegrityError as error:
            raise _refusal(found.label, error) from error
        for other in incompatible:
            _set_apart(db, found.id, other)
        for other in compatible:
            if not roles.remove_incompatibility(db, found.id, resolve(db.conn, ROLE, other).id):
                raise RegistryError(f"{other!r} was not incompatible with {found.label!r}; nothing to remove")
        edit_names(db, ROLE, found, edits)
        after = policies(db.conn, found.slug)
        asked = [*edits.already(), *(f"{other!r} is already incompatible" for other in incompatible)]
        refuse_unchanged(found.label, differences(asdict(before), asdict(after)), changes, asked)
        return after


def _set_apart(db: Database, role_id: int, other: str) -> None:
    other_id = resolve(db.conn, ROLE, other).id
    if other_id == role_id:
        raise RegistryError(f"{other!r} cannot be incompatible with itself; name another role")
    if resolve(db.conn, ROLE, other).slug not in roles.incompatible_with(db.conn, role_id):
        roles.insert_incompatibility(db, role_id, other_id)


def _refusal(title: str, error: sqlite3.IntegrityError) -> RegistryError:
    if "clash" in str(error):
        return ClashError(
            f"{title!r} had more holders than that at a time; see `registry history`, end a tenure, or give the "
            "first day of the new number with --seats-since"
        )
    return RegistryError(f"{title!r} cannot be changed like that: another role of the organization has this title")
