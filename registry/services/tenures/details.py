"""Record what was so of a tenure: details, absences with their cover, further dates of its start and end."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.entities.relation_models import Detail, FurtherDate
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.tenures.details import ABSENCE, DetailNote, FurtherDateNote
from registry.domain.vocabulary import Kind
from registry.services.entities.add import AlreadyRecordedError, find_or_add_person
from registry.services.evidence.evidence import Evidence, cite
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.services.tenures.writing import Terms, begin
from registry.store.database.registry_file import update
from registry.store.entities import roles
from registry.store.tenures import appointments, details
from registry.store.tenures.read_details import dates_of, details_of

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.tenures.records import Tenure


class DetailError(RegistryError):
    """A detail that cannot be of this tenure, or that is not recorded."""


@dataclass(frozen=True, slots=True)
class DetailReport:
    """What is recorded of a tenure now. `cover`: the appointment that covers an absence, where one was written."""

    appointment: str
    name: str
    title: str
    details: tuple[DetailNote, ...]
    dates: tuple[FurtherDateNote, ...]
    cover: str | None = None


def add_detail(
    session: Session,
    appointment: str,
    field: str,
    value: str,
    start: str | None = None,
    end: str | None = None,
    *,
    status: str = "accepted",
    note: str | None = None,
    evidence: Evidence | None = None,
) -> DetailReport:
    """Record that `field` of a tenure was `value` from start to end (EDTF; None = open). Raises DetailError."""
    with session.change(f"detail {appointment} {field} {value}") as change:
        tenure = resolve_tenure(change.db.conn, appointment)
        values = {"field": field, "value": value, "start": start, "end": end, "status": status, "note": note}
        _write(change.db, tenure, values)
        if evidence:
            cite(change.db, evidence, tenure.id, tenure.appointment, ["rank"] if field == "rank" else [])
        return _report(change.db, tenure)


def remove_detail(
    session: Session, appointment: str, field: str, value: str, because: str, start: str | None = None
) -> DetailReport:
    """Take back a detail that was recorded by mistake; `start` (EDTF): which one, where there are several.

    Raises DetailError.
    """
    with session.change(f"detail {appointment} {field} {value} --remove", needed(because)) as change:
        tenure = resolve_tenure(change.db.conn, appointment)
        same = details.find_details(change.db.conn, tenure.id, field, value)
        found = [row_id for row_id, since in same if start is None or since == start]
        if not found:
            known = details_of(change.db.conn, [tenure.appointment]).get(tenure.appointment, ())
            recorded = ", ".join(_in_words(each.field, each.value, each.start) for each in known) or "no details"
            wanted = _in_words(field, value, start)
            raise DetailError(f"{tenure.appointment} has no {wanted} to remove; recorded: {recorded}")
        if len(found) > 1:
            starts = ", ".join(since or "without a start" for _, since in same)
            raise DetailError(
                f"{field} {value!r} of {tenure.appointment} is recorded several times; choose one with --from: {starts}"
            )
        details.remove_detail(change.db, found[0])
        return _report(change.db, tenure)


def absent(
    session: Session,
    appointment: str,
    start: str | None,
    end: str | None = None,
    *,
    why: str = "absent",
    covered_by: str | None = None,
    new: bool = False,
    evidence: Evidence | None = None,
) -> DetailReport:
    """Record that a holder was absent, and who covered them: an acting tenure for these days, in the same role.

    Raises DetailError, ClashError.
    """
    with session.change(f"absent {appointment}") as change:
        db = change.db
        tenure = resolve_tenure(db.conn, appointment)
        if tenure.person_id is None:
            raise DetailError(f"{tenure.appointment} is a vacancy: nobody can be absent; name a tenure")
        _write(db, tenure, {"field": ABSENCE, "value": why, "start": start, "end": end})
        cover = _cover(session, tenure, covered_by, (start, end), evidence, new=new) if covered_by else None
        if evidence:
            cite(db, evidence, tenure.id, tenure.appointment, [])
        return _report(db, tenure, cover)


def add_event(
    session: Session,
    appointment: str,
    side: str,
    acts: Mapping[str, str],
    *,
    note: str | None = None,
    evidence: Evidence | None = None,
) -> DetailReport:
    """Record further dates (EDTF) of the start or the end of a tenure; its own date stays the one that answers.

    `acts`: what happened (announced, sworn in, …), and when. Raises DetailError, AlreadyRecordedError.
    """
    with session.change(f"event {appointment} {side} {_acts_in_words(acts)}") as change:
        tenure = resolve_tenure(change.db.conn, appointment)
        for act, on in acts.items():
            _write_date(change.db, tenure, {"side": side, "act": act, "on": on, "note": note})
        if evidence:
            cite(change.db, evidence, tenure.id, tenure.appointment, [side])
        return _report(change.db, tenure)


def remove_event(session: Session, appointment: str, side: str, acts: Mapping[str, str], because: str) -> DetailReport:
    """Take back further dates that were recorded by mistake. Raises DetailError."""
    with session.change(f"event {appointment} {side} {_acts_in_words(acts)} --remove", needed(because)) as change:
        tenure = resolve_tenure(change.db.conn, appointment)
        for act, on in acts.items():
            if not details.remove_date(change.db, tenure.id, side, act, on):
                raise _unknown_date(change.db, tenure, side, act, on)
        return _report(change.db, tenure)


def _acts_in_words(acts: Mapping[str, str]) -> str:
    return ", ".join(f"{act} {on}" for act, on in acts.items())


def _write_date(db: Database, tenure: Tenure, values: dict[str, str | None]) -> None:
    given = validated(FurtherDate, {**values, "appointment": tenure.appointment})
    if given.act == "due" and given.side != "end":
        raise DetailError("only an end is due; say `end`")
    try:
        details.insert_date(db, tenure.id, given)
    except sqlite3.IntegrityError as error:
        raise AlreadyRecordedError(
            f"it is already recorded that the {given.side} of {tenure.appointment} was {given.act} on {given.on}"
        ) from error


def _unknown_date(db: Database, tenure: Tenure, side: str, act: str, on: str) -> DetailError:
    known = dates_of(db.conn, [tenure.appointment]).get(tenure.appointment, ())
    recorded = ", ".join(f"{each.side} {each.act} {each.on}" for each in known) or "no further dates"
    return DetailError(
        f"it is not recorded that the {side} of {tenure.appointment} was {act} on {on}; recorded: {recorded}"
    )


def _in_words(field: str, value: str, start: str | None) -> str:
    return f"{field} {value!r}" + (f" from {start}" if start else "")


def _write(db: Database, tenure: Tenure, values: dict[str, str | None]) -> None:
    given = validated(Detail, {**values, "appointment": tenure.appointment})
    try:
        details.insert_detail(db, tenure.id, given)
    except sqlite3.IntegrityError as error:
        if "outside" in str(error):
            raise DetailError(
                f"{given.field} {given.value!r} lies outside the tenure {tenure.appointment}; check the dates with "
                f"`registry history {tenure.role}`"
            ) from error
        raise AlreadyRecordedError(
            f"{given.field} {given.value!r} of {tenure.appointment} is already recorded for that time"
        ) from error


def _cover(
    session: Session,
    tenure: Tenure,
    person: str,
    dates: tuple[str | None, str | None],
    evidence: Evidence | None,
    *,
    new: bool,
) -> str:
    """An acting tenure of the person for the days of the absence; returns its slug."""
    with session.change(f"cover {tenure.appointment} by {person}") as change:
        db = change.db
        holder, _ = find_or_add_person(session, person, new=new)
        if holder.id == tenure.person_id:
            raise DetailError(f"{holder.label} cannot cover their own absence; name somebody else")
        post = roles.role_note(db.conn, tenure.role_id)
        start = dates[0] or tenure.start or "XXXX"
        added = begin(db, holder, post, start, dates[1], Terms(kind=Kind.ACTING), None, evidence)
        update(db, "appointments", added, {"covers_id": tenure.id})
        return appointments.one(db.conn, added).appointment


def _report(db: Database, tenure: Tenure, cover: str | None = None) -> DetailReport:
    slug = tenure.appointment
    found, dates = details_of(db.conn, [slug]), dates_of(db.conn, [slug])
    return DetailReport(slug, tenure.holder, tenure.title, found.get(slug, ()), dates.get(slug, ()), cover)
