"""In and out of files: our own package, and the formats of others. An import is one change, which `undo` reverts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.arguments import choice
from registry.api.file import HasFile, When

if TYPE_CHECKING:
    from registry.domain.exchange.import_report import ImportReport, OnConflict, ReadingOptions
    from registry.services.evidence.evidence import Evidence
    from registry.services.exchange.export import ExportReport
    from registry.services.exchange.package import TableReport


def import_file(
    registry: HasFile,
    path: str | Path,
    form: str | None = None,
    *,
    reading: ReadingOptions | None = None,
    on_conflict: OnConflict | str = "reject",
    evidence: Evidence | None = None,
    dry_run: bool = False,
    heard: Callable[[str, int], None] | None = None,
) -> ImportReport:
    """Take in what a file in one of the formats says; `form`: its format, recognised if left out.

    `reading`: how it is to be read; what is left out there is as it was for its last version. `evidence`: a source
    for all of it; `dry_run`: only say what would become of it; `heard`: is told what is done and for how many rows.
    Raises FormatError, ImportRefusedError.

    >>> done = registry.import_file("ministers.csv")
    >>> done.added["appointments"], done.warnings["no-source"]
    (1, 1)
    """
    from registry.domain.exchange.import_report import OnConflict
    from registry.services.exchange.import_file import import_file

    return import_file(
        registry.file.session, Path(path), form, reading=reading, evidence=registry.file.evidence(evidence),
        on_conflict=choice(OnConflict, on_conflict, "on_conflict"), dry_run=dry_run,
        heard=heard or (lambda step, rows: None),
    )  # fmt: skip


def import_package(registry: HasFile, folder: str | Path, *, dry_run: bool = False) -> list[TableReport]:
    """Add what a data package (or registry JSON lines) holds, all or nothing; `dry_run`: only say what would be.

    >>> [(table.table, table.added) for table in registry.import_package("package") if table.added]
    [('organizations', 1), ('seals', 2)]
    """
    from registry.services.exchange.package import import_package

    return import_package(registry.file.session, Path(folder), dry_run=dry_run)


def export_file(
    registry: HasFile,
    path: str | Path,
    form: str | None = None,
    *,
    on: When | None = None,
    organization: str | None = None,
    role: str | None = None,
    strict: bool = False,
    force: bool = False,
    bom: bool = False,
    heard: Callable[[str, int], None] | None = None,
) -> ExportReport:
    """Write the registry, or a part of it, to a file or a folder, and say what its format cannot.

    `form`: the format, told by the name of the file if left out; `on`: only who possibly held something on the
    day; `organization`: only it and what stands below it; `strict`: raises LossError where anything would be
    lost; `bom`: a CSV or TSV file begins with a byte order mark; `heard`: is told what is done and for how many rows.
    What was there is replaced when the new one is whole, if it is this format's own output; `force`: whatever it
    is, but for a registry. Raises FormatError, ChoiceMissingError.

    >>> registry.export_file("chief.md", "markdown", role="chief").format
    'markdown'
    """
    from registry.services.exchange.export import Part, export

    registry.file.hold()
    part = Part(registry.file.day(on) if on else None, organization, role)
    heard = heard or (lambda step, rows: None)
    today = registry.file.today()
    return export(
        registry.file.connection, Path(path), form, part, today, strict=strict, force=force, bom=bom, heard=heard
    )


def export_package(registry: HasFile, folder: str | Path) -> dict[str, int]:
    """Write everything that is recorded as a data package; returns the rows of each table.

    >>> registry.export_package("everything")["appointments"]
    3
    """
    return export_file(registry, folder, "package").rows
