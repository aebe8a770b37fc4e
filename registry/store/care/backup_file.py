"""Whole copies of a registry's file, by SQLite's own backup: of one moment, while others read and write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from registry.store.care.expected_schema import versioned_tables
from registry.store.care.integrity import damage, is_whole
from registry.store.care.leftovers import unfinished_file
from registry.store.database.registry_file import DatabaseError, connect, in_words, version_of

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file, by the ends of their names
_TRIES = 120  # a quarter of a second each, while another program writes


class Contents(NamedTuple):
    """The rows that a registry holds now, and time (UTC) and command of its newest change."""

    rows: int
    newest: str | None
    command: str | None


def contents(connection: sqlite3.Connection) -> Contents:
    """What is in a registry, in numbers."""
    there = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    tables = [table for table in versioned_tables() if table in there]  # an older or damaged one has fewer
    rows = sum(connection.execute(f"select count(*) from {table}").fetchone()[0] for table in tables)
    newest = "select recorded_at, command from changes order by recorded_at desc limit 1"
    found = connection.execute(newest).fetchone() if "changes" in there else None
    return Contents(rows, *(found or (None, None)))


def refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    """Raises DatabaseError unless it is a registry with whole pages, rows and references."""
    version_of(connection, path)
    found = damage(connection)
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        raise DatabaseError(f"{str(path)!r} is damaged ({found[0].what}{more}); see `registry doctor`")


def is_broken(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds the structure of the file damaged, whatever is recorded in it."""
    return not is_whole(damage(connection))


def write_copy(
    source: sqlite3.Connection,
    path: Path,
    of: Path,
    *,
    check: Callable[[sqlite3.Connection, Path], None] = refuse_unsound,
    wal: bool = False,
    before: Callable[[], None] = lambda: None,
) -> Contents:
    """Put a copy of `source`, the file `of`, at `path`: whole and checked, or not at all.

    It is one file, to be carried away; `wal`: one to work with. `before` is called when it is ready to be put there.
    """
    with _new_file(path) as unfinished:
        with in_words(path), closing(connect(unfinished)) as copy:
            _copy(source, copy)
            copy.execute("pragma journal_mode = delete")
            check(copy, of)
            held = contents(copy)
            if wal:
                copy.execute("pragma journal_mode = wal")
        # As private as what it replaces, or as what it is a copy of.
        unfinished.chmod((path if path.exists() else of).stat().st_mode & 0o777 | 0o600)
        _to_disk(unfinished)
        before()
        unfinished.replace(path)
        _to_disk(path.parent)
    return held


def replace_content(source: sqlite3.Connection, path: Path, before: Callable[[], None]) -> None:
    """Put what `source` holds into the file at `path`; whoever has it open sees it from the next question on.

    `before` is called when nobody else can write any more and nothing is replaced yet; if it raises, nothing is.
    """
    called = False

    def step() -> None:
        nonlocal called
        if not called:
            called = True
            before()

    with in_words(path), closing(connect(path)) as target:
        sizes = [each.execute("pragma page_size").fetchone()[0] for each in (source, target)]
        if len(set(sizes)) > 1:
            raise DatabaseError(
                f"{str(path)!r} has pages of {sizes[1]} bytes and the backup of {sizes[0]}; "
                "restore it to a new file, named with --db"
            )
        # One page is enough to have the lock, and a registry has more than one: it is not done after the first.
        _copy(source, target, pages=1, step=step)
        target.execute("pragma journal_mode = wal")


def keep_before_restore(path: Path, kept: Path) -> None:
    """Rename a file and what SQLite keeps beside it."""
    for suffix in ("", *BESIDE):
        if Path(f"{path}{suffix}").exists():
            Path(f"{path}{suffix}").rename(f"{kept}{suffix}")


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, pages: int = -1, step: Callable[[], None] = lambda: None
) -> None:
    """`step` is called each time so many pages are copied; -1 = when all are."""
    waited = 0

    def progress(status: int, *_: int) -> None:
        nonlocal waited
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waited += 1
            if waited > _TRIES:  # SQLite would wait for ever
                raise sqlite3.OperationalError("database is locked")
        else:
            step()

    source.backup(target, pages=pages, progress=progress)


@contextmanager
def _new_file(path: Path) -> Iterator[Path]:
    """An empty file beside `path`, which nobody else may read; removed if it has not been renamed."""
    with ExitStack() as stack:
        try:
            unfinished = stack.enter_context(unfinished_file(path))
        except OSError as error:
            why = f"cannot be written ({error.strerror})"
            raise DatabaseError(f"{str(path)!r} {why}; name a file in a folder that may be written") from error
        yield unfinished


def _to_disk(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
