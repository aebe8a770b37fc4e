"""Open tenures whose newest evidence is old, as the rule `unconfirmed` finds them. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.audit.findings import Limits
from registry.domain.dates.age import age_in_days, age_in_words
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.records import Tenure
from registry.services.audit.check import check
from registry.store.evidence.unconfirmed import NewestEvidence, newest_evidence
from registry.store.tenures import appointments


@dataclass(frozen=True, slots=True)
class Stale:
    """An open tenure and its newest evidence (None = there is none). Start EDTF, None = not known; days ISO.

    `age_days`, and `age` in words: since that day, or since the start if it is later; None if neither is known.
    """

    appointment: str
    person: str
    name: str
    role: str
    title: str
    organization: str
    kind: str
    start: str | None
    last_confirmed: str | None
    age_days: int | None
    age: str | None
    source: str | None
    source_title: str | None
    url: str | None


def stale(connection: sqlite3.Connection, about: str | None, today: str, older_than: int) -> list[Stale]:
    """The findings of `unconfirmed` about a role, a person, an organization or everything, the oldest first.

    `older_than`: days. What is waived is left out.
    """
    found = check(connection, about, today, codes=["unconfirmed"], limits=Limits(unconfirmed=older_than))
    slugs = [subject.slug for finding in found for subject in finding.subjects if subject.kind == "appointment"]
    tenures = [tenure for slug in slugs if (tenure := appointments.by_slug(connection, slug))]
    evidence = newest_evidence(connection, [tenure.id for tenure in tenures])
    told = [_stale(tenure, evidence.get(tenure.id), today) for tenure in tenures]
    return sorted(told, key=lambda each: (each.age_days is not None, -(each.age_days or 0), each.name, each.title))


def _stale(tenure: Tenure, newest: NewestEvidence | None, today: str) -> Stale:
    start = tenure.start_earliest if tenure.start_latest == LAST_DAY else tenure.start_latest
    since = max(newest.day if newest else FIRST_DAY, start)
    return Stale(
        appointment=tenure.appointment,
        person=tenure.person or "",
        name=tenure.holder,
        role=tenure.role,
        title=tenure.title,
        organization=tenure.organization_name,
        kind=tenure.kind,
        start=tenure.start,
        last_confirmed=newest.day if newest else None,
        age_days=age_in_days(since, today) if since != FIRST_DAY else None,
        age=age_in_words(since, today) if since != FIRST_DAY else None,
        source=newest.source if newest else None,
        source_title=newest.title if newest else None,
        url=newest.url if newest else None,
    )
