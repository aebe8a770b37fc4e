"""The archive folder beside a registry's file: copies of sources, each named by its own hash (SHA-256).

`registry.db.archive/ab/ab12…`: the same content is one file. A file is written under another name, brought to the
disk and only then given its own: whole or not there.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from registry.domain.errors import RegistryError

LARGEST = 100_000_000  # bytes of a file that is kept
_PIECE = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")


class ArchiveError(RegistryError):
    """A file that cannot be kept, or a folder that cannot be written."""


def folder_of(registry: Path) -> Path:
    """The archive folder of the registry's file; it need not be there."""
    return Path(f"{registry}.archive")


def place(folder: Path, sha256: str) -> Path:
    """Where the content with this hash is. Raises ArchiveError for text that is not a hash: no path leads elsewhere."""
    if not _HASH.fullmatch(sha256):
        raise ArchiveError(f"{sha256!r} is not a SHA-256 of 64 digits; see `registry doctor`")
    return folder / sha256[:2] / sha256


class Kept:
    """A copy under its temporary name: its hash, its size, and `put`, which gives it its own name."""

    def __init__(self, folder: Path, unfinished: Path, sha256: str, size: int) -> None:
        self.sha256, self.size = sha256, size
        self._unfinished, self._place = unfinished, place(folder, sha256)

    def put(self) -> bool:
        """Whether it was not there, or not as it should be. Raises ArchiveError."""
        with _in_words(self._place.parent):
            if is_sound(self._place, self.sha256):
                return False
            if self._place.is_dir() and not self._place.is_symlink():
                raise ArchiveError(f"{str(self._place)!r} is a folder where the copy should be; move it away")
            self._place.parent.mkdir(exist_ok=True)
            self._unfinished.replace(self._place)
            _to_disk(self._place.parent)
            _to_disk(self._place.parent.parent)
        return True

    def take_back(self) -> None:
        """After `put`: as if it had not been."""
        self._place.unlink(missing_ok=True)


@contextmanager
def copied(folder: Path, file: Path, mode: int) -> Iterator[Kept]:
    """A copy of the file in the folder, not yet under its own name; without `put` nothing is left of it.

    `mode`: who may read it. Raises ArchiveError for what is not a file, is too large, or cannot be written.
    """
    with _opened(file) as original:
        with _in_words(folder):
            made = not folder.exists()
            folder.mkdir(exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
        unfinished = Path(name)
        try:
            with _in_words(folder), os.fdopen(handle, "wb") as copy:
                sha256, size = _read(original, file, copy.write)
                copy.flush()
                os.fchmod(copy.fileno(), mode & 0o666 | 0o600)
                os.fsync(copy.fileno())
            yield Kept(folder, unfinished, sha256, size)
        finally:
            unfinished.unlink(missing_ok=True)
            if made and not any(folder.iterdir()):
                folder.rmdir()


def is_sound(path: Path, sha256: str) -> bool:
    """Whether a plain file is there with the content of this hash. Raises OSError where it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
            return False
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return False
    with os.fdopen(handle, "rb") as kept:
        return hashlib.file_digest(kept, "sha256").hexdigest() == sha256


def files_in(folder: Path) -> Iterator[Path]:
    """Whatever is in the folder and is not a folder."""
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in sorted(names))


def remove(folder: Path, sha256: str) -> None:
    """Remove a copy, and the folders that it leaves empty."""
    path = place(folder, sha256)
    path.unlink(missing_ok=True)
    for parent in (path.parent, folder):
        if parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The file to read from; never one that leads elsewhere, or that has no end."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise ArchiveError(f"{str(file)!r} cannot be kept: {_why(file, error)}") from error
    try:
        _refuse_unfit(file, os.fstat(handle))
    except BaseException:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as original:
        yield original


def _refuse_unfit(file: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise ArchiveError(f"{str(file)!r} is a folder; name one file")
    if not stat.S_ISREG(found.st_mode):
        raise ArchiveError(f"{str(file)!r} is not a file that can be kept (a device, a pipe); name a file")
    if found.st_size > LARGEST:
        raise ArchiveError(_too_large(file))


def _why(file: Path, error: OSError) -> str:
    if error.errno == errno.ELOOP and file.is_symlink():
        return f"it is a link to {str(file.readlink())!r}; name the file itself"
    if error.errno == errno.ENOENT:
        return "there is no such file; check the path"
    return f"{error.strerror}; check the path and its permissions"


def _too_large(file: Path) -> str:
    return f"{str(file)!r} is larger than the {LARGEST // 1_000_000} MB that are kept; keep the part that matters"


def _read(original: BinaryIO, file: Path, write: Callable[[bytes], object]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := original.read(_PIECE):
        size += len(piece)
        if size > LARGEST:  # it grew while it was read
            raise ArchiveError(_too_large(file))
        digest.update(piece)
        write(piece)
    return digest.hexdigest(), size


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"nothing was kept: the archive folder {str(folder)!r} cannot be written ({error.strerror}); "
            "change its permissions, or make room"
        ) from error


def _to_disk(folder: Path) -> None:
    """Have the system write the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
