"""The book-keeping that other programs can reach: changes and their times, the change in progress, texts, guards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from registry.domain.care.problems import REPAIR, Problem
from registry.store.care.derived_values import subject
from registry.store.care.expected_schema import recreate
from registry.store.care.sealed_history import list_outside_writes
from registry.store.database.registry_file import stamp
from registry.store.database.transactions import without_triggers
from registry.store.schema.seals import as_sealed
from registry.store.schema.versioning_triggers import KEPT

_LAST = "9999-12-31T23:00:00.000Z"  # a change that is later leaves no room for the next ones
_TIMES = """
select id, recorded_at, command,
  recorded_at is not strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at) or recorded_at > ? as broken
from changes
where broken or recorded_at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 day')
order by id
"""
_BATCH = 1_000


def check_no_change_is_open(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Between changes there is none in progress: what is left there would stamp whatever another program writes."""
    for change_id, at in connection.execute("select change_id, recorded_at from change_in_progress"):
        yield Problem("changes", f"change {change_id} of {at} is marked as unfinished", REPAIR, repairable=True)


def check_times(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Changes at no time, or at one that has not come: a clock was wrong, or another program wrote it."""
    for number, at, command, broken in connection.execute(_TIMES, [_LAST]):
        if broken:
            yield Problem("changes", f"change {number} ({command}) is recorded at {at!r}, no usable time", REPAIR, True)
        else:
            yield Problem(
                "changes",
                f"change {number} ({command}) is recorded at {at}, which is in the future: a clock was wrong",
                "set the clock right; changes recorded until then are dated just after it: ask with `--as-known-on "
                f"{at}`",
            )


def check_texts(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Texts that are not valid UTF-8: nobody can read their rows."""
    for table, row_id, column, _ in _unreadable(connection):
        what = f"{subject(table, row_id)}: {column} is not valid UTF-8"
        yield Problem("texts", what, f"{REPAIR} puts \N{REPLACEMENT CHARACTER} for what cannot be read", True)


def mend_book_keeping(connection: sqlite3.Connection) -> tuple[dict[int, str], dict[Problem, str]]:
    """Guards, open changes, impossible times and unreadable texts, in a transaction of its own.

    Returns the contents by seal that were as they were sealed before, and what was refused and why.
    """
    connection.execute("pragma foreign_keys = off")  # a table that is made anew is gone for a moment
    connection.execute("begin immediate")
    try:
        refused = recreate(connection)
        connection.execute("delete from change_in_progress")
        list_outside_writes(connection)
        sealed = as_sealed(connection)
        with without_triggers(connection):
            _give_times(connection)
            _make_readable(connection)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    finally:
        connection.execute("pragma foreign_keys = on")
    return sealed, refused


def count_as_written(connection: sqlite3.Connection) -> None:
    """Let the open change count, though it writes no row: a change without rows would be taken for none."""
    connection.execute("update change_in_progress set change_id = change_id")


def _give_times(connection: sqlite3.Connection) -> None:
    """Changes at no usable time were made just after the change before them; so were their versions."""
    for number, at, _, broken in connection.execute(_TIMES, [_LAST]).fetchall():
        if broken:
            sql = "select max(recorded_at) from changes where id < ? and recorded_at <= ?"
            (before,) = connection.execute(sql, [number, _LAST]).fetchone()
            time = _free_time(connection, before or "1970-01-01T00:00:00.000Z")
            connection.execute("update changes set recorded_at = ? where id = ?", [time, number])
            for table in KEPT:
                for twin in (table, f"{table}_history"):
                    connection.execute(
                        f"update {twin} set recorded_from = ? where change_id = ? and recorded_from = ?",
                        [time, number, at],
                    )
                connection.execute(
                    f"update {table}_history set recorded_to = ? where superseded_by = ? and recorded_to = ?",
                    [time, number, at],
                )


def _free_time(connection: sqlite3.Connection, before: str) -> str:
    at = datetime.fromisoformat(before)
    while True:
        at += timedelta(milliseconds=1)
        if not connection.execute("select 1 from changes where recorded_at = ?", [stamp(at)]).fetchone():
            return stamp(at)


def _make_readable(connection: sqlite3.Connection) -> None:
    for table, row_id, column, text in list(_unreadable(connection)):
        key = "history_id" if table.endswith("_history") else "id"
        readable = text.decode("utf-8", "replace")
        connection.execute(f"update {table} set {column} = ? where {key} = ?", [readable, row_id])


def _unreadable(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str, bytes]]:
    usual = connection.text_factory
    connection.text_factory = bytes
    try:
        for table in [*KEPT, *(f"{table}_history" for table in KEPT), "changes", "tombstones"]:
            yield from _unreadable_in(connection, table)
    finally:
        connection.text_factory = usual


def _unreadable_in(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, int, str, bytes]]:
    key = "history_id" if table.endswith("_history") else "id"
    info = connection.execute(f"pragma table_info({table})").fetchall()
    columns = [row[1].decode() for row in info if row[2].lower() == b"text"]
    rows = connection.execute(f"select {key}, {', '.join(columns)} from {table} order by 1")
    while batch := list(islice(rows, _BATCH)):
        if _is_readable(b"\n".join([text for row in batch for text in row[1:] if text is not None])):
            continue
        for row_id, *texts in batch:
            for column, text in zip(columns, texts, strict=True):
                if text is not None and not _is_readable(text):
                    yield table, row_id, column, text


def _is_readable(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
