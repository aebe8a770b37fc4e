"""Which organization stands below which: the links, and what would be a circle."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.dates.edtf import FIRST_DAY
from registry.domain.tenures.windows import is_doubtful
from registry.store.database.registry_file import update
from registry.store.entities.named import ORGANIZATION
from registry.store.entities.organizations import insert_parent, parent_row
from registry.store.entities.relations import remove_relation

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Parent

# Whether the parent stands, at any depth, below the organization while the new link lasts. One whose start is not
# known counts as lasting from the first day, so that two links without dates are seen to be a circle.
_CIRCLE = """
with recursive above (id) as (
  values (:parent)
  union
  select link.parent_id
  from organization_parents link join above on link.organization_id = above.id
  where iif(link.start_date is null, :first, link.start_latest) < :end and :start < link.end_earliest
    and ifnull(link.start_date, '') || ifnull(link.end_date, '') not glob '*[?%]*'
)
select 1 from above where id = :organization
"""


class Link(NamedTuple):
    """That an organization stands below another; dates EDTF."""

    id: int
    parent_id: int
    parent: str  # slug
    start: str | None
    end: str | None
    start_earliest: str
    end_latest: str


def parents_of(connection: sqlite3.Connection, organization_id: int) -> list[Link]:
    """What the organization stands below, by parent and start."""
    sql = """
    select link.id, o.id, o.slug, link.start_date, link.end_date, link.start_earliest, link.end_latest
    from organization_parents link join organizations o on o.id = link.parent_id
    where link.organization_id = ? order by o.slug, link.start_earliest
    """
    return [Link(*row) for row in connection.execute(sql, [organization_id])]


def children_of(connection: sqlite3.Connection, organization_id: int) -> list[str]:
    """The slugs of those that stand, or once stood, directly below it."""
    sql = """
    select distinct o.slug from organization_parents link join organizations o on o.id = link.organization_id
    where link.parent_id = ? order by o.slug
    """
    return [slug for (slug,) in connection.execute(sql, [organization_id])]


def in_a_circle(connection: sqlite3.Connection, organization_id: int, parent_id: int, parent: Parent) -> bool:
    """Whether the link would put the organization below itself; one with a doubtful date may not be so."""
    if is_doubtful(parent.start) or is_doubtful(parent.end):
        return False
    bounds = parent.bounds()
    values = {
        "organization": organization_id,
        "parent": parent_id,
        "first": FIRST_DAY,
        "start": bounds.start_latest if parent.start else FIRST_DAY,
        "end": bounds.end_earliest,
    }
    return connection.execute(_CIRCLE, values).fetchone() is not None


def set_parent(db: Database, known: Link | None, organization_id: int, parent_id: int, parent: Parent) -> None:
    """Add a link, or give a recorded one other dates."""
    if known:
        update(db, "organization_relations", known.id, parent_row(organization_id, parent_id, parent))
    else:
        insert_parent(db, organization_id, parent_id, parent)


def remove_parent(db: Database, organization_id: int, parent_id: int | None = None) -> bool:
    """Whether it stood below that parent (None = below any), so that there was something to remove."""
    sql = """
    select id from organization_parents where organization_id = ? and parent_id = coalesce(?, parent_id)
    """
    found = [row_id for (row_id,) in db.conn.execute(sql, [organization_id, parent_id]).fetchall()]
    for row_id in found:
        remove_relation(db, ORGANIZATION, row_id)
    return bool(found)
