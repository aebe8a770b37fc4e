"""The chain of seals: a digest of what each change wrote, and of the seal before, so that a change of history shows.

What a change wrote is a text: a line for the change, a line for each version of a row that it wrote or ended, and one
for each further row that belongs to it (sealed_lines.py). Whoever owns the file can compute a whole chain anew, too;
only a head that is kept elsewhere shows that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.history.seals import FIRST_HEAD, head_after
from registry.store.schema.sealed_lines import (
    WRITTEN,
    as_bytes,
    kept_tables,
    outside_lines,
    queries_of_changes,
    queries_of_one,
)

if TYPE_CHECKING:
    from hashlib import _Hash

_BATCH = 5_000
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
        for _, line in outside_lines(connection, "is null"):
            digest.update(line + b"\n")
        _append(connection, "outside", None, digest.hexdigest())
        connection.execute("update outside_writes set seal_id = ? where seal_id is null", [number])


def seal_change(connection: sqlite3.Connection, number: int, kind: str = "change") -> None:
    """Seal what the change has written. Inside its transaction, as the last thing that is written."""
    _append(connection, kind, number, content_of(connection, number))


def seal_as_found(connection: sqlite3.Connection) -> None:
    """Seal all that is recorded as it is found: an older file, a copy for the public. There are no seals yet."""
    for table in kept_tables(connection):
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
    for number, line in outside_lines(connection, "is not null"):
        outside.setdefault(number, sha256()).update(line + b"\n")
    return {**found, **{number: digest.hexdigest() for number, digest in outside.items()}}


def head_of(connection: sqlite3.Connection) -> str:
    """The head of the chain; 64 zeros while nothing is sealed."""
    row = connection.execute("select head from seals order by id desc limit 1").fetchone()
    return str(row[0]) if row else FIRST_HEAD


def content_of(connection: sqlite3.Connection, number: int) -> str:
    """The digest of what one change wrote."""
    digest = sha256()
    queries = queries_of_one(connection)
    written = [table for (table,) in connection.execute(queries[WRITTEN], {"number": number})]
    with as_bytes(connection):
        for table in written:
            cursor = connection.execute(queries[table], {"number": number})
            while rows := cursor.fetchmany(_BATCH):
                digest.update(b"".join([row[1] + b"\n" for row in rows]))
    return digest.hexdigest()


def contents(connection: sqlite3.Connection) -> Contents:
    """The digests of what all changes wrote, in one passage through the file."""
    found: dict[int, _Hash] = {}
    queries = queries_of_changes(connection, "is not null")
    with as_bytes(connection):
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
