"""Answers as they would be if sources were retracted, or were not: temporary views come before the tables, as in
store/history/as_known_on.py. Nothing is written to the file, which may be one that cannot be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

_KIND = "select type from temp.sqlite_master where name = ?"


@contextmanager
def as_if_retracted(connection: sqlite3.Connection, retracted: Mapping[int, str | None]) -> Iterator[None]:
    """Inside, `retracted` of each source is as given, by its id; None = it is relied on."""
    connection.execute("savepoint supposing")
    try:
        _suppose(connection, retracted.items())
        yield
    finally:
        connection.execute("rollback to supposing")
        connection.execute("release supposing")


def _suppose(connection: sqlite3.Connection, retracted: Iterable[tuple[int, str | None]]) -> None:
    connection.execute("create temp table supposed_sources as select * from sources")
    connection.execute("create unique index temp.supposed_sources_by_id on supposed_sources (id)")
    connection.executemany(
        "update temp.supposed_sources set retracted = ? where id = ?", [(why, source) for source, why in retracted]
    )
    shadowed = connection.execute(_KIND, ["sources"]).fetchone()  # by what was known at a moment
    if shadowed:
        connection.execute(f"drop {shadowed[0]} temp.sources")
    connection.execute("create temp view sources as select * from supposed_sources")
    if not connection.execute(_KIND, ["tenures"]).fetchone():
        (sql,) = connection.execute("select sql from main.sqlite_master where name = 'tenures'").fetchone()
        connection.execute(str(sql).replace("CREATE VIEW", "create temp view", 1))
