"""Organizations in the store, and which stands below which."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.store.database import insert
from registry.store.derived import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Organization, Parent

# The organization and all that possibly stand below it on a day.
_BELOW = """
with recursive below (id) as (
  values (:organization)
  union
  select link.organization_id
  from organization_parents link join below on link.parent_id = below.id
  where link.start_earliest <= :day and link.end_latest >= :day
)
select id from below
"""


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
    return [row_id for (row_id,) in connection.execute(_BELOW, {"organization": organization_id, "day": day})]
