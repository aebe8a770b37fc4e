"""Remove what was recorded by mistake; refused while something else rests on it. Each is one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.dates.wording import span_in_words
from registry.domain.errors import RegistryError
from registry.services.evidence.resolve_source import resolve_source
from registry.services.names.resolve import resolve
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.store.entities import further_names, merge_rows, parents, relations, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.evidence import rosters, sources
from registry.store.evidence.archives import remove_archives
from registry.store.evidence.source_reports import copies
from registry.store.tenures import appointments

if TYPE_CHECKING:
    pass

_SHOWN = 8


class InUseError(RegistryError):
    """Something else rests on what was to be removed."""


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """What was removed. Of an appointment: with how many citations, and the slugs of sources now cited for nothing."""

    noun: str
    slug: str
    label: str
    citations: int = 0
    uncited: tuple[str, ...] = ()


def remove_appointment(session: Session, words: str, because: str) -> RemovalReport:
    """Remove a tenure or a vacancy with its citations; its sources stay. Raises InUseError."""
    with session.change(f"remove {words}", needed(because)) as change:
        db = change.db
        tenure = resolve_tenure(db.conn, words)
        label = f"{tenure.holder}, {tenure.title}, {span_in_words(tenure.start, tenure.end)}"
        successors = [each.appointment for each in appointments.replacing(db.conn, tenure.id)]
        _refuse_in_use(
            tenure.appointment,
            "is replaced by",
            successors,
            "type `registry correct {} --replacing none --because …` first",
        )
        covering = appointments.covering(db.conn, tenure.id)
        remedy = "type `registry remove {} --because …` first, if that is wrong, too"
        _refuse_in_use(tenure.appointment, "is covered by", covering, remedy)
        alone = sources.cited_alone(db.conn, tenure.id)
        citations = appointments.remove_appointment(db, tenure.id)
        return RemovalReport("appointment", tenure.appointment, label, citations, tuple(each.slug for each in alone))


def remove_person(session: Session, person: str, because: str) -> RemovalReport:
    """Remove a person without tenures. Raises InUseError."""
    with session.change(f"person remove {person}", needed(because)) as change:
        db = change.db
        found = resolve(db.conn, PERSON, person)
        held = [tenure.appointment for tenure in appointments.of_person(db.conn, found.id)]
        remedy = "type `registry remove {} --because …` or `registry correct {} --person … --because …` first"
        _refuse_in_use(found.slug, "holds", held, remedy)
        merge_rows.remove_links(db, PERSON, found.id)
        further_names.remove_named(db, PERSON, found.id)
        return RemovalReport(PERSON.word, found.slug, found.label)


def remove_organization(session: Session, organization: str, because: str) -> RemovalReport:
    """Remove an organization without roles below which none stands. Raises InUseError."""
    with session.change(f"organization remove {organization}", needed(because)) as change:
        db = change.db
        found = resolve(db.conn, ORGANIZATION, organization)
        posts = [post.slug for post in roles.roles_of(db.conn, [found.id])]
        _refuse_in_use(found.slug, "has the roles", posts, "type `registry role remove {} --because …` first")
        below = parents.children_of(db.conn, found.id)
        remedy = f"type `registry organization edit {{}} --no-parent {found.slug}` first"
        _refuse_in_use(found.slug, "has organizations below it:", below, remedy)
        relations.remove_relations_of(db, ORGANIZATION, found.id)
        rosters.remove_rosters_of(db, found.id)
        merge_rows.remove_links(db, ORGANIZATION, found.id)
        further_names.remove_named(db, ORGANIZATION, found.id)
        return RemovalReport(ORGANIZATION.word, found.slug, found.label)


def remove_role(session: Session, role: str, because: str) -> RemovalReport:
    """Remove a role that nobody held, with its seats and what it was incompatible with. Raises InUseError."""
    with session.change(f"role remove {role}", needed(because)) as change:
        db = change.db
        found = resolve(db.conn, ROLE, role)
        held = [tenure.appointment for tenure in appointments.of_role(db.conn, found.id)]
        remedy = "type `registry remove {} --because …` or `registry correct {} --role … --because …` first"
        _refuse_in_use(found.slug, "has the appointments", held, remedy)
        roles.remove_policies(db, found.id)
        merge_rows.remove_links(db, ROLE, found.id)
        further_names.remove_named(db, ROLE, found.id)
        return RemovalReport(ROLE.word, found.slug, found.label)


def remove_source(session: Session, source: str, because: str) -> RemovalReport:
    """Remove a source that is not cited anywhere. Raises InUseError."""
    with session.change(f"source remove {source}", needed(because)) as change:
        db = change.db
        found = resolve_source(db.conn, source)
        cited = list(dict.fromkeys(each.appointment for each in sources.citations_of(db.conn, found.id)))
        remedy = f"if it is recorded wrongly, correct it with `registry source edit {found.slug}`"
        _refuse_in_use(found.slug, "is cited for", cited, remedy)
        repeating = [copy.slug for copy in copies(db.conn, found.id)]
        _refuse_in_use(found.slug, "is repeated by", repeating, "remove {} first, or edit it to be no copy of it")
        remove_archives(db, found.id)
        rosters.remove_rosters_in(db, found.id)
        sources.remove_source(db, found.id)
        return RemovalReport("source", found.slug, found.label)


def _refuse_in_use(slug: str, how: str, users: Sequence[str], remedy: str) -> None:
    """`remedy`: with {} for the first of the users."""
    if users:
        more = f" and {len(users) - _SHOWN} more" if len(users) > _SHOWN else ""
        shown = f"{', '.join(users[:_SHOWN])}{more}"
        raise InUseError(f"{slug} cannot be removed: it {how} {shown}; {remedy.replace('{}', users[0])}")
