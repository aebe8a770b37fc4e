"""Entries out of a text: propose them, make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.acts import Acts
from registry.api.file import When
from registry.api.nouns import Nouns

if TYPE_CHECKING:
    from registry.domain.drafting.proposals import Draft, Entry
    from registry.domain.entities.references import EntityReference
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.writing import EntryReport


class Drafts(Acts, Nouns):
    """`draft` writes nothing; `enter` raises a RegistryError for what it refuses, and then has written nothing."""

    def draft(self, text: str, published: When) -> Draft:
        """The entries that an English text gives; `published`: the day on which it was."""
        from registry.services.drafting.draft import draft

        return draft(self._connection, text, self._day(published))

    def enter(self, entry: Entry, evidence: Evidence | None = None) -> EntryReport | EntityReference:
        """Make an entry that `draft` proposed; one change. `evidence`: the source; the entry has the quote."""
        from dataclasses import replace

        from registry.domain.drafting.proposals import Act

        cited = replace(evidence, quote=entry.quote or None) if evidence else None
        person, role = entry.person or "", entry.role or ""
        if entry.act is Act.ORGANIZATION:
            return self.add_organization(entry.organization or "")
        if entry.act is Act.ROLE:
            return self.add_role(role, entry.organization or "ORGANIZATION")
        if entry.act is Act.END:
            return self.end(person, role, entry.end or "", reason=entry.reason, evidence=cited)
        if entry.act is Act.SUCCEED:
            return self.succeed(
                role, person, entry.start or "", replacing=entry.replacing, kind=entry.kind, rank=entry.rank,
                how=entry.how, evidence=cited,
            )  # fmt: skip
        return self.appoint(
            person, role, entry.start or "", entry.end, kind=entry.kind, rank=entry.rank, how=entry.how,
            reason=entry.reason, replacing=entry.replacing, evidence=cited,
        )  # fmt: skip
