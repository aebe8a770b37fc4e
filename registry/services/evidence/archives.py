"""Keep copies of what sources said, and see whether they are still what they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.services.evidence.resolve_source import resolve_source
from registry.services.session import Session
from registry.store.database import registry_file, transactions
from registry.store.evidence import archive_folder, archives
from registry.store.evidence.archive_folder import ArchiveError
from registry.store.evidence.archives import Archived

if TYPE_CHECKING:
    from sqlite_utils import Database


class AlreadyKeptError(RegistryError):
    """A copy that is kept already, and sound."""


class State(StrEnum):
    """What became of a kept copy."""

    OK = "ok"
    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"
    NOBODYS = "nobody's"  # a file in the folder that no source has or had


@dataclass(frozen=True, slots=True)
class ArchivedCopy:
    """A copy of a source that was kept just now. `again`: it was recorded, and its file was missing or changed."""

    source: str
    name: str
    bytes: int
    sha256: str
    path: str
    again: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """A kept copy, or a file that is nobody's (then only its path is known)."""

    state: str
    source: str | None
    name: str | None
    bytes: int | None
    sha256: str | None
    path: str


def folder_of(connection: sqlite3.Connection) -> Path:
    """Where the registry's copies are; it need not be there."""
    return archive_folder.folder_of(registry_file.path_of(connection))


def archive(session: Session, source: str, file: Path, name: str | None = None) -> ArchivedCopy:
    """Keep a copy of the file for the source. `name`: what it is called; the file's own.

    The file is there before the row is: what breaks off in between leaves a file that is nobody's, never a row
    without one. So a verb that keeps a copy, too, does so last. Raises ArchiveError, AlreadyKeptError.
    """
    with session.change(f"source archive {source}") as change:
        change.check()
        return _archive(change.db, source, file, name)


def _archive(db: Database, source: str, file: Path, name: str | None) -> ArchivedCopy:
    folder = folder_of(db.conn)
    found = resolve_source(db.conn, source)
    mode = registry_file.path_of(db.conn).stat().st_mode
    with archive_folder.copied(folder, file, mode) as kept:
        called = _named(name or file.name, found.slug, kept.sha256, kept.size)
        known = archives.is_archived(db.conn, found.id, kept.sha256)
        fresh = kept.put()
        if known and not fresh:
            raise AlreadyKeptError(
                f"{str(file)!r} is already kept for {found.slug}; `registry source show` shows where"
            )
        if not known:
            try:
                archives.insert_archive(db, found.id, kept.sha256, kept.size, called)
            except BaseException:
                if fresh:
                    kept.take_back()
                raise
    path = str(archive_folder.place(folder, kept.sha256))
    return ArchivedCopy(found.slug, called, kept.size, kept.sha256, path, known)


def _named(name: str, source: str, sha256: str, size: int) -> str:
    """The name as it can be recorded. Raises ArchiveError."""
    from registry.domain.entities.models import Archive
    from registry.domain.entities.validation import InvalidValueError, validated

    try:
        return validated(Archive, {"source": source, "sha256": sha256, "bytes": size, "name": name}).name
    except InvalidValueError as error:
        raise ArchiveError(f"{error}; give the copy a name with --name") from error


def verify(connection: sqlite3.Connection, source: str | None = None) -> list[Verified]:
    """Each kept copy, of a source or of all, hashed anew; of all, also the files that are nobody's."""
    folder = folder_of(connection)
    if source is not None:
        found = resolve_source(connection, source)
        return [_verified(folder, each) for each in archives.archives_of(connection, found.id)]
    checked = [_verified(folder, each) for each in archives.every_archive(connection)]
    return [*checked, *_nobodys(folder, archives.hashes_ever(connection))]


def _verified(folder: Path, kept: Archived) -> Verified:
    path = archive_folder.place(folder, kept.sha256)
    return Verified(_state(path, kept.sha256), kept.source, kept.name, kept.bytes, kept.sha256, str(path))


def _state(path: Path, sha256: str) -> State:
    try:
        if archive_folder.is_sound(path, sha256):
            return State.OK
        return State.CHANGED if path.exists() or path.is_symlink() else State.MISSING
    except OSError:
        return State.UNREADABLE


def _nobodys(folder: Path, hashes: Iterable[str]) -> Iterator[Verified]:
    named = {archive_folder.place(folder, sha256) for sha256 in hashes}
    for path in archive_folder.files_in(folder):
        if path not in named:
            yield Verified(State.NOBODYS, None, None, None, None, str(path))


def discard(connection: sqlite3.Connection, hashes: Collection[str]) -> None:
    """Remove the files of copies that no source has or had any more."""
    if not hashes:
        return
    folder = folder_of(connection)
    with transactions.alone(connection):  # nobody records the same content meanwhile
        for sha256 in set(hashes) - archives.hashes_ever(connection):
            archive_folder.remove(folder, sha256)
