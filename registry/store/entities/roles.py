"""Roles in the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import Bounds
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, IsoDay
from registry.domain.tenures.records import RoleNote
from registry.domain.tenures.relations import EXCLUDES
from registry.domain.tenures.windows import is_doubtful
from registry.store.database.registry_file import insert, update
from registry.store.entities.lives import ENDED
from registry.store.entities.named import ROLE, update_named
from registry.store.entities.relations import remove_relation, remove_relations_of
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Role

# What follows from a succession where nothing is recorded: the first that made the role, the last that ended a thing.
BEGUN = """(
    select json_array(min(start_earliest), min(start_latest), max(doubted)) from (
      select start_earliest, start_latest, status = 'disputed' or instr(coalesce(start_date, ''), '?') > 0
        or instr(coalesce(start_date, ''), '%') > 0 as doubted
      from role_relations where role_id = r.id and kind = 'continues' and status <> 'rejected')
    having count(*) > 0)"""
_ROLES = f"""
select r.id, r.slug, r.title, o.slug, o.name, r.seats,
  (select json_group_array(json_array(c.since, c.seats))
    from (select since, seats from role_seats where role_id = r.id order by since) c),
  r.inception_date, r.abolition_date, o.dissolution_date,
  r.inception_earliest, r.inception_latest, r.abolition_earliest, r.abolition_latest,
  o.dissolution_earliest, o.dissolution_latest,
  iif(r.inception_date is null, {BEGUN}, null),
  iif(r.abolition_date is null, {ENDED.format(word="role", id="r.id")}, null),
  iif(o.dissolution_date is null, {ENDED.format(word="organization", id="o.id")}, null)
from roles r join organizations o on o.id = r.organization_id
"""
_ONE = f"{_ROLES} where r.id = ?"
_WITH_IDS = f"{_ROLES} where r.id between ? and ? order by r.id"
_IN_ORDER = """from roles r join organizations o on o.id = r.organization_id
where r.organization_id in (select value from json_each(?)) order by o.name, r.title, r.id"""
_SLUGS = "select slug from organizations where id in (select value from json_each(?))"
_OF_ORGANIZATIONS = (
    f"{_ROLES} where r.organization_id in (select value from json_each(?)) order by o.name, r.title, r.id"
)


def insert_role(db: Database, role: Role, organization_id: int) -> int:
    """Add a role; returns the id. Raises sqlite3.IntegrityError if the organization has one of this title."""
    return insert(db, "roles", role_row(role, organization_id))


def role_row(role: Role, organization_id: int) -> dict[str, object]:
    """The columns of a role with what is derived."""
    row = {
        "slug": role.slug,
        "title": role.title,
        "organization_id": organization_id,
        "seats": role.seats,
        "inception_date": role.inception,
        "abolition_date": role.abolition,
        "continuous": int(role.continuous),
        "term_months": role.term_months,
        "term_limit": role.term_limit,
        "note": role.note,
    }
    return row | derived("roles", row)


def insert_seats(db: Database, role_id: int, since: str, seats: int | None) -> int:
    """From the ISO day `since` on the role has so many seats; returns the id. Raises sqlite3.IntegrityError."""
    return insert(db, "role_seats", {"role_id": role_id, "since": since, "seats": seats})


def set_seats(db: Database, role_id: int, since: str, seats: int | None) -> None:
    """The same, in place of another number for that day."""
    known = db.conn.execute("select id from role_seats where role_id = ? and since = ?", [role_id, since]).fetchone()
    if known:
        update(db, "role_seats", known[0], {"seats": seats})
    else:
        insert_seats(db, role_id, since, seats)


def insert_incompatibility(db: Database, role_id: int, other_id: int) -> int:
    """Nobody may hold both roles at once; returns the id. Raises sqlite3.IntegrityError if that is recorded."""
    return insert(db, "role_relations", {"role_id": role_id, "kind": EXCLUDES, "other_id": other_id})


def remove_incompatibility(db: Database, role_id: int, other_id: int) -> bool:
    """Whether there was such a rule to remove."""
    pair = [role_id, other_id, other_id, role_id]
    sql = "select id from role_incompatibilities where (role_id, other_id) in (values (?, ?), (?, ?))"
    found = [row_id for (row_id,) in db.conn.execute(sql, pair).fetchall()]
    for row_id in found:
        remove_relation(db, ROLE, row_id)
    return bool(found)


def incompatible_with(connection: sqlite3.Connection, role_id: int) -> list[str]:
    """The slugs of the roles that nobody may hold beside this one."""
    sql = """
    select distinct r.slug from role_incompatibilities i
    join roles r on r.id = iif(i.role_id = :role, i.other_id, i.role_id)
    where :role in (i.role_id, i.other_id) order by r.slug
    """
    return [slug for (slug,) in connection.execute(sql, {"role": role_id})]


def role_as_recorded(connection: sqlite3.Connection, role_id: int) -> dict[str, Any]:
    """The role's own fields, by the names of the model."""
    sql = """
    select r.slug, r.title, o.slug as organization, r.seats, r.inception_date as inception,
      r.abolition_date as abolition, r.continuous, r.term_months, r.term_limit, r.note
    from roles r join organizations o on o.id = r.organization_id where r.id = ?
    """
    cursor = connection.execute(sql, [role_id])
    return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))


def update_role(db: Database, role_id: int, role: Role, organization_id: int) -> None:
    """Record the role as it is now. Raises sqlite3.IntegrityError where a guard refuses it."""
    update_named(db, ROLE, role_id, role_row(role, organization_id))


def remove_policies(db: Database, role_id: int) -> None:
    """Remove a role's changes of seats and its relations to other roles."""
    db.conn.execute("delete from role_seats where role_id = ?", [role_id])
    remove_relations_of(db, ROLE, role_id)


def ids_of(connection: sqlite3.Connection, organization_id: int) -> set[int]:
    """The ids of the organization's roles."""
    return {
        row_id for (row_id,) in connection.execute("select id from roles where organization_id = ?", [organization_id])
    }


def organizations_of(connection: sqlite3.Connection, slugs: Collection[str]) -> dict[str, str]:
    """By the slugs of these roles the slugs of their organizations: several organizations may have one name."""
    sql = """
    select r.slug, o.slug from roles r join organizations o on o.id = r.organization_id
    where r.slug in (select value from json_each(?))
    """
    return dict(connection.execute(sql, [json.dumps(list(slugs))]))


def role_note(connection: sqlite3.Connection, role_id: int) -> RoleNote:
    """The role with its organization, seats and life."""
    return _note(connection.execute(_ONE, [role_id]).fetchone())


def role_notes(connection: sqlite3.Connection, first: int, last: int) -> Iterator[RoleNote]:
    """The roles with ids from `first` to `last`, both inclusive, by id, one by one."""
    return (_note(row) for row in connection.execute(_WITH_IDS, [first, last]))


def notes_of(connection: sqlite3.Connection, role_ids: Sequence[int]) -> list[RoleNote]:
    """These roles, in no order."""
    sql = f"{_ROLES} where r.id in (select value from json_each(?))"
    return [_note(row) for row in connection.execute(sql, [json.dumps(list(role_ids))])]


def roles_of(connection: sqlite3.Connection, organization_ids: Sequence[int]) -> list[RoleNote]:
    """The roles of these organizations, by organization and title."""
    return [_note(row) for row in connection.execute(_OF_ORGANIZATIONS, [json.dumps(organization_ids)])]


def ids_in_order(connection: sqlite3.Connection, organization_ids: Sequence[int]) -> list[int]:
    """The roles of these organizations in the same order, by their ids alone: of thousands a page shows a hundred."""
    sql = f"select r.id {_IN_ORDER}"
    return [row_id for (row_id,) in connection.execute(sql, [json.dumps(organization_ids)])]


def roles_among(connection: sqlite3.Connection, organization_ids: Sequence[int], ids: Sequence[int]) -> list[RoleNote]:
    """Those of `roles_of` that have one of the ids."""
    sql = f"{_ROLES} where r.id in (select value from json_each(?)) order by o.name, r.title, r.id"
    bodies = {slug for (slug,) in connection.execute(_SLUGS, [json.dumps(organization_ids)])}
    found = [_note(row) for row in connection.execute(sql, [json.dumps(ids)])]
    return [role for role in found if role.organization in bodies]


def _note(row: tuple[Any, ...]) -> RoleNote:
    role_id, slug, title, organization, name, seats, changes, *life = row
    changed = tuple((since, number) for since, number in json.loads(changes))
    return RoleNote(role_id, slug, title, organization, name, seats, _life(*life), changed)


def _life(
    began: str | None, abolished: str | None, dissolved: str | None,
    inception_earliest: IsoDay, inception_latest: IsoDay,
    abolition_earliest: IsoDay, abolition_latest: IsoDay,
    dissolution_earliest: IsoDay, dissolution_latest: IsoDay,
    made: str | None, ended: str | None, gone: str | None,
) -> Bounds:  # fmt: skip
    """The life of the role, which ends with its organization's at the latest. A doubtful date may be wrong.

    `made`, `ended`, `gone`: what follows from successions where nothing is recorded, as JSON.
    """
    begins = (inception_earliest, inception_latest)
    if made:
        earliest, latest, doubted = json.loads(made)
        begins = (FIRST_DAY if doubted else earliest, latest)
    ends = [
        _end((abolition_earliest, abolition_latest), abolished, ended),
        _end((dissolution_earliest, dissolution_latest), dissolved, gone),
    ]
    return Bounds(
        FIRST_DAY if is_doubtful(began) else begins[0],
        begins[1],
        min(earliest for earliest, _ in ends),
        min(latest for _, latest in ends),
    )


def _end(days: tuple[IsoDay, IsoDay], stated: str | None, followed: str | None) -> tuple[IsoDay, IsoDay]:
    """The days on which a life can have ended; `followed`: by a succession."""
    if followed:
        _, date, earliest, latest = json.loads(followed)
        return earliest, LAST_DAY if is_doubtful(date) else latest
    return days[0], LAST_DAY if is_doubtful(stated) else days[1]
