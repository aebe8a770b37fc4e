"""Begin and end tenures: appoint, succeed, end, vacant. Each is one change, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.tenures.records import RoleNote, Tenure
from registry.services.evidence.evidence import Evidence
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.services.tenures.find_tenure import NoTenureError, incumbent_of, open_tenure, replaced, tenures_of
from registry.services.tenures.missing import Additions
from registry.services.tenures.writing import (
    EntryReport,
    Terms,
    as_written,
    begin,
    close,
    person_of,
)
from registry.store.entities.named import PERSON, ROLE
from registry.store.entities.roles import role_note

if TYPE_CHECKING:
    from sqlite_utils import Database


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
    additions: Additions | None = None,
) -> EntryReport:
    """Record a tenure (EDTF dates, inclusive). Raises ClashError, SimilarError, BrokenRuleError and others.

    `additions`: what may be added for it.
    """
    adding = additions or Additions()
    with session.change(f"appoint {person}, {role}") as change:
        db = change.db
        post = adding.role(session, role)
        holder = adding.person(session, person, new=new)
        by = (holder.id, terms.kind)
        unrecorded = adding.predecessor(session, db, post, replacing, start, evidence) if replacing else None
        previous = unrecorded or (replaced(db.conn, post, replacing, start, end, by=by) if replacing else None)
        ids = [unrecorded.id] if unrecorded else []
        ids.append(begin(db, holder, post, start, end, terms, previous, evidence))
        return as_written(change, ids, adding.made)


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
    additions: Additions | None = None,
) -> EntryReport:
    """End the incumbent (`replacing`, if there are several), start the successor and the incumbent's next role.

    `additions`: what may be added for it, such as the tenure of an incumbent who is not recorded.
    """
    adding = additions or Additions()
    with session.change(f"succeed {role}, {person}") as change:
        db = change.db
        post = adding.role(session, role)
        next_post = role_note(db.conn, resolve(db.conn, ROLE, outgoing_to).id) if outgoing_to else None
        unrecorded = adding.predecessor(session, db, post, replacing, UNKNOWN, evidence) if replacing else None
        incumbent, vacancy = (
            (unrecorded, None) if unrecorded else incumbent_of(db.conn, post, replacing, terms.kind, on, person)
        )
        holder = adding.person(session, person, new=new)
        if incumbent and holder.id == incumbent.person_id and terms.kind == incumbent.kind:
            raise NoTenureError(f"{incumbent.name} is the incumbent; name the successor, or end the tenure with `end`")
        outgoing = [tenure for tenure in (incumbent, vacancy) if tenure]
        for tenure in outgoing:
            close(db, tenure, post, on, reason if tenure is incumbent else None, evidence)
        ids = [tenure.id for tenure in outgoing]
        ids.append(begin(db, holder, post, on, None, terms, incumbent, evidence))
        if next_post:
            ids.append(_move_on(db, incumbent, next_post, on, evidence))
        return as_written(change, ids, adding.made)


def _move_on(db: Database, incumbent: Tenure | None, next_post: RoleNote, on: str, evidence: Evidence | None) -> int:
    """Start the outgoing person's next role."""
    outgoing = person_of(incumbent) if incumbent else None
    if outgoing is None:
        raise NoTenureError(f"nobody leaves, so nobody can become {next_post.title!r}; remove --outgoing-to")
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
        tenure = open_tenure(db.conn, holder, post, on)
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
        open_ = [tenure for tenure in tenures_of(db.conn, post) if tenure.person_id is None and tenure.end is None]
        if not open_ or end is None:
            raise NoTenureError(f"no open vacancy is recorded as {post.title!r}; give its first day with --from")
        close(db, open_[-1], post, end, None, evidence)
        return as_written(change, [open_[-1].id])
