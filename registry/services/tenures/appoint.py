"""Begin and end tenures: appoint, succeed, end, vacant. Each is one change, all or nothing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN, bounds_of
from registry.domain.dates.wording import date_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.windows import trusted_bounds
from registry.domain.vocabulary import Kind, Status
from registry.services.entities.add import find_or_add_person
from registry.services.evidence.evidence import Evidence
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.services.tenures.writing import (
    EntryReport,
    Terms,
    as_written,
    begin,
    close,
    follows,
    person_of,
    replaces_oneself,
)
from registry.store.entities.named import PERSON, ROLE
from registry.store.entities.roles import role_note
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database


class NoTenureError(RegistryError):
    """There is no tenure that could be ended or succeeded."""


def appoint(
    session: Session,
    person: str,
    role: str,
    start: str,
    end: str | None = None,
    *,
    terms: Terms,
    replacing: str | None = None,
    evidence: Evidence | None = None,
    new: bool = False,
) -> EntryReport:
    """Record a tenure (EDTF dates, inclusive). Raises ClashError, SimilarError, BrokenRuleError and others."""
    with session.change(f"appoint {person}, {role}") as change:
        db = change.db
        post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
        holder, added = find_or_add_person(session, person, new=new)
        by = (holder.id, terms.kind)
        previous = replaced(db.conn, post, replacing, start, end, by=by) if replacing else None
        appointment_id = begin(db, holder, post, start, end, terms, previous, evidence)
        return as_written(change, [appointment_id], holder if added else None)


def succeed(
    session: Session,
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
) -> EntryReport:
    """End the incumbent (`replacing`, if there are several), start the successor and the incumbent's next role."""
    with session.change(f"succeed {role}, {person}") as change:
        db = change.db
        post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
        next_post = role_note(db.conn, resolve(db.conn, ROLE, outgoing_to).id) if outgoing_to else None
        incumbent, vacancy = _incumbent(db.conn, post, replacing, terms.kind, on)
        holder, added = find_or_add_person(session, person, new=new)
        if incumbent and holder.id == incumbent.person_id and terms.kind == incumbent.kind:
            raise NoTenureError(f"{incumbent.name} is the incumbent; name the successor, or end the tenure with `end`")
        outgoing = [tenure for tenure in (incumbent, vacancy) if tenure]
        for tenure in outgoing:
            close(db, tenure, post, on, reason if tenure is incumbent else None, evidence)
        ids = [tenure.id for tenure in outgoing]
        ids.append(begin(db, holder, post, on, None, terms, incumbent, evidence))
        if next_post:
            ids.append(_move_on(db, incumbent, next_post, on, evidence))
        return as_written(change, ids, holder if added else None)


def _move_on(db: Database, incumbent: Tenure | None, next_post: RoleNote, on: str, evidence: Evidence | None) -> int:
    """Start the outgoing person's next role."""
    outgoing = person_of(incumbent) if incumbent else None
    if outgoing is None:
        raise NoTenureError(f"nobody leaves who could become {next_post.title!r}; leave --outgoing-to out")
    return begin(db, outgoing, next_post, on, None, Terms(), None, evidence)


def end(
    session: Session,
    person: str,
    role: str,
    on: str,
    *,
    reason: str | None = None,
    evidence: Evidence | None = None,
) -> EntryReport:
    """Record the last day of a tenure that is open, or whose end was not known. Raises NoTenureError."""
    with session.change(f"end {person}, {role}") as change:
        db = change.db
        holder = resolve(db.conn, PERSON, person)
        post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
        tenure = _to_be_ended(db.conn, holder, post, on)
        close(db, tenure, post, on, reason, evidence)
        return as_written(change, [tenure.id])


def vacant(
    session: Session,
    role: str,
    start: str | None,
    end: str | None = None,
    *,
    note: str | None = None,
    evidence: Evidence | None = None,
) -> EntryReport:
    """Record that one of the role's seats was empty; without a start, the end of the vacancy that is open."""
    with session.change(f"vacant {role}") as change:
        db = change.db
        post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
        if start is not None:
            return as_written(change, [begin(db, None, post, start, end, Terms(note=note), None, evidence)])
        open_ = [tenure for tenure in _told(db.conn, post) if tenure.person_id is None and tenure.end is None]
        if not open_ or end is None:
            raise NoTenureError(f"no open vacancy is recorded as {post.title!r}; say when it began with --from")
        close(db, open_[-1], post, end, None, evidence)
        return as_written(change, [open_[-1].id])


def _incumbent(
    connection: sqlite3.Connection, post: RoleNote, replacing: str | None, kind: str, on: str
) -> tuple[Tenure | None, Tenure | None]:
    """The one in office (`replacing` says who, where there are several), and an open vacancy that is filled.

    Of one seat both may be ended: an acting holder and the vacancy. Of several an open vacancy is filled first.
    """
    open_ = [tenure for tenure in _told(connection, post) if tenure.end is None]
    holding = [tenure for tenure in open_ if tenure.person_id is not None]
    empty = [tenure for tenure in open_ if tenure.person_id is None and kind == Kind.SUBSTANTIVE]
    if replacing:
        outgoing = resolve(connection, PERSON, replacing)
        holding = [tenure for tenure in holding if tenure.person_id == outgoing.id]
    if empty and post.seats_on(bounds_of(on, None).start_earliest) != 1:
        holding, empty = (holding, []) if replacing else ([], empty)
    if not holding and (replacing or not empty):
        whose = f"{replacing} is not" if replacing else "nobody is"
        raise NoTenureError(
            f"{whose} recorded as still in office as {post.title!r}; record the new tenure with `registry appoint`"
        )
    if len(holding) > 1:
        names = ", ".join(f"{tenure.name} ({tenure.person})" for tenure in holding)
        raise NoTenureError(f"several hold {post.title!r}: {names}; say whom with --replacing")
    return (holding[0] if holding else None), (empty[0] if empty else None)


def _told(connection: sqlite3.Connection, post: RoleNote) -> list[Tenure]:
    """The tenures of the role that are not rejected, by start."""
    return [tenure for tenure in appointments.of_role(connection, post.id) if tenure.status != Status.REJECTED]


def replaced(
    connection: sqlite3.Connection,
    post: RoleNote,
    words: str,
    start: str,
    end: str | None,
    *,
    by: tuple[int | None, str],
) -> Tenure:
    """The tenure of the replaced person whose end can be the event of this start; `by`: who replaces, in what kind.

    Nobody replaces themselves within one kind: a further term needs no link.
    """
    outgoing = resolve(connection, PERSON, words)
    held = [tenure for tenure in _told(connection, post) if tenure.person_id == outgoing.id]
    if not held:
        raise NotFoundError(f"{outgoing.label} is not recorded as {post.title!r}, so nobody can replace them there")
    held = [tenure for tenure in held if not replaces_oneself(tenure, *by)]
    if not held:
        raise RegistryError(
            f"{outgoing.label} cannot replace themselves as {post.title!r}; "
            "record the further term without --replacing, and it is told as a re-appointment"
        )
    began = trusted_bounds(None if start == UNKNOWN else start, end)
    fitting = [tenure for tenure in held if follows(tenure, began)]
    if not fitting:
        raise RegistryError(
            f"{outgoing.label} left {post.title!r} {date_in_words(held[-1].end or UNKNOWN)}, "
            f"which cannot be the day of a "
            f"start {date_in_words(start)} or the day before; correct a date, or leave --replacing out"
        )
    return fitting[-1]


def _to_be_ended(connection: sqlite3.Connection, holder: EntityReference, post: RoleNote, on: str) -> Tenure:
    held = [tenure for tenure in _told(connection, post) if tenure.person_id == holder.id]
    for ends in (None, UNKNOWN):
        candidates = [tenure for tenure in held if tenure.end == ends]
        if candidates:
            return candidates[-1]
    if held:
        raise NoTenureError(
            f"{holder.label}'s tenure as {post.title!r} has ended already, {date_in_words(held[-1].end or UNKNOWN)}; "
            f"nothing is open to be ended {date_in_words(on)}"
        )
    raise NoTenureError(
        f"{holder.label} is not recorded as {post.title!r}; see `registry career {holder.slug}`, "
        "or record the tenure with `registry appoint`"
    )
