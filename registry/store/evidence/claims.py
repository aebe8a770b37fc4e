"""What each source is cited for of one tenure, and which change set a value of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from registry.store.database.registry_file import insert, update
from registry.store.evidence.sources import citation_like
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

# As the fields of `CitedSource` follow each other.
_CITED = """
select c.id, c.source_id, s.slug, s.title, s.published_date,
  (select slug from sources o where o.id = s.copy_of_id), s.retracted,
  c.supports, c.says, c.quote, c.locator, c.observed, c.note
from citations c join sources s on s.id = c.source_id
where c.appointment_id = ?
order by s.published_earliest is null, s.published_earliest, s.slug, c.says is not null, c.says, c.quote, c.id
"""
_COLUMNS = {"start": "start_date", "end": "end_date", "role": "role_id", "replaces": "replaces_id"}
# The older versions of the row as it is now, or as it was at the moment that is asked about.
_VERSIONS = """
select {column}, change_id, recorded_from from appointments where id = :id
union all
select {column}, change_id, recorded_from from appointments_history
where id = :id and recorded_from < (select recorded_from from appointments where id = :id)
order by recorded_from desc
"""


class CitedSource(NamedTuple):
    """A citation with its source."""

    id: int
    source_id: int
    source: str
    title: str
    published: str | None
    copy_of: str | None
    retracted: str | None
    supports: str | None
    says: str | None
    quote: str | None
    locator: str | None
    observed: str | None
    note: str | None

    def is_for(self, field: str) -> bool:
        """Whether it speaks of the field."""
        return self.supports is not None and field in self.supports.split(",")


def cited_sources(connection: sqlite3.Connection, appointment_id: int) -> list[CitedSource]:
    """Every citation of the tenure, by the day on which the source was published."""
    return [CitedSource._make(row) for row in connection.execute(_CITED, [appointment_id])]


def set_by(connection: sqlite3.Connection, appointment_id: int, field: str) -> int | None:
    """The number of the change that gave the field the value that it has; None if another program did."""
    sql = _VERSIONS.format(column=_COLUMNS.get(field, field))
    (value, number, _), *older = connection.execute(sql, {"id": appointment_id}).fetchall()
    for before, change_id, _ in older:
        if before != value:
            break
        number = change_id
    return None if number is None else int(number)


def remove_citation(db: Database, citation_id: int) -> None:
    """Take a citation back; the source stays."""
    db.conn.execute("delete from citations where id = ?", [citation_id])


def say_apart(db: Database, cited: CitedSource, field: str, value: str | None) -> None:
    """Let a citation say this value of the field by itself; None: let it not speak of the field any more.

    What it supports besides stays as it is.
    """
    (appointment_id,) = db.conn.execute("select appointment_id from citations where id = ?", [cited.id]).fetchone()
    row = {
        "appointment_id": appointment_id,
        "source_id": cited.source_id,
        "quote": cited.quote,
        "locator": cited.locator,
        "observed": cited.observed,
        "note": cited.note,
    }
    others = [each for each in (cited.supports or "").split(",") if each != field]
    versions = [{**row, "supports": ",".join(others) or None, "says": None}] if others or value is None else []
    if value is not None:
        versions.append({**row, "supports": field, "says": value})
    _put(db, cited.id, versions[0])
    for version in versions[1:]:
        _put(db, None, version)


def _put(db: Database, citation_id: int | None, row: Mapping[str, object]) -> None:
    """Make the citation so, or add it; where the same one is there already, that one is enough."""
    like = citation_like(db.conn, row)
    if like is None and citation_id is None:
        insert(db, "citations", {**row, **derived("citations", row)})
    elif like is None and citation_id is not None:
        update(db, "citations", citation_id, {**row, **derived("citations", row)})
    elif citation_id not in (None, like):
        db.conn.execute("delete from citations where id = ?", [citation_id])
