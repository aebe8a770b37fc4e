"""What rests on a source and whether it can be trusted: impact, retraction, kept copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.edits import Edits
from registry.api.file import When

if TYPE_CHECKING:
    from registry.services.evidence.archives import ArchivedCopy, Verified
    from registry.services.evidence.impact import Impact


class Trust(Edits):
    """Each raises a RegistryError for what it refuses, and then has written nothing."""

    def impact(self, source: str, on: When | None = None) -> Impact:
        """What rests on a source alone, and which answers for a day (today, if none is given) change without it.

        Of a retracted one, what the retraction changed.
        """
        from registry.services.evidence.impact import impact

        return impact(self._connection, source, self._day(on))

    def retract_source(self, source: str, because: str) -> Impact:
        """Rely on a source no more; it stays recorded. Returns what this changes in today's answers."""
        from registry.services.evidence.retract import retract_source

        return retract_source(self._session, source, because)

    def archive_source(self, source: str, file: str | Path, name: str | None = None) -> ArchivedCopy:
        """Keep a copy of what a source said: a file of up to 100 MB; `name`: what it is called, if not as it is."""
        from registry.services.evidence.archives import archive

        return archive(self._session, source, Path(file), name)

    def verify_archive(self, source: str | None = None) -> list[Verified]:
        """Whether the kept copies, of a source or of all, are what they were; of all, also what is nobody's."""
        from registry.services.evidence.archives import verify

        return verify(self._connection, source)

    def archive_folder(self) -> Path:
        """Where the kept copies are, beside the file; it need not be there."""
        from registry.services.evidence.archives import folder_of

        return folder_of(self._connection)
