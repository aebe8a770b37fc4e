"""What a front page and a citation need of the whole registry, without reading all of it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

from registry.domain.history.changes import Change

_COUNTED = ("people", "organizations", "roles", "appointments", "sources")
_NEWEST = """
select id, recorded_at, actor, command, reason from changes
where recorded_at <= :until order by recorded_at desc limit :limit
"""
_SLUGS = """
select url, title, slug from sources
where url in (select value from json_each(:words)) or url is null and title in (select value from json_each(:words))
"""


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows there are of each kind of thing."""
    return {table: connection.execute(f"select count(*) from {table}").fetchone()[0] for table in _COUNTED}


def newest_changes(connection: sqlite3.Connection, until: str | None, limit: int) -> list[Change]:
    """The newest changes up to the UTC stamp; what other programs wrote is not among them."""
    rows = connection.execute(_NEWEST, {"until": until or "~", "limit": limit})
    return [Change(*row) for row in rows]


def slugs_of_sources(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, str]:
    """The slug of each source by its web address, or by its title if it has none and no other is titled so."""
    rows = connection.execute(_SLUGS, {"words": json.dumps(list(words))}).fetchall()
    times = Counter(url or title for url, title, _ in rows)
    return {url or title: slug for url, title, slug in rows if times[url or title] == 1}
