"""Changes of the record, each a transaction, and what is done inside or beside one.

A schema is made and upgraded in a transaction of registry_file.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from warnings import warn

from registry.domain.errors import ClockWarning
from registry.store.database.queue import turn
from registry.store.database.registry_file import BUSY_SECONDS, DatabaseError, in_words, path_of, stamp
from registry.store.schema.fingerprints import WritingConnection, altered_guard, lost_table
from registry.store.schema.seals import seal_change, seal_outside
from registry.store.schema.versioning_triggers import LAST_ID

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

    path = path_of(connection)
    with in_words(path), ExitStack() as stack:
        db = Database(connection, recursive_triggers=False)
        _refuse_without_guards(connection)  # the long way is gone before anybody has to wait for it
        stack.enter_context(turn(path, BUSY_SECONDS))
        connection.execute("begin immediate")
        try:
            with db.atomic():
                _refuse_without_guards(connection)
                _refuse_left_over(connection)
                seal_outside(connection)
                number = _open_change(connection, act)
                before = connection.total_changes
                yield db
                wrote = connection.total_changes > before
                kept = connection.execute("select 1 from change_in_progress").fetchone()
                if wrote and kept:
                    seal_change(connection, number)
                    connection.execute("delete from change_in_progress")
            connection.execute("commit" if wrote and kept else "rollback")  # nothing done is not a change
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("rollback")
            if isinstance(error, OverflowError) and "SQLite" in str(error):
                raise DatabaseError("a number in it is too large to be recorded; nothing was written") from error
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
def without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside a transaction, so that no other writer finds them missing: nothing is guarded or kept in the block."""
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f'drop trigger "{name}"')
    yield
    for _, sql in triggers:
        connection.execute(sql)


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


def _refuse_without_guards(connection: sqlite3.Connection) -> None:
    """Raises DatabaseError where a guard or a table is not as it should be: what is written would leave no history.

    Once, and again whenever the schema has changed, which SQLite counts.
    """
    (state,) = connection.execute("pragma schema_version").fetchone()
    if isinstance(connection, WritingConnection) and connection.compared == state:
        return
    if altered := altered_guard(connection):
        if lost := lost_table(connection):  # no repair brings back what was in it, as it does a guard
            raise DatabaseError(f"{str(path_of(connection))!r}: the table {lost!r} is missing; see `registry doctor`")
        raise DatabaseError(
            f"another program has altered the schema: {altered}. Without its guards the registry records no history, "
            "so nothing was written; see `registry doctor`, and repair it with `registry doctor --repair`"
        )
    if isinstance(connection, WritingConnection):
        connection.compared = state


def _refuse_left_over(connection: sqlite3.Connection) -> None:
    """Raises DatabaseError where another program has left a change open: what is written now would be signed by it."""
    for (number,) in connection.execute("select change_id from change_in_progress"):
        raise DatabaseError(
            f"another program has left change {number} unfinished; close it with "
            "`registry doctor --repair`. Nothing was written"
        )


def _open_change(connection: sqlite3.Connection, act: Act) -> int:
    """Changes are told apart by their time, so it is made later than the last, whatever the clock says.

    Returns the number of the change. Raises DatabaseError where no later time can be written.
    """
    newest = connection.execute("select max(recorded_at) from changes").fetchone()[0]
    recorded_at = stamp(act.at)
    if newest is not None and newest >= recorded_at:
        if newest > stamp(act.at + timedelta(days=1)):
            warn(
                f"the newest change is of {newest}, which is in the future: a clock was wrong then or is now. What is "
                "recorded comes just after it; see `registry doctor`",
                ClockWarning,
                stacklevel=2,
            )
        recorded_at = _just_after(newest)
    number = 1 + (connection.execute("select max(id) from changes where id < ?", [LAST_ID]).fetchone()[0] or 0)
    sql = "insert into changes (id, recorded_at, actor, command, reason) values (?, ?, ?, ?, ?)"
    try:
        connection.execute(sql, [number, recorded_at, act.actor, act.command, act.reason])
    except sqlite3.IntegrityError as error:
        if "in the future" in str(error):
            raise DatabaseError(f"{recorded_at} is in the future; set the clock right. Nothing was written") from error
        raise
    connection.execute("insert into change_in_progress values (1, ?, ?)", [number, recorded_at])
    return number


def _just_after(newest: str) -> str:
    try:
        return stamp(datetime.fromisoformat(newest) + timedelta(milliseconds=1))
    except (ValueError, OverflowError, TypeError) as error:
        raise DatabaseError(
            f"the newest change is of {newest!r}, which another program has written and nothing can follow; "
            "repair it with `registry doctor --repair`. Nothing was written"
        ) from error
