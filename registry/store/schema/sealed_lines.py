"""What is sealed of a change: the lines of what it wrote, as SQL.

A line has the fields that are filled, by name, so a column that a later version of the schema adds (empty for what was
there before) changes no seal. Derived columns are left out: they can be computed anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from registry.store.schema.fingerprints import WritingConnection
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT, RECOMPUTED, RETIRED

# Further rows of a change, and what stands in them.
_FURTHER = {
    "tombstones": ("id", "kind", "appointments", "because"),
    "imports": ("dataset",),
    "replaced_seals": ("id", "seal_id", "content"),
    "received_seals": ("id", "kind", "change_number", "content", "replaced", "head", "received_by", "same_rows"),
}
# Rows that moved into a table of several kinds are sealed as they were: by the name and the columns that they had, and
# by those of the new columns that say more. The days of an open side are as they were, too.
_MOVED = {
    "organization_parents": (
        "organization_relations",
        "kind = 'part of'",
        {
            "organization_id": "organization_id",
            "parent_id": "other_id",
            "start_date": "start_date",
            "start_earliest": "start_earliest",
            "start_latest": "iif(start_date is null, end_latest, start_latest)",
            "end_date": "end_date",
            "end_earliest": "iif(end_date is null, '9999-12-31', end_earliest)",
            "end_latest": "end_latest",
            "how": "how",
            "status": "nullif(status, 'accepted')",
            "note": "note",
        },
    ),
    "role_incompatibilities": (
        "role_relations",
        "kind = 'excludes'",
        {
            "role_id": "role_id",
            "other_id": "other_id",
            "how": "how",
            "status": "nullif(status, 'accepted')",
            "start_date": "start_date",
            "start_earliest": "iif(start_date is null, null, start_earliest)",
            "start_latest": "iif(start_date is null, null, start_latest)",
            "end_date": "end_date",
            "end_earliest": "iif(end_date is null, null, end_earliest)",
            "end_latest": "iif(end_date is null, null, end_latest)",
            "note": "note",
        },
    ),
}
_CHANGE = ("id", "recorded_at", "actor", "command", "reason")
_ENDED = "'-{table}|' || id || '|' || ifnull(recorded_from, '') || '|' || recorded_to"
WRITTEN = ""  # in the place of a table: which tables there are queries for


def queries_of_one(connection: sqlite3.Connection) -> dict[str, str]:
    """The queries for one change, and under WRITTEN that for the tables in which there is something of it."""
    (state,) = connection.execute("pragma schema_version").fetchone()
    known = connection.made_sql if isinstance(connection, WritingConnection) else None
    if known and known[0] == state:
        return known[1]
    queries = queries_of_changes(connection, "= :number")
    keys = {table: "superseded_by" if table.endswith("_history") else "change_id" for table in queries}
    keys["changes"] = "id"
    # The lines of one table may be made of a part of another: whether there is anything of it is asked in the whole.
    kept = kept_tables(connection)
    real = {table: _real_name(table, kept) for table in keys}
    some = [f"select 1 from {real[table]} where {key} = :number" for table, key in keys.items()]
    for number, table in enumerate(keys):
        if f"{table}_history" in keys:  # versions that it wrote and that have ended
            some[number] += f" union all select 1 from {real[table]}_history where change_id = :number"
    names = [f"select '{table}' where exists ({sql})" for table, sql in zip(keys, some, strict=True)]
    queries[WRITTEN] = " union all ".join(names)
    if isinstance(connection, WritingConnection):
        connection.made_sql = (state, queries)
    return queries


def queries_of_changes(connection: sqlite3.Connection, which: str) -> dict[str, str]:
    """Of each table the lines of those changes for whose number `which` holds, each after the change's number."""
    found = {"changes": f"select id, {_line('changes', _CHANGE)} from changes where id {which} order by id"}
    # One change has one version of a row, and an index has its versions in the order of their ids.
    order = "3" if which.startswith("=") else "1, 3"
    kept = kept_tables(connection)
    for table in _tables(kept):
        line = _line(table, _columns(connection, table, kept), "recorded_from")
        rows, versions = _rows_of(table, kept)
        found[table] = f"""
        select change_id, {line}, id from {rows} where change_id {which}
        union all select change_id, {line}, id from {versions} where change_id {which} order by {order}"""
        found[f"{table}_history"] = f"""
        select superseded_by, {_ENDED.format(table=table)} from {versions} where superseded_by {which}
        order by superseded_by, id, history_id"""
    for table, columns in _further(connection).items():
        found[table] = f"select change_id, {_line(table, columns)} from {table} where change_id {which} order by 1, 2"
    return found


def outside_lines(connection: sqlite3.Connection, which: str) -> Iterator[tuple[int, bytes]]:
    """Seal and line of what other programs wrote, in the order in which they did; `which` the seal is."""
    listed = f"""
    (select id as write, seal_id as seal, row_id as wrote, recorded_at as at from outside_writes
      where table_name = ? and seal_id {which})"""
    # The columns of the list have other names than those of a row, so that a line can be made of both.
    wrote = (
        f"select write, seal, {{line}} from {listed} cross join {{twin}} v on v.{{key}} = wrote and v.{{stamp}} = at"
    )
    queries: list[tuple[str, str]] = []
    kept = kept_tables(connection)
    for table in _tables(kept):
        line, name = _line(table, _columns(connection, table, kept), "recorded_from"), _real_name(table, kept)
        sources = _rows_of(table, kept)
        for source in sources:
            version = wrote.format(line=line, twin=source, key="id", stamp="recorded_from")
            queries.append((f"{version} where v.change_id is null", name))
        end = _ENDED.format(table=table)
        queries.append(
            (wrote.format(line=end, twin=sources[1], key="history_id", stamp="recorded_to"), f"{name}_history")
        )
    found: list[tuple[int, int, bytes]] = []
    with as_bytes(connection):
        for sql, name in queries:
            found += connection.execute(sql, [name])
    yield from ((seal, line) for _, seal, line in sorted(found, key=lambda each: each[0]))


def kept_tables(connection: sqlite3.Connection) -> list[str]:
    """Those tables with a history that the file has: an older one has others while it is upgraded."""
    return sorted(_names(connection).intersection((*KEPT, *RETIRED)))


def _further(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    there = _names(connection)
    return {table: columns for table, columns in _FURTHER.items() if table in there}


def _names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}


def _tables(kept: Sequence[str]) -> list[str]:
    """The names under which rows are sealed, in the order of the lines."""
    return sorted({*kept, *(name for name, (table, *_) in _MOVED.items() if table in kept)})


def _real_name(table: str, kept: Sequence[str]) -> str:
    """The table, or the twin, in which the rows are that are sealed under this name."""
    name = table.removesuffix("_history")
    moved = _MOVED.get(name)
    if moved is None or name in kept:
        return table
    return f"{moved[0]}_history" if table.endswith("_history") else moved[0]


def _rows_of(table: str, kept: Sequence[str]) -> tuple[str, str]:
    """What to select from: the rows that are sealed under this name, and their versions that have ended."""
    moved = _MOVED.get(table)
    if moved and table not in kept:
        real, which, columns = moved
        cells = ", ".join(f"{cell} as {name}" for name, cell in columns.items())
        rows = f"(select id, {cells}, change_id, recorded_from from {real} where {which})"
        ended = "history_id, recorded_to, superseded_by"
        versions = f"(select id, {cells}, change_id, recorded_from, {ended} from {real}_history where {which})"
        return rows, versions
    whole = next((which for real, which, _ in _MOVED.values() if real == table), None)
    if whole is None:
        return table, f"{table}_history"
    rest = f"where not ({whole})"
    return f"(select * from {table} {rest})", f"(select * from {table}_history {rest})"


def _columns(connection: sqlite3.Connection, table: str, kept: Sequence[str]) -> list[str]:
    """The columns of which there is history, in the order in which the schema got them; no column of others."""
    if table in _MOVED and table not in kept:
        return list(_MOVED[table][2])
    own, versions = (
        [row[1] for row in connection.execute(f"pragma table_info({twin})")] for twin in (table, f"{table}_history")
    )
    return [name for name in versions if name in own and name not in ("id", *BOOKKEEPING, *RECOMPUTED)]


def _line(table: str, columns: Iterable[str], *first: str) -> str:
    """SQL for the line of a row. Each text has its length, so that none can look like the end of another."""
    start = "".join(f" || '|' || ifnull({name}, '')" for name in first)
    fields = "".join(f" || ifnull('|{name}:' || length({name}) || ':' || {name}, '')" for name in columns)
    number = "" if table in ("changes", *_FURTHER) else " || id"
    return f"'+{table}|'{number}{start}{fields}"


@contextmanager
def as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Texts as they are in the file: another program may have written what is no UTF-8."""
    usual = connection.text_factory
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = usual
