"""What may give way to a file that is written: never a registry, and unasked only what the same format has written."""

from __future__ import annotations

import re
from pathlib import Path

from registry.domain.errors import RegistryError

_SQLITE = b"SQLite format 3\x00"
_START = 4_096  # bytes
_BINARY = (b"PAR1", b"PK\x03\x04")
# An item of Wikidata differs from file to file, and so does what a name is quoted with.
_VARIABLE = re.compile(rb"\b[QPL][0-9]+\b|[0-9]+")


def refuse_registry(path: Path) -> None:
    """Raises RegistryError where a registry or another database is, whatever its name."""
    if path.is_file() and _start(path).startswith(_SQLITE):
        raise RegistryError(
            f"{str(path)!r} is a database, and databases are never replaced; name another file, or move it away"
        )


def refuse_other_content(path: Path, new: Path, *, force: bool = False) -> None:
    """Raises RegistryError unless the file at `path` begins as `new` does, which is to take its place.

    `force`: whatever it is, but for a database.
    """
    refuse_registry(path)
    if force or not path.is_file() or not path.stat().st_size:
        return
    if _kind(_start(path)) != _kind(_start(new)):
        raise RegistryError(
            f"{str(path)!r} does not look like an earlier output in this format, so it was not replaced; name "
            "another file, or replace it with --force"
        )


def refuse_other_files(folder: Path, new: Path, *, force: bool = False) -> None:
    """The same for each file of a folder in whose place one of `new` is to come."""
    for file in sorted(new.rglob("*")):
        if file.is_file():
            refuse_other_content(folder / file.relative_to(new), file, force=force)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_START)


def _kind(start: bytes) -> bytes:
    """What tells a format: the first bytes of a binary one, the first word of a text."""
    for magic in _BINARY:
        if start.startswith(magic):
            return magic
    words = start.removeprefix(b"\xef\xbb\xbf").split(None, 1)
    word = words[0] if words else b""
    if word[:1] in (b"{", b"["):  # JSON, in a line or in many
        return b"".join(start.split())[:2]
    return _VARIABLE.sub(b"0", word)
