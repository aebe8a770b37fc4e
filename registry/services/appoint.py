"""Begin and end tenures: appoint, succeed, end. Each is one change of the caller's, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates import LAST_DAY
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.found import Found
from registry.domain.models import Appointment, validated
from registry.domain.recorded import RoleNote, Tenure
from registry.domain.spoken import spoken
from registry.domain.tenure import UNKNOWN, Bounds, TenureError, bounds_of, one_event
from registry.domain.vocabulary import Kind, Status
from registry.services.clash import refuse_clash
from registry.services.entities import find_or_add_person
from registry.services.evidence import Evidence, cite
from registry.services.resolve import resolve
from registry.store import appointments, named
from registry.store.named import PERSON, ROLE
from registry.store.roles import role_note

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Written:
    """What an act wrote: the tenures in the order in which they were touched, and who was added for it."""

    tenures: tuple[Tenure, ...]
    added: tuple[str, ...] = ()


class NoTenureError(RegistryError):
    """There is no tenure that could be ended or succeeded."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms somebody holds a role: all that an appointment says besides who, what and when."""

    kind: str = Kind.SUBSTANTIVE
    status: str = Status.ACCEPTED
    rank: str | None = None
    how: str | None = None
    end_reason: str | None = None
    note: str | None = None


def appoint(
    db: Database,
    person: str,
    role: str,
    start: str,
    end: str | None = None,
    *,
    terms: Terms,
    replacing: str | None = None,
    evidence: Evidence | None = None,
    new: bool = False,
) -> Written:
    """Record a tenure (EDTF dates, inclusive). Raises ClashError, SimilarError and other RegistryErrors."""
    post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
    holder, added = find_or_add_person(db, person, new=new)
    previous = _replaced(db.conn, post, replacing, start, end) if replacing else None
    appointment_id = _begin(db, holder, post, start, end, terms, previous, evidence)
    return _written(db, [appointment_id], holder if added else None)


def succeed(
    db: Database,
    role: str,
    person: str,
    on: str,
    *,
    terms: Terms,
    replacing: str | None = None,
    outgoing_to: str | None = None,
    reason: str | None = None,
    evidence: Evidence | None = None,
    new: bool = False,
) -> Written:
    """End the incumbent (`replacing`, if there are several), start the successor and the incumbent's next role."""
    post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
    next_post = role_note(db.conn, resolve(db.conn, ROLE, outgoing_to).id) if outgoing_to else None
    incumbent = _incumbent(db.conn, post, replacing)
    holder, added = find_or_add_person(db, person, new=new)
    if holder.id == incumbent.person_id and terms.kind == incumbent.kind:
        raise NoTenureError(f"{incumbent.name} is the incumbent; name the successor, or end the tenure with `end`")
    _close(db, incumbent, post, on, reason, evidence)
    ids = [incumbent.id, _begin(db, holder, post, on, None, terms, incumbent, evidence)]
    if next_post:
        outgoing = Found(incumbent.person_id, incumbent.person, incumbent.name)
        ids.append(_begin(db, outgoing, next_post, on, None, Terms(), None, evidence))
    return _written(db, ids, holder if added else None)


def end(
    db: Database,
    person: str,
    role: str,
    on: str,
    *,
    reason: str | None = None,
    evidence: Evidence | None = None,
) -> Written:
    """Record the last day of a tenure that is open, or whose end was not known. Raises NoTenureError."""
    holder = resolve(db.conn, PERSON, person)
    post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
    tenure = _to_be_ended(db.conn, holder, post, on)
    _close(db, tenure, post, on, reason, evidence)
    return _written(db, [tenure.id], None)


def _begin(
    db: Database,
    holder: Found,
    post: RoleNote,
    start: str,
    end: str | None,
    terms: Terms,
    previous: Tenure | None,
    evidence: Evidence | None,
) -> int:
    values: dict[str, Any] = {
        "slug": named.free_slug(db.conn, "appointments", f"{holder.slug}-{post.slug}"),
        "person": holder.slug,
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
        db, appointment, holder.id, post.id, previous.id if previous else None
    )
    if evidence:
        supports = [field for field in ("start", "end", "rank", "how", "end_reason", "replaces") if values[field]]
        cite(db, evidence, appointment_id, appointment.slug, ["role", *supports])
    return appointment_id


def _close(
    db: Database, tenure: Tenure, post: RoleNote, on: str, reason: str | None, evidence: Evidence | None
) -> None:
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
        raise TenureError(f"{tenure.name} as {tenure.title!r}: {error}") from error
    previous = appointments.one(db.conn, tenure.replaces_id) if tenure.replaces_id else None
    _refuse_broken_succession(tenure, ended, previous)
    if ended.status == Status.ACCEPTED:
        refuse_clash(db.conn, post, Found(tenure.person_id, tenure.person, tenure.name), ended)
    appointments.set_end(db, tenure.id, ended)
    if evidence:
        cite(db, evidence, tenure.id, tenure.appointment, ["end", "end_reason"] if reason else ["end"])


def _refuse_broken_succession(tenure: Tenure, ended: Appointment, previous: Tenure | None) -> None:
    """Whoever directly succeeded began on the day of the end or the day after; so with whom it succeeded."""
    if tenure.next_start_earliest and tenure.next_start_latest:
        began = Bounds(tenure.next_start_earliest, tenure.next_start_latest, LAST_DAY, LAST_DAY)
        if not one_event(ended.bounds(), began):
            raise TenureError(
                f"{tenure.name} was directly succeeded by somebody who began {spoken(tenure.next_start_earliest)}; "
                f"an end {spoken(ended.end or UNKNOWN)} leaves a gap or an overlap: check the day"
            )
    if previous and previous.status == Status.ACCEPTED and not _follows(previous, ended.bounds()):
        raise TenureError(
            f"{tenure.name} directly succeeded {previous.name}, who left {spoken(previous.end or UNKNOWN)}; "
            f"an end {spoken(ended.end or UNKNOWN)} is before that: check the day"
        )


def _follows(previous: Tenure, began: Bounds) -> bool:
    """Whether the start can be the event of the previous end, given what that one's own neighbours tell of it."""
    left = previous.tightened() if previous.status == Status.ACCEPTED else previous.stated
    if previous.open:
        left = Bounds(left.start_earliest, left.start_latest, left.start_earliest, LAST_DAY)
    return one_event(left, began)


def _incumbent(connection: sqlite3.Connection, post: RoleNote, replacing: str | None) -> Tenure:
    """The one in office; `replacing` says who, where there are several."""
    holding = [t for t in appointments.of_role(connection, post.id) if t.end is None and t.status != Status.REJECTED]
    if replacing:
        outgoing = resolve(connection, PERSON, replacing)
        holding = [tenure for tenure in holding if tenure.person_id == outgoing.id]
    if not holding:
        whose = f"{replacing} is not" if replacing else "nobody is"
        raise NoTenureError(
            f"{whose} recorded as still in office as {post.title!r}; record the new tenure with `registry appoint`"
        )
    if len(holding) > 1:
        names = ", ".join(f"{tenure.name} ({tenure.person})" for tenure in holding)
        raise NoTenureError(f"several hold {post.title!r}: {names}; say whom with --replacing")
    return holding[0]


def _replaced(connection: sqlite3.Connection, post: RoleNote, words: str, start: str, end: str | None) -> Tenure:
    """The tenure of the replaced person whose end can be the event of this start."""
    outgoing = resolve(connection, PERSON, words)
    held = [t for t in appointments.of_role(connection, post.id) if t.person_id == outgoing.id]
    if not held:
        raise NotFoundError(f"{outgoing.label} is not recorded as {post.title!r}, so nobody can replace them there")
    began = bounds_of(None if start == UNKNOWN else start, end)
    fitting = [tenure for tenure in held if _follows(tenure, began)]
    if not fitting:
        raise RegistryError(
            f"{outgoing.label} left {post.title!r} {spoken(held[-1].end or UNKNOWN)}, which cannot be the day of a "
            f"start {spoken(start)} or the day before; correct a date, or leave --replacing out"
        )
    return fitting[-1]


def _to_be_ended(connection: sqlite3.Connection, holder: Found, post: RoleNote, on: str) -> Tenure:
    held = [t for t in appointments.of_role(connection, post.id) if t.person_id == holder.id]
    for ends in (None, UNKNOWN):
        candidates = [tenure for tenure in held if tenure.end == ends]
        if candidates:
            return candidates[-1]
    if held:
        raise NoTenureError(
            f"{holder.label}'s tenure as {post.title!r} has ended already, {spoken(held[-1].end or UNKNOWN)}; "
            f"nothing is open to be ended {spoken(on)}"
        )
    raise NoTenureError(
        f"{holder.label} is not recorded as {post.title!r}; see `registry career {holder.slug}`, "
        "or record the tenure with `registry appoint`"
    )


def _written(db: Database, ids: Sequence[int], added: Found | None) -> Written:
    return Written(
        tuple(appointments.one(db.conn, appointment_id) for appointment_id in ids),
        (added.slug,) if added else (),
    )
