"""Where the tenures of a file of others are known from: its own sources, and one that is given for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.domain.entities.models import Citation
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import CitationStatement
from registry.services.evidence.evidence import (
    Evidence,
    EvidenceError,
    complete,
    legible,
    new_source,
    source_of,
    the_one,
)
from registry.services.exchange.match_tenures import SettledDate
from registry.services.exchange.stage import cited_of, one_line_of
from registry.store.evidence.sources import citation_like, insert_citation, matching_sources
from registry.store.exchange import staged_tenures

if TYPE_CHECKING:
    from sqlite_utils import Database

_TEXTS = ("quote", "locator", "observed", "says", "note")


class Sources:
    """`done`: the report that is written on."""

    def __init__(self, db: Database, done: ImportReport) -> None:
        self._db = db
        self._done = done
        self._ids: dict[CitationStatement, int] = {}

    def cite(self, evidence: Evidence | None) -> None:
        """Tie each tenure to its sources, and to `evidence`."""
        for appointment_id, place, cited in staged_tenures.values_of(self._db.conn, "cited"):
            for each in cited_of(cited):
                try:
                    self._tie(appointment_id, self._source(each, place), each)
                except RegistryError as error:
                    self._done.refused.note(place, f"the source {each.source!r}: {error}")
        if evidence:
            source, is_new = source_of(self._db, evidence)
            self._done.added["sources"] += is_new
            for appointment_id, *dates in staged_tenures.every_match(self._db.conn):
                said = tuple(field for field, date in zip(("start", "end"), dates, strict=True) if date)
                whole = CitationStatement("", supports=("role", *said), quote=evidence.quote, locator=evidence.locator)
                self._tie(appointment_id, source.id, whole._replace(observed=evidence.observed))

    def cite_settled(self, dates: Sequence[SettledDate], evidence: Evidence | None) -> None:
        """Keep the dates of the file that were settled otherwise, as claims of its sources, else of the file itself."""
        for appointment_id, staged_id, field, says in dates:
            place, cited = staged_tenures.cited_with(self._db.conn, staged_id)
            claim = CitationStatement(self._done.dataset, supports=(field,), says=says)
            given = cited_of(cited)[:1] if cited else []
            if given:
                claim = given[0]._replace(
                    supports=(field,), says=says, quote=None, locator=None, observed=None, note=None
                )
                source_id = self._source(claim, place)
            elif evidence:
                source_id = source_of(self._db, evidence)[0].id
            else:
                source_id = self._source(claim, place)
            self._tie(appointment_id, source_id, claim)

    def _source(self, cited: CitationStatement, place: str) -> int:
        """The source, with what was not known of it; what is recorded of it otherwise stays, and is told."""
        only = cited._replace(supports=(), quote=None, locator=None, observed=None, says=None, note=None)
        if only in self._ids:
            return self._ids[only]
        words = legible(one_line_of(cited.source))
        given = {
            field: one_line_of(value)
            for field in ("title", "publisher", "published", "accessed", "archive_url")
            if (value := getattr(cited, field)) is not None
        }
        known = the_one(matching_sources(self._db.conn, words), words)
        if known:
            try:
                complete(self._db, known.id, given)
            except EvidenceError as error:
                self._done.kept.note(place, str(error))
        else:
            known = new_source(self._db, words, given)
            self._done.added["sources"] += 1
        self._ids[only] = known.id
        return known.id

    def _tie(self, appointment_id: int, source_id: int, cited: CitationStatement) -> None:
        values = {field: one_line_of(text) for field in _TEXTS if (text := getattr(cited, field))}
        supports = ",".join(cited.supports) or None
        citation = validated(Citation, {"appointment": "x", "source": "x", "supports": supports, **values})
        row = {"appointment_id": appointment_id, "source_id": source_id, **citation.model_dump()}
        if citation_like(self._db.conn, row) is None:
            insert_citation(self._db, citation, appointment_id, source_id)
            self._done.details += 1
