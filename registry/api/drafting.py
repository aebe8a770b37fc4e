"""Entries out of a text: propose them, make one, record a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.file import HasFile, When

if TYPE_CHECKING:
    from registry.domain.drafting.proposals import Draft, Entry
    from registry.services.drafting.record import Made, RecordReport
    from registry.services.evidence.evidence import Evidence


def draft(
    registry: HasFile,
    text: str,
    published: When | None = None,
    *,
    organization: str | None = None,
    role: str | None = None,
    on: When | None = None,
) -> Draft:
    """The entries that an English text gives. `published`: the day from which "yesterday" is read; today if left out,
    and then the text is somebody's note, whose ranks are those of the time.

    `organization`: of new roles of which the text does not say it; `role`: the recorded role that is meant where it
    could be several; `on`: the date of what has none.

    >>> text = "Cy Cole has been appointed Inspector of the General Staff on 1 June 2025."
    >>> draft = registry.draft(text, published="2025-06-02")
    >>> [(entry.act.value, entry.person, entry.start) for entry in draft.entries]
    [('appoint', 'cy-cole', '2025-06-01')]
    """
    from registry.domain.drafting.proposals import Answers
    from registry.services.drafting.draft import draft

    file = registry.file
    answers = Answers(organization, role, file.edtf(on))
    return draft(file.connection, text, file.day(published), answers, noted=published is None)


def enter(registry: HasFile, entry: Entry, evidence: Evidence | None = None) -> Made:
    """Make an entry that `draft` proposed; one change. `evidence`: the source; the entry has the quote.

    >>> text = "Cy Cole has been appointed Inspector of the General Staff on 1 June 2025."
    >>> draft = registry.draft(text, published="2025-06-02")
    >>> registry.enter(draft.entries[0]).tenures[0].appointment
    'cy-cole-inspector'
    """
    from registry.services.drafting.record import enter

    return enter(registry.file.session, entry, registry.file.evidence(evidence))


def record(
    registry: HasFile,
    text: str,
    published: When | None = None,
    *,
    organization: str | None = None,
    role: str | None = None,
    on: When | None = None,
    evidence: Evidence | None = None,
) -> RecordReport:
    """Record what a sentence says, with the organizations, roles and predecessors that are missing, as one change.

    The arguments are those of `draft`. Raises RegistryError if something has to be said first, or nothing is said.

    >>> done = registry.record("Dee Dunn became Director of the Mint on 1 June 2025.", published="2025-06-02")
    >>> [each.slug for each in done.added], [tenure.appointment for tenure in done.entered.tenures]
    (['mint', 'director-of-the-mint'], ['dee-dunn-director-of-the-mint'])
    """
    from registry.services.drafting.record import record

    found = draft(registry, text, published, organization=organization, role=role, on=on)
    command = f"record {' '.join(text.split())[:200]}"
    return record(registry.file.session, found, registry.file.evidence(evidence), command)
