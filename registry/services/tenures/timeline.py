"""The roles of an organization with everybody who held them, on some days or ever. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.dates.spans import Span
from registry.domain.tenures.histories import Succession
from registry.domain.tenures.records import Tenure
from registry.domain.tenures.succession import succession
from registry.services.names.resolve import resolve
from registry.store.entities import organizations, roles
from registry.store.entities.named import ORGANIZATION
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


@dataclass(frozen=True, slots=True)
class OrganizationTimeline:
    """The successions in the roles of an organization; `on`, `first`, `last` as for a succession."""

    organization: str
    name: str
    roles: tuple[Succession, ...]
    on: str | None = None
    first: str | None = None
    last: str | None = None


def timeline_of(
    connection: sqlite3.Connection, organization: str, today: str, days: Span | None = None, *, below: bool = False
) -> OrganizationTimeline:
    """Each role of the organization, one without holders too; `below`: and of those that stand below it today."""
    body = resolve(connection, ORGANIZATION, organization)
    ids = organizations.below(connection, body.id, today) if below else [body.id]
    posts = roles.roles_of(connection, list(ids))
    tenures: dict[int, list[Tenure]] = {post.id: appointments.of_role(connection, post.id) for post in posts}
    sources = cited(connection, [tenure.id for each in tenures.values() for tenure in each])
    found = tuple(succession(post, tenures[post.id], sources, today, days) for post in posts)
    first, last = days.ends() if days else (None, None)
    return OrganizationTimeline(body.slug, body.label, found, days.text if days else None, first, last)
