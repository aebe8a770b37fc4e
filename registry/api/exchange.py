"""In and out of the formats of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.file import RegistryFile
from registry.domain.exchange.import_report import ImportReport, OnConflict, ReadingOptions

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence
    from registry.services.exchange.package import TableReport


class Exchange(RegistryFile):
    """Files of others. An import is one change, which `undo` reverts."""

    def import_package(self, folder: str | Path, *, dry_run: bool = False) -> list[TableReport]:
        """Add what a data package (or our own JSON lines) holds, all or nothing; `dry_run`: only say what would be."""
        from registry.services.exchange.package import import_package

        return import_package(self._session, Path(folder), dry_run=dry_run)

    def import_file(
        self,
        path: str | Path,
        form: str | None = None,
        *,
        reading: ReadingOptions | None = None,
        on_conflict: OnConflict | str = OnConflict.REJECT,
        evidence: Evidence | None = None,
        dry_run: bool = False,
        heard: Callable[[str, int], None] | None = None,
    ) -> ImportReport:
        """Take in what a file in one of the formats says; `form`: its format, recognised if left out.

        `reading`: how it is to be read; what is left out there is as it was for its last version. `evidence`: a source
        for all of it; `dry_run`: only say what would become of it; `heard`: is told what is done and for how many rows.
        Raises FormatError, ImportRefusedError.
        """
        from registry.services.exchange.import_file import import_file

        return import_file(
            self._session, Path(path), form, reading=reading, on_conflict=OnConflict(on_conflict),
            evidence=self._read(evidence), dry_run=dry_run, heard=heard or (lambda step, rows: None),
        )  # fmt: skip
