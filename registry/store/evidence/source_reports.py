"""Which source repeats which, and what each is cited for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from registry.domain.entities.references import EntityReference
from registry.domain.evidence.independence import Report

# The sources, and what they repeat, at any depth. By id alone, so that it is as quick at a moment of the past.
_REPORTS = """
with recursive repeated (id) as (
  select value from json_each(?)
  union
  select (select copy_of_id from sources where id = r.id) from repeated r where r.id is not null)
select id, publisher, url_key, copy_of_id, retracted is not null from sources where id in (select id from repeated)
"""
_COPIES = """
with recursive copies (id) as (
  select :source union select s.id from copies c join sources s on s.copy_of_id = c.id)
select id, slug, title from sources where id in (select id from copies) and id <> :source order by slug
"""
_CITED_BY = """
select distinct appointment_id from citations where source_id in (select value from json_each(?)) order by 1
"""
_SUPPORTED = """
select appointment_id, source_id, coalesce(supports, '') from citations
where appointment_id in (select value from json_each(?))
order by appointment_id, (select slug from sources where id = source_id)
"""


def reports(connection: sqlite3.Connection, source_ids: Sequence[int]) -> dict[int, Report]:
    """The sources and what they repeat, by id."""
    rows = connection.execute(_REPORTS, [json.dumps(list(source_ids))])
    return {
        source_id: Report(publisher, address, copy_of, bool(fell))
        for source_id, publisher, address, copy_of, fell in rows
    }


def copies(connection: sqlite3.Connection, source_id: int) -> list[EntityReference]:
    """What repeats the source, or repeats what repeats it, by slug."""
    return [EntityReference(*row) for row in connection.execute(_COPIES, {"source": source_id})]


def cited_by(connection: sqlite3.Connection, source_ids: Sequence[int]) -> list[int]:
    """The appointments that some of the sources are cited for."""
    return [found for (found,) in connection.execute(_CITED_BY, [json.dumps(list(source_ids))])]


def supported(connection: sqlite3.Connection, appointment_ids: Sequence[int]) -> dict[int, dict[int, set[str]]]:
    """By appointment and source, the fields that the source is cited for; `` = the tenure in general."""
    found: dict[int, dict[int, set[str]]] = {}
    for appointment_id, source_id, fields in connection.execute(_SUPPORTED, [json.dumps(list(appointment_ids))]):
        found.setdefault(appointment_id, {}).setdefault(source_id, set()).update(fields.split(","))
    return found


def slugs(connection: sqlite3.Connection, source_ids: Sequence[int]) -> dict[int, str]:
    """What the sources are called, by id."""
    sql = "select id, slug from sources where id in (select value from json_each(?))"
    return dict(connection.execute(sql, [json.dumps(list(source_ids))]))
