"""Answer questions about a day: who, holders. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from registry.domain.dates.spans import Span, span_of
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.past_posts import Ancestor, SuccessionNote
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Certainty, Outcome
from registry.services.names.names_then import NamesOfTheTime
from registry.services.names.resolve import resolve
from registry.services.tenures.by_right import capped, with_details, with_holders_by_right
from registry.services.tenures.lineage import counterparts, succession_notes
from registry.store.entities import organizations, roles
from registry.store.entities.lives import lives_of
from registry.store.entities.named import ORGANIZATION, ROLE, by_ids, by_slug
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments
from registry.store.tenures.chain import conferred

if TYPE_CHECKING:
    from registry.domain.tenures.movements.movements import Window


@dataclass(frozen=True, slots=True)
class BodyThen:
    """An organization that another one was, or had become, on the days."""

    organization: str
    name: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who held what in an organization on a day or in a span; a role with nobody recorded is there, too.

    `on`: EDTF, of a span an interval; `first`, `last`: ISO days, both inclusive, None = open on that side.
    `name_then`: the name of the time, where names have dates. `was`: what it was or had become, where it did not (or
    may not have) existed; `successions`: what it directly came of or became, then.
    """

    organization: str
    name: str
    on: str
    roles: tuple[Answer, ...]
    first: str | None = None
    last: str | None = None
    future: bool = False
    name_then: str | None = None
    was: tuple[BodyThen, ...] = ()
    successions: tuple[SuccessionNote, ...] = ()


def who(
    connection: sqlite3.Connection,
    role: str,
    days: Span,
    today: str | None = None,
    *,
    everyone: bool = False,
    names_of_today: bool = False,
    lineage: bool = False,
) -> Answer:
    """Who held the role on the days; `everyone`: the merely possible even when all seats are filled.

    With the names of these days, unless `names_of_today`. `lineage`: and who held what it was, or had become.
    """
    role_id = resolve(connection, ROLE, role).id
    found = _who(connection, role_id, days, today, everyone, names_of_today)
    if found.answer == Outcome.NO_ROLE:
        found = _with_the_past(connection, found, role_id, days)
    if not lineage:
        return found
    line = [
        Ancestor(answered.role, each.certainty, capped(answered, each.certainty))
        for each in counterparts(connection, ROLE, role_id, days)
        for answered in [
            found if each.id == role_id else _who(connection, each.id, days, today, everyone, names_of_today)
        ]
    ]
    return replace(found, lineage=tuple(line))


def _with_the_past(connection: sqlite3.Connection, found: Answer, role_id: int, days: Span) -> Answer:
    """With what the role came of or became; where that is not recorded, what its organization did."""
    own = succession_notes(connection, ROLE, role_id, days)
    body = None if own else by_slug(connection, ORGANIZATION, roles.role_note(connection, role_id).organization)
    notes = succession_notes(connection, ORGANIZATION, body.id, days) if body else ()
    return replace(found, successions=own, organization_successions=notes)


def _who(
    connection: sqlite3.Connection, role_id: int, days: Span, today: str | None, everyone: bool, names_of_today: bool
) -> Answer:
    post = roles.role_note(connection, role_id)
    tenures = appointments.in_days(connection, post.id, days.first, days.last)
    sources = cited(connection, [tenure.id for tenure in tenures])
    found = answer(post, days, tenures, sources, everyone=everyone, today=today)
    found = with_holders_by_right(connection, found, post.id, days, today)
    (found,) = with_details(connection, [found], days)
    if names_of_today:
        return found
    people = [each.person for each in found.holders]
    return NamesOfTheTime(connection, people, {post.slug: post.organization}).answer(found)


def holders(
    connection: sqlite3.Connection,
    organization: str,
    days: Span,
    today: str | None = None,
    *,
    below: bool = False,
    names_of_today: bool = False,
    within: Sequence[int] | None = None,
) -> Snapshot:
    """Who held what in the organization on the days; `below`: and in those that stand below it at that time.

    With the names of these days, unless `names_of_today`.

    Of an organization that is below it for a part of the days, that part is answered. Of one that did not exist then,
    what it was or had become is: see `was`. `within`: only the roles with these ids.
    """
    body = resolve(connection, ORGANIZATION, organization)
    was = _bodies_then(connection, body.id, days)
    parts = _every_part(connection, was or [body.id], days, below=below)
    found = list(parts)
    posts = roles.roles_of(connection, found) if within is None else roles.roles_among(connection, found, within)
    by_role: dict[int, list[Tenure]] = {post.id: [] for post in posts}
    tenures = appointments.roles_in_days(connection, list(by_role), days.first, days.last)
    for tenure in tenures:
        by_role[tenure.role_id].append(tenure)
    sources = cited(connection, [tenure.id for tenure in tenures])
    days_of = dict(parts.values())
    by_right = conferred(connection, by_role)
    answers = tuple(
        with_holders_by_right(connection, found, post.id, part, today) if post.id in by_right else found
        for post in posts
        for part in days_of[post.organization]
        for found in [answer(post, part, by_role[post.id], sources, today=today)]
    )
    answers = tuple(with_details(connection, answers, days))
    grades = {parts[row_id][0]: certainty for row_id, certainty in was.items()}
    answers = tuple(
        capped(each, grades.get(post.organization, Certainty.CERTAIN))
        for each, post in zip(answers, (post for post in posts for _ in days_of[post.organization]), strict=True)
    )
    name_then = None
    if not names_of_today:
        people = [each.person for found in answers for each in found.holders]
        names = NamesOfTheTime(connection, people, {post.slug: post.organization for post in posts}, [body.slug])
        answers = tuple(map(names.answer, answers))
        name_then = names.organization(body.slug, body.label, *days.ends())
    future = today is not None and days.first > today
    bodies = tuple(BodyThen(each.slug, each.label, was[each.id]) for each in by_ids(connection, ORGANIZATION, was))
    notes = succession_notes(connection, ORGANIZATION, body.id, days) if was else ()
    return Snapshot(body.slug, body.label, days.text, answers, *days.ends(), future, name_then, bodies, notes)


def _bodies_then(connection: sqlite3.Connection, body_id: int, days: Span) -> Mapping[int, Certainty]:
    """What the body was or had become on the days, and how sure that is; empty where that is the body itself."""
    own = lives_of(connection, ORGANIZATION, [body_id])[body_id]
    if own.begins_latest <= days.last and own.ends_earliest >= days.first:
        return {}
    if not days.one_day and own.begins_earliest <= days.last and own.ends_latest >= days.first:
        return {}
    found = counterparts(connection, ORGANIZATION, body_id, days)
    return {} if [each.id for each in found] in ([], [body_id]) else {each.id: each.certainty for each in found}


def _every_part(
    connection: sqlite3.Connection, ids: Iterable[int], days: Span, *, below: bool
) -> dict[int, tuple[str, list[Span]]]:
    parts: dict[int, tuple[str, list[Span]]] = {}
    for each in ids:
        parts |= _parts(connection, each, days, below=below)
    return parts


def _parts_then(
    connection: sqlite3.Connection, body_id: int, days: Span, *, below: bool
) -> dict[int, tuple[str, list[Span]]]:
    """The organizations that are asked about, be it as what the body was or had become."""
    return _every_part(connection, _bodies_then(connection, body_id, days) or [body_id], days, below=below)


def role_ids(connection: sqlite3.Connection, organization: str, days: Span, *, below: bool = False) -> list[int]:
    """The ids of the roles that `holders` answers, in its order: `within` takes a part of them."""
    body = resolve(connection, ORGANIZATION, organization)
    return roles.ids_in_order(connection, list(_parts_then(connection, body.id, days, below=below)))


def compared_role_ids(
    connection: sqlite3.Connection, organization: str, before: Span, after: Span, *, below: bool = False
) -> list[int]:
    """The ids of the roles of either day; those in which nothing changed in between come last."""
    body = resolve(connection, ORGANIZATION, organization)
    sides = [set(_parts_then(connection, body.id, days, below=below)) for days in (before, after)]
    bodies = sorted(sides[0] | sides[1])
    moved = appointments.roles_moved(connection, before.first, after.last, bodies)
    moved |= set(roles.ids_in_order(connection, sorted(sides[0] ^ sides[1])))
    return sorted(roles.ids_in_order(connection, bodies), key=lambda role_id: role_id not in moved)


def _parts(
    connection: sqlite3.Connection, body_id: int, days: Span, *, below: bool
) -> dict[int, tuple[str, list[Span]]]:
    """The organizations that are asked about, by id: the slug, and the days on which they are."""
    if not below or days.one_day:
        ids = organizations.below(connection, body_id, days.first) if below else [body_id]
        return {row_id: (slug, [days]) for row_id, slug in organizations.slugs_of(connection, ids)}
    from registry.domain.tenures.movements.movements import (  # 8 ms, and a question about a day does without
        Window,
        joined,
    )

    periods: dict[int, tuple[str, list[Window]]] = {}
    for each in organizations.below_between(connection, body_id, days.first, days.last):
        periods.setdefault(each.id, (each.slug, []))[1].append(Window(each.first, each.last))
    return {
        row_id: (slug, [_part(days, window) for window in joined(windows)])
        for row_id, (slug, windows) in periods.items()
    }


def _part(days: Span, window: Window) -> Span:
    whole = window.first <= days.first and window.last >= days.last
    return days if whole else span_of(max(window.first, days.first), min(window.last, days.last))
