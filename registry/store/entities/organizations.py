"""Organizations in the store, and which stands below which."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.domain.tenures.relations import PART_OF
from registry.store.database.registry_file import insert
from registry.store.entities.named import ORGANIZATION, update_named
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Organization, Parent

# The organization and all that possibly stand below it in some of the days, each with the days on which it does.
_BELOW = """
with recursive below (id, first, last) as (
  values (:organization, :first, :last)
  union
  select link.organization_id, max(link.start_earliest, below.first), min(link.end_latest, below.last)
  from organization_parents link join below on link.parent_id = below.id
  where link.start_earliest <= below.last and link.end_latest >= below.first
)
select b.id, o.slug, b.first, b.last from below b join organizations o on o.id = b.id
"""


class SubordinatePeriod(NamedTuple):
    """An organization that stands below another from the ISO day `first` to `last`, both inclusive."""

    id: int
    slug: str
    first: str
    last: str


def insert_organization(db: Database, organization: Organization) -> int:
    """Add an organization; returns the id."""
    return insert(db, "organizations", _row(organization))


def update_organization(db: Database, organization_id: int, organization: Organization) -> None:
    """Record the organization as it is now."""
    update_named(db, ORGANIZATION, organization_id, _row(organization))


def organization_as_recorded(connection: sqlite3.Connection, organization_id: int) -> dict[str, Any]:
    """The organization's own fields, by the names of the model."""
    sql = """
    select slug, name, inception_date as inception, dissolution_date as dissolution, note
    from organizations where id = ?
    """
    cursor = connection.execute(sql, [organization_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def _row(organization: Organization) -> dict[str, object]:
    row = {
        "slug": organization.slug,
        "name": organization.name,
        "inception_date": organization.inception,
        "dissolution_date": organization.dissolution,
        "note": organization.note,
    }
    return row | derived("organizations", row)


def insert_parent(db: Database, organization_id: int, parent_id: int, parent: Parent) -> int:
    """Put one organization below another for the dates given; returns the id."""
    return insert(db, "organization_relations", parent_row(organization_id, parent_id, parent))


def parent_row(organization_id: int, parent_id: int, parent: Parent) -> dict[str, object]:
    """The columns of a link."""
    row = {
        "organization_id": organization_id,
        "kind": PART_OF,
        "other_id": parent_id,
        "start_date": parent.start,
        "end_date": parent.end,
    }
    return row | derived("organization_relations", row)


def slugs_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The ids of these organizations with their slugs."""
    sql = "select id, slug from organizations where id in (select value from json_each(?))"
    return connection.execute(sql, [json.dumps(list(ids))]).fetchall()


def below(connection: sqlite3.Connection, organization_id: int, day: str) -> list[int]:
    """The organization and those that stand below it on the day, at any depth."""
    return [found.id for found in below_between(connection, organization_id, day, day)]


def below_between(
    connection: sqlite3.Connection, organization_id: int, first: str, last: str
) -> list[SubordinatePeriod]:
    """The organization and those that stand below it on some of the days, at any depth.

    One that comes and goes, or stands below it by several ways, is there once for each.
    """
    days = {"organization": organization_id, "first": first, "last": last}
    return [SubordinatePeriod._make(row) for row in connection.execute(_BELOW, days)]


def largest(connection: sqlite3.Connection) -> str | None:
    """The slug of the organization with the most roles; None if there is none."""
    sql = """
    select slug from organizations o
    order by (select count(*) from roles where organization_id = o.id) desc, slug limit 1
    """
    row = connection.execute(sql).fetchone()
    return str(row[0]) if row else None
