"""What the schema of a file should be: compare it with that of a new registry, and recreate what can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import NamedTuple

from registry.domain.care.problems import REPAIR, RESTORE, Problem
from registry.store.database.registry_file import in_memory

# In the order of creation. The library that runs the migrations keeps its own table as it likes, and each version of
# SQLite those in which a full-text index is.
_ITEMS = """
select type, name, tbl_name, sql from sqlite_master
where sql is not null
  and name not in ('_sqlite_migrations', 'search_data', 'search_idx', 'search_docsize', 'search_config')
order by rowid
"""


class Item(NamedTuple):
    """A table, index, view or trigger; `table` is the one that an index or a trigger is for."""

    kind: str
    name: str
    table: str
    sql: str

    @property
    def holds_facts(self) -> bool:
        """Whether nothing else says what was in it: a table, but for the search index."""
        return self.kind == "table" and not self.sql.lower().startswith("create virtual table")


@cache
def expected() -> tuple[Item, ...]:
    """What a new registry has."""
    with closing(in_memory()) as connection:
        return tuple(_items(connection))


def versioned_tables() -> list[str]:
    """The tables that have a `*_history` twin."""
    tables = {item.name for item in expected() if item.kind == "table"}
    return [item.name for item in expected() if item.kind == "table" and f"{item.name}_history" in tables]


def check_schema(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is missing or changed, and triggers of others on our tables. Others' tables, views and indexes are fine."""
    yield from (_problem(item, state) for item, state in _wrong(connection))
    ours = {item.name for item in expected() if item.kind in ("table", "view")}
    known = {item.name for item in expected() if item.kind == "trigger"}
    for item in _items(connection):
        if item.kind == "trigger" and item.table in ours and item.name not in known:
            yield Problem(
                "schema",
                f"the trigger {item.name!r} on {item.table!r} is not ours: it may change or refuse what is recorded",
                f'if nobody needs it, drop it: drop trigger "{item.name}"',
            )


def is_a_lost_table(problem: Problem) -> bool:
    """Whether the problem is that a table is not there."""
    return problem.check == "schema" and problem.what.startswith("the table") and problem.remedy == RESTORE


def recreate(connection: sqlite3.Connection) -> dict[Problem, str]:
    """Make missing and changed indexes (that of search, too), views and triggers as they should be, and changed tables,
    with what is in them; returns what could not be, and why.

    Inside a transaction without foreign keys. Where a trigger is missing, all of ours on its table are made anew: they
    fire in the order of their creation.
    """
    refused = {}
    done = set()
    for item, state in _wrong(connection):
        if item.holds_facts and state == "changed" and (reason := _rebuild(connection, item)):
            refused[_problem(item, state)] = reason
    for item, state in _wrong(connection):
        if item.holds_facts or (item.kind, item.table) in done:
            continue
        anew = [item]
        if item.kind == "trigger":
            done.add((item.kind, item.table))
            anew = [other for other in expected() if (other.kind, other.table) == (item.kind, item.table)]
        if reason := _replace(connection, anew):
            refused[_problem(item, state)] = reason
    return refused


def _wrong(connection: sqlite3.Connection) -> list[tuple[Item, str]]:
    """Missing and changed items; of a missing table not what went with it."""
    there = {(item.kind, item.name): item.sql for item in _items(connection)}
    lost = {item.name for item in expected() if item.holds_facts and (item.kind, item.name) not in there}
    return [
        (item, "changed" if (item.kind, item.name) in there else "missing")
        for item in expected()
        if there.get((item.kind, item.name)) != item.sql and (item.kind == "table" or item.table not in lost)
    ]


def _problem(item: Item, state: str) -> Problem:
    what = f"the {item.kind} {item.name!r} is {state}"
    if item.holds_facts and state == "missing":
        return Problem("schema", what, RESTORE)
    return Problem("schema", what, REPAIR, repairable=True)


def _rebuild(connection: sqlite3.Connection, item: Item) -> str | None:
    """Make a table as it should be, with its rows; its indexes and triggers are to be made anew. Why it cannot be."""
    should = _columns_made_by(item.sql)
    there = [row[1] for row in connection.execute(f"pragma table_info({item.name})")]
    for column in there:
        sql = f'select 1 from {item.name} where "{column}" is not null'
        if column not in should and connection.execute(sql).fetchone():
            return f"its column {column!r} is not ours and holds values; move them to a table of your own"
    columns = ", ".join(column for column in there if column in should)
    connection.execute("savepoint rebuilt")
    try:
        connection.execute(f"create temp table kept_rows as select {columns} from {item.name}")
        connection.execute(f"drop table {item.name}")
        connection.execute(item.sql)
        connection.execute(f"insert into {item.name} ({columns}) select {columns} from temp.kept_rows")
        connection.execute("drop table temp.kept_rows")
    except sqlite3.DatabaseError as error:
        connection.execute("rollback to rebuilt")
        return str(error)
    finally:
        connection.execute("release rebuilt")
    return None


def _columns_made_by(sql: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(sql)
        (name,) = connection.execute("select name from sqlite_master where type = 'table'").fetchone()
        return [row[1] for row in connection.execute(f"pragma table_info({name})")]


def _replace(connection: sqlite3.Connection, items: Sequence[Item]) -> str | None:
    """Why it cannot be done; then all is as it was."""
    connection.execute("savepoint anew")
    try:
        for item in items:
            connection.execute(f"drop {item.kind} if exists {item.name}")
        for item in items:
            connection.execute(item.sql)
    except sqlite3.DatabaseError as error:
        connection.execute("rollback to anew")
        return str(error)
    finally:
        connection.execute("release anew")
    return None


def _items(connection: sqlite3.Connection) -> list[Item]:
    return [Item(*row) for row in connection.execute(_ITEMS)]
