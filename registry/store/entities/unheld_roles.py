"""Roles that nobody is recorded to hold on a day."""

from __future__ import annotations

import sqlite3

_UNHELD = """
select r.slug, r.title from roles r
where r.inception_earliest <= :day and r.abolition_earliest > :day and not exists (
  select 1 from appointments a
  where a.role_id = r.id and a.person_id is not null and a.status = 'accepted'
    and a.start_earliest <= :day and a.end_latest >= :day)
order by r.title, r.slug
"""


def unheld_roles(connection: sqlite3.Connection, day: str) -> list[tuple[str, str]]:
    """Slug and title of each role that may exist on the ISO day and has not even a possible holder on it."""
    return [(slug, title) for slug, title in connection.execute(_UNHELD, {"day": day})]
