"""A list of everybody who was in office in an organization on a day: confirm those listed, tell who is not.

Nobody's tenure is ended by it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from registry.domain.dates.wording import date_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import RegistryError
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Certainty, Status
from registry.formats.own.roster import Entry, read_roster
from registry.services.evidence.confirm import see, source_of_day
from registry.services.evidence.evidence import Evidence
from registry.services.evidence.roster_matching import InOffice, Unmatched
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import roles
from registry.store.entities.named import ORGANIZATION
from registry.store.evidence import rosters
from registry.store.tenures import appointments

if TYPE_CHECKING:
    pass

_SUGGESTED = 10  # lines for which likely names are looked for: each is held against every name that is recorded


class RosterMismatchError(RegistryError):
    """Lines that confirm nobody; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class MissingFromRoster:
    """An accepted tenure that may have had the day in it, but is not on the list. Dates EDTF.

    `certainty`: of the day, without the list, for a tenure that began before it and ended after it in every reading;
    any other is possible. `ended`, `began`: what the list says of it, if it can be only one of the two.
    """

    appointment: str
    person: str
    name: str
    role: str
    title: str
    kind: str
    start: str | None
    end: str | None
    certainty: str
    ended: str | None
    began: str | None


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list came to. `new`: some of it was not recorded yet."""

    organization: str
    name: str
    on: str
    source: str
    confirmed: tuple[Tenure, ...]
    not_listed: tuple[MissingFromRoster, ...]
    skipped: tuple[Unmatched, ...]
    new: bool


def roster(
    session: Session,
    organization: str,
    on: str,
    file: Path | BinaryIO,
    evidence: Evidence,
    *,
    skip_unknown: bool = False,
) -> Roster:
    """Confirm those listed for the ISO day; `skip_unknown`: leave out the lines that name nobody in office.

    Raises RosterMismatchError, RosterError, UnseenError.
    """
    with session.change(f"roster {organization}, on {on}") as change:
        db = change.db
        body = resolve(db.conn, ORGANIZATION, organization)
        entries = read_roster(file)
        there = _in_office(db.conn, body, on, evidence.source)
        seen, skipped, anywhere = _matched(there, entries)
        _refuse_unmatched(there, len(entries), skipped, skip_unknown=skip_unknown)
        before = db.conn.total_changes
        source = source_of_day(db, evidence, on, change.today)
        if not rosters.is_recorded(db.conn, body.id, source.id, on):
            rosters.insert_roster(db, body.id, source.id, on)
        for tenure in seen:
            see(db, tenure, evidence, on)
        new = db.conn.total_changes > before
        shown_there = rosters.seen_by(db.conn, source.id, on)
        missing = [
            tenure
            for person, tenures in there.held.items()
            for tenure in tenures
            # Of who is listed without a role, nothing is said of the tenures that are merely possible.
            if tenure.status == Status.ACCEPTED and tenure.id not in shown_there and person not in anywhere
        ]
        not_listed = tuple(sorted(_not_listed(missing, on), key=_order))
        return Roster(body.slug, body.label, on, source.slug, tuple(seen), not_listed, tuple(skipped), new)


def _in_office(connection: sqlite3.Connection, body: EntityReference, on: str, source: str) -> InOffice:
    posts = {post.id: post for post in roles.roles_of(connection, [body.id])}
    if not posts:
        raise RosterMismatchError(f"{body.label} has no roles; add them with `registry role add` first")
    held: dict[int, list[Tenure]] = {}
    for tenure in appointments.roles_in_days(connection, list(posts), on, on):
        if tenure.person_id and tenure.status != Status.REJECTED and tenure.tightened().possibly(on):
            held.setdefault(tenure.person_id, []).append(tenure)
    return InOffice(connection, body, posts, held, on, source)


def _matched(there: InOffice, entries: Sequence[Entry]) -> tuple[list[Tenure], list[Unmatched], set[int]]:
    """The tenures that the lines confirm, each once; the other lines; the ids of who is listed without a role."""
    seen: dict[int, Tenure] = {}
    unmatched: list[Unmatched] = []
    anywhere: set[int] = set()
    for entry in entries:
        found = there.match(entry, suggest=len(unmatched) < _SUGGESTED)
        if isinstance(found, Unmatched):
            unmatched.append(found)
            continue
        for tenure in found:
            seen[tenure.id] = tenure
            if entry.role is None and tenure.person_id:
                anywhere.add(tenure.person_id)
    return list(seen.values()), unmatched, anywhere


def _refuse_unmatched(there: InOffice, lines: int, unmatched: Sequence[Unmatched], *, skip_unknown: bool) -> None:
    in_the_way = [each for each in unmatched if each.unclear or not skip_unknown or len(unmatched) == lines]
    if not in_the_way:
        return
    told = "".join(f"\n  line {each.line}: {each.why}" for each in in_the_way)
    where = f"in office in {there.body.label} on {date_in_words(there.on)}"
    count = f"{len(in_the_way)} of {lines} lines {'names' if len(in_the_way) == 1 else 'name'}"
    if any(each.unclear for each in in_the_way):
        remedy = "Make the names unambiguous; --skip-unknown leaves out only people who are not recorded"
    elif len(unmatched) == lines:
        remedy = "Check the organization and the day; if they are right, record or correct them first"
    else:
        remedy = "Record or correct them first, or leave them out with --skip-unknown"
    raise RosterMismatchError(f"{count} nobody who is recorded {where}; nothing was recorded:{told}\n{remedy}")


def _not_listed(missing: Sequence[Tenure], on: str) -> Iterator[MissingFromRoster]:
    """Of these, the ones that can have the days before and after it, too: who came or left on it may be missing."""
    for tenure in missing:
        bounds = tenure.bounds()
        if tenure.person is None or not bounds.start_earliest < on < bounds.end_latest:
            continue
        began, lasted = bounds.start_latest < on, bounds.end_earliest > on
        yield MissingFromRoster(
            appointment=tenure.appointment,
            person=tenure.person,
            name=tenure.holder,
            role=tenure.role,
            title=tenure.title,
            kind=tenure.kind,
            start=tenure.start,
            end=tenure.end,
            certainty=(tenure.windows(bounds).certainty(on, on) if began and lasted else None) or Certainty.POSSIBLE,
            ended=f"[..{on}]" if began else None,
            began=f"[{on}..]" if lasted and not began else None,
        )


def _order(missing: MissingFromRoster) -> tuple[int, str, str, str]:
    return list(Certainty).index(Certainty(missing.certainty)), missing.title, missing.name, missing.appointment
