"""Newer evidence: who was seen in office, who is on a list of everybody; and whose evidence is old."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from registry.api.file import RegistryFile, When

if TYPE_CHECKING:
    from registry.services.evidence.confirm import Confirmed
    from registry.services.evidence.evidence import Evidence
    from registry.services.evidence.roster import Roster
    from registry.services.evidence.stale import Stale


class Confirmations(RegistryFile):
    """Each raises a RegistryError for what it refuses, and then has written nothing."""

    def confirm(self, person: str, role: str, on: When, evidence: Evidence) -> Confirmed:
        """Record that the source shows the person in the role on the day."""
        from registry.services.evidence.confirm import confirm

        day, read = self._seen_on(on), self._given(evidence)
        return confirm(self._session, person, role, day, read)

    def roster(
        self,
        organization: str,
        on: When,
        file: str | Path | BinaryIO,
        evidence: Evidence,
        *,
        skip_unknown: bool = False,
    ) -> Roster:
        """Record that the source lists everybody who held a role of the organization on the day, and confirm those.

        `file`: a name a line, or a table with the columns name and role (UTF-8). `skip_unknown`: leave out the lines
        that name nobody who is recorded.
        """
        from registry.services.evidence.roster import roster

        listed = Path(file) if isinstance(file, str) else file
        day, read = self._seen_on(on), self._given(evidence)
        return roster(self._session, organization, day, listed, read, skip_unknown=skip_unknown)

    def stale(self, about: str | None = None, *, older_than: int = 365) -> list[Stale]:
        """Open tenures whose newest evidence is more than so many days old, the oldest first; those waived left out."""
        from registry.services.evidence.stale import stale

        self._hold()
        return stale(self._connection, about, self._today(), older_than)

    def _seen_on(self, on: When) -> str:
        """The one day; nobody is seen "at present"."""
        return self._day(self._start(on))

    def _given(self, evidence: Evidence) -> Evidence:
        """The evidence with its dates read; on which day it shows anybody is said apart."""
        read = self._read(replace(evidence, observed=None))
        assert read is not None
        return read
