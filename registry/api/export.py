"""Out to the formats of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.file import RegistryFile, When

if TYPE_CHECKING:
    from registry.services.exchange.export import ExportReport


class Exports(RegistryFile):
    """Reads only."""

    def export_file(
        self,
        path: str | Path,
        form: str | None = None,
        *,
        on: When | None = None,
        organization: str | None = None,
        role: str | None = None,
        strict: bool = False,
        heard: Callable[[str, int], None] | None = None,
    ) -> ExportReport:
        """Write the registry, or a part of it, to a file or a folder, and say what its format cannot.

        `form`: the format, told by the name of the file if left out; `on`: only who possibly held something on the
        day; `organization`: only it and what stands below it; `strict`: raises LossError where anything would be
        lost; `heard`: is told what is done and for how many rows.
        What was there is replaced when the new one is whole. Raises FormatError, ChoiceMissingError.
        """
        from registry.services.exchange.export import Part, export

        self._hold()
        part = Part(self._day(on) if on else None, organization, role)
        heard = heard or (lambda step, rows: None)
        return export(self._connection, Path(path), form, part, self._today(), strict=strict, heard=heard)

    def export_package(self, folder: str | Path) -> dict[str, int]:
        """Write everything that is recorded as a data package; returns the rows of each table."""
        return self.export_file(folder, "package").rows
