"""Move a role to another organization on a day: a role there continues it, and its holders go on in that one."""

from __future__ import annotations

import sqlite3

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.entities.models import Role
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Status
from registry.services.entities.add import AlreadyRecordedError, role_slug
from registry.services.evidence.evidence import Evidence
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.services.tenures.relate import RelationReport, record_succession
from registry.services.tenures.writing import Terms, begin, close
from registry.store.database.registry_file import update
from registry.store.entities import roles
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.tenures import appointments


def move_role(
    session: Session, role: str, organization: str, on: str, evidence: Evidence | None = None
) -> RelationReport:
    """Make a role of the same title in the organization, which continues this one from the day `on` (EDTF) on.

    Tenures that go on beyond the day end on it, and begin in the new role. Raises RegistryError.
    """
    with session.change(f"role move {role} --to {organization} --on {on}") as change:
        db = change.db
        old, body = resolve(db.conn, ROLE, role), resolve(db.conn, ORGANIZATION, organization)
        recorded = roles.role_as_recorded(db.conn, old.id)
        if recorded["organization"] == body.slug:
            raise RegistryError(f"{old.slug} is in {body.slug} already; name the organization that it moved to")
        slug = role_slug(db.conn, old.label, body.slug)
        new_role = validated(
            Role, {**recorded, "slug": slug, "organization": body.slug, "inception": None, "note": None}
        )
        try:
            new = EntityReference(roles.insert_role(db, new_role, body.id), slug, old.label)
        except sqlite3.IntegrityError as error:
            raise AlreadyRecordedError(
                f"{body.label!r} already has a role {old.label!r}; if that one came of {old.slug}, record it with "
                "`registry role succeeded`, else give it another title first"
            ) from error
        note = record_succession(change, new, old, "moved", on, evidence)
        first, _ = widened(read_edtf(on))
        going_on = [each for each in appointments.of_role(db.conn, old.id) if _goes_on(each, first)]
        moved: dict[int, int] = {}
        for tenure in going_on:
            moved[tenure.id] = _go_on(session, tenure, new, on, evidence)
        for tenure in going_on:
            covered = appointments.covered_by(db.conn, tenure.id)
            if covered in moved:
                update(db, "appointments", moved[tenure.id], {"covers_id": moved[covered]})
        return RelationReport(ROLE.word, (note,))


def _goes_on(tenure: Tenure, day: str) -> bool:
    return tenure.status != Status.REJECTED and tenure.start_earliest <= day and tenure.end_earliest > day


def _go_on(session: Session, tenure: Tenure, new: EntityReference, on: str, evidence: Evidence | None) -> int:
    """End the tenure on the day, and begin it in the new role; returns the id there."""
    with session.change("role move") as change:
        db = change.db
        end = tenure.end
        close(db, tenure, roles.role_note(db.conn, tenure.role_id), on, None, evidence)
        holder = EntityReference(tenure.person_id, str(tenure.person), tenure.holder) if tenure.person_id else None
        terms = Terms(kind=tenure.kind, status=tenure.status, rank=tenure.rank, end_reason=tenure.end_reason)
        return begin(db, holder, roles.role_note(db.conn, new.id), on, end, terms, None, evidence)
