"""Answer questions about all time: history, career. Reads only; the day of today is handed in."""

from __future__ import annotations

import sqlite3

from registry.domain.dates.spans import Span
from registry.domain.tenures.succession import Career, Succession, career, succession
from registry.services.names.resolve import resolve
from registry.store.entities import roles
from registry.store.entities.named import PERSON, ROLE
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


def history(
    connection: sqlite3.Connection, role: str, today: str, days: Span | None = None, *, terms: bool = False
) -> Succession:
    """Everybody who held the role, on these days or ever; `terms`: consecutive terms of one person each for itself."""
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    tenures = appointments.of_role(connection, post.id)
    sources = cited(connection, [tenure.id for tenure in tenures])
    return succession(post, tenures, sources, today, days, terms=terms)


def career_of(
    connection: sqlite3.Connection, person: str, today: str, days: Span | None = None, *, terms: bool = False
) -> Career:
    """Every role that the person held, on these days or ever; `terms` as for `history`."""
    found = resolve(connection, PERSON, person)
    tenures = appointments.of_person(connection, found.id)
    sources = cited(connection, [tenure.id for tenure in tenures])
    return career(found.slug, found.label, tenures, sources, today, days, terms=terms)
