"""Move a role to another organization on a day: a role there continues it, and its holders go on in that one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.entities.models import Role
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.vocabulary import Status
from registry.services.entities.add import AlreadyRecordedError, role_slug
from registry.services.evidence.evidence import Evidence
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.services.tenures.relate import RelationReport, record_succession
from registry.services.tenures.writing import Terms, begin, close, person_of
from registry.store.database.registry_file import update
from registry.store.entities import merge_rows, roles
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.tenures import appointments
from registry.store.tenures.divide import divide

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.tenures.records import Tenure


def move_role(
    session: Session, role: str, organization: str, on: str, evidence: Evidence | None = None
) -> RelationReport:
    """Make a role of the same title in the organization, which continues this one from the day `on` (EDTF) on.

    Tenures that go on beyond the day end on it, and begin in the new role, with what is recorded for later days; those
    that begin on the day or later are the new role's. Rejected ones stay. Raises RegistryError.
    """
    with session.change(f"role move {role} --to {organization} --on {on}") as change:
        db = change.db
        old, body = resolve(db.conn, ROLE, role), resolve(db.conn, ORGANIZATION, organization)
        new = _role_in(db, old, body)
        note = record_succession(change, new, old, "moved", on, evidence)
        _move_tenures(db, old, new, on, evidence)
        return RelationReport(ROLE.word, (note,))


def _role_in(db: Database, old: EntityReference, body: EntityReference) -> EntityReference:
    """A new role in the organization, with the seats and the abolition of the old one, which ends with the move.

    Raises RegistryError where there is one already.
    """
    recorded = roles.role_as_recorded(db.conn, old.id)
    if recorded["organization"] == body.slug:
        raise RegistryError(f"{old.slug} is in {body.slug} already; name the organization that it moved to")
    slug = role_slug(db.conn, old.label, body.slug)
    values = {**recorded, "slug": slug, "organization": body.slug, "inception": None, "note": None}
    try:
        row_id = roles.insert_role(db, validated(Role, values), body.id)
    except sqlite3.IntegrityError as error:
        raise AlreadyRecordedError(
            f"{body.label!r} already has a role {old.label!r}; if that one came of {old.slug}, record it with "
            "`registry role succeeded`, else give it another title first"
        ) from error
    for since, seats in roles.role_note(db.conn, old.id).seat_changes:
        roles.insert_seats(db, row_id, since, seats)
    if recorded["abolition"]:
        was_in = resolve(db.conn, ORGANIZATION, recorded["organization"])
        roles.update_role(db, old.id, validated(Role, {**recorded, "abolition": None}), was_in.id)
    return EntityReference(row_id, slug, old.label)


def _move_tenures(db: Database, old: EntityReference, new: EntityReference, on: str, evidence: Evidence | None) -> None:
    day, _ = widened(read_edtf(on))
    covers = merge_rows.take_covers(db, old.id)  # one covers another in the same role, so they move together
    there: dict[int, int] = {}
    here = set()
    for tenure in appointments.of_role(db.conn, old.id):
        if tenure.status == Status.REJECTED or (tenure.start_earliest < day and tenure.end_earliest <= day):
            here.add(tenure.id)
        elif tenure.start_earliest >= day:
            update(db, "appointments", tenure.id, {"role_id": new.id})
            there[tenure.id] = tenure.id
        else:
            here.add(tenure.id)
            there[tenure.id] = _go_on(db, tenure, new, (on, day), evidence)
    merge_rows.give_covers(db, {one: other for one, other in covers.items() if one in here and other in here})
    merge_rows.give_covers(
        db, {there[one]: there[other] for one, other in covers.items() if one in there and other in there}
    )


def _go_on(db: Database, tenure: Tenure, new: EntityReference, on: tuple[str, str], evidence: Evidence | None) -> int:
    """End the tenure on a day (EDTF, and its first ISO day), and begin it in the new role; returns the id there."""
    terms = Terms(kind=tenure.kind, status=tenure.status, rank=tenure.rank, end_reason=tenure.end_reason)
    post = roles.role_note(db.conn, new.id)
    going_on = begin(db, person_of(tenure), post, on[0], tenure.end, terms, None, evidence)
    divide(db, tenure.id, going_on, on[1])
    ended = appointments.one(db.conn, tenure.id)._replace(end_reason=None)  # why it ends is of the later part
    close(db, ended, roles.role_note(db.conn, tenure.role_id), on[0], None, evidence)
    return going_on
