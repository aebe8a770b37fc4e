"""Write the registry, or a part of it, in a format of others, and say what is lost in it. Reads the registry only."""

from __future__ import annotations

import shutil
import sqlite3
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.errors import RegistryError
from registry.domain.exchange import losses
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.formats.own.datapackage import NAME as PACKAGE
from registry.formats.own.jsonl import NAME as JSONL
from registry.formats.own.package_tables import TABLES
from registry.formats.protocol import Writer, writer_of, writers
from registry.services.care.atomic_write import exchanged_folder, filled_folder, new_file, refuse_others
from registry.services.care.replaceable import refuse_other_content, refuse_other_files, refuse_registry
from registry.services.exchange.export_lake import NAME as LAKE
from registry.services.exchange.export_lake import export_lake, is_lake
from registry.services.names.resolve import resolve
from registry.store.database.registry_file import path_of
from registry.store.database.transactions import interruptible, one_reading
from registry.store.entities import organizations
from registry.store.entities.named import ORGANIZATION, ROLE
from registry.store.exchange import field_coverage, package_rows
from registry.store.exchange.export_view import export_view
from registry.store.exchange.selection import Selection, SelectionCounts, narrow
from registry.store.history.received_seals import seals_for_package

Row = TypeVar("Row")

_SHOWN = 20
_NOW_AND_THEN = 10_000  # rows


class ChoiceMissingError(RegistryError):
    """Something that the command line has to say, and does not."""


class LossError(RegistryError):
    """Something would be lost, and must not be. Nothing was written."""


class Part(NamedTuple):
    """What is written: who held what on the ISO day, in the organization and below it, in the role. None = all."""

    on: str | None = None
    organization: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written. `rows`: of each table; `lost`: what the format cannot say, in words; `left`: what it cannot
    say at all; `aside`: what was not asked of it.
    """

    file: str
    format: str
    rows: dict[str, int]
    lost: tuple[str, ...]
    left: tuple[SkippedStatement, ...]
    aside: tuple[str, ...]
    written_anew: int | None = None  # of a lake: the files; those whose rows are the same stay


def format_of(path: Path) -> str:
    """The format that the file's name tells; a folder is a data package. Raises ChoiceMissingError."""
    suffix = path.suffix.lower()
    if is_lake(path):
        return LAKE
    if not suffix:
        return PACKAGE
    known = list(writers())
    named = [each.NAME for each in known if f".{each.NAME}" == suffix]  # .jsonl is ours, whoever else writes such lines
    found = named or [each.NAME for each in known if suffix == each.SUFFIX]
    if len(found) == 1:
        return found[0]
    if not found and path.is_dir():
        return PACKAGE
    if found:
        raise ChoiceMissingError(f"{path.name!r} can be {' or '.join(found)}; choose one with --format")
    names = ", ".join(each.NAME for each in known)
    raise ChoiceMissingError(f"{path.name!r} has no known format; choose one with --format: {names}")


def export(
    connection: sqlite3.Connection,
    path: Path,
    form: str | None,
    part: Part,
    today: str,
    *,
    strict: bool = False,
    force: bool = False,
    bom: bool = False,
    heard: Callable[[str, int], None] = lambda step, rows: None,
) -> ExportReport:
    """Write the part to a file or a folder, all or nothing. `strict`: raises LossError where anything would be lost.

    What is there and does not begin as this format's own output is replaced with `force` only, a database never.
    `bom`: a CSV or TSV file begins with a byte order mark, for spreadsheets. `heard` is told what is done and for how
    many rows, now and then.
    """
    if (form or format_of(path)) == LAKE:
        if bom:
            raise RegistryError("a byte order mark is for CSV and TSV, not for a lake; leave --bom out")
        return _export_lake(connection, path, part, heard, strict=strict)
    writer = writer_of(form or format_of(path))
    if bom and writer.NAME not in ("csv", "tsv"):
        raise RegistryError(f"a byte order mark is for CSV and TSV, not for {writer.NAME}; leave --bom out")
    if getattr(writer, "OF_ROLES", False) and not (part.organization or part.role):
        raise ChoiceMissingError(f"{writer.NAME} holds the holders of a role; choose one with --role or --organization")
    _refuse_registry(connection, path)
    refuse_registry(path)
    chosen = _chosen(connection, part)
    with interruptible(connection), one_reading(connection):
        narrowed = narrow(connection, chosen) if chosen else None
        _refuse_nothing(narrowed)
        told = field_coverage.coverage_of(connection)
        dates = field_coverage.dates(connection, losses.can_say(told, writer.SAYS))
        lost = losses.losses(told, dates, writer.SAYS, writer.says_date)
        if strict:
            _refuse(writer, lost, ())
        with _target(writer, path, force=force) as unfinished:
            left = tuple(writer.write(_counted(export_view(connection, today), heard), unfinished))
            if strict:
                _refuse(writer, lost, left)
            if bom:
                _mark(unfinished)
        rows = {table: package_rows.count(connection, table) for table in TABLES}
        sealed = writer.NAME in (PACKAGE, JSONL) and bool(seals_for_package(connection))
        return ExportReport(
            str(path),
            writer.NAME,
            rows,
            lost,
            left,
            (*losses.settings(told, writer.SAYS), *_aside(connection, narrowed, sealed=sealed)),
        )


def _mark(file: Path) -> None:
    """Put a byte order mark before what is in the file."""
    plain = file.with_name(f"{file.name}.plain")
    file.rename(plain)
    with plain.open("rb") as source, file.open("wb") as target:
        target.write(BOM_UTF8)
        shutil.copyfileobj(source, target)
    plain.unlink()


def _export_lake(
    connection: sqlite3.Connection, path: Path, part: Part, heard: Callable[[str, int], None], *, strict: bool
) -> ExportReport:
    """A lake holds all that is asked of it, so that a newer export can bring it up to date."""
    if part != Part():
        raise RegistryError("a lake holds the whole registry; leave out --on, --organization and --role")
    lost = ("notes, waivers, archived copies, rosters and sources of relations",)
    if strict:
        raise LossError(f"nothing was written, as a lake leaves out {lost[0]}")
    _refuse_registry(connection, path)
    rows, replaced = export_lake(connection, path, heard)
    return ExportReport(str(path), LAKE, rows, lost, (), (), replaced)


def _refuse_registry(connection: sqlite3.Connection, path: Path) -> None:
    own = path_of(connection)
    if own.is_file() and path.exists() and path.samefile(own):
        raise RegistryError(f"{str(path)!r} is the registry itself; name another file")


def _chosen(connection: sqlite3.Connection, part: Part) -> Selection | None:
    if part == Part():
        return None
    role = resolve(connection, ROLE, part.role).id if part.role else None
    if part.organization is None:
        return Selection(part.on, None, role)
    body = resolve(connection, ORGANIZATION, part.organization).id
    days = (part.on, part.on) if part.on else (FIRST_DAY, LAST_DAY)
    below = organizations.below_between(connection, body, *days)
    return Selection(part.on, sorted({each.id for each in below}), role)


def _refuse_nothing(narrowed: SelectionCounts | None) -> None:
    if narrowed and not narrowed.tenures:
        raise RegistryError("nobody is recorded in the part asked for, so nothing was written; see `registry holders`")


def _refuse(writer: Writer, lost: Sequence[str], left: Sequence[SkippedStatement]) -> None:
    told = [*lost, *(f"{each.place}: {each.reason}" for each in left[:_SHOWN])]
    if len(left) > _SHOWN:
        told.append(f"and {len(left) - _SHOWN} more")
    if told:
        raise LossError("\n  ".join([f"nothing was written, because {writer.NAME} cannot hold:", *told]))


def _aside(connection: sqlite3.Connection, narrowed: SelectionCounts | None, *, sealed: bool) -> tuple[str, ...]:
    """What no format has, or what was not asked for: no loss of this one."""
    found = []
    if narrowed and narrowed.cut:
        cut = losses.counted(narrowed.cut, "tenure replaces", "tenures replace")
        found.append(f"{cut} one outside the part asked for")
    changes = field_coverage.changes(connection)
    if changes:
        digests = " but for its digests" if sealed else ""
        found.append(f"history ({losses.counted(changes, 'change', 'changes')}){digests}")
    return tuple(found)


class _Counted(Generic[Row]):
    """The same rows; `heard` is told how many of them were taken."""

    def __init__(self, rows: Iterable[Row], heard: Callable[[str, int], None]) -> None:
        self._rows = rows
        self._heard = heard

    def __iter__(self) -> Iterator[Row]:
        rows = iter(self._rows)
        number = 0
        for row in rows:  # one, and then as many as can be passed on without counting
            if number:
                self._heard("written", number)
            yield row
            yield from islice(rows, _NOW_AND_THEN - 1)
            number += _NOW_AND_THEN


def _counted(whole: ExportView, heard: Callable[[str, int], None]) -> ExportView:
    """The same picture; of what there can be much, `heard` is told how much was taken."""

    def table(name: str) -> tuple[Sequence[str], Iterator[tuple[object, ...]]]:
        columns, rows = whole.table(name)
        return columns, iter(_Counted(rows, heard))

    return replace(
        whole,
        people=_Counted(whole.people, heard),
        held=_Counted(whole.held, heard),
        table=table,
        rows=lambda name: iter(_Counted(whole.rows(name), heard)),
    )


@contextmanager
def _target(writer: Writer, path: Path, *, force: bool) -> Iterator[Path]:
    """Where to write: a file that is not there yet, or an empty folder."""
    if writer.SUFFIX:
        way = new_file(path)
    elif writer.NAME == PACKAGE:
        way = filled_folder(path)
    else:
        way = exchanged_folder(path, refuse_others)
    with way as unfinished:
        yield unfinished
        if writer.SUFFIX:
            refuse_other_content(path, unfinished, force=force)
        else:
            refuse_other_files(path, unfinished, force=force)
