"""The registry as it was known at a moment: each table and view stands for what was recorded then.

On a connection of its own, temporary views of the tables' names come before the tables (SQLite looks an unqualified
name up in `temp` first), so the same queries ask the past. A row holds from recorded_from up to, not including,
recorded_to.
"""

from __future__ import annotations

import re
import sqlite3

from registry.store.schema.versioning_triggers import KEPT

_AS_KNOWN = """
select {columns} from main.{table} where recorded_from <= '{at}'
union all
select {columns} from main.{table}_history where recorded_from <= '{at}' and recorded_to > '{at}'
"""
_VIEWS = (
    "person_keys", "organization_keys", "role_keys", "tenures", "crowded", "organization_parents",
    "role_incompatibilities",
)  # fmt: skip
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def look_back(connection: sqlite3.Connection, at: str) -> None:
    """Let the connection's questions be answered as of `at`, inclusive (UTC, as `recorded_at` has it)."""
    assert _STAMP.fullmatch(at), at  # it goes into the views' text
    for table in KEPT:
        connection.execute(f"create temp view {table} as {_as_known(connection, table, at)}")
    for view in _VIEWS:
        sql = _sql(connection, "main", view)
        connection.execute(sql.replace("CREATE VIEW", "create temp view", 1))


def renew_views(connection: sqlite3.Connection) -> None:
    """Let the views of relations read from temporary tables: a view of the file reads tables of the file alone."""
    for view in ("organization_parents", "role_incompatibilities"):
        if not connection.execute("select 1 from temp.sqlite_master where name = ?", [view]).fetchone():
            connection.execute(_sql(connection, "main", view).replace("CREATE VIEW", "create temp view", 1))


def hold(connection: sqlite3.Connection) -> None:
    """Copy what was known at the moment into temporary tables, with the indexes of the real ones.

    For questions that go through everything: the rules name indexes, and a view has none.
    """
    for table in KEPT:
        sql = _sql(connection, "temp", table)
        if not sql.startswith("CREATE VIEW"):
            return  # held already
        connection.execute(f"drop view temp.{table}")
        connection.execute(sql.replace("CREATE VIEW", "create temp table", 1))
        index(connection, table)


def index(connection: sqlite3.Connection, table: str) -> None:
    """Give a temporary table the indexes of the real one."""
    connection.execute(f"create unique index temp.{table}_by_id on {table} (id)")
    indexes = connection.execute(
        "select sql from main.sqlite_master where type = 'index' and tbl_name = ? and sql is not null", [table]
    )
    for (sql,) in indexes.fetchall():
        connection.execute(re.sub(r"\bindex ", "index temp.", sql, count=1, flags=re.IGNORECASE))


def first_recorded(connection: sqlite3.Connection) -> str | None:
    """When the first change was recorded (UTC); None if there is none."""
    row = connection.execute("select min(recorded_at) from main.changes").fetchone()
    return None if row[0] is None else str(row[0])


def last_recorded(connection: sqlite3.Connection) -> str | None:
    """When the newest change was recorded (UTC); None if there is none."""
    row = connection.execute("select max(recorded_at) from main.changes").fetchone()
    return None if row[0] is None else str(row[0])


def _sql(connection: sqlite3.Connection, schema: str, name: str) -> str:
    (sql,) = connection.execute(f"select sql from {schema}.sqlite_master where name = ?", [name]).fetchone()
    return str(sql)


def _as_known(connection: sqlite3.Connection, table: str, at: str) -> str:
    columns = ", ".join(row[1] for row in connection.execute(f"pragma main.table_info({table})"))
    return _AS_KNOWN.format(columns=columns, table=table, at=at)
