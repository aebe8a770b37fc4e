"""Whether the guards of a file are as this version of the program made them: compared before the first write.

`fingerprints.txt` has a digest of each table, index, view and trigger of a new registry; after a new migration
`python -m tests.store.schema.test_migrations` writes it. What others have added to a
file is no matter here.
"""

from __future__ import annotations

import sqlite3
from functools import cache

# The library that runs the migrations keeps its own table as it likes, and each version of SQLite those in which a
# full-text index is.
ITEMS = """
select name, sql from sqlite_master
where sql is not null
  and tbl_name not in ('_sqlite_migrations', 'search_data', 'search_idx', 'search_docsize', 'search_config')
"""


ALL = "*"  # no item has this name: the digest of the whole


class WritingConnection(sqlite3.Connection):
    """A connection that knows for which state of the schema its guards were compared, and SQL made for that state."""

    compared: int | None = None
    made_sql: tuple[int, dict[str, str]] | None = None


def fingerprints(connection: sqlite3.Connection) -> dict[str, str]:
    """A digest of each item of the schema, by its name, and of all of them."""
    items = _items(connection)
    return {ALL: _digest(items), **{item[0]: _digest([item]) for item in items}}


def altered_guard(connection: sqlite3.Connection) -> str | None:
    """What is missing or changed of the schema, in words: the first of it; None if all is there."""
    should = _expected()
    if _digest(_items(connection)) == should[ALL]:
        return None
    there = fingerprints(connection)  # others have added something, or something is wrong
    for name, digest in should.items():
        if name != ALL and there.get(name) != digest:
            return f"{name!r} is {'changed' if name in there else 'missing'}"
    return None


def lost_table(connection: sqlite3.Connection) -> str | None:
    """The first table with a history, or history of a table, that is not there; None if all are."""
    should = _expected()
    there = {name for name, _ in _items(connection)}
    tables = (name for name in should if f"{name.removesuffix('_history')}_history" in should)
    return next((name for name in tables if name not in there), None)


def _items(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute(f"{ITEMS} order by name").fetchall()


def _digest(items: list[tuple[str, str]]) -> str:
    from hashlib import sha256  # 3 ms, and a question does without

    return sha256("".join([sql for _, sql in items]).encode()).hexdigest()[:16]


@cache
def _expected() -> dict[str, str]:
    from importlib.resources import files  # 5 ms

    text = files("registry.store").joinpath("schema/fingerprints.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines()]
    return {line[0]: line[1] for line in lines}
