"""Organizations in the store, and which stands below which."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from registry.store.database import insert
from registry.store.derived import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Organization, Parent

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


class Below(NamedTuple):
    """An organization that stands below another from the ISO day `first` to `last`, both inclusive."""

    id: int
    slug: str
    first: str
    last: str


def insert_organization(db: Database, organization: Organization) -> int:
    """Add an organization; returns the id."""
    row = {
        "slug": organization.slug,
        "name": organization.name,
        "inception_date": organization.inception,
        "dissolution_date": organization.dissolution,
        "note": organization.note,
    }
    return insert(db, "organizations", row | derived("organizations", row))


def insert_parent(db: Database, organization_id: int, parent_id: int, parent: Parent) -> int:
    """Put one organization below another for the dates given; returns the id."""
    row = {
        "organization_id": organization_id,
        "parent_id": parent_id,
        "start_date": parent.start,
        "end_date": parent.end,
    }
    return insert(db, "organization_parents", row | derived("organization_parents", row))


def below(connection: sqlite3.Connection, organization_id: int, day: str) -> list[int]:
    """The organization and those that stand below it on the day, at any depth."""
    return [found.id for found in below_between(connection, organization_id, day, day)]


def below_between(connection: sqlite3.Connection, organization_id: int, first: str, last: str) -> list[Below]:
    """The organization and those that stand below it on some of the days, at any depth.

    One that comes and goes, or stands below it by several ways, is there once for each.
    """
    days = {"organization": organization_id, "first": first, "last": last}
    return [Below._make(row) for row in connection.execute(_BELOW, days)]
