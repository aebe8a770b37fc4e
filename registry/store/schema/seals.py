"""The chain of seals: a digest of what each change wrote, and of the seal before, so that a change of history shows.

What a change wrote is a text: a line for the change, a line for each version of a row that it wrote or ended, and one
for each further row that belongs to it. A line has the fields that are filled, by name, so a column that a later
version of the schema adds (empty for what was there before) changes no seal. Derived columns are left out: they can be
computed anew. Whoever owns the file can compute a whole chain anew, too; only a head that is kept elsewhere shows that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.history.seals import FIRST_HEAD, head_after
from registry.store.schema.fingerprints import WritingConnection
from registry.store.schema.versioning_triggers import BOOKKEEPING, KEPT, RECOMPUTED, RETIRED

if TYPE_CHECKING:
    from hashlib import _Hash

_BATCH = 5_000
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
_WRITTEN = ""
_NOTHING = sha256().hexdigest()
Contents = Mapping[int, "_Hash"]


class Seal(NamedTuple):
    """A link of the chain. `change_id`: None for what other programs wrote outside any change."""

    id: int
    kind: str
    change_id: int | None
    content: str
    head: str


def seal_outside(connection: sqlite3.Connection) -> None:
    """Seal what other programs have written since the last seal. Inside a transaction, before the next change opens."""
    unsealed = "select id from changes where id not in (select change_id from seals where change_id is not null)"
    newest = connection.execute("select max(change_id) from seals").fetchone()[0] or 0
    # Changes come one after the other, so only those after the last sealed one can be without a seal.
    for (number,) in connection.execute(f"{unsealed} and id > ? order by id", [newest]).fetchall():
        _append(connection, "outside", number, content_of(connection, number))
    if connection.execute("select 1 from outside_writes where seal_id is null limit 1").fetchone():
        number = 1 + (connection.execute("select max(id) from seals").fetchone()[0] or 0)
        digest = sha256()
        for _, line in _outside_lines(connection, "is null"):
            digest.update(line + b"\n")
        _append(connection, "outside", None, digest.hexdigest())
        connection.execute("update outside_writes set seal_id = ? where seal_id is null", [number])


def seal_change(connection: sqlite3.Connection, number: int, kind: str = "change") -> None:
    """Seal what the change has written. Inside its transaction, as the last thing that is written."""
    _append(connection, kind, number, content_of(connection, number))


def seal_as_found(connection: sqlite3.Connection) -> None:
    """Seal all that is recorded as it is found: an older file, a copy for the public. There are no seals yet."""
    for table in _kept_tables(connection):
        connection.execute(
            "insert into outside_writes (table_name, row_id, recorded_at)"
            f" select '{table}', id, recorded_from from {table} where change_id is null"
            f" union all select '{table}', id, recorded_from from {table}_history where change_id is null"
            f" union all select '{table}_history', history_id, recorded_to from {table}_history"
            " where superseded_by is null"
        )
    for number, content in sorted(contents(connection).items()):
        _append(connection, "found", number, content.hexdigest())
    seal_outside(connection)


def replace_contents(connection: sqlite3.Connection, found: Mapping[int, str]) -> None:
    """Record under the open change what the sealed contents are now; `found`: by seal, those that were as sealed.

    What did not match its seal before is left alone, so that it is still found.
    """
    (change_id,) = connection.execute("select change_id from change_in_progress").fetchone()
    now = digests(connection)
    for seal in seals(connection):
        if seal.id in found and now.get(seal.id) != found[seal.id]:
            sql = "insert into replaced_seals (seal_id, content, change_id) values (?, ?, ?)"
            connection.execute(sql, [seal.id, now.get(seal.id, _NOTHING), change_id])


def as_sealed(connection: sqlite3.Connection) -> dict[int, str]:
    """The contents, by seal, that are as they were sealed or last replaced."""
    valid, now = valid_contents(connection), digests(connection)
    return {number: content for number, content in valid.items() if now.get(number, _NOTHING) == content}


def seals(connection: sqlite3.Connection) -> list[Seal]:
    """The chain, from its first seal on."""
    return [
        Seal(*row) for row in connection.execute("select id, kind, change_id, content, head from seals order by id")
    ]


def replaced_seals(connection: sqlite3.Connection) -> int:
    """Of how many seals the content was replaced, by forgetting somebody or by a repair."""
    return int(connection.execute("select count(distinct seal_id) from replaced_seals").fetchone()[0])


def valid_contents(connection: sqlite3.Connection) -> dict[int, str]:
    """What is to be found of each seal: the content that was sealed, or what last replaced it."""
    sql = """
    select id, content from seals
    union all select seal_id, content from (select seal_id, content from replaced_seals order by id)
    """
    return dict(connection.execute(sql))


def digests(connection: sqlite3.Connection) -> dict[int, str]:
    """What is found of each seal now."""
    by_change = {number: content.hexdigest() for number, content in contents(connection).items()}
    found = {seal.id: by_change[seal.change_id] for seal in seals(connection) if seal.change_id in by_change}
    outside: dict[int, _Hash] = {}
    for number, line in _outside_lines(connection, "is not null"):
        outside.setdefault(number, sha256()).update(line + b"\n")
    return {**found, **{number: digest.hexdigest() for number, digest in outside.items()}}


def head_of(connection: sqlite3.Connection) -> str:
    """The head of the chain; 64 zeros while nothing is sealed."""
    row = connection.execute("select head from seals order by id desc limit 1").fetchone()
    return str(row[0]) if row else FIRST_HEAD


def content_of(connection: sqlite3.Connection, number: int) -> str:
    """The digest of what one change wrote."""
    digest = sha256()
    queries = _queries_of_one(connection)
    written = [table for (table,) in connection.execute(queries[_WRITTEN], {"number": number})]
    with _bytes(connection):
        for table in written:
            cursor = connection.execute(queries[table], {"number": number})
            while rows := cursor.fetchmany(_BATCH):
                digest.update(b"".join([row[1] + b"\n" for row in rows]))
    return digest.hexdigest()


def contents(connection: sqlite3.Connection) -> Contents:
    """The digests of what all changes wrote, in one passage through the file."""
    found: dict[int, _Hash] = {}
    queries = _queries(connection, "is not null")
    with _bytes(connection):
        for table, sql in queries.items():
            for number, line, *_ in connection.execute(sql):
                if table == "changes":
                    found[number] = sha256()
                if number in found:
                    found[number].update(line + b"\n")
    return found


def _append(connection: sqlite3.Connection, kind: str, change_id: int | None, content: str) -> None:
    head = head_after(head_of(connection), kind, change_id, content)
    number = 1 + (connection.execute("select max(id) from seals").fetchone()[0] or 0)
    sql = "insert into seals (id, kind, change_id, content, head) values (?, ?, ?, ?, ?)"
    connection.execute(sql, [number, kind, change_id, content, head])


def _queries_of_one(connection: sqlite3.Connection) -> dict[str, str]:
    """The queries for one change, and under _WRITTEN that for the tables in which there is something of it."""
    (state,) = connection.execute("pragma schema_version").fetchone()
    known = connection.made_sql if isinstance(connection, WritingConnection) else None
    if known and known[0] == state:
        return known[1]
    queries = _queries(connection, "= :number")
    keys = {table: "superseded_by" if table.endswith("_history") else "change_id" for table in queries}
    keys["changes"] = "id"
    # The lines of one table may be made of a part of another: whether there is anything of it is asked in the whole.
    kept = _kept_tables(connection)
    real = {table: _real_name(table, kept) for table in keys}
    some = [f"select 1 from {real[table]} where {key} = :number" for table, key in keys.items()]
    for number, table in enumerate(keys):
        if f"{table}_history" in keys:  # versions that it wrote and that have ended
            some[number] += f" union all select 1 from {real[table]}_history where change_id = :number"
    names = [f"select '{table}' where exists ({sql})" for table, sql in zip(keys, some, strict=True)]
    queries[_WRITTEN] = " union all ".join(names)
    if isinstance(connection, WritingConnection):
        connection.made_sql = (state, queries)
    return queries


def _queries(connection: sqlite3.Connection, which: str) -> dict[str, str]:
    """Of each table the lines of those changes for whose number `which` holds, each after the change's number."""
    found = {"changes": f"select id, {_line('changes', _CHANGE)} from changes where id {which} order by id"}
    # One change has one version of a row, and an index has its versions in the order of their ids.
    order = "3" if which.startswith("=") else "1, 3"
    kept = _kept_tables(connection)
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


def _outside_lines(connection: sqlite3.Connection, which: str) -> Iterator[tuple[int, bytes]]:
    """Seal and line of what other programs wrote, in the order in which they did; `which` the seal is."""
    listed = f"""
    (select id as write, seal_id as seal, row_id as wrote, recorded_at as at from outside_writes
      where table_name = ? and seal_id {which})"""
    # The columns of the list have other names than those of a row, so that a line can be made of both.
    wrote = (
        f"select write, seal, {{line}} from {listed} cross join {{twin}} v on v.{{key}} = wrote and v.{{stamp}} = at"
    )
    queries: list[tuple[str, str]] = []
    kept = _kept_tables(connection)
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
    with _bytes(connection):
        for sql, name in queries:
            found += connection.execute(sql, [name])
    yield from ((seal, line) for _, seal, line in sorted(found, key=lambda each: each[0]))


def _kept_tables(connection: sqlite3.Connection) -> list[str]:
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
def _bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Texts as they are in the file: another program may have written what is no UTF-8."""
    usual = connection.text_factory
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = usual
