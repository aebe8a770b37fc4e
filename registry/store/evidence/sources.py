"""Sources and citations in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from registry.domain.entities.references import EntityReference
from registry.domain.errors import NotFoundError
from registry.domain.evidence.independence import Report, Reports, group_numbers
from registry.domain.evidence.records import CitationNote, SourceInList, SourceNote
from registry.domain.evidence.urls import address_key
from registry.store.database.registry_file import insert, update
from registry.store.evidence.source_reports import reports
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Citation, Source

# What stands behind each of the appointments, the newest source first, retracted ones last.
_CITED = """
select c.appointment_id, s.id, s.title, s.url, s.published_date, c.quote, s.retracted is not null as fell,
  s.publisher, s.url_key, s.copy_of_id,
  coalesce(c.observed, s.published_latest) as spoke
from citations c join sources s on s.id = c.source_id
where c.appointment_id in (select value from json_each(?))
order by fell, spoke desc, title, quote
"""
# As the fields of `CitationNote` follow each other.
_CITATIONS = """
select a.slug, p.slug, p.name, r.slug, r.title, c.supports, c.quote, c.locator, c.observed, c.says, c.note
from citations c join appointments a on a.id = c.appointment_id
left join people p on p.id = a.person_id join roles r on r.id = a.role_id
where c.source_id = ? order by a.slug, c.quote, c.id
"""


def insert_source(db: Database, source: Source) -> int:
    """Add a source; returns the id. Raises sqlite3.IntegrityError if its web address is recorded."""
    return insert(db, "sources", _row(db.conn, source))


def update_source(db: Database, source_id: int, source: Source) -> None:
    """Record the source as it is now."""
    update(db, "sources", source_id, _row(db.conn, source))


def source_as_recorded(connection: sqlite3.Connection, source_id: int) -> dict[str, str | None]:
    """The source's own fields, by the names of the model."""
    sql = """
    select slug, url, title, publisher, published_date as published, accessed_date as accessed, archive_url,
      (select slug from sources o where o.id = s.copy_of_id) as copy_of, retracted, note
    from sources s where id = ?
    """
    cursor = connection.execute(sql, [source_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def retract(db: Database, source_id: int, because: str) -> None:
    """Record why the source is not relied on any more."""
    update(db, "sources", source_id, {"retracted": because})


def retracted_because(connection: sqlite3.Connection, source_ids: Sequence[int]) -> dict[int, str | None]:
    """Why each of the sources was retracted; None = it is relied on."""
    sql = "select id, retracted from sources where id in (select value from json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(source_ids))]))


def _row(connection: sqlite3.Connection, source: Source) -> dict[str, object]:
    row: dict[str, object] = {
        "slug": source.slug,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published_date": source.published,
        "accessed_date": source.accessed,
        "archive_url": source.archive_url,
        "copy_of_id": _copied(connection, source),
        "retracted": source.retracted,
        "note": source.note,
    }
    return row | derived("sources", row)


def _copied(connection: sqlite3.Connection, source: Source) -> int | None:
    """The id of the source that it repeats."""
    if source.copy_of is None:
        return None
    row = connection.execute("select id from sources where slug = ?", [source.copy_of]).fetchone()
    if row is None:
        raise NotFoundError(f"no source {source.copy_of!r}, which {source.slug} repeats")
    return int(row[0])


def insert_citation(db: Database, citation: Citation, appointment_id: int, source_id: int) -> int:
    """Tie a source to an appointment; returns the id. The same citation again is the same row."""
    row = {
        "appointment_id": appointment_id,
        "source_id": source_id,
        "supports": citation.supports,
        "quote": citation.quote,
        "locator": citation.locator,
        "observed": citation.observed,
        "says": citation.says,
        "note": citation.note,
    }
    same = citation_like(db.conn, row)
    return same if same is not None else insert(db, "citations", row | derived("citations", row))


def citation_like(connection: sqlite3.Connection, row: Mapping[str, object]) -> int | None:
    """The id of the citation that is the same but, perhaps, for its note."""
    sql = """
    select id from citations
    where appointment_id = :appointment_id and source_id = :source_id and supports is :supports and quote is :quote
      and locator is :locator and observed is :observed and says is :says
    """
    found = connection.execute(sql, row).fetchone()
    return int(found[0]) if found else None


def sources_at(connection: sqlite3.Connection, address: str) -> list[EntityReference]:
    """The source with exactly this web address, else those whose address means the same page."""
    exact = _found(connection, "url = :words", address)
    return exact or sources_with_key(connection, address_key(address))


def sources_with_key(connection: sqlite3.Connection, key: str) -> list[EntityReference]:
    """The sources whose address has this `address_key`: one, but for what other programs wrote."""
    return _found(connection, "url_key = :words", key)


def matching_sources(connection: sqlite3.Connection, words: str) -> list[EntityReference]:
    """Those with this web address or slug, else those without an address of exactly this title."""
    if "://" in words:
        return sources_at(connection, words)
    named = _found(connection, "slug = :words", words)
    return named or _found(connection, "url is null and title = :words", words)


def sources_with_title(connection: sqlite3.Connection, words: str) -> list[EntityReference]:
    """Those with this slug or web address, else those with exactly this title."""
    return matching_sources(connection, words) or _found(connection, "title = :words", words)


def every_source(connection: sqlite3.Connection) -> list[EntityReference]:
    """All of them, by title."""
    return sorted(_found(connection, "true", ""), key=lambda found: (found.label, found.slug))


def source_list(connection: sqlite3.Connection) -> list[SourceInList]:
    """All of them with how often each is cited, by title."""
    sql = "select slug, title, (select count(*) from citations where source_id = s.id) from sources s"
    found = [SourceInList(*row) for row in connection.execute(sql)]
    return sorted(found, key=lambda each: (each.label, each.slug))


def originals_of(connection: sqlite3.Connection, slug: str) -> list[str]:
    """The slugs of the source and of those that it repeats, directly or through others."""
    sql = """
    with recursive told (id, slug, copy_of_id) as (
      select id, slug, copy_of_id from sources where slug = ?
      union select s.id, s.slug, s.copy_of_id from told join sources s on s.id = told.copy_of_id)
    select slug from told
    """
    return [found for (found,) in connection.execute(sql, [slug])]


def _found(connection: sqlite3.Connection, where: str, words: str | int) -> list[EntityReference]:
    rows = connection.execute(f"select id, slug, title from sources where {where} order by slug", {"words": words})
    return [EntityReference(*row) for row in rows]


def citations_of(connection: sqlite3.Connection, source_id: int) -> tuple[CitationNote, ...]:
    """What the source is cited for, by appointment."""
    return tuple(CitationNote(*row) for row in connection.execute(_CITATIONS, [source_id]))


def cited_alone(connection: sqlite3.Connection, appointment_id: int) -> list[EntityReference]:
    """The sources that are cited for this appointment and for no other."""
    where = """id in (select source_id from citations where appointment_id = :words)
      and id not in (select source_id from citations where appointment_id <> :words)"""
    return _found(connection, where, appointment_id)


def remove_source(db: Database, source_id: int) -> None:
    """Remove a source that nothing cites."""
    db.conn.execute("delete from sources where id = ?", [source_id])


def cited(connection: sqlite3.Connection, appointment_ids: Sequence[int]) -> dict[int, tuple[SourceNote, ...]]:
    """The sources of each appointment, newest first, retracted ones last; one a source and quotation, whatever it
    supports.
    """
    found: dict[int, dict[tuple[Any, ...], None]] = {}
    known: dict[int, Report] = {}
    for appointment_id, *note, publisher, address, copy_of, _ in connection.execute(
        _CITED, [json.dumps(appointment_ids)]
    ):
        found.setdefault(appointment_id, {})[tuple(note)] = None
        known[note[0]] = Report(publisher, address, copy_of, bool(note[-1]))
    if any(report.copy_of is not None for report in known.values()):
        known = reports(connection, list(known))
    return {appointment_id: _voiced(notes, known) for appointment_id, notes in found.items()}


def _voiced(notes: Collection[tuple[Any, ...]], known: Reports) -> tuple[SourceNote, ...]:
    """With the numbers of their voices."""
    numbers = group_numbers(dict.fromkeys(source_id for source_id, *_ in notes), known)
    return tuple(
        SourceNote(title, url, published, quote, bool(fell), numbers.get(source_id))
        for source_id, title, url, published, quote, fell in notes
    )
