"""What a format is: a module in this folder with these names. A new one is added by adding a file.

`NAME` is what `--format` calls it; `TITLE` says what it is. A format that is read has `recognises` and `read`, one that
is written has `write`. Reads and writes files and text; what a row means for the registry is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Protocol, TypeVar, cast

import registry.formats
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import SkippedStatement, Statement
from registry.domain.names.keys import slug_of
from registry.formats.documents import FormatError

_HEAD = 65_536  # bytes by which a file is recognised
_OURS = ("package", "jsonl")  # are read as a whole, not statement by statement, and so by no Reader


Format = TypeVar("Format")


class Reader(Protocol):
    """A module that reads a format. `EXCLUSIVE`: whether the end of a tenure is the day after its last.

    `GENERAL`: whether files of other formats look like it, so that it gives way to theirs. `ASKS`: what can be said of
    a whole file: `columns`, which one holds what; `organization` and `seats`, of roles of which it does not say that.
    """

    NAME: str
    TITLE: str
    EXCLUSIVE: bool
    GENERAL: bool
    ASKS: frozenset[str]

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a file (its first bytes) or a folder (no bytes) is in this format, beyond doubt."""
        ...

    def read(self, path: Path, reading: ReadingOptions) -> Iterator[Statement]:
        """What it says, in any order, with ends as the file has them. Raises FormatError for what is not the format.

        One statement that cannot be taken is a `Left`, and the rest is read on. Whatever the size of the file, only
        a part of it is held in memory where the format allows that.
        """
        ...


class Writer(Protocol):
    """A module that writes a format. `SUFFIX`: of the file, with its dot; "" = it is a folder.

    `SAYS`: what it can say, out of `picture.FIELDS`, of our own formats also `picture.OURS`; the rest is told as lost.
    A module with `OF_ROLES = True` is asked only for the holders of a role, or of the roles of an organization.
    """

    NAME: str
    TITLE: str
    SUFFIX: str
    SAYS: frozenset[str]

    def says_date(self, text: str) -> bool:
        """Whether the format can say this EDTF date as it is, neither wider nor narrower, without losing its doubt."""
        ...

    def write(self, picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
        """Write a new file (or files into an empty folder); what could not be said at all, by slug, with the reason."""
        ...


def readers() -> Iterator[Reader]:
    """Every format that is read, by name."""
    for module in _modules():
        if hasattr(module, "recognises"):
            yield cast(Reader, module)


def writers() -> Iterator[Writer]:
    """Every format that is written, by name."""
    for module in _modules():
        if hasattr(module, "SAYS"):
            yield cast(Writer, module)


def _modules() -> Iterator[ModuleType]:
    """The modules of formats/ and its rooms that are a format, by the format's name."""
    found = walk_packages(registry.formats.__path__, "registry.formats.")
    modules = [import_module(entry.name) for entry in found if not entry.name.rpartition(".")[2].startswith("_")]
    yield from sorted((module for module in modules if hasattr(module, "NAME")), key=lambda module: str(module.NAME))


def reader_of(path: Path, name: str | None = None) -> Reader:
    """The format of this name; without one, the format in which the file is. Raises FormatError."""
    known = {each.NAME: each for each in readers()}
    if not path.exists():
        raise FormatError(f"no file or folder {str(path)!r}; check the path")
    if not path.is_file() and not path.is_dir():  # a pipe can be read but once, a device may have no end
        raise FormatError(f"{str(path)!r} is not a file or folder; copy its content into a file")
    if name is not None:
        if name in {each.NAME for each in writers()} - {*known, *_OURS}:
            raise FormatError(f"{name} can only be written; formats that can be read: {', '.join([*_OURS, *known])}")
        return _named(known, name, _OURS)
    head = b"" if path.is_dir() else _head(path)
    fits = [each for each in known.values() if each.recognises(path, head)]
    found = [each.NAME for each in fits if not each.GENERAL] or [each.NAME for each in fits]
    if len(found) == 1:
        return known[found[0]]
    told = f"could be {' or '.join(found)}" if found else "is not in a known format"
    if not head and path.is_file():
        raise FormatError(f"{path.name} is empty")
    raise FormatError(f"{path.resolve().name!r} {told}; choose one with --format ({', '.join(found or known)})")


def writer_of(name: str) -> Writer:
    """The format of this name. Raises FormatError."""
    known = {each.NAME: each for each in writers()}
    if name not in known and name in {each.NAME for each in readers()}:
        raise FormatError(f"{name} can only be read; formats that can be written: {', '.join(known)}")
    return _named(known, name)


def _named(known: Mapping[str, Format], name: str, besides: Sequence[str] = ()) -> Format:
    """`besides`: names that the caller knows."""
    if name not in known and name in besides:
        raise FormatError(f"{name} is a package of a registry; import it with `registry import`")
    if name not in known:
        names = [*besides, *known]
        near = get_close_matches(name, names, 1)
        meant = f"did you mean {near[0]!r}? There" if near else "there"
        raise FormatError(f"no format {name!r}; {meant} are {', '.join(names)}")
    return known[name]


def columns_of(reader: Reader, path: Path, reading: ReadingOptions) -> tuple[tuple[str, str], ...]:
    """What a table's columns hold, guessed where `reading` does not say it; of other formats what `reading` says.

    Raises FormatError.
    """
    guess = getattr(reader, "columns_of", None)
    return tuple(guess(path, reading)) if guess else reading.columns


def refuse_unasked(reader: Reader, reading: ReadingOptions) -> None:
    """Raises FormatError for what is said of a file in a format that would not make anything of it."""
    if reading.seats is not None and "seats" not in reader.ASKS:
        raise FormatError(f"{reader.NAME} gives the number of seats itself; leave out --seats")
    if reading.encoding is not None and "encoding" not in reader.ASKS:
        raise FormatError(f"the encoding of {reader.NAME} is fixed; leave out --encoding")
    if reading.wide and "wide" not in reader.ASKS:
        raise FormatError(f"{reader.NAME} has no columns; leave out --wide")
    for what, heading in reading.columns:
        whole = what == "organization" and heading.startswith("=")
        if "columns" in reader.ASKS or (whole and "organization" in reader.ASKS):
            continue
        if whole:
            raise FormatError(f"{reader.NAME} gives the organization of each role itself; leave out --column")
        remedy = (
            "use only --column organization==NAME, for roles without an organization in the file"
            if "organization" in reader.ASKS
            else "leave it out"
        )
        raise FormatError(f"{reader.NAME} has no columns, so --column cannot name one for the {what}; {remedy}")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def dataset_of(path: Path, reading: ReadingOptions) -> str:
    """By which name the file is known again: the one given, else its own, in the letters that a scheme may have."""
    name = reading.dataset or path.resolve().stem
    if not name.isascii():  # else every file with a Cyrillic name would be one dataset
        name = slug_of(name)
    tidy = re.sub(r"[^a-z0-9_.-]+", "-", name.lower()).strip("-._")[:50]
    if not tidy or not tidy[0].isalpha():
        tidy = f"file-{tidy}"[:50].rstrip("-")
    return tidy
