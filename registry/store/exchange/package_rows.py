"""Every table as text rows with slugs in the place of ids, as the package in `data/` has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


def _names(thing: str, table: str) -> str:
    return f"""
    select o.slug, n.name, n.kind, n.language, n.script, n.start_date, n.end_date
    from {thing}_names n join {table} o on o.id = n.{thing}_id"""


def _identifiers(thing: str, table: str) -> str:
    return f"""
    select o.slug, i.scheme, i.value
    from {thing}_identifiers i join {table} o on o.id = i.{thing}_id"""


def _redirects(thing: str, table: str) -> str:
    return f"select d.slug, o.slug from {thing}_redirects d join {table} o on o.id = d.{thing}_id"


def _relations(thing: str, table: str) -> str:
    # What excludes each other has no first: the package has the two in the order of their slugs.
    turned = "r.kind = 'excludes' and p.slug > o.slug"
    return f"""
    select iif({turned}, o.slug, p.slug), r.kind, iif({turned}, p.slug, o.slug), r.how, r.status, r.start_date,
      r.end_date, r.note
    from {table} p cross join {thing}_relations r on r.{thing}_id = p.id cross join {table} o on o.id = r.other_id"""


def _relation_citations(thing: str, table: str) -> str:
    turned = "r.kind = 'excludes' and p.slug > o.slug"
    return f"""
    select '{thing}', iif({turned}, o.slug, p.slug), r.kind, iif({turned}, p.slug, o.slug), r.start_date, s.slug,
      c.quote, c.locator, c.observed
    from relation_citations c join {thing}_relations r on r.id = c.{thing}_relation_id
    join {table} p on p.id = r.{thing}_id join {table} o on o.id = r.other_id join sources s on s.id = c.source_id"""


def _distinct(thing: str, table: str) -> str:
    return f"""
    select min(p.slug, o.slug), max(p.slug, o.slug), d.because
    from distinct_{table} d join {table} p on p.id = d.{thing}_id join {table} o on o.id = d.other_{thing}_id"""


_ROWS = {
    "organization_redirects": _redirects("organization", "organizations"),
    "distinct_organizations": _distinct("organization", "organizations"),
    "role_redirects": _redirects("role", "roles"),
    "distinct_roles": _distinct("role", "roles"),
    "dataset_keys": """
    select k.dataset, k.noun, k.value, p.slug, o.slug, r.slug
    from dataset_keys k left join people p on p.id = k.person_id left join organizations o on o.id = k.organization_id
    left join roles r on r.id = k.role_id""",
    "organizations": "select slug, name, inception_date, dissolution_date, note from organizations",
    "organization_names": _names("organization", "organizations"),
    "organization_identifiers": _identifiers("organization", "organizations"),
    "organization_relations": _relations("organization", "organizations"),
    "people": "select slug, name, birth_date, death_date, note from people",
    "person_names": _names("person", "people"),
    "person_identifiers": _identifiers("person", "people"),
    "person_redirects": _redirects("person", "people"),
    "distinct_people": _distinct("person", "people"),
    "roles": """
    select r.slug, r.title, o.slug, coalesce(r.seats, 'unlimited'), r.inception_date, r.abolition_date,
      iif(r.continuous, 'true', null), r.term_months, r.term_limit, r.note
    from roles r join organizations o on o.id = r.organization_id""",
    "role_names": _names("role", "roles"),
    "role_identifiers": _identifiers("role", "roles"),
    "role_seats": """
    select r.slug, s.since, coalesce(s.seats, 'unlimited') from role_seats s join roles r on r.id = s.role_id""",
    "role_relations": _relations("role", "roles"),
    "appointments": """
    select a.slug, p.slug, r.slug, a.kind, a.status, a.start_date, a.end_date,
      a.rank, a.how, a.end_reason, b.slug, c.slug, a.note
    from appointments a left join people p on p.id = a.person_id join roles r on r.id = a.role_id
    left join appointments b on b.id = a.replaces_id left join appointments c on c.id = a.covers_id""",
    "appointment_details": """
    select a.slug, d.field, d.value, d.status, d.start_date, d.end_date, d.note
    from appointment_details d join appointments a on a.id = d.appointment_id""",
    "appointment_dates": """
    select a.slug, d.side, d.act, d.on_date, d.note
    from appointment_dates d join appointments a on a.id = d.appointment_id""",
    "appointment_identifiers": _identifiers("appointment", "appointments"),
    "sources": """
    select slug, url, title, publisher, published_date, accessed_date, archive_url,
      (select slug from sources o where o.id = s.copy_of_id), retracted, note
    from sources s""",
    "archives": """
    select s.slug, a.sha256, a.bytes, a.name from archives a join sources s on s.id = a.source_id""",
    "rosters": """
    select o.slug, s.slug, r.day
    from rosters r join organizations o on o.id = r.organization_id join sources s on s.id = r.source_id""",
    "citations": """
    select a.slug, s.slug, c.supports, c.quote, c.locator, c.observed, c.says, c.note
    from citations c join appointments a on a.id = c.appointment_id join sources s on s.id = c.source_id""",
    "relation_citations": f"""{_relation_citations("organization", "organizations")}
    union all {_relation_citations("role", "roles")}""",
    "datasets": "select name, format, columns, ends, iif(seats = 0, 'unlimited', seats), choices from datasets",
    "waivers": "select finding, because, until from waivers",
}


def rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str | None, ...]]:
    """The rows of one table."""
    for row in connection.execute(_ROWS[table]):
        yield tuple(None if cell is None else str(cell) for cell in row)


def sorted_rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """The rows of one table, sorted by their cells, with numbers as numbers."""
    columns = len(connection.execute(f"{_ROWS[table]} limit 0").description)
    return connection.execute(f"{_ROWS[table]} order by {', '.join(map(str, range(1, columns + 1)))}")


def count(connection: sqlite3.Connection, table: str) -> int:
    """How many rows one table has."""
    return int(connection.execute(f"select count(*) from {table}").fetchone()[0])


def slugs(connection: sqlite3.Connection, table: str) -> dict[str, int]:
    """The id behind each slug."""
    return dict(connection.execute(f"select slug, id from {table}"))
