"""How much there is to say of each field: counted where it says something that nobody would think without it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from registry.domain.exchange.losses import FieldCoverage
from registry.domain.vocabulary import ACTS, DETAILS

# Table -> the column of each field; null where it says nothing.
_NOUNS: dict[str, tuple[str, dict[str, str]]] = {
    "tenure": (
        "appointments",
        {
            "person": "person_id", "post": "role_id", "start": "start_date", "end": "end_date",
            "kind": "nullif(kind, 'substantive')", "status": "nullif(status, 'accepted')", "rank": "rank", "how": "how",
            "end_reason": "end_reason", "replaces": "replaces_id", "note": "note",
        },
    ),
    "person": ("people", {"name": "name", "birth": "birth_date", "death": "death_date", "note": "note"}),
    "organization": (
        "organizations",
        {"name": "name", "inception": "inception_date", "dissolution": "dissolution_date", "note": "note"},
    ),
    "role": (
        "roles",
        {
            "title": "title", "organization": "organization_id", "seats": "iif(seats is 1, null, 1)",
            "inception": "inception_date", "abolition": "abolition_date", "note": "note",
        },
    ),
    "source": (
        "(select *, coalesce(url, title) as source, iif(url is null, null, title) as titled from sources"
        " where id in (select source_id from citations))",
        {
            "source": "source", "title": "titled", "publisher": "publisher", "published": "published_date",
            "accessed": "accessed_date", "archive_url": "archive_url",
        },
    ),
    "citation": ("citations", {each: each for each in ("supports", "quote", "locator", "observed", "says", "note")}),
    **{
        f"name of {thing}": (
            f"{thing}_names",
            {
                "name": "name", "kind": "nullif(kind, 'alias')", "language": "language", "script": "script",
                "start": "start_date", "end": "end_date",
            },
        )
        for thing in ("person", "organization", "role")
    },
}  # fmt: skip
_DETAILS = "select 'detail.' || field, count(distinct appointment_id) from appointment_details group by 1"
_FURTHER_DATES = "select 'date.' || act, count(distinct appointment_id) from appointment_dates group by 1"
_HAVING = {  # fields of which there can be several: how many things have any
    "tenure.cited": "select count(distinct appointment_id) from citations",
    "organization.parent": "select count(distinct organization_id) from organization_parents",
    **{
        f"{thing}.{field}": f"select count(distinct {thing}_id) from {thing}_{table}"
        for thing in ("person", "organization", "role")
        for field, table in (("also", "names"), ("identifiers", "identifiers"))
    },
}
_DATES = frozenset({
    "tenure.start", "tenure.end", "person.birth", "person.death", "organization.inception",
    "organization.dissolution", "role.inception", "role.abolition", "source.published", "source.accessed",
    *(f"name of {thing}.{side}" for thing in ("person", "organization", "role") for side in ("start", "end")),
})  # fmt: skip
_OURS = {
    "parents": """
    select count(*) - count(distinct iif(coalesce(start_date, end_date) is null, organization_id, null))
    from organization_parents""",
    "policies": "select count(*) from roles where continuous or coalesce(term_months, term_limit) is not null",
    "later_seats": "select count(*) from role_seats",
    "incompatible": "select count(*) from role_relations where kind = 'excludes'",
    "successions": """
    select (select count(*) from organization_relations where kind = 'continues')
      + (select count(*) from role_relations where kind = 'continues')""",
    "chains": "select count(*) from role_relations where kind in ('reports to', 'ex officio')",
    "covers": "select count(covers_id) from appointments",
    "relation_sources": "select count(*) from relation_citations",
    "redirects": """
    select (select count(*) from person_redirects) + (select count(*) from organization_redirects)
      + (select count(*) from role_redirects)""",
    "distinct": """
    select (select count(*) from distinct_people) + (select count(*) from distinct_organizations)
      + (select count(*) from distinct_roles)""",
    "keys": """
    select (select count(*) from appointment_identifiers) + (select count(*) from dataset_keys)""",
    "datasets": "select count(*) from datasets",
    "rosters": "select count(*) from rosters",
    "archives": "select count(*) from archives",
    "retracted": "select count(retracted) from sources",
    "copies": "select count(copy_of_id) from sources",
    "source_notes": "select count(note) from sources",
    "uncited": """
    select count(*) from sources
    where id not in (select source_id from citations union select source_id from relation_citations)""",
    "waivers": "select count(*) from waivers",
}


def coverage_of(connection: sqlite3.Connection) -> FieldCoverage:
    """How many things say something in each field, and how much there is that no field is for."""
    fields = {name: _number(connection, sql) for name, sql in _HAVING.items()}
    fields |= dict.fromkeys([f"detail.{field}" for field in DETAILS] + [f"date.{act}" for act in ACTS], 0)
    fields |= dict([*connection.execute(_DETAILS), *connection.execute(_FURTHER_DATES)])
    for noun, (table, columns) in _NOUNS.items():
        counts = ", ".join(f"count({column})" for column in columns.values())
        found = connection.execute(f"select {counts} from {table}").fetchone()
        fields |= {f"{noun}.{field}": count for field, count in zip(columns, found, strict=True)}
    return FieldCoverage(fields, {name: _number(connection, sql) for name, sql in _OURS.items()})


def dates(connection: sqlite3.Connection, fields: Iterable[str]) -> Mapping[str, int]:
    """The different texts in those of the fields that hold dates, each with how often it is there.

    Without plain days: they are nearly all texts, and every format can say them.
    """
    found: dict[str, int] = {}
    for name in sorted(_DATES.intersection(fields)):
        noun, _, field = name.rpartition(".")
        table, columns = _NOUNS[noun]
        column = columns[field]
        sql = f"select {column}, count(*) from {table} where {column} is not date({column}, '+0 days') group by 1"
        for text, count in connection.execute(sql):
            found[text] = found.get(text, 0) + count
    return found


def changes(connection: sqlite3.Connection) -> int:
    """How many changes made the registry what it is."""
    return _number(connection, "select count(*) from changes")


def _number(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
