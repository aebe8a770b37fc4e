"""Make the entries that a text proposes: one of them, or all of them as one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from registry.domain.drafting.proposals import Act, Draft, Entry
from registry.domain.entities.references import EntityReference
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Edited
from registry.domain.tenures.details import RANK
from registry.domain.tenures.relations import REPORTS_TO
from registry.services.entities.add import add_organization, add_role
from registry.services.entities.rename import rename
from registry.services.evidence.evidence import Evidence
from registry.services.session import Session
from registry.services.tenures.appoint import appoint, end, succeed
from registry.services.tenures.details import DetailReport, absent, add_detail
from registry.services.tenures.relate import RelationReport, relate, succeeded
from registry.services.tenures.writing import EntryReport, Terms
from registry.store.entities.named import ORGANIZATION, ROLE


@dataclass(frozen=True, slots=True)
class RecordReport:
    """What a sentence wrote: what was read, the organizations and roles that were added, and the tenures in the end.

    `further`: the entries that are about no tenure's beginning or end: a renaming, an absence.
    """

    draft: Draft
    added: tuple[EntityReference, ...]
    entered: EntryReport
    further: tuple[Entry, ...] = ()


Made = EntryReport | EntityReference | RelationReport | DetailReport | Edited


def enter(session: Session, entry: Entry, evidence: Evidence | None) -> Made:
    """Make one entry; `evidence`: the source of the text, to which the entry's own words are added."""
    cited = replace(evidence, quote=entry.quote or None) if evidence else None
    person, role, start = entry.person or "", entry.role or "", entry.start or ""
    if entry.act is Act.ORGANIZATION:
        return add_organization(session, entry.organization or "")
    if entry.act is Act.ROLE:
        return add_role(session, role, entry.organization or "ORGANIZATION", seats=int(entry.seats or 1))
    if entry.act in _FURTHER:
        return _FURTHER[entry.act](session, entry, cited)
    if entry.act is Act.END:
        return end(session, person, role, entry.end or "", reason=entry.reason, evidence=cited)
    terms = Terms(kind=entry.kind, rank=entry.rank, how=entry.how)
    if entry.act is Act.SUCCEED:
        return succeed(session, role, person, start, terms=terms, replacing=entry.replacing, evidence=cited)
    terms = replace(terms, end_reason=entry.reason)
    return appoint(
        session, person, role, start, entry.end, terms=terms, replacing=entry.replacing, evidence=cited
    )  # fmt: skip


def record(session: Session, found: Draft, evidence: Evidence | None, command: str) -> RecordReport:
    """Make all entries as one change, or none. Raises RegistryError where something has to be said first."""
    refuse_unclear(found)
    with session.change(command):
        done = [enter(session, entry, evidence) for entry in found.entries]
    return RecordReport(
        found,
        tuple(each for each in done if isinstance(each, EntityReference)),
        _together([each for each in done if isinstance(each, EntryReport)]),
        tuple(entry for entry in found.entries if entry.act in _FURTHER),
    )


def _rename(session: Session, entry: Entry, _: Evidence | None) -> Edited:
    noun = ORGANIZATION if entry.act is Act.RENAME_ORGANIZATION else ROLE
    return rename(session, noun, entry.organization or entry.role or "", entry.others[0], entry.start or "")


def _succeeded(session: Session, entry: Entry, evidence: Evidence | None) -> RelationReport:
    old, how, on = [entry.organization or ""], entry.how or "", entry.start or ""
    return succeeded(session, ORGANIZATION, old, entry.others, how, on, evidence)


def _link(session: Session, entry: Entry, evidence: Evidence | None) -> RelationReport:
    return relate(
        session, ROLE, entry.role or "", REPORTS_TO, entry.others, start=entry.start, end=entry.end, evidence=evidence
    )


def _absent(session: Session, entry: Entry, evidence: Evidence | None) -> DetailReport:
    why = entry.reason or "absent"
    return absent(
        session, entry.appointment or "", entry.start, entry.end, why=why, covered_by=entry.covered_by,
        evidence=evidence,
    )  # fmt: skip


def _detail(session: Session, entry: Entry, evidence: Evidence | None) -> DetailReport:
    return add_detail(session, entry.appointment or "", RANK, entry.value or "", entry.start, evidence=evidence)


_FURTHER: dict[Act, Callable[[Session, Entry, Evidence | None], Made]] = {
    Act.RENAME_ORGANIZATION: _rename,
    Act.RENAME_ROLE: _rename,
    Act.SUCCEEDED: _succeeded,
    Act.LINK: _link,
    Act.ABSENT: _absent,
    Act.DETAIL: _detail,
}


def _together(reports: list[EntryReport]) -> EntryReport:
    """One report of all: a tenure that was written twice as it is in the end, a finding once."""
    tenures = {tenure.appointment: tenure for each in reports for tenure in each.tenures}
    findings = {(found.rule, found.subjects): found for each in reports for found in each.findings}
    return EntryReport(
        tuple(tenures.values()), tuple(slug for each in reports for slug in each.added), tuple(findings.values())
    )


def refuse_unclear(found: Draft) -> None:
    """Raises RegistryError where nothing can be recorded: a question is open, or nothing new is said."""
    for question in found.questions:
        choices = "; ".join(f"{slug} ({label})" for slug, label in question.choices)
        raise RegistryError(f"{question.text}{': ' if choices else ''}{choices}")
    if not found.entries:
        told = next(
            (f"{each.person}, {each.role}: {each.why}" for each in (*found.contradictions, *found.recorded)), None
        )
        skipped = next((f"{each.reason}: {each.sentence}" for each in found.skipped), None)
        raise RegistryError(f"nothing to record; {told or skipped or 'the text mentions no office'}")
