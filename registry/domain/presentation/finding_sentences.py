"""A finding in sentences: what a rule found, with the names, the dates and the remedy filled in. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, NamedTuple

from registry.domain.audit.findings import Finding, Limits, Rule, Subject
from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.typed import typed_date
from registry.domain.dates.wording import date_in_words
from registry.domain.tenures.records import RoleNote, Tenure


class TenureWords(NamedTuple):
    """What a finding says of a tenure: the words that the templates of a rule may use, and what it is about."""

    words: SimpleNamespace
    subjects: tuple[Subject, ...]


def tenure_words(tenure: Tenure) -> TenureWords:
    """The words of a tenure, for all the findings that speak of it."""
    return TenureWords(_words_of(tenure), tuple(_subjects(tenure)))


def finding_of(
    rule: Rule, row: Mapping[str, Any], tenures: Mapping[str, TenureWords], role: RoleNote | None, limits: Limits
) -> Finding:
    """What the rule says of a row that its query found; `tenures`: by the columns a and b; `role`: if it names one."""
    words: dict[str, Any] = {**limits.values(), **row}
    if row.get("death"):
        words["death_typed"] = typed_date(row["death"])
    subjects: list[Subject] = []
    for column, tenure in tenures.items():
        words[column] = tenure.words
        subjects += tenure.subjects
    if role:
        words["role"] = role
        subjects.append(Subject("role", role.slug, role.title))
    facts, remedy = rule.facts.format(**words), rule.remedy.format(**words)
    about = tuple(dict.fromkeys(subjects))
    name = "|".join([rule.code, *(subject.slug for subject in about), facts])
    fingerprint = hashlib.sha256(name.encode()).hexdigest()[:8]
    return Finding(f"{rule.code}-{fingerprint}", rule.code, rule.severity, rule.title, about, facts, remedy, None)


def _words_of(tenure: Tenure) -> SimpleNamespace:
    """What the templates of a rule may say of an appointment."""
    start, end = tenure.start, tenure.end
    begun = f"from {date_in_words(start)}" if start else "from an unknown day"
    return SimpleNamespace(
        name=tenure.holder,
        person=tenure.person,
        role=tenure.role,
        title=tenure.title,
        organization=tenure.organization,
        organization_name=tenure.organization_name,
        appointment=tenure.appointment,
        start=typed_date(start) if start else "DATE",
        start_said=date_in_words(start) if start else "on an unknown day",
        end_said=_ended(end),
        span=f"{begun} to {date_in_words(end)}"
        if end and end != UNKNOWN
        else f"{begun} {'on' if end is None else 'to an unknown day'}",
    )


def _ended(end: str | None) -> str:
    if end is None:
        return "not yet"
    return "on an unknown day" if end == UNKNOWN else date_in_words(end)


def _subjects(tenure: Tenure) -> list[Subject]:
    title = f"{tenure.holder} as {tenure.title}"
    subjects = [Subject("appointment", tenure.appointment, title), Subject("role", tenure.role, tenure.title)]
    if tenure.person and tenure.name:
        subjects.append(Subject("person", tenure.person, tenure.name))
    return subjects
