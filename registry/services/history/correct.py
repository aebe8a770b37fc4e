"""Correct what is recorded of a tenure: the record was wrong, the world did not change. One change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.entities.models import Appointment
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Difference, differences
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.services.entities.field_edits import refuse_unchanged, with_changes
from registry.services.names.resolve import resolve
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.services.tenures.clash import refuse_clash
from registry.services.tenures.find_tenure import replaced
from registry.services.tenures.writing import follows, replaces_oneself
from registry.store.entities import named
from registry.store.entities.named import PERSON, ROLE
from registry.store.entities.roles import role_note
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding

_FIELDS = ("person", "role", "start", "end", "kind", "status", "rank", "how", "end_reason", "note")
_TAKES_A_SEAT = {"person", "role", "start", "end", "kind", "status"}


class SuccessionError(RegistryError):
    """A correction after which somebody would have directly succeeded who cannot have."""


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """The tenure as it is recorded now, how that differs from before, and the warnings of the rules about it."""

    tenure: Tenure
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...] = ()


def correct(session: Session, words: str, because: str, changes: Mapping[str, Any]) -> CorrectionReport:
    """Change fields of the model `Appointment` (people, roles and `replaces` in words; None clears); the slug stays.

    Raises UnchangedError, ClashError, SuccessionError and other RegistryErrors.
    """
    with session.change(f"correct {words}", needed(because)) as change:
        db = change.db
        tenure = resolve_tenure(db.conn, words)
        recorded = _as_recorded(db.conn, tenure)
        given = _with_slugs(db.conn, tenure, changes)
        draft = with_changes(Appointment, recorded, {**given, "replaces": None})
        post = _post(db.conn, draft)
        if given.get("replaces"):
            given["replaces"] = _previous(db.conn, tenure, post, given["replaces"], draft).appointment
        appointment = with_changes(Appointment, recorded, given)
        differ = differences(recorded, {field: getattr(appointment, field) for field in recorded})
        refuse_unchanged(f"{tenure.holder} as {tenure.title!r}", differ, given)
        _write(db, tenure, appointment, post, {difference.field for difference in differ})
        return CorrectionReport(appointments.one(db.conn, tenure.id), differ, change.check())


def _as_recorded(connection: sqlite3.Connection, tenure: Tenure) -> dict[str, Any]:
    replaces = appointments.one(connection, tenure.replaces_id).appointment if tenure.replaces_id else None
    return {
        "slug": tenure.appointment,
        **{field: getattr(tenure, field) for field in _FIELDS},
        "replaces": replaces,
    }


def _with_slugs(connection: sqlite3.Connection, tenure: Tenure, changes: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(changes)
    if "person" in given and given["person"] is None:
        raise RegistryError(
            f"a tenure without a holder is a vacancy: type `registry remove {tenure.appointment} --because …`, "
            f"then `registry vacant {tenure.role} --from …`"
        )
    if given.get("person"):
        given["person"] = resolve(connection, PERSON, given["person"]).slug
    if given.get("role"):
        given["role"] = resolve(connection, ROLE, given["role"]).slug
    return given


def _post(connection: sqlite3.Connection, appointment: Appointment) -> RoleNote:
    found = named.by_slug(connection, ROLE, appointment.role)
    assert found is not None  # recorded, or resolved above
    return role_note(connection, found.id)


def _previous(connection: sqlite3.Connection, tenure: Tenure, post: RoleNote, words: str, draft: Appointment) -> Tenure:
    """The tenure that `words` (a slug or a person) name, which is not this one or one that follows from it."""
    previous = appointments.by_slug(connection, words.strip())
    if previous is None:
        by = (_person_id(connection, draft), draft.kind)
        previous = replaced(connection, post, words, draft.start or UNKNOWN, draft.end, by=by)
    met: list[int] = []
    before: Tenure | None = previous
    while before and before.id not in met:
        if before.id == tenure.id:
            reason = "it is the same tenure" if previous is before else "that one came after it"
            raise SuccessionError(
                f"{tenure.appointment} cannot replace {previous.appointment}: {reason}; name the tenure before it"
            )
        met.append(before.id)
        before = appointments.one(connection, before.replaces_id) if before.replaces_id else None
    return previous


def _person_id(connection: sqlite3.Connection, draft: Appointment) -> int | None:
    holder = named.by_slug(connection, PERSON, draft.person) if draft.person else None
    return holder.id if holder else None


def _write(db: Database, tenure: Tenure, appointment: Appointment, post: RoleNote, changed: set[str]) -> None:
    holder = named.by_slug(db.conn, PERSON, appointment.person) if appointment.person else None
    if appointment.status == Status.ACCEPTED and changed & _TAKES_A_SEAT:
        refuse_clash(db.conn, post, holder, appointment, correcting=True)
    previous = appointments.by_slug(db.conn, appointment.replaces) if appointment.replaces else None
    misfits = {(one.id, other.id) for one, other in _misfits(db.conn, tenure.id)}
    ids = (holder.id if holder else None, post.id, previous.id if previous else None)
    appointments.update_appointment(db, tenure.id, appointment, ids)
    for one, other in _misfits(db.conn, tenure.id):
        if (one.id, other.id) not in misfits:  # what did not fit before does not stand in the way of correcting it
            raise SuccessionError(_misfit(one, other))


def _misfits(connection: sqlite3.Connection, appointment_id: int) -> list[tuple[Tenure, Tenure]]:
    """Successor and predecessor, where this tenure is one of the two and the succession cannot be."""
    tenure = appointments.one(connection, appointment_id)
    pairs = [(successor, tenure) for successor in appointments.replacing(connection, appointment_id)]
    if tenure.replaces_id:
        pairs.append((tenure, appointments.one(connection, tenure.replaces_id)))
    return [pair for pair in pairs if not _fits(*pair)]


def _fits(successor: Tenure, previous: Tenure) -> bool:
    if successor.status == Status.REJECTED:
        return True
    return (
        previous.status != Status.REJECTED
        and previous.role_id == successor.role_id
        and not replaces_oneself(previous, successor.person_id, successor.kind)
        and follows(previous, successor.trusted)
    )


def _misfit(successor: Tenure, previous: Tenure) -> str:
    back = f"`registry correct {successor.appointment} --replacing none --because …`"
    said = f"{successor.holder} ({successor.appointment}) directly succeeded {previous.holder} ({previous.appointment})"
    if previous.status == Status.REJECTED:
        return f"{said}, which cannot be if that tenure is rejected; if this is not a succession, type {back} first"
    if previous.role_id != successor.role_id:
        return (
            f"{said}, but one would be {successor.title!r} and the other {previous.title!r}; "
            f"a succession stays in one role: type {back} first"
        )
    if replaces_oneself(previous, successor.person_id, successor.kind):
        return (
            f"{said}, but nobody succeeds themselves; another term of the same person needs no link: type {back} first"
        )
    began = date_in_words(successor.start or UNKNOWN)
    return (
        f"{said}, but one would hold the role {span_in_words(previous.start, previous.end)} and the other would "
        f"begin {began}: not the same day or the day after. Check the dates; if both are wrong, type {back}, "
        f"correct both, and then link them again with --replacing {previous.appointment}"
    )
