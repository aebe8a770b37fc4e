"""The one place where transactions are opened: a change, and what is done inside or beside one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from registry.store.database.registry_file import in_words, path_of, stamp

if TYPE_CHECKING:
    from sqlite_utils import Database


class Act(NamedTuple):
    """Who changes the registry, when (UTC), what they asked for, and why."""

    actor: str
    at: datetime
    command: str
    reason: str | None = None


@contextmanager
def change(connection: sqlite3.Connection, act: Act) -> Iterator[Database]:
    """One change: everything written inside belongs to it, and is there whole or not at all.

    Takes the write lock at once (`begin immediate`), so that what is read inside is what is written upon.
    """
    from sqlite_utils import Database  # 60 ms, and readers do without

    with in_words(path_of(connection)):
        db = Database(connection, recursive_triggers=False)
        connection.execute("begin immediate")
        try:
            with db.atomic():
                _open_change(connection, act)
                before = connection.total_changes
                yield db
                wrote = connection.total_changes > before
                kept = connection.execute("delete from change_in_progress").rowcount
            connection.execute("commit" if wrote and kept else "rollback")  # nothing done is no change
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


@contextmanager
def interruptible(connection: sqlite3.Connection) -> Iterator[None]:
    """Let Ctrl-C break off a long statement: SQLite asks now and then, and Python does not answer a signal before."""
    connection.set_progress_handler(lambda: None, 1_000_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def forgo(db: Database) -> None:
    """Let nothing come of the open change: it was only tried, or wrote nothing but temporary tables."""
    db.conn.execute("delete from change_in_progress")


def is_open(db: Database) -> bool:
    """Whether something is to come of the open change: it was not forgone."""
    return db.conn.execute("select 1 from change_in_progress").fetchone() is not None


@contextmanager
def alone(connection: sqlite3.Connection) -> Iterator[None]:
    """Nobody else writes meanwhile; for what is done beside the file."""
    with in_words(path_of(connection)):
        connection.execute("begin immediate")
        try:
            yield
        finally:
            connection.execute("rollback")


@contextmanager
def one_reading(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read in the block is of one moment. Temporary tables that it makes or changes are as before then."""
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("rollback")


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside a change: everything written in the block is there whole or not at all."""
    connection.execute("savepoint part")
    try:
        yield
    except BaseException:
        connection.execute("rollback to part")
        raise
    finally:
        connection.execute("release part")


def _open_change(connection: sqlite3.Connection, act: Act) -> None:
    """Changes are told apart by their time, so it is made later than the last, whatever the clock says."""
    newest = connection.execute("select max(recorded_at) from changes").fetchone()[0]
    at = act.at
    if newest is not None:
        at = max(at, datetime.fromisoformat(newest) + timedelta(milliseconds=1))
    recorded_at = stamp(at)
    sql = "insert into changes (recorded_at, actor, command, reason) values (?, ?, ?, ?)"
    change_id = connection.execute(sql, [recorded_at, act.actor, act.command, act.reason]).lastrowid
    connection.execute("insert into change_in_progress values (1, ?, ?)", [change_id, recorded_at])
