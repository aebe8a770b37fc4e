"""Entries out of a text: propose them, make one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api import tenures
from registry.api.file import HasFile, When

if TYPE_CHECKING:
    from registry.domain.drafting.proposals import Draft, Entry
    from registry.domain.entities.references import EntityReference
    from registry.services.evidence.evidence import Evidence
    from registry.services.tenures.writing import EntryReport


def draft(registry: HasFile, text: str, published: When) -> Draft:
    """The entries that an English text gives; `published`: the day on which it was.

    >>> text = "Cy Cole has been appointed Inspector of the General Staff on 1 June 2025."
    >>> draft = registry.draft(text, published="2025-06-02")
    >>> [(entry.act.value, entry.person, entry.start) for entry in draft.entries]
    [('appoint', 'cy-cole', '2025-06-01')]
    """
    from registry.services.drafting.draft import draft

    return draft(registry.file.connection, text, registry.file.day(published))


def enter(registry: HasFile, entry: Entry, evidence: Evidence | None = None) -> EntryReport | EntityReference:
    """Make an entry that `draft` proposed; one change. `evidence`: the source; the entry has the quote.

    >>> text = "Cy Cole has been appointed Inspector of the General Staff on 1 June 2025."
    >>> draft = registry.draft(text, published="2025-06-02")
    >>> registry.enter(draft.entries[0]).tenures[0].appointment
    'cy-cole-inspector'
    """
    from dataclasses import replace

    from registry.domain.drafting.proposals import Act
    from registry.services.entities.add import add_organization, add_role

    session = registry.file.session

    cited = replace(evidence, quote=entry.quote or None) if evidence else None
    person, role = entry.person or "", entry.role or ""
    if entry.act is Act.ORGANIZATION:
        return add_organization(session, entry.organization or "")
    if entry.act is Act.ROLE:
        return add_role(session, role, entry.organization or "ORGANIZATION")
    if entry.act is Act.END:
        return tenures.end(registry, person, role, entry.end or "", reason=entry.reason, evidence=cited)
    if entry.act is Act.SUCCEED:
        return tenures.succeed(
            registry, role, person, entry.start or "", replacing=entry.replacing, kind=entry.kind, rank=entry.rank,
            how=entry.how, evidence=cited,
        )  # fmt: skip
    return tenures.appoint(
        registry, person, role, entry.start or "", entry.end, kind=entry.kind, rank=entry.rank, how=entry.how,
        reason=entry.reason, replacing=entry.replacing, evidence=cited,
    )  # fmt: skip
