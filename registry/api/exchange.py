"""In and out of the formats of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
        from registry.store.database.transactions import forgo

        with self._change(f"import {Path(folder).name}") as db:
            done = import_package(db, Path(folder))
            if dry_run:
                forgo(db)
        return done

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
        from registry.formats.protocol import columns_of, dataset_of, reader_of, refuse_unasked
        from registry.services.exchange.datasets import as_before, remember
        from registry.services.exchange.import_file import take_in
        from registry.store.database.transactions import forgo, interruptible

        file = Path(path)
        reader = reader_of(file, form)
        refuse_unasked(reader, reading or ReadingOptions())
        choices = replace(reading or ReadingOptions(), today=self._today(), date_order=self._order)
        dataset = dataset_of(file, choices)
        choices = as_before(self._connection, dataset, reader.NAME, choices)
        choices = replace(choices, columns=columns_of(reader, file, choices))
        with self._change(f"import {dataset} {file.name}") as db, interruptible(self._connection):
            done = take_in(
                db,
                ImportReport(dataset, reader.NAME, choices.columns),
                reader.read(file, choices),
                on_conflict=OnConflict(on_conflict),
                evidence=self._read(evidence),
                exclusive=reader.EXCLUSIVE if choices.exclusive is None else choices.exclusive,
                heard=heard or (lambda step, rows: None),
            )
            if dry_run:
                forgo(db)
            elif done.wrote:
                remember(db, dataset, reader.NAME, choices)
        return done
