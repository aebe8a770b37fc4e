"""Answer questions about a day: who, holders. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.tenures.holders_on import Answer, answer
from registry.domain.tenures.records import Tenure
from registry.services.names.resolve import resolve
from registry.store.entities import organizations, roles
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Who held what in an organization on a day; a role with nobody recorded is there, too."""

    organization: str
    name: str
    on: str
    roles: tuple[Answer, ...]


def who(connection: sqlite3.Connection, role: str, on: str, *, everyone: bool = False) -> Answer:
    """Who held the role on the ISO day; `everyone`: the merely possible even when all seats are filled."""
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    tenures = appointments.on_day(connection, post.id, on)
    sources = cited(connection, [tenure.id for tenure in tenures])
    return answer(post, on, tenures, sources, everyone=everyone)


def holders(connection: sqlite3.Connection, organization: str, on: str, *, below: bool = False) -> Snapshot:
    """Who held what in the organization on the ISO day; `below`: and in those that stand below it."""
    body = resolve(connection, ORGANIZATION, organization)
    bodies = organizations.below(connection, body.id, on) if below else [body.id]
    posts = roles.roles_of(connection, bodies)
    by_role: dict[int, list[Tenure]] = {post.id: [] for post in posts}
    tenures = appointments.roles_on_day(connection, list(by_role), on)
    for tenure in tenures:
        by_role[tenure.role_id].append(tenure)
    sources = cited(connection, [tenure.id for tenure in tenures])
    answers = tuple(answer(post, on, by_role[post.id], sources) for post in posts)
    return Snapshot(body.slug, body.label, on, answers)
