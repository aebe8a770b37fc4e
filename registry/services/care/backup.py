"""Back a registry up, and put a backup in its place. What was there is kept."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from registry.store.care import backup_file
from registry.store.database import registry_file
from registry.store.database.registry_file import DatabaseError


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A backup: how many rows it holds, and time (UTC) and command of its newest change."""

    file: str
    rows: int
    newest: str | None
    command: str | None


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What the registry holds now, and where that which it held before is kept; None = it held nothing."""

    file: str
    rows: int
    newest: str | None
    command: str | None
    kept: str | None


def backup(connection: sqlite3.Connection, file: Path, *, force: bool = False) -> BackupReport:
    """Write a checked copy to `file`. Raises DatabaseError if one is there (but for `force`), or if it is not sound."""
    path = registry_file.path_of(connection).resolve()
    target = _target(file, path, force=force)
    return BackupReport(str(file), *backup_file.write_copy(connection, target, path))


def restore(path: Path, file: Path) -> RestoreReport:
    """Put the backup `file` in the place of the registry at `path`, and keep that beside it."""
    if not registry_file.is_file(file):
        raise DatabaseError(f"no backup at {str(file)!r}; name a file written by `registry backup`")
    if registry_file.is_file(path) and path.samefile(file):
        raise DatabaseError(f"{str(file)!r} is the registry itself; name a backup of it")
    if not path.parent.is_dir():
        raise DatabaseError(f"no folder {str(path.parent)!r} for the registry; create it first")
    with registry_file.in_words(file), closing(registry_file.open_to_read(file)) as source:
        backup_file.refuse_unsound(source, file)
        held = backup_file.contents(source)
        kept = _put(source, file, path.resolve())
    return RestoreReport(str(path), *held, str(kept) if kept else None)


def _put(source: sqlite3.Connection, file: Path, path: Path) -> Path | None:
    """Where that which was at `path` is kept now."""
    kept = _free_name(path)
    if _is_usable(path):
        backup_file.replace_content(source, path, lambda: _keep(path, kept))
        return kept
    there = any(Path(f"{path}{suffix}").exists() for suffix in ("", *backup_file.BESIDE))
    backup_file.write_copy(source, path, file, wal=True, before=lambda: backup_file.keep_before_restore(path, kept))
    return kept if there else None


def _is_usable(path: Path) -> bool:
    """Whether SQLite can read the whole of a registry there. Raises DatabaseError for a file that is something else."""
    if not path.exists() or not path.stat().st_size:
        return False
    # By a connection that does not write: what is beside a damaged file is to be kept as it is.
    with registry_file.in_words(path), closing(registry_file.open_to_read(path)) as connection:
        return not backup_file.is_broken(connection) and registry_file.is_registry(connection, path)


def _keep(path: Path, kept: Path) -> None:
    with closing(registry_file.open_to_read(path)) as current:
        backup_file.write_copy(current, kept, path, check=lambda *_: None)  # whatever was recorded in it


def _free_name(path: Path) -> Path:
    number, kept = 1, Path(f"{path}.before-restore")
    while any(Path(f"{kept}{suffix}").exists() for suffix in ("", *backup_file.BESIDE)):
        number += 1
        kept = Path(f"{path}.before-restore-{number}")
    return kept


def _target(file: Path, path: Path, *, force: bool) -> Path:
    """The file that is to be written, if it may be."""
    target = Path(os.path.realpath(file))
    if target.is_symlink():  # what is left of a link that leads to itself
        raise DatabaseError(f"{str(file)!r} is a link that is circular; name a file")
    if target.is_dir():
        raise DatabaseError(f"{str(file)!r} is a folder; name a file in it")
    if not target.parent.is_dir():
        raise DatabaseError(f"no folder {str(file.parent)!r} for the backup; create it first")
    own = [Path(f"{path}{suffix}") for suffix in ("", *backup_file.BESIDE)]
    if target in own or (target.exists() and target.samefile(path)):
        raise DatabaseError(f"{str(file)!r} is the registry itself or one of its files; name another file")
    if target.exists() and not target.is_file():
        raise DatabaseError(f"{str(file)!r} is not a regular file; name another")
    if target.exists() and not force:
        raise DatabaseError(f"{str(file)!r} already exists; name another file, or replace it with --force")
    for suffix in ("-wal", "-journal"):  # SQLite would take it for part of the copy
        if Path(f"{target}{suffix}").exists():
            raise DatabaseError(
                f"{str(file)!r} may be open in another program: {target.name}{suffix} is next to it; name another file"
            )
    return target
