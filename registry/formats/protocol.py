"""What a format is: a module in this folder with these names. A new one is added by adding a file.

`NAME` is what `--format` calls it; `TITLE` says what it is. A format that is read has `recognises` and `read`, one that
is written has `write`. Reads and writes files and text; what a row means for the registry is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

from registry.domain.errors import RegistryError
from registry.domain.upstream import Upstream

_HEAD = 65_536  # bytes by which a file is recognised


class FormatError(RegistryError):
    """A file that cannot be read in its format: where, and why."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read, where its format leaves a choice. None = as the format has it.

    `dataset`: a short name by which its next version is known again; `exclusive`: whether an end is the day after the
    last; `columns`: which column holds what; `seats`: of roles that the file says nothing of (0 = unlimited);
    `today`: the ISO day after which an end is one that is due, not one that has been.
    """

    dataset: str | None = None
    exclusive: bool | None = None
    columns: tuple[tuple[str, str], ...] = ()
    seats: int | None = None
    today: str = "9999-12-31"


class Reader(Protocol):
    """A module that reads a format."""

    NAME: str
    TITLE: str

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a file (its first bytes) or a folder (no bytes) is in this format, beyond doubt."""
        ...

    def read(self, path: Path, reading: Reading) -> Upstream:
        """What it says. Raises FormatError."""
        ...


def readers() -> Iterator[Reader]:
    """Every format that is read, by name."""
    for entry in sorted(files("registry.formats").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".py") and not entry.name.startswith("_"):
            module = import_module(f"registry.formats.{entry.name.removesuffix('.py')}")
            if hasattr(module, "recognises"):
                yield cast(Reader, module)


def reader_of(path: Path, name: str | None = None) -> Reader:
    """The format of this name; without one, the format in which the file is. Raises FormatError."""
    known = list(readers())
    names = ", ".join(each.NAME for each in known)
    if name is not None:
        for each in known:
            if name == each.NAME:
                return each
        raise FormatError(f"no format {name!r}; there are {names}")
    try:
        head = b"" if path.is_dir() else _head(path)
    except FileNotFoundError as error:
        raise FormatError(f"no file or folder {str(path)!r}; check the path") from error
    found = [each for each in known if each.recognises(path, head)]
    if len(found) == 1:
        return found[0]
    told = f"could be {' or '.join(each.NAME for each in found)}" if found else "is in no format that is known"
    raise FormatError(f"{str(path)!r} {told}; say which with --format ({names})")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def dataset_of(path: Path, reading: Reading) -> str:
    """By which name the file is known again: the one given, else its own, in the letters that a scheme may have."""
    name = reading.dataset or path.resolve().stem
    tidy = re.sub(r"[^a-z0-9_.-]+", "-", name.lower()).strip("-._")[:50]
    if not tidy or not tidy[0].isalpha():
        tidy = f"file-{tidy}"[:50].rstrip("-")
    return tidy
