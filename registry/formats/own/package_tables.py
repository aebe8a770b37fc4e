"""The tables of the data package: their columns, what identifies a row, and which columns hold other tables' slugs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.formats.own.package_seals import COLUMNS, REQUIRED


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV: its columns in order, what identifies a row, and which columns hold other tables' slugs."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    refers: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()


def _names(thing: str, table: str) -> Table:
    columns = (thing, "name", "kind", "language", "script", "start", "end")
    return Table(columns, (thing, "name"), {thing: table}, (thing, "name", "kind"))


def _identifiers(thing: str, table: str) -> Table:
    return Table((thing, "scheme", "value"), ("scheme", "value"), {thing: table}, (thing, "scheme", "value"))


def _redirects(thing: str, table: str) -> Table:
    return Table(("slug", thing), ("slug",), {thing: table}, ("slug", thing))


def _relations(thing: str, table: str) -> Table:
    return Table(
        (thing, "kind", "other", "how", "status", "start", "end", "note"),
        (thing, "kind", "other", "start"),
        {thing: table, "other": table},
        (thing, "kind", "other", "status"),
    )


def _distinct(thing: str, table: str) -> Table:
    return Table(
        (thing, "other", "because"), (thing, "other"), {thing: table, "other": table}, (thing, "other", "because")
    )


# In an order in which every row comes after those that it refers to.
TABLES: dict[str, Table] = {
    "organizations": Table(
        ("slug", "name", "inception", "dissolution", "note"), ("slug",), {}, ("slug", "name")
    ),
    "organization_names": _names("organization", "organizations"),
    "organization_identifiers": _identifiers("organization", "organizations"),
    "organization_relations": _relations("organization", "organizations"),
    "organization_redirects": _redirects("organization", "organizations"),
    "distinct_organizations": _distinct("organization", "organizations"),
    "people": Table(("slug", "name", "birth", "death", "note"), ("slug",), {}, ("slug", "name")),
    "person_names": _names("person", "people"),
    "person_identifiers": _identifiers("person", "people"),
    "person_redirects": _redirects("person", "people"),
    "distinct_people": _distinct("person", "people"),
    "roles": Table(
        (
            "slug", "title", "organization", "seats", "inception", "abolition",
            "continuous", "term_months", "term_limit", "note",
        ),
        ("slug",),
        {"organization": "organizations"},
        ("slug", "title", "organization", "seats"),
    ),
    "role_names": _names("role", "roles"),
    "role_identifiers": _identifiers("role", "roles"),
    "role_redirects": _redirects("role", "roles"),
    "distinct_roles": _distinct("role", "roles"),
    "role_seats": Table(("role", "since", "seats"), ("role", "since"), {"role": "roles"}, ("role", "since", "seats")),
    "role_relations": _relations("role", "roles"),
    "appointments": Table(
        (
            "slug", "person", "role", "kind", "status", "start", "end", "rank", "how", "end_reason", "replaces",
            "covers", "note",
        ),
        ("slug",),
        {"person": "people", "role": "roles", "replaces": "appointments", "covers": "appointments"},
        ("slug", "role", "kind", "status"),
    ),
    "appointment_details": Table(
        ("appointment", "field", "value", "status", "start", "end", "note"),
        ("appointment", "field", "value", "start"),
        {"appointment": "appointments"},
        ("appointment", "field", "value", "status"),
    ),
    "appointment_dates": Table(
        ("appointment", "side", "act", "on", "note"),
        ("appointment", "side", "act", "on"),
        {"appointment": "appointments"},
        ("appointment", "side", "act", "on"),
    ),
    "appointment_identifiers": _identifiers("appointment", "appointments"),
    "sources": Table(
        (
            "slug", "url", "title", "publisher", "published", "accessed", "archive_url", "copy_of", "retracted", "note",
        ),
        ("slug",),
        {"copy_of": "sources"},
        ("slug", "title"),
    ),
    "archives": Table(
        ("source", "sha256", "bytes", "name"),
        ("source", "sha256"),
        {"source": "sources"},
        ("source", "sha256", "bytes", "name"),
    ),
    "rosters": Table(
        ("organization", "source", "day"),
        ("organization", "source", "day"),
        {"organization": "organizations", "source": "sources"},
        ("organization", "source", "day"),
    ),
    "citations": Table(
        ("appointment", "source", "supports", "quote", "locator", "observed", "says", "note"),
        ("appointment", "source", "supports", "quote", "locator", "observed", "says"),
        {"appointment": "appointments", "source": "sources"},
        ("appointment", "source"),
    ),
    "relation_citations": Table(
        ("noun", "subject", "kind", "other", "start", "source", "quote", "locator", "observed"),
        ("noun", "subject", "kind", "other", "start", "source", "quote", "observed"),
        {"source": "sources"},
        ("noun", "subject", "kind", "other", "source"),
    ),
    "waivers": Table(("finding", "because", "until"), ("finding",), {}, ("finding", "because")),
    "datasets": Table(("name", "format", "columns", "ends", "seats", "choices"), ("name",), {}, ("name", "format")),
    "dataset_keys": Table(
        ("dataset", "noun", "value", "person", "organization", "role"),
        ("dataset", "noun", "value"),
        {"person": "people", "organization": "organizations", "role": "roles"},
        ("dataset", "noun", "value"),
    ),
}  # fmt: skip

# The history of the registry, as digests. Not among the tables: what it holds is imported as it stands, or not at all.
SEALED = Table(COLUMNS, ("head",), {}, REQUIRED)

# Files of older packages, which are read with what they became; none is written.
OLDER_TABLES: dict[str, Table] = {
    "organization_parents": Table(
        ("organization", "parent", "start", "end"),
        ("organization", "parent", "start"),
        {"organization": "organizations", "parent": "organizations"},
        ("organization", "parent"),
    ),
    "role_incompatibilities": Table(
        ("role", "other"), ("role", "other"), {"role": "roles", "other": "roles"}, ("role", "other")
    ),
}
