"""Sources and citations in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.domain.recorded import SourceNote
from registry.store.database import insert, update
from registry.store.derived import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Citation, Source

# What stands behind each of the appointments, the newest source first; one line a source and quotation.
_CITED = """
select distinct c.appointment_id, s.title, s.url, s.published_date, c.quote
from citations c join sources s on s.id = c.source_id
where c.appointment_id in (select value from json_each(?))
order by coalesce(c.observed, s.published_latest) desc, s.title, c.quote
"""


def insert_source(db: Database, source: Source) -> int:
    """Add a source; returns the id. Raises sqlite3.IntegrityError if its web address is recorded."""
    return insert(db, "sources", _row(source))


def update_source(db: Database, source_id: int, source: Source) -> None:
    """Record the source as it is now."""
    update(db, "sources", source_id, _row(source))


def source_as_recorded(connection: sqlite3.Connection, source_id: int) -> dict[str, str | None]:
    """The source's own fields, by the names of the model."""
    sql = """
    select slug, url, title, publisher, published_date as published, accessed_date as accessed, archive_url, note
    from sources where id = ?
    """
    cursor = connection.execute(sql, [source_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _row(source: Source) -> dict[str, object]:
    row: dict[str, object] = {
        "slug": source.slug,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published_date": source.published,
        "accessed_date": source.accessed,
        "archive_url": source.archive_url,
        "note": source.note,
    }
    return row | derived("sources", row)


def insert_citation(db: Database, citation: Citation, appointment_id: int, source_id: int) -> int:
    """Tie a source to an appointment; returns the id. The same citation again is the same row."""
    same = db.conn.execute(
        "select id from citations where appointment_id = ? and source_id = ? and supports is ? and quote is ?"
        " and locator is ? and observed is ? and says is ?",
        [
            appointment_id,
            source_id,
            citation.supports,
            citation.quote,
            citation.locator,
            citation.observed,
            citation.says,
        ],
    ).fetchone()
    if same:
        return int(same[0])
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
    return insert(db, "citations", row)


def find_source(connection: sqlite3.Connection, words: str) -> tuple[int, str] | None:
    """Id and slug of the source with this web address, slug or exact title; the address wins."""
    sql = """
    select id, slug from sources where url = :words or slug = :words or (url is null and title = :words)
    order by url is not :words, slug is not :words limit 1
    """
    row = connection.execute(sql, {"words": words}).fetchone()
    return (int(row[0]), str(row[1])) if row else None


def cited(connection: sqlite3.Connection, appointment_ids: Sequence[int]) -> dict[int, tuple[SourceNote, ...]]:
    """The sources of each appointment, newest first."""
    notes: dict[int, list[SourceNote]] = {}
    for appointment_id, *note in connection.execute(_CITED, [json.dumps(appointment_ids)]):
        notes.setdefault(appointment_id, []).append(SourceNote(*note))
    return {appointment_id: tuple(found) for appointment_id, found in notes.items()}
