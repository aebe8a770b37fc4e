"""Begin and close one tenure or vacancy, whatever act it is part of: within the change of that act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import UNKNOWN, Bounds, TenureError, one_event
from registry.domain.dates.edtf import LAST_DAY
from registry.domain.dates.wording import date_in_words
from registry.domain.entities.models import Appointment
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.names.keys import tenure_slug
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.windows import is_doubtful, trusted_bounds
from registry.domain.vocabulary import Kind, Status
from registry.services.evidence.evidence import Evidence, cite
from registry.services.session import OpenChange
from registry.services.tenures.clash import refuse_clash
from registry.store.entities import named
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding


@dataclass(frozen=True, slots=True)
class EntryReport:
    """What an act wrote: the tenures in the order in which they were touched, and who was added for it."""

    tenures: tuple[Tenure, ...]
    added: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()  # warnings of the rules about what was written
    made: tuple[tuple[str, str], ...] = ()  # organizations and roles that were added for it: the noun and the slug


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms somebody holds a role: all that an appointment says besides who, what and when."""

    kind: str = Kind.SUBSTANTIVE
    status: str = Status.ACCEPTED
    rank: str | None = None
    how: str | None = None
    end_reason: str | None = None
    note: str | None = None


def begin(
    db: Database,
    holder: EntityReference | None,
    post: RoleNote,
    start: str,
    end: str | None,
    terms: Terms,
    previous: Tenure | None,
    evidence: Evidence | None,
) -> int:
    """Add a tenure, or a vacancy if there is no holder; returns the id. Raises ClashError."""
    values: dict[str, Any] = {
        "slug": named.free_slug(db.conn, "appointments", tenure_slug(holder and holder.slug, post.slug)),
        "person": holder.slug if holder else None,
        "role": post.slug,
        "start": start,
        "end": end,
        "kind": terms.kind,
        "status": terms.status,
        "rank": terms.rank,
        "how": terms.how,
        "end_reason": terms.end_reason,
        "note": terms.note,
        "replaces": previous.appointment if previous else None,
    }
    appointment = validated(Appointment, values)
    if appointment.status == Status.ACCEPTED:
        refuse_clash(db.conn, post, holder, appointment)
    appointment_id = appointments.insert_appointment(
        db, appointment, holder.id if holder else None, post.id, previous.id if previous else None
    )
    if evidence:
        supports = [field for field in ("start", "end", "rank", "how", "end_reason", "replaces") if values[field]]
        cite(db, evidence, appointment_id, appointment.slug, ["role", *supports])
    return appointment_id


def close(db: Database, tenure: Tenure, post: RoleNote, on: str, reason: str | None, evidence: Evidence | None) -> None:
    """Record the end of a tenure or a vacancy. Raises TenureError, ClashError."""
    values = {
        "slug": tenure.appointment,
        "person": tenure.person,
        "role": tenure.role,
        "kind": tenure.kind,
        "status": tenure.status,
        "start": tenure.start,
        "end": on,
        "end_reason": reason or tenure.end_reason,
    }
    try:
        ended = validated(Appointment, values)
    except TenureError as error:
        raise TenureError(f"{tenure.holder} as {tenure.title!r}: {error}") from error
    previous = appointments.one(db.conn, tenure.replaces_id) if tenure.replaces_id else None
    _refuse_broken_succession(tenure, ended, previous)
    if ended.status == Status.ACCEPTED:
        refuse_clash(db.conn, post, person_of(tenure), ended)
    appointments.set_end(db, tenure.id, ended)
    if evidence:
        cite(db, evidence, tenure.id, tenure.appointment, ["end", "end_reason"] if reason else ["end"])


def _refuse_broken_succession(tenure: Tenure, ended: Appointment, previous: Tenure | None) -> None:
    """Whoever directly succeeded began on the day of the end or the day after; so with whom it succeeded."""
    if tenure.next_start_earliest and tenure.next_start_latest:
        came = Bounds(tenure.next_start_earliest, tenure.next_start_latest, LAST_DAY, LAST_DAY)
        if not one_event(trusted_bounds(ended.start, ended.end), came):
            raise TenureError(
                f"{tenure.name} was directly succeeded by "
                f"somebody who began {date_in_words(tenure.next_start_earliest)}; "
                f"an end {date_in_words(ended.end or UNKNOWN)} leaves a gap or an overlap: check the day"
            )
    began = trusted_bounds(ended.start, ended.end)
    if previous and previous.status == Status.ACCEPTED and not follows(previous, began):
        raise TenureError(
            f"{tenure.name} directly succeeded {previous.name}, who left {date_in_words(previous.end or UNKNOWN)}; "
            f"an end {date_in_words(ended.end or UNKNOWN)} is before that: check the day"
        )


def follows(previous: Tenure, began: Bounds) -> bool:
    """Whether the start can be the event of the previous end, given what that one's own neighbours tell of it.

    An end that is marked as doubtful may be wrong, so that no start is too early or too late for it.
    """
    left = previous.tightened() if previous.status == Status.ACCEPTED else previous.stated
    if is_doubtful(previous.start) or is_doubtful(previous.end):
        left = previous.trusted
    if previous.unended:
        left = Bounds(left.start_earliest, left.start_latest, left.start_earliest, LAST_DAY)
    return one_event(left, began)


def replaces_oneself(previous: Tenure, person_id: int | None, kind: str) -> bool:
    """Whether somebody would directly succeed themselves, in the same kind."""
    return person_id is not None and (previous.person_id, previous.kind) == (person_id, kind)


def person_of(tenure: Tenure) -> EntityReference | None:
    """Who holds the tenure; None for a vacancy."""
    if tenure.person_id is None or tenure.person is None or tenure.name is None:
        return None
    return EntityReference(tenure.person_id, tenure.person, tenure.name)


def as_written(change: OpenChange, ids: Sequence[int], made: Sequence[tuple[str, EntityReference]] = ()) -> EntryReport:
    """What was written, as it stands now, and what the rules say of it. Raises BrokenRuleError.

    `made`: what was added for it, as nouns with what they name.
    """
    return EntryReport(
        tuple(appointments.one(change.db.conn, appointment_id) for appointment_id in ids),
        tuple(found.slug for noun, found in made if noun == "person"),
        change.check(),
        tuple((noun, found.slug) for noun, found in made if noun != "person"),
    )
