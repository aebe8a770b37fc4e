"""Versions of rows: what each change found and what it left, and which changes are about a thing.

A version was written by `change_id` at recorded_from and, in a twin, superseded by `superseded_by` at recorded_to;
null = another program did it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.domain.history.changes import Change
from registry.store.database.registry_file import insert
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT, LAST_ID

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]

# Which table a column points into.
POINTS_TO = {
    "person_id": "people", "role_id": "roles", "other_id": "roles", "organization_id": "organizations",
    "parent_id": "organizations", "appointment_id": "appointments", "replaces_id": "appointments",
    "source_id": "sources", "copy_of_id": "sources", "other_person_id": "people",
    "other_organization_id": "organizations", "other_role_id": "roles", "covers_id": "appointments",
    "organization_relation_id": "organization_relations", "role_relation_id": "role_relations",
}  # fmt: skip
_LINKS = ("replaces_id", "covers_id")  # from one tenure to another: each is about itself


def points_to(table: str, column: str) -> str | None:
    """Into which table a column of a table points; None if it points into none."""
    if (table, column) == ("organization_relations", "other_id"):
        return "organizations"
    return POINTS_TO.get(column)


_CHANGES = "select id, recorded_at, actor, command, reason from changes"
_OUTSIDE = """
select change_id, recorded_from from {table} where change_id is null{where}
union select change_id, recorded_from from {table}_history where change_id is null{where}
union select superseded_by, recorded_to from {table}_history where superseded_by is null{where}
"""
_ABOUT = """
select change_id, recorded_from from {table} where {where}
union select change_id, recorded_from from {table}_history where {where}
union select superseded_by, recorded_to from {table}_history where {where}
"""


class RowVersions(NamedTuple):
    """A row as a change found it and as it left it; None = it was not there."""

    table: str
    row_id: int
    before: Row | None
    after: Row | None


def change_of(connection: sqlite3.Connection, number: int) -> Change | None:
    """The change of this number."""
    if not 0 < number < LAST_ID:  # SQLite takes no longer ones
        return None
    row = connection.execute(f"{_CHANGES} where id = ?", [number]).fetchone()
    return Change(*row) if row else None


def newest_change(connection: sqlite3.Connection) -> int:
    """The number of the last change; of the open one, while there is one."""
    return int(connection.execute("select max(id) from changes where id < ?", [LAST_ID]).fetchone()[0])


def changes(connection: sqlite3.Connection, since: str | None, until: str | None, limit: int | None) -> list[Change]:
    """Every change and what other programs wrote, newest first; `since` and `until`: UTC stamps, inclusive."""
    found = [Change(*row) for row in connection.execute(_CHANGES)]
    outside = {at for table in KEPT for _, at in connection.execute(_OUTSIDE.format(table=table, where=""))}
    return _newest_first(found, outside, since, until, limit)


def changes_about(
    connection: sqlite3.Connection,
    rows: Mapping[str, Sequence[int]],
    since: str | None,
    until: str | None,
    limit: int | None,
) -> list[Change]:
    """The same for what touched these rows (ids by table) and those that belong to them."""
    numbers: set[int] = set()
    outside: set[str] = set()
    for table, where, ids in _conditions(connection, rows):
        for number, at in connection.execute(_ABOUT.format(table=table, where=where), {"ids": json.dumps(ids)}):
            if number is None:
                outside.add(at)
            else:
                numbers.add(number)
    sql = f"{_CHANGES} where id in (select value from json_each(?))"
    found = [Change(*row) for row in connection.execute(sql, [json.dumps(sorted(numbers))])]
    return _newest_first(found, outside, since, until, limit)


def _newest_first(
    found: list[Change], outside: set[str], since: str | None, until: str | None, limit: int | None
) -> list[Change]:
    found += [Change(None, at, None, None, None) for at in outside]
    found = [change for change in found if (since or "") <= change.recorded_at <= (until or "~")]
    return sorted(found, key=lambda change: (change.recorded_at, change.number or 0), reverse=True)[:limit]


def _conditions(
    connection: sqlite3.Connection, rows: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, str, Sequence[int]]]:
    """Which rows of which table are these things, or point at them."""
    for table in KEPT:
        columns = columns_of(connection, table)
        for thing, ids in rows.items():
            if table == thing:
                yield table, "id in (select value from json_each(:ids))", ids
            for column in columns:
                if points_to(table, column) == thing and column not in _LINKS:
                    yield table, f"{column} in (select value from json_each(:ids))", ids


def ids_ever(connection: sqlite3.Connection, table: str, column: str, ids: Sequence[int]) -> list[int]:
    """The rows that point, or once pointed, with this column at one of the ids."""
    where = f"{column} in (select value from json_each(:ids))"
    sql = f"select id from {table} where {where} union select id from {table}_history where {where}"
    return [row_id for (row_id,) in connection.execute(sql, {"ids": json.dumps(list(ids))})]


def id_ever(connection: sqlite3.Connection, table: str, slug: str) -> int | None:
    """The row that bears the slug, or the last one that did."""
    sql = f"""
    select id from (
      select id, '~' as until from {table} where slug = :slug
      union all select id, recorded_to from {table}_history where slug = :slug)
    order by until desc limit 1
    """
    row = connection.execute(sql, {"slug": slug}).fetchone()
    return int(row[0]) if row else None


def slug_ever(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    """The slug of a row, or the last that it had; of a relation what it relates."""
    if table in _RELATIONS:
        return _relation_ever(connection, table, row_id)
    sql = f"""
    select slug from (
      select slug, '~' as until from {table} where id = :id
      union all select slug, recorded_to from {table}_history where id = :id)
    order by until desc limit 1
    """
    row = connection.execute(sql, {"id": row_id}).fetchone()
    return str(row[0]) if row else f"{table} {row_id}"


_RELATIONS = {"organization_relations": "organizations", "role_relations": "roles"}


def _relation_ever(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    owner = f"{table.removesuffix('_relations')}_id"
    sql = f"""
    select owner, kind, other_id from (
      select {owner} as owner, kind, other_id, '~' as until from {table} where id = :id
      union all select {owner}, kind, other_id, recorded_to from {table}_history where id = :id)
    order by until desc limit 1
    """
    row = connection.execute(sql, {"id": row_id}).fetchone()
    if row is None:
        return f"{table} {row_id}"
    one, other = (slug_ever(connection, _RELATIONS[table], each) for each in (row[0], row[2]))
    return f"{one} {row[1]} {other}"


def passages(connection: sqlite3.Connection, number: int) -> list[RowVersions]:
    """All that a change did, in the order of the tables."""
    found: list[RowVersions] = []
    for table in KEPT:
        columns = columns_of(connection, table)
        names = ", ".join(columns)
        after = _by_id(
            connection,
            columns,
            f"select {names} from {table} where change_id = :number"
            f" union all select {names} from {table}_history where change_id = :number",
            number,
        )
        before = _by_id(
            connection, columns, f"select {names} from {table}_history where superseded_by = :number", number
        )
        found += [
            RowVersions(table, row_id, before.get(row_id), after.get(row_id))
            for row_id in sorted(before.keys() | after.keys())
        ]
    return found


def current(connection: sqlite3.Connection, table: str, row_id: int) -> Row | None:
    """The row as it is now."""
    cursor = connection.execute(f"select * from {table} where id = ?", [row_id])
    row = cursor.fetchone()
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)} if row else None


def before_change(connection: sqlite3.Connection, table: str, row_id: int) -> Row | None:
    """What the open change found in a row that it has altered, but for when and by which change it was recorded."""
    sql = f"""select * from {table}_history where id = ? and superseded_by = (select change_id from change_in_progress)
    order by history_id limit 1"""
    cursor = connection.execute(sql, [row_id])
    row = cursor.fetchone()
    columns = {*columns_of(connection, table)} - {"id", *BOOKKEEPING}
    found = dict(zip([column[0] for column in cursor.description], row or (), strict=False))
    return {name: found[name] for name in found if name in columns} or None


def later_versions(
    connection: sqlite3.Connection, table: str, row_id: int, since: Row
) -> Iterator[tuple[Change, Row | None]]:
    """What became of a row after the version `since`, in order: each change with what it left; None = no row."""
    columns = columns_of(connection, table)
    names = ", ".join(columns)
    sql = f"""
    select {names}, recorded_to, superseded_by from {table}_history where id = :id and recorded_from >= :since
    union all select {names}, null, null from {table} where id = :id and recorded_from >= :since
    order by recorded_from
    """
    found = connection.execute(sql, {"id": row_id, "since": since["recorded_from"]}).fetchall()
    rows = [dict(zip([*columns, "recorded_to", "superseded_by"], row, strict=True)) for row in found]
    for number, row in enumerate(rows):
        if number:
            kept = {name: row[name] for name in columns}
            yield _change_at(connection, row["change_id"], row["recorded_from"]), kept
        follows = rows[number + 1]["recorded_from"] if number + 1 < len(rows) else None
        if row["recorded_to"] is not None and row["recorded_to"] != follows:
            yield _change_at(connection, row["superseded_by"], row["recorded_to"]), None


def later_changes(connection: sqlite3.Connection, table: str, row_id: int, since: str) -> list[Change]:
    """What wrote versions of the row, or removed it, after `since`; oldest first."""
    about = _ABOUT.format(table=table, where="id = :id")
    found = [_change_at(connection, *row) for row in connection.execute(about, {"id": row_id}) if row[1] > since]
    return sorted(found, key=lambda change: change.recorded_at)


def written_by(connection: sqlite3.Connection, table: str, row_id: int) -> Change:
    """What wrote the row as it is now."""
    sql = f"select change_id, recorded_from from {table} where id = ?"
    return _change_at(connection, *connection.execute(sql, [row_id]).fetchone())


def _change_at(connection: sqlite3.Connection, number: int | None, at: str) -> Change:
    known = change_of(connection, number) if number is not None else None
    return known or Change(number, at, None, None, None)


def pointing(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str]]]:
    """Of each table, the tables and columns that point into it."""
    found: dict[str, list[tuple[str, str]]] = {table: [] for table in KEPT}
    for other in KEPT:
        for column in columns_of(connection, other):
            target = points_to(other, column)
            if target:
                found[target].append((other, column))
    return found


def pointing_at(
    connection: sqlite3.Connection, columns: Sequence[tuple[str, str]], row_id: int
) -> list[tuple[str, int]]:
    """Table and id of the rows that point at this one now, of those that can: `columns`, as `pointing` gives them."""
    return [
        (other, found)
        for other, column in columns
        for (found,) in connection.execute(f"select id from {other} where {column} = ?", [row_id])
    ]


def bearing(connection: sqlite3.Connection, table: str, row: Row) -> int | None:
    """The row that bears this row's slug now, if the table has slugs."""
    if "slug" not in row:
        return None
    found = connection.execute(f"select id from {table} where slug = ?", [row["slug"]]).fetchone()
    return int(found[0]) if found else None


def crossing(connection: sqlite3.Connection, row: Row) -> list[int]:
    """The accepted tenures that certainly share more than a hand-over day with this row of appointments."""
    sql = """
    select id from appointments
    where role_id = :role_id and id <> :id and status = 'accepted' and (kind = :kind or person_id = :person_id)
      and start_latest < :end_earliest and :start_latest < end_earliest
      and ifnull(start_date, '') || ifnull(end_date, '') not glob '*[?%]*'
      and ifnull(:start_date, '') || ifnull(:end_date, '') not glob '*[?%]*'
    order by start_earliest
    """
    return [found for (found,) in connection.execute(sql, row)]


def in_role(connection: sqlite3.Connection, role_id: int) -> list[int]:
    """The accepted tenures of a role."""
    sql = "select id from appointments where role_id = ? and status = 'accepted' order by start_earliest"
    return [found for (found,) in connection.execute(sql, [role_id])]


def put_back(db: Database, table: str, row: Row) -> None:
    """Add a row that was removed, under its old id and the open change."""
    insert(db, table, {name: value for name, value in row.items() if name not in BOOKKEEPING})


def take_away(db: Database, table: str, row_id: int) -> None:
    """Remove a row; its version goes to the twin."""
    db.conn.execute(f"delete from {table} where id = ?", [row_id])


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table, as they follow each other."""
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


def _by_id(connection: sqlite3.Connection, columns: Sequence[str], sql: str, number: int) -> dict[int, Row]:
    rows = (dict(zip(columns, row, strict=True)) for row in connection.execute(sql, {"number": number}))
    return {row["id"]: row for row in rows}
