"""Answer to whom a role or a person answered on a day, and who answered to them. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from registry.domain.dates.spans import one_day
from registry.domain.errors import NotFoundError
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.details import least
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.relations import EX_OFFICIO, REPORTS_TO
from registry.services.names.names_then import NamesOfTheTime
from registry.services.names.resolve import find, resolve, suggestion
from registry.services.tenures.by_right import capped, with_details, with_holders_by_right
from registry.store.entities import roles
from registry.store.entities.named import PERSON, ROLE
from registry.store.tenures import appointments
from registry.store.tenures.chain import Reached, walk


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A role above (or below) on the day. `distance`: how many links away; `by`: the slug of the role next to it on
    the way; `certainty`: that it stood there. `answer`: who held it; a vacant role passes the chain on.
    """

    role: str
    title: str
    organization: str
    distance: int
    by: str
    certainty: str
    how: str | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of a role, or of a person by all roles that they held on the day (ISO). `up`: superiors, nearest first.

    `person` None = of a role; then `roles` is that one.
    """

    person: str | None
    name: str
    roles: tuple[str, ...]
    on: str
    up: bool
    links: tuple[ChainLink, ...]


def chain(
    connection: sqlite3.Connection, words: str, on: str, today: str | None = None, *, down: bool = False
) -> Chain:
    """The chain of the role or the person that the words name, on the ISO day. Raises NotFoundError."""
    role = _role(connection, words)
    if role is not None:
        links = _links(connection, {role[0]: "certain"}, on, today, up=not down)
        return Chain(None, role[2], (role[1],), on, not down, links)
    person = resolve(connection, PERSON, words)
    held = roles_held(connection, person.id, on)
    links = _links(connection, held, on, today, up=not down)
    slugs = tuple(roles.role_note(connection, each).slug for each in held)
    return Chain(person.slug, person.label, slugs, on, not down, links)


def _role(connection: sqlite3.Connection, words: str) -> tuple[int, str, str] | None:
    """The role that is meant; None where the words name a person. Raises NotFoundError for neither."""
    found = find(connection, ROLE, words)
    if found is not None:
        return found.id, found.slug, found.label
    if find(connection, PERSON, words) is None:
        raise NotFoundError(f"no role and no person {words!r}; {suggestion(connection, (ROLE, PERSON), words)}")
    return None


def roles_held(connection: sqlite3.Connection, person_id: int, on: str) -> dict[int, str]:
    """The roles that the person held on the day, by right of another one, too, and how sure that is."""
    held: dict[int, str] = {}
    for tenure in appointments.of_person(connection, person_id):
        certainty = tenure.windows().certainty(on, on)
        if certainty is None:
            continue
        conferred = walk(connection, tenure.role_id, EX_OFFICIO, on, on, up=True)
        for role_id, grade in [
            (tenure.role_id, "certain"),
            *((each.role_id, each.certainty) for each in conferred.values()),
        ]:
            sure = least(certainty, grade)
            if least(held.get(role_id, "no"), sure) == held.get(role_id, "no"):
                held[role_id] = sure
    return held


def _links(
    connection: sqlite3.Connection, starts: Mapping[int, str], on: str, today: str | None, *, up: bool
) -> tuple[ChainLink, ...]:
    best: dict[int, Reached] = {}
    for role_id, grade in starts.items():
        for each in walk(connection, role_id, REPORTS_TO, on, on, up=up).values():
            sure = least(grade, each.certainty)
            known = best.get(each.role_id)
            if sure != "no" and (known is None or least(known.certainty, sure) == known.certainty != sure):
                best[each.role_id] = each._replace(certainty=sure)
    notes = {note.id: note for note in roles.notes_of(connection, [*best, *starts])}
    days = one_day(on)
    by_role: dict[int, list[Tenure]] = {role_id: [] for role_id in best}
    for tenure in appointments.roles_in_days(connection, list(best), on, on):
        by_role[tenure.role_id].append(tenure)
    answers = {role_id: answer(notes[role_id], days, found, {}, today=today) for role_id, found in by_role.items()}
    answers = {
        role_id: with_holders_by_right(connection, found, role_id, days, today) for role_id, found in answers.items()
    }
    answers = dict(zip(answers, with_details(connection, list(answers.values()), days), strict=True))
    people = [each.person for found in answers.values() for each in found.holders]
    names = NamesOfTheTime(connection, people, {notes[each].slug: notes[each].organization for each in answers})
    links = [
        ChainLink(
            found.role, found.titled, found.body, best[role_id].distance, _next(notes, best[role_id]),
            best[role_id].certainty, best[role_id].how, capped(found, best[role_id].certainty),
        )
        for role_id, found in ((role_id, names.answer(each)) for role_id, each in answers.items())
    ]  # fmt: skip
    return tuple(sorted(links, key=lambda each: (each.distance, each.title, each.role)))


def _next(notes: Mapping[int, RoleNote], reached: Reached) -> str:
    note = notes.get(reached.by)
    return note.slug if note else ""
