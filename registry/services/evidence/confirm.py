"""Somebody was seen in office on a day: tie the source to the tenure."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.dates.wording import date_in_words, span_in_words
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.names.text_hygiene import quoted
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.services.evidence.evidence import Evidence, cite, source_of
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities.named import PERSON, ROLE
from registry.store.entities.roles import role_note
from registry.store.evidence.sources import source_as_recorded
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding


class UnseenError(RegistryError):
    """A day on which the source cannot have shown the person in office, as things are recorded."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A tenure that `source` (a slug) shows on the ISO day `on`. `new`: it was not recorded that it does."""

    tenure: Tenure
    on: str
    source: str
    new: bool
    findings: tuple[Finding, ...] = ()


def confirm(session: Session, person: str, role: str, on: str, evidence: Evidence) -> Confirmed:
    """Record that the source shows the person in the role on the ISO day. Raises UnseenError, ChoiceError."""
    with session.change(f"confirm {person}, {role}, on {on}") as change:
        db = change.db
        holder = resolve(db.conn, PERSON, person)
        post = role_note(db.conn, resolve(db.conn, ROLE, role).id)
        tenure = _the_tenure(db.conn, holder, post, on, evidence.source)
        before = db.conn.total_changes
        source = source_of_day(db, evidence, on, change.today)
        see(db, tenure, evidence, on)
        new = db.conn.total_changes > before
        return Confirmed(appointments.one(db.conn, tenure.id), on, source.slug, new, change.check())


def source_of_day(db: Database, evidence: Evidence, on: str, today: str) -> EntityReference:
    """The source, completed or added. Raises UnseenError if it cannot show anything of the ISO day."""
    if on > today:
        raise UnseenError(f"{date_in_words(on)} is in the future, so nobody was seen in office then; check --on")
    source, _ = source_of(db, evidence)
    recorded = source_as_recorded(db.conn, source.id)
    published = recorded["published"]
    if published and widened(read_edtf(published))[1] < on:
        raise UnseenError(
            f"the source {source.slug} was published {date_in_words(published)}, so it "
            f"cannot show who was in office on "
            f"{date_in_words(on)}; check --on and --published"
        )
    if recorded["retracted"]:
        raise UnseenError(
            f"the source {source.slug} is retracted ({recorded['retracted']}), so it is not evidence; name another one"
        )
    return source


def see(db: Database, tenure: Tenure, evidence: Evidence, on: str) -> None:
    """Cite the source for having shown the tenure's holder in office on the ISO day."""
    cite(db, replace(evidence, observed=on), tenure.id, tenure.appointment, ["role"])


def tenures_of(connection: sqlite3.Connection, person_id: int, role_ids: Sequence[int]) -> list[Tenure]:
    """The person's tenures in these roles that are not rejected, by start."""
    held = appointments.of_person(connection, person_id)
    return [tenure for tenure in held if tenure.role_id in role_ids and tenure.status != Status.REJECTED]


def _the_tenure(
    connection: sqlite3.Connection, holder: EntityReference, post: RoleNote, on: str, source: str
) -> Tenure:
    """The one that can have the day in it."""
    held = tenures_of(connection, holder.id, [post.id])
    fitting = [tenure for tenure in held if tenure.tightened().possibly(on)]
    if len(fitting) > 1:
        listed = ", ".join(
            f"{each.appointment} ({each.kind}, {each.status}, {span_in_words(each.start, each.end)})"
            for each in fitting
        )
        raise ChoiceError(
            f"{holder.label} may have been {post.title!r} on {date_in_words(on)}in several tenures: {listed}; "
            f"cite one of them: `registry cite {fitting[0].appointment} {quoted(source)} --observed {on}`",
            [(each.appointment, f"{each.holder}, {each.title}") for each in fitting],
        )
    if fitting:
        return fitting[0]
    if not held:
        raise NotFoundError(
            f"{holder.label} is not recorded as {post.title!r}; "
            f"record it with {appointing(holder.slug, post.slug, on, source)}"
        )
    raise UnseenError(contradiction(held, on, source))


def appointing(person: str, role: str, on: str, source: str) -> str:
    """The command that records a tenure of which nothing is known but that the source shows it on the ISO day."""
    return f'`registry appoint {person} {role} --from "by {on}" --source {quoted(source)} --observed {on}`'


def contradiction(held: Sequence[Tenure], on: str, source: str) -> str:
    """Why none of somebody's tenures can have the ISO day in it, and what to do if the source is right or is not.

    Told of the last one that ended before it; of the first that began after it, if there is none.
    """
    ended = [tenure for tenure in held if tenure.tightened().end_latest < on]
    if not ended:
        tenure = held[0]
        when = f"began {date_in_words(tenure.start)}" if tenure.start else "began after the predecessor's"
        option, field, says = "--from", "start", f"by {on}"
    else:
        tenure = ended[-1]
        when = f"ended {date_in_words(tenure.end)}" if tenure.end else "ended when the successor began"
        option, field, says = "--to", "end", f"since {on}"
    if tenure.stated.possibly(on):
        when += f" and, by its neighbour's date, {'before' if ended else 'after'} that day"
    return (
        f"{tenure.holder}'s tenure as {tenure.title!r} {when}, which a source that shows them in office on "
        f"{date_in_words(on)} contradicts. If the {field} is recorded wrongly, correct it with `registry correct "
        f"{tenure.appointment} {option} … --because …`; if not, keep what the source says with `registry cite "
        f'{tenure.appointment} {quoted(source)} --supports {field} --says "{says}"`'
    )
