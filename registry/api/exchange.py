"""In and out of the formats of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.file import RegistryFile
from registry.domain.intake import OnConflict
from registry.store.database import forgo

if TYPE_CHECKING:
    from registry.domain.intake import Intake, Reading
    from registry.services.evidence import Evidence
    from registry.services.exchange import Imported


class Exchange(RegistryFile):
    """Files of others. An import is one change, which `undo` reverts."""

    def import_package(self, folder: str | Path, *, dry_run: bool = False) -> list[Imported]:
        """Add what a data package (or our own JSON lines) holds, all or nothing; `dry_run`: only say what would be."""
        from registry.services.exchange import import_package

        with self._change(f"import {Path(folder).name}") as db:
            done = import_package(db, Path(folder))
            if dry_run:
                forgo(db)
        return done

    def export_package(self, folder: str | Path) -> dict[str, int]:
        """Write the registry as a data package; returns the rows of each table."""
        from registry.services.exchange import export_package

        self._hold()
        return export_package(self._connection, Path(folder))

    def import_file(
        self,
        path: str | Path,
        form: str | None = None,
        *,
        reading: Reading | None = None,
        on_conflict: OnConflict | str = OnConflict.REJECT,
        evidence: Evidence | None = None,
        dry_run: bool = False,
    ) -> Intake:
        """Take in what a file in one of the formats says; `form`: its format, recognised if left out.

        `evidence`: a source for all of it; `dry_run`: only say what would become of it. Raises FormatError,
        ImportRefusedError.
        """
        from registry.domain.intake import Reading
        from registry.formats.protocol import dataset_of, reader_of
        from registry.services.intake import take_in

        file = Path(path)
        choices = replace(reading or Reading(), today=self._today())
        reader = reader_of(file, form)
        dataset = dataset_of(file, choices)
        with self._change(f"import {dataset} {file.name}") as db:
            given = reader.read(file, choices)
            exclusive = reader.EXCLUSIVE if choices.exclusive is None else choices.exclusive
            done = take_in(
                db,
                dataset,
                given,
                on_conflict=OnConflict(on_conflict),
                evidence=self._read(evidence),
                exclusive=exclusive,
            )
            if dry_run:
                forgo(db)
        return done
