"""Make, open and upgrade a registry's file, and write rows to it. Changes are opened in transactions.py."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.store.schema.fingerprints import WritingConnection
from registry.store.schema.versioning_triggers import LAST_ID

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x52454749  # "REGI": tells a registry from any other SQLite file
SCHEMA_VERSION = 10  # the highest number of a migration
BUSY_SECONDS = 30


class DatabaseError(RegistryError):
    """The file is missing, is not a registry, or cannot be read or written."""


def create(path: Path) -> bool:
    """Make an empty registry at `path`; False if one is there already. Raises DatabaseError for any other file."""
    there = is_file(path)
    if there and _is_read_only(path):
        open_registry(path).close()
        return False
    if not path.parent.is_dir():
        raise DatabaseError(f"no folder {str(path.parent)!r} for the registry; create it first")
    with in_words(path), closing(connect(path)) as connection:
        try:
            connection.execute("begin immediate")  # waits for another program that is making it
            blank = not is_registry(connection, path)
            if blank:
                _write_schema(connection)
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            if not there and not _size(str(path)):
                discard(path)
            raise
        # After the schema: a creation that is broken off leaves an empty file, not half a registry.
        _write_ahead(connection)
    open_registry(path).close()
    return blank


def open_registry(path: Path) -> sqlite3.Connection:
    """A connection with the guards' pragmas, at the newest schema version. Raises DatabaseError.

    A file that may not be written, or whose folder may not, is opened for reading alone.
    """
    if not is_file(path):
        raise DatabaseError(f"no registry at {str(path)!r}; create one with `registry init`, or name another with --db")
    with in_words(path):
        connection = open_to_read(path) if _is_read_only(path) else connect(path)
        try:
            if version_of(connection, path) < SCHEMA_VERSION:
                _upgrade(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def open_to_read(path: Path, seconds: float | None = None) -> sqlite3.Connection:
    """A connection to a file that is there, by which nothing is written: no -wal or -shm is left beside it.

    `seconds`: for how long it may be asked; then SQLite interrupts the question with an OperationalError.
    """
    # SQLite reads a file in WAL mode with a -shm beside it, which somebody who may not write there cannot make, and
    # which made by them would keep out those who may. While nobody has the file open it needs none. A writer who
    # comes in the meantime adds to a -wal and moves that into the file later: only whoever reads for long could
    # read both. Where a -wal holds something, it must be read.
    still = not _size(f"{path.resolve()}-wal") and not Path(f"{path.resolve()}-shm").exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("pragma foreign_keys = on")
    if seconds is not None:
        until = time.monotonic() + seconds
        connection.set_progress_handler(lambda: time.monotonic() > until, 1_000)
    return connection


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the registry's schema. Raises DatabaseError for what is not a registry or a newer one."""
    if not is_registry(connection, path):
        raise DatabaseError(f"{str(path)!r} {_UNFINISHED if path.stat().st_size else _EMPTY}")
    version: int = connection.execute("pragma user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise DatabaseError(
            f"{str(path)!r} was written by a newer version of this program (schema {version}, "
            f"this one knows {SCHEMA_VERSION}); upgrade with `pip install --upgrade officeholders`"
        )
    return version


def is_file(path: Path) -> bool:
    """Whether a file is there. Raises DatabaseError for what can be no registry: a folder, a link to nowhere."""
    try:
        if path.is_symlink() and not path.exists():
            raise DatabaseError(
                f"{str(path)!r} is a link to {str(path.readlink())!r}, where nothing is; put the registry there, "
                "or correct the link"
            )
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "not a regular file"
            raise DatabaseError(f"{str(path)!r} is {what}; name a registry's file")
        return path.exists()
    except PermissionError as error:
        raise DatabaseError(f"{str(path)!r}: its folder may not be read; change its permissions") from error


def is_registry(connection: sqlite3.Connection, path: Path) -> bool:
    """False if there is nothing in the file. Raises DatabaseError if there is something else in it."""
    if connection.execute("pragma application_id").fetchone()[0] == APPLICATION_ID:
        return True
    if connection.execute("select count(*) from sqlite_master").fetchone()[0]:
        raise DatabaseError(f"{str(path)!r} is a SQLite file but no registry; name another with --db")
    return False


def _is_read_only(path: Path) -> bool:
    return not (os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK))


def is_still(path: Path) -> bool:
    """Whether the file may not be written by this program, nor beside it, and is whole without what is beside it."""
    return _is_read_only(path) and not _size(f"{path.resolve()}-wal")


def _size(path: str) -> int:
    return Path(path).stat().st_size if Path(path).exists() else 0


def stamp(at: datetime) -> str:
    """The moment as it is recorded: UTC, milliseconds."""
    utc = at.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond // 1000:03d}Z"


def insert(db: Database, table: str, row: Mapping[str, object]) -> int:
    """Add a row under the open change; returns its id."""
    change_id, recorded_at = db.conn.execute("select change_id, recorded_at from change_in_progress").fetchone()
    stamped = {"id": free_id(db.conn, table), **row, "change_id": change_id, "recorded_from": recorded_at}
    marks = ", ".join(f":{column}" for column in stamped)  # sqlite-utils asks first which tables and views there are
    db.conn.execute(f"insert into {table} ({', '.join(stamped)}) values ({marks})", stamped)
    row_id = stamped["id"]
    assert isinstance(row_id, int)
    return row_id


def free_id(connection: sqlite3.Connection, table: str) -> int:
    """A number that no row has or had: SQLite would give that of a removed last row again, and mix their histories.

    Numbers that another program made up, too high for any to follow, are left out.
    """
    return int(connection.execute(f"select {free_id_of(table)}").fetchone()[0])


def free_id_of(table: str) -> str:
    """The same as SQL."""
    highest = f"ifnull((select max(id) from {{}} where id < {LAST_ID}), 0)"
    return f"1 + max({highest.format(table)}, {highest.format(f'{table}_history')})"


def update(db: Database, table: str, row_id: int, values: Mapping[str, object]) -> None:
    """Change a row; the triggers keep what it was and stamp it with the open change. What is so already stays."""
    names = ", ".join(values)
    known = db.conn.execute(f"select {names} from {table} where id = ?", [row_id]).fetchone()
    news = {name: value for (name, value), old in zip(values.items(), known, strict=True) if value != old}
    if news:
        changed = ", ".join(f"{name} = ?" for name in news)  # sqlite-utils asks first which tables and keys there are
        db.conn.execute(f"update {table} set {changed} where id = ?", [*news.values(), row_id])


def connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, factory=WritingConnection)
    connection.execute("pragma foreign_keys = on")
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log from now on. SQLite does not wait for another program that is about it, so this does."""
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _write_schema(connection: sqlite3.Connection) -> None:
    """In the open transaction."""
    from sqlite_utils import Database

    from registry.store.schema.migrations import migrations

    migrations.apply(Database(connection, recursive_triggers=False))
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute(f"pragma user_version = {SCHEMA_VERSION}")


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """To the newest schema, in one transaction, after a copy of what was there has been put beside the file."""
    connection.execute("begin immediate")
    try:
        version = version_of(connection, path)  # another program may have been quicker
        if version < SCHEMA_VERSION:
            kept = path.resolve().with_name(f"{path.resolve().name}.schema-{version}")
            unfinished = kept.with_name(f"{kept.name}.tmp")
            # By a reader: what a connection is writing to, it cannot copy.
            with closing(connect(path)) as reader, closing(sqlite3.connect(unfinished)) as copy:
                reader.backup(copy)
                copy.execute("pragma journal_mode = delete")
            unfinished.chmod(path.stat().st_mode & 0o777)
            unfinished.replace(kept)
            _write_schema(connection)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:  # a full disk has undone it already
            connection.execute("rollback")
        raise


def in_memory() -> sqlite3.Connection:
    """An empty registry of the newest schema, in no file: what the schema of any registry should be."""
    connection = connect(Path(":memory:"))
    connection.execute("begin")
    _write_schema(connection)
    connection.execute("commit")
    return connection


def path_of(connection: sqlite3.Connection) -> Path:
    """The file behind a connection."""
    return Path(connection.execute("pragma database_list").fetchone()[2])


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """SQLite's refusals of a whole file, as something that a person can act on. A bug of ours still crashes."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        for sign, remedy in _REMEDIES.items():
            if sign in str(error):
                raise DatabaseError(f"{str(path)!r}: {remedy}; nothing was written") from error
        raise


_EMPTY = "is an empty file; make it a registry with `registry init`, or `registry restore` a backup"
_UNFINISHED = (
    "holds nothing: it was never finished, or what was written is in a file of the same name and -wal; put that "
    "file next to it again, or `registry restore` a backup"
)
_REMEDIES = {  # what SQLite says -> what to say and do
    "not a database": "this file is not a SQLite database; name another with --db, or `registry restore` a backup",
    "locked": f"another program has been writing for {BUSY_SECONDS} seconds; try again when it is done",
    "readonly": "the file or its folder is read-only; change its permissions or copy it elsewhere",
    "unable to open": "the file cannot be opened; check that it and its folder may be read, and written if a "
    "file of the same name and -wal is next to it",
    "disk is full": "the disk is full; free some space and try again",
    "disk I/O error": "the disk cannot be read or written; check that it has room, and `registry restore` a backup "
    "if need be",
    "Could not decode": "it holds a text that is not valid UTF-8, which another program wrote; `registry doctor` finds "
    "it, and `registry doctor --repair` makes it readable",
    "malformed": "the file is damaged; if there was a file of the same name and -wal, put it next to it again; "
    "otherwise `registry restore` a backup",
}


def discard(path: Path) -> None:
    """Remove a registry that was created for something that then was refused."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
