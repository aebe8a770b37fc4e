"""Open a registry's file and write to it, one change at a time. The only place with pragmas and transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x52454749  # "REGI": tells a registry from any other SQLite file
SCHEMA_VERSION = 2  # the number of migrations
_BUSY_SECONDS = 30


class DatabaseError(RegistryError):
    """The file is missing, is no registry, or cannot be read or written."""


class Act(NamedTuple):
    """Who changes the registry, when (UTC), what they asked for, and why."""

    actor: str
    at: datetime
    command: str
    reason: str | None = None


def create(path: Path) -> bool:
    """Make an empty registry at `path`; False if one is there already. Raises DatabaseError for any other file."""
    if path.exists() and path.stat().st_size:
        open_registry(path).close()
        return False
    if not path.parent.is_dir():
        raise DatabaseError(f"no folder {str(path.parent)!r} for the registry; create it first")
    with _in_words(path):
        connection = _connect(path)
        connection.execute("pragma journal_mode = wal")
        _migrate(connection)
        connection.close()
    return True


def open_registry(path: Path) -> sqlite3.Connection:
    """A connection with the guards' pragmas, at the newest schema version. Raises DatabaseError."""
    if not path.exists():
        raise DatabaseError(f"no registry at {str(path)!r}; create one with `registry init`, or name another with --db")
    with _in_words(path):
        connection = _connect(path)
        application_id = connection.execute("pragma application_id").fetchone()[0]
        version = connection.execute("pragma user_version").fetchone()[0]
        if application_id != APPLICATION_ID:
            connection.close()
            raise DatabaseError(f"{str(path)!r} is a SQLite file but no registry; name another with --db")
        if version > SCHEMA_VERSION:
            connection.close()
            raise DatabaseError(
                f"{str(path)!r} was written by a newer version of this program (schema {version}, "
                f"this one knows {SCHEMA_VERSION}); upgrade with `pip install --upgrade registry`"
            )
        if version < SCHEMA_VERSION:
            _migrate(connection)
    return connection


@contextmanager
def change(connection: sqlite3.Connection, act: Act) -> Iterator[Database]:
    """One change: everything written inside belongs to it, and is there whole or not at all.

    Takes the write lock at once (`begin immediate`), so that what is read inside is what is written upon.
    """
    from sqlite_utils import Database  # 60 ms, and readers do without

    with _in_words(path_of(connection)):
        db = Database(connection, recursive_triggers=False)
        connection.execute("begin immediate")
        try:
            with db.atomic():
                _open_change(db, act)
                before = connection.total_changes
                yield db
                wrote = connection.total_changes > before
                connection.execute("delete from change_in_progress")
            connection.execute("commit" if wrote else "rollback")  # nothing done is no change
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise


def _open_change(db: Database, act: Act) -> None:
    """Changes are told apart by their time, so it is made later than the last, whatever the clock says."""
    newest = db.conn.execute("select max(recorded_at) from changes").fetchone()[0]
    at = act.at
    if newest is not None:
        at = max(at, datetime.fromisoformat(newest) + timedelta(milliseconds=1))
    recorded_at = stamp(at)
    row = {"recorded_at": recorded_at, "actor": act.actor, "command": act.command, "reason": act.reason}
    change_id = db.table("changes").insert(row).last_pk
    db.table("change_in_progress").insert({"id": 1, "change_id": change_id, "recorded_at": recorded_at})


def stamp(at: datetime) -> str:
    """The moment as it is recorded: UTC, milliseconds."""
    utc = at.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"


def insert(db: Database, table: str, row: Mapping[str, object]) -> int:
    """Add a row under the open change; returns its id."""
    change_id, recorded_at = db.conn.execute("select change_id, recorded_at from change_in_progress").fetchone()
    stamped = {"id": _free_id(db.conn, table), **row, "change_id": change_id, "recorded_from": recorded_at}
    row_id = db.table(table).insert(stamped).last_pk
    assert isinstance(row_id, int)
    return row_id


def _free_id(connection: sqlite3.Connection, table: str) -> int:
    """A number that no row has or had: SQLite would give that of a removed last row again, and mix their histories."""
    sql = f"select 1 + max(ifnull((select max(id) from {table}), 0), ifnull((select max(id) from {table}_history), 0))"
    return int(connection.execute(sql).fetchone()[0])


def update(db: Database, table: str, row_id: int, values: Mapping[str, object]) -> None:
    """Change a row; the triggers keep what it was and stamp it with the open change. What is so already stays."""
    names = ", ".join(values)
    known = db.conn.execute(f"select {names} from {table} where id = ?", [row_id]).fetchone()
    news = {name: value for (name, value), old in zip(values.items(), known, strict=True) if value != old}
    if news:
        db.table(table).update(row_id, news)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    return connection


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database

    from registry.store.migrations import migrations

    connection.execute("begin immediate")
    try:
        migrations.apply(Database(connection, recursive_triggers=False))
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def path_of(connection: sqlite3.Connection) -> Path:
    """The file behind a connection."""
    return Path(connection.execute("pragma database_list").fetchone()[2])


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """SQLite's refusals of a whole file, as something that a person can act on. A bug of ours still crashes."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        for sign, remedy in _REMEDIES.items():
            if sign in str(error):
                raise DatabaseError(f"{str(path)!r}: {remedy}; nothing was written") from error
        raise


_REMEDIES = {  # what SQLite says -> what to say and do
    "not a database": "this file is no SQLite database; name another with --db",
    "locked": f"another program has been writing for {_BUSY_SECONDS} seconds; try again when it is done",
    "readonly": "the file or its folder is read-only; change its permissions or copy it elsewhere",
    "unable to open": "the file cannot be opened; check that its folder exists and may be written",
    "disk is full": "the disk is full; make room and try again",
    "disk I/O error": "the disk cannot be read or written; check it, and restore a backup if need be",
    "malformed": "the file is damaged; restore a backup",
}


def discard(path: Path) -> None:
    """Remove a registry that was created for something that then was refused."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
