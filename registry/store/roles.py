"""Roles in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from registry.domain.names import title_key
from registry.domain.recorded import RoleNote
from registry.domain.tenure import Bounds, bounds_of
from registry.store.database import insert

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Role

_ROLES = """
select r.id, r.slug, r.title, o.slug, o.name, r.seats,
  r.inception_earliest, r.inception_latest, r.abolition_earliest, r.abolition_latest
from roles r join organizations o on o.id = r.organization_id
"""
_ONE = f"{_ROLES} where r.id = ?"
_OF_ORGANIZATIONS = (
    f"{_ROLES} where r.organization_id in (select value from json_each(?)) order by o.name, r.title, r.id"
)


def insert_role(db: Database, role: Role, organization_id: int) -> int:
    """Add a role; returns the id. Raises sqlite3.IntegrityError if the organization has one of this title."""
    life = bounds_of(role.inception, role.abolition)
    row = {
        "slug": role.slug,
        "title": role.title,
        "name_key": title_key(role.title),
        "organization_id": organization_id,
        "seats": role.seats,
        "inception_date": role.inception,
        "inception_earliest": life.start_earliest,
        "inception_latest": life.start_latest,
        "abolition_date": role.abolition,
        "abolition_earliest": life.end_earliest,
        "abolition_latest": life.end_latest,
        "note": role.note,
    }
    return insert(db, "roles", row)


def role_note(connection: sqlite3.Connection, role_id: int) -> RoleNote:
    """The role with its organization, seats and life."""
    return _note(connection.execute(_ONE, [role_id]).fetchone())


def roles_of(connection: sqlite3.Connection, organization_ids: Sequence[int]) -> list[RoleNote]:
    """The roles of these organizations, by organization and title."""
    return [_note(row) for row in connection.execute(_OF_ORGANIZATIONS, [json.dumps(organization_ids)])]


def _note(row: tuple[Any, ...]) -> RoleNote:
    role_id, slug, title, organization, name, seats, *life = row
    return RoleNote(role_id, slug, title, organization, name, seats, Bounds(*life))
