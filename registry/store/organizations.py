"""Organizations in the store, and which stands below which."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from registry.domain.names import title_key
from registry.domain.tenure import bounds_of
from registry.store.database import insert
from registry.store.named import ORGANIZATION, update_named

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
    life = bounds_of(organization.inception, organization.dissolution)
    return {
        "slug": organization.slug,
        "name": organization.name,
        "name_key": title_key(organization.name),
        "inception_date": organization.inception,
        "inception_earliest": life.start_earliest,
        "inception_latest": life.start_latest,
        "dissolution_date": organization.dissolution,
        "dissolution_earliest": life.end_earliest,
        "dissolution_latest": life.end_latest,
        "note": organization.note,
    }


def insert_parent(db: Database, organization_id: int, parent_id: int, parent: Parent) -> int:
    """Put one organization below another for the dates given; returns the id."""
    return insert(db, "organization_parents", parent_row(organization_id, parent_id, parent))


def parent_row(organization_id: int, parent_id: int, parent: Parent) -> dict[str, object]:
    """The columns of a link."""
    bounds = parent.bounds()
    return {
        "organization_id": organization_id,
        "parent_id": parent_id,
        "start_date": parent.start,
        "start_earliest": bounds.start_earliest,
        "start_latest": bounds.start_latest,
        "end_date": parent.end,
        "end_earliest": bounds.end_earliest,
        "end_latest": bounds.end_latest,
    }


def below(connection: sqlite3.Connection, organization_id: int, day: str) -> list[int]:
    """The organization and those that stand below it on the day, at any depth."""
    return [row_id for (row_id,) in connection.execute(_BELOW, {"organization": organization_id, "day": day})]
