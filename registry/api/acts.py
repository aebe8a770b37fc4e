"""What happens in the world and is recorded: tenures. Each method is a command, one change, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.file import RegistryFile, When
from registry.domain.vocabulary import Kind

if TYPE_CHECKING:
    from registry.domain.audit.findings import Finding
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.writing import EntryReport


class Acts(RegistryFile):
    """Each raises a RegistryError for what it refuses, and then has written nothing."""

    def appoint(
        self,
        person: str,
        role: str,
        start: When,
        end: When | None = None,
        *,
        kind: str = Kind.SUBSTANTIVE,
        rank: str | None = None,
        how: str | None = None,
        reason: str | None = None,
        note: str | None = None,
        replacing: str | None = None,
        evidence: Evidence | None = None,
        new: bool = False,
    ) -> EntryReport:
        """Record a tenure, both days inclusive. Raises ClashError if it overlaps what the role has seats for."""
        from registry.services.tenures.appoint import appoint
        from registry.services.tenures.writing import Terms

        terms = Terms(kind=kind, rank=rank, how=how, end_reason=reason, note=note)
        return appoint(
            self._session, person, role, self._start(start), self._edtf(end), terms=terms,
            replacing=replacing, evidence=self._read(evidence), new=new,
        )  # fmt: skip

    def succeed(
        self,
        role: str,
        person: str,
        on: When,
        *,
        outgoing_to: str | None = None,
        replacing: str | None = None,
        kind: str = Kind.SUBSTANTIVE,
        rank: str | None = None,
        how: str | None = None,
        reason: str | None = None,
        note: str | None = None,
        evidence: Evidence | None = None,
        new: bool = False,
    ) -> EntryReport:
        """End the incumbent, start the successor and, if said, the incumbent's next role: all or nothing."""
        from registry.services.tenures.appoint import succeed
        from registry.services.tenures.writing import Terms

        terms = Terms(kind=kind, rank=rank, how=how, note=note)
        return succeed(
            self._session, role, person, self._start(on), terms=terms, replacing=replacing, outgoing_to=outgoing_to,
            reason=reason, evidence=self._read(evidence), new=new,
        )  # fmt: skip

    def end(
        self,
        person: str,
        role: str,
        on: When,
        *,
        reason: str | None = None,
        evidence: Evidence | None = None,
    ) -> EntryReport:
        """Record the last day of a tenure."""
        from registry.services.tenures.appoint import end

        return end(self._session, person, role, self._start(on), reason=reason, evidence=self._read(evidence))

    def vacant(
        self,
        role: str,
        start: When | None,
        end: When | None = None,
        *,
        note: str | None = None,
        evidence: Evidence | None = None,
    ) -> EntryReport:
        """Record that one of the role's seats was empty; without a start, the end of the open vacancy."""
        from registry.services.tenures.appoint import vacant

        began = self._start(start) if start is not None else None
        return vacant(self._session, role, began, self._edtf(end), note=note, evidence=self._read(evidence))

    def waive(self, finding: str, because: str, until: When | None = None) -> Finding:
        """Record that a finding is known and accepted, up to the day `until`."""
        from registry.services.audit.check import waive

        last = self._day(until) if until is not None else None
        return waive(self._session, finding, because, last)
