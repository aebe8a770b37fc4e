"""Unfinished files and folders beside a target, and what a run that was killed has left of them.

Each has a name of ours and is locked for as long as a program works on it. What is not locked and is older than an hour
was left behind, and goes when the next one is made in its place. Where there are no such locks nothing is swept.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # on Windows
    flock = None  # type: ignore[assignment]

_MARK = ".registry-"
_OURS = re.compile(r"\..{1,100}\.registry-[a-z0-9_]{8}(\.tmp)?(-wal|-shm|-journal)?")
_OLD = 3_600  # seconds


@contextmanager
def unfinished_file(path: Path) -> Iterator[Path]:
    """An empty file beside the path, which nobody else may read. Raises OSError. Who renames it has it."""
    sweep(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}{_MARK}", suffix=".tmp")
    try:
        _hold(handle)
        yield Path(name)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
        os.close(handle)  # last: closing it earlier would end SQLite's own locks on the file


@contextmanager
def unfinished_folder(path: Path) -> Iterator[Path]:
    """A folder beside the path, which nobody else may read, for as long as it is needed. Raises OSError."""
    sweep(path.parent)
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name[:100]}{_MARK}"))
    handle = os.open(folder, os.O_RDONLY) if flock is not None else None
    try:
        if handle is not None:
            _hold(handle)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a killed run has left there: ours alone, old, and in nobody's use."""
    if flock is None:
        return
    with suppress(OSError):
        for path in folder.iterdir():
            if _OURS.fullmatch(path.name) and not path.is_symlink() and _is_left(path):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def _hold(handle: int) -> None:
    if flock is not None:
        with suppress(OSError):  # a file system without such locks
            flock(handle, LOCK_EX | LOCK_NB)


def _is_left(path: Path) -> bool:
    # What SQLite keeps beside an unfinished file is in use as long as that is.
    held = path.with_name(re.sub(r"-(wal|shm|journal)$", "", path.name))
    with suppress(OSError):
        if time.time() - path.stat().st_mtime < _OLD:
            return False
        if not held.exists():
            return True
        handle = os.open(held, os.O_RDONLY)
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except OSError:
            return False
        finally:
            os.close(handle)
        return True
    return False
