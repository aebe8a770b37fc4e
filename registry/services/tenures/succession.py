"""Answer questions about all time: history, career. Reads only; the day of today is handed in."""

from __future__ import annotations

import sqlite3

from registry.domain.tenures.succession import Career, Succession, career, succession
from registry.services.names.resolve import resolve
from registry.store.entities import roles
from registry.store.entities.named import PERSON, ROLE
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments


def history(connection: sqlite3.Connection, role: str, today: str) -> Succession:
    """Everybody who held the role."""
    post = roles.role_note(connection, resolve(connection, ROLE, role).id)
    tenures = appointments.of_role(connection, post.id)
    return succession(post, tenures, cited(connection, [tenure.id for tenure in tenures]), today)


def career_of(connection: sqlite3.Connection, person: str, today: str) -> Career:
    """Every role that the person held."""
    found = resolve(connection, PERSON, person)
    tenures = appointments.of_person(connection, found.id)
    sources = cited(connection, [tenure.id for tenure in tenures])
    return career(found.slug, found.label, tenures, sources, today)
