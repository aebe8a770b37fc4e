"""Slugs for a shell to complete: those that begin so, or the one thing that has a name with such a word. Reads only."""

from __future__ import annotations

import sqlite3

# The second text of an offer tells a reader what the slug stands for.
_LABELS = {
    "people": "name", "organizations": "name", "roles": "title", "sources": "title",
    "appointments": "coalesce(start_date, 'XXXX') || '/' || coalesce(end_date, '..')",
}  # fmt: skip
_KEYS = {"people": "person_keys", "organizations": "organization_keys", "roles": "role_keys"}
_MOST = 50
_SECONDS = 0.2  # to wait for another program; a shell waits for us


def beginning(connection: sqlite3.Connection, table: str, prefix: str) -> list[tuple[str, str]]:
    """The first slugs that begin with `prefix`, with what they stand for."""
    connection.execute(f"pragma busy_timeout = {int(_SECONDS * 1000)}")
    sql = f"select slug, {_LABELS[table]} from {table} where slug >= ? and slug < ? order by slug limit {_MOST}"
    return connection.execute(sql, [prefix, f"{prefix}\U0010ffff"]).fetchall()


def with_word(connection: sqlite3.Connection, table: str, key: str) -> list[tuple[str, str]]:
    """Those of which some folded name has words that begin with `key`; no more than two."""
    if table not in _KEYS:
        return []
    sql = f"""
    select slug, {_LABELS[table]} from {table} where id in (
      select id from {_KEYS[table]} where instr(' ' || key, ' ' || ?) limit 100) limit 2
    """
    return connection.execute(sql, [key]).fetchall()
