"""Lists to leaf through: people, organizations, roles and sources by letter, a page of them with what tells each."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

# What a name is sorted by: of a person the last word, which in most languages of officials is the family name.
_LAST_WORD = "substr(name_key, length(rtrim(name_key, replace(name_key, ' ', ''))) + 1)"
_SORTED = {
    "people": ("people", "name", _LAST_WORD),
    "organizations": ("organizations", "name", "name_key"),
    "roles": ("roles", "title", "name_key"),
    "sources": ("sources", "title", "lower(title)"),
}
LISTED = tuple(_SORTED)

# Of a person: the newest role and its body, the first start and the last end that are not rejected.
_DETAILS = {
    "people": """
      select
        (select r.title from appointments a join roles r on r.id = a.role_id
          where a.person_id = t.id and a.status <> 'rejected' order by a.start_latest desc, a.id desc limit 1),
        (select o.name from appointments a join roles r on r.id = a.role_id
          join organizations o on o.id = r.organization_id
          where a.person_id = t.id and a.status <> 'rejected' order by a.start_latest desc, a.id desc limit 1),
        (select a.start_earliest || a.start_latest from appointments a
          where a.person_id = t.id and a.status <> 'rejected' order by a.start_earliest, a.id limit 1),
        (select a.end_earliest || a.end_latest || (a.end_date is null) from appointments a
          where a.person_id = t.id and a.status <> 'rejected' order by a.end_latest desc, a.end_earliest desc limit 1)
      from people t where t.id = ?""",
    "organizations": """
      select
        (select count(*) from roles where organization_id = t.id),
        (select o.name from organization_parents l join organizations o on o.id = l.parent_id
          where l.organization_id = t.id order by l.start_earliest desc, l.id desc limit 1)
      from organizations t where t.id = ?""",
    "roles": """
      select o.name from roles t join organizations o on o.id = t.organization_id where t.id = ?""",
    "sources": """
      select t.publisher, t.published_date, (select count(*) from citations where source_id = t.id)
      from sources t where t.id = ?""",
}


class DirectoryRow(NamedTuple):
    """Something that is listed; `details`: what the list says of it, by kind."""

    slug: str
    label: str
    details: tuple[Any, ...]


def letters(connection: sqlite3.Connection, listed: str) -> list[tuple[str, int]]:
    """The first letters or signs that something is sorted under, with how many are there."""
    table, _, key = _SORTED[listed]
    sql = f"select upper(substr({key}, 1, 1)) as letter, count(*) from {table} group by letter order by letter"
    return connection.execute(sql).fetchall()


def rows(connection: sqlite3.Connection, listed: str, letter: str | None, skip: int, most: int) -> list[DirectoryRow]:
    """At most so many after the first `skip`, of all or of those under a letter, in their order."""
    table, label, key = _SORTED[listed]
    where = f"where upper(substr({key}, 1, 1)) = :letter" if letter else ""
    sql = f"select id, slug, {label} from {table} {where} order by {key}, {label}, id limit :most offset :skip"
    values = {"skip": skip, "most": most} | ({"letter": letter} if letter else {})
    return [
        DirectoryRow(slug, name, connection.execute(_DETAILS[listed], [row_id]).fetchone())
        for row_id, slug, name in connection.execute(sql, values).fetchall()
    ]
