"""Tie a source to a tenure, and take that back. Each is one change."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from registry.domain.entities.models import Citation
from registry.domain.entities.validation import validated
from registry.domain.errors import ChoiceError, NotFoundError
from registry.domain.evidence.records import CitationNote
from registry.domain.tenures.records import Tenure
from registry.services.entities.field_edits import UnchangedError
from registry.services.evidence.archives import archive
from registry.services.evidence.evidence import Evidence, legible, source_of, the_one
from registry.services.evidence.resolve_source import resolve_source
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.store.evidence.claims import CitedSource, cited_sources, remove_citation
from registry.store.evidence.sources import citation_like, citations_of, insert_citation, sources_with_title

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding


@dataclass(frozen=True, slots=True)
class CiteReport:
    """What a source is, or was until now, cited for. `is_new`: whether the source was added for it;
    `is_uncited`: whether it is cited for nothing now.
    """

    source: str
    source_title: str
    citation: CitationNote
    tenure: Tenure
    is_new: bool = False
    is_uncited: bool = False
    findings: tuple[Finding, ...] = ()  # what the rules say of the tenure now


def cite_tenure(
    session: Session,
    words: str,
    evidence: Evidence,
    supports: str | None = None,
    says: str | None = None,
    note: str | None = None,
    *,
    copy: Path | None = None,
) -> CiteReport:
    """Cite the source for the tenure; `says`: the one field that it supports as it gives it, a date in EDTF.

    `copy`: a file with what the source said, of which a copy is kept. Raises UnchangedError if it is cited so already.
    """
    with session.change(f"cite {words} {evidence.source}") as change:
        cited = _cited(change.db, words, evidence, supports, says, note)
        cited = replace(cited, findings=change.check())
        if copy is not None:
            archive(session, cited.source, copy)
        return cited


def _cited(
    db: Database, words: str, evidence: Evidence, supports: str | None, says: str | None, note: str | None
) -> CiteReport:
    tenure = resolve_tenure(db.conn, words)
    source, is_new = source_of(db, _by_title(db.conn, evidence))
    values = {
        "appointment": tenure.appointment,
        "source": source.slug,
        "supports": supports,
        "quote": evidence.quote,
        "locator": evidence.locator,
        "observed": evidence.observed,
        "says": says,
        "note": note,
    }
    citation = validated(Citation, values)
    if citation_like(db.conn, {**citation.model_dump(), "appointment_id": tenure.id, "source_id": source.id}):
        raise UnchangedError(
            f"nothing to change: {source.slug} is cited for {tenure.appointment} with these details; to change "
            f"the note, remove the citation first with `registry cite --remove {tenure.appointment} {source.slug} "
            "--because …`"
        )
    insert_citation(db, citation, tenure.id, source.id)
    return CiteReport(source.slug, source.label, _note(tenure, citation), tenure, is_new=is_new)


def _by_title(connection: sqlite3.Connection, evidence: Evidence) -> Evidence:
    """The same with the slug of the source that its words call by any title."""
    words = legible(evidence.source)
    known = the_one(sources_with_title(connection, words), words)
    return replace(evidence, source=known.slug) if known and "://" not in words else evidence


def uncite(
    session: Session, words: str, source: str, because: str, given: Mapping[str, Collection[str | None]]
) -> CiteReport:
    """Take the citation back, the only one or the one whose fields hold one of the values given.

    Raises NotFoundError if there is none, ChoiceError if there are several.
    """
    with session.change(f"cite --remove {words} {source}", needed(because)) as change:
        cited = _uncited(change.db, words, source, given)
        return replace(cited, findings=change.check())


def _uncited(db: Database, words: str, source: str, given: Mapping[str, Collection[str | None]]) -> CiteReport:
    tenure = resolve_tenure(db.conn, words)
    found = resolve_source(db.conn, source)
    cited = [each for each in cited_sources(db.conn, tenure.id) if each.source_id == found.id]
    if not cited:
        raise NotFoundError(
            f"{found.slug} is not cited for {tenure.appointment}; see `registry claims {tenure.appointment}`"
        )
    meant = [each for each in cited if all(getattr(each, field) in values for field, values in given.items())]
    if not meant:
        raise NotFoundError(f"{found.slug} is cited for {tenure.appointment} differently: for {_listed(cited)}")
    if len(meant) > 1:
        raise ChoiceError(
            f"{found.slug} is cited for {tenure.appointment} more than once: for {_listed(meant)}; choose one "
            "with --supports, --says, --quote, --locator or --observed ('none' for one without)",
            [(each.source, each.supports or "") for each in meant],
        )
    remove_citation(db, meant[0].id)
    told = validated(Citation, {**_fields(meant[0]), "appointment": tenure.appointment, "source": found.slug})
    alone = not citations_of(db.conn, found.id)
    return CiteReport(found.slug, found.label, _note(tenure, told), tenure, is_uncited=alone)


_OWN = ("supports", "quote", "locator", "observed", "says", "note")


def _fields(cited: CitedSource) -> dict[str, str | None]:
    return {field: getattr(cited, field) for field in _OWN}


def _note(tenure: Tenure, citation: Citation) -> CitationNote:
    own = {field.name for field in fields(CitationNote)} & set(_OWN)
    return CitationNote(
        tenure.appointment,
        tenure.person,
        tenure.name,
        tenure.role,
        tenure.title,
        **{field: getattr(citation, field) for field in own},
    )


def _listed(cited: Sequence[CitedSource]) -> str:
    return "; ".join(_told(each) for each in cited)


def _told(cited: CitedSource) -> str:
    parts = [(cited.supports or "the tenure in general").replace(",", ", ")]
    parts += [f"says {cited.says!r}"] if cited.says else []
    parts += [f"“{cited.quote}”"] if cited.quote else []
    parts += [f"at {cited.locator!r}"] if cited.locator else []
    parts += [f"observed {cited.observed}"] if cited.observed else []
    return ", ".join(parts)
