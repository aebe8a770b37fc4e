"""Answer questions about a day: who, holders. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.dates.spans import Span, span_of
from registry.domain.tenures.holders_on import Answer, answer
from registry.domain.tenures.movements import Window, joined
from registry.domain.tenures.records import Tenure
from registry.services.names.names_then import NamesOfTheTime
from registry.services.names.resolve import resolve
from registry.store.entities import organizations, roles
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who held what in an organization on a day or in a span; a role with nobody recorded is there, too.

    `on`: EDTF, of a span an interval; `first`, `last`: ISO days, both inclusive, None = open on that side.
    `name_then`: the name of the time, where names have dates.
    """

    organization: str
    name: str
    on: str
    roles: tuple[Answer, ...]
    first: str | None = None
    last: str | None = None
    future: bool = False
    name_then: str | None = None


def who(
    connection: sqlite3.Connection,
    role: str,
    days: Span,
    today: str | None = None,
    *,
    everyone: bool = False,
    names_of_today: bool = False,
) -> Answer:
    """Who held the role on the days; `everyone`: the merely possible even when all seats are filled.

    With the names of these days, unless `names_of_today`.
    """
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    tenures = appointments.in_days(connection, post.id, days.first, days.last)
    sources = cited(connection, [tenure.id for tenure in tenures])
    found = answer(post, days, tenures, sources, everyone=everyone, today=today)
    if names_of_today:
        return found
    return NamesOfTheTime(connection, [each.person for each in found.holders], {post.slug: post.organization}).answer(
        found
    )


def holders(
    connection: sqlite3.Connection,
    organization: str,
    days: Span,
    today: str | None = None,
    *,
    below: bool = False,
    names_of_today: bool = False,
) -> Snapshot:
    """Who held what in the organization on the days; `below`: and in those that stand below it at that time.

    With the names of these days, unless `names_of_today`.

    Of an organization that is below it for a part of the days, that part is answered.
    """
    body = resolve(connection, ORGANIZATION, organization)
    parts = _parts(connection, body.id, days, below=below)
    posts = roles.roles_of(connection, list(parts))
    by_role: dict[int, list[Tenure]] = {post.id: [] for post in posts}
    tenures = appointments.roles_in_days(connection, list(by_role), days.first, days.last)
    for tenure in tenures:
        by_role[tenure.role_id].append(tenure)
    sources = cited(connection, [tenure.id for tenure in tenures])
    days_of = dict(parts.values())
    answers = tuple(
        answer(post, part, by_role[post.id], sources, today=today)
        for post in posts
        for part in days_of[post.organization]
    )
    name_then = None
    if not names_of_today:
        people = [each.person for found in answers for each in found.holders]
        names = NamesOfTheTime(connection, people, {post.slug: post.organization for post in posts}, [body.slug])
        answers = tuple(map(names.answer, answers))
        name_then = names.organization(body.slug, body.label, *days.ends())
    future = today is not None and days.first > today
    return Snapshot(body.slug, body.label, days.text, answers, *days.ends(), future, name_then)


def _parts(
    connection: sqlite3.Connection, body_id: int, days: Span, *, below: bool
) -> dict[int, tuple[str, list[Span]]]:
    """The organizations that are asked about, by id: the slug, and the days on which they are."""
    if not below or days.one_day:
        ids = organizations.below(connection, body_id, days.first) if below else [body_id]
        return {row_id: (slug, [days]) for row_id, slug in organizations.slugs_of(connection, ids)}
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
