"""A part of the registry: each table stands for those of its rows that belong to the part.

As in history/as_known_on.py, temporary tables with the tables' names hide the tables, so the same queries ask the part.
Inside database.one_reading, at the end of which they are gone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from registry.store.history.as_known_on import index, renew_views
from registry.store.schema.versioning_triggers import KEPT

# The ids of what belongs to the part. {tenures} and {roles} say which do; each of the others follows from them.
_CHOSEN = {
    "appointments": "select a.id from appointments a join roles r on r.id = a.role_id where {tenures}",
    "people": "select distinct person_id from appointments where id in chosen_appointments and person_id is not null",
    "roles": """
    select role_id from appointments where id in chosen_appointments
    union select id from roles r where {roles}""",
    "organizations": """
    with recursive above (id) as (
      select organization_id from roles where id in chosen_roles
      union select id from organizations where {organizations}
      union select l.parent_id from organization_parents l join above on l.organization_id = above.id)
    select id from above""",
    "sources": """
    with recursive repeated (id) as (
      select source_id from citations where appointment_id in chosen_appointments
      union
      select c.source_id from relation_citations c
      where exists (
        select 1 from organization_relations r where r.id = c.organization_relation_id
          and r.organization_id in chosen_organizations and r.other_id in chosen_organizations)
      or exists (
        select 1 from role_relations r where r.id = c.role_relation_id
          and r.role_id in chosen_roles and r.other_id in chosen_roles)
      union select s.copy_of_id from sources s join repeated on s.id = repeated.id where s.copy_of_id is not null)
    select id from repeated""",
}
_PARTS = {
    "people": "id in chosen_people",
    "person_names": "person_id in chosen_people",
    "person_identifiers": "person_id in chosen_people",
    "person_redirects": "person_id in chosen_people",
    "distinct_people": "person_id in chosen_people and other_person_id in chosen_people",
    "organizations": "id in chosen_organizations",
    "organization_names": "organization_id in chosen_organizations",
    "organization_identifiers": "organization_id in chosen_organizations",
    "organization_relations": "organization_id in chosen_organizations and other_id in chosen_organizations",
    "roles": "id in chosen_roles",
    "role_names": "role_id in chosen_roles",
    "role_identifiers": "role_id in chosen_roles",
    "role_seats": "role_id in chosen_roles",
    "role_relations": "role_id in chosen_roles and other_id in chosen_roles",
    "appointments": "id in chosen_appointments",
    "appointment_identifiers": "appointment_id in chosen_appointments",
    "appointment_details": "appointment_id in chosen_appointments",
    "appointment_dates": "appointment_id in chosen_appointments",
    "sources": "id in chosen_sources",
    "archives": "source_id in chosen_sources",
    "rosters": "organization_id in chosen_organizations and source_id in chosen_sources",
    "citations": "appointment_id in chosen_appointments",
    "relation_citations": """
      organization_relation_id in (
        select id from organization_relations
        where organization_id in chosen_organizations and other_id in chosen_organizations)
      or role_relation_id in (
        select id from role_relations where role_id in chosen_roles and other_id in chosen_roles)""",
    "waivers": "false",  # a finding is about the whole registry
    "datasets": """name in (
      select scheme from appointment_identifiers where appointment_id in chosen_appointments
      union select dataset from dataset_keys where person_id in chosen_people or role_id in chosen_roles
        or organization_id in chosen_organizations)""",
    "dataset_keys": "person_id in chosen_people or role_id in chosen_roles or organization_id in chosen_organizations",
    "organization_redirects": "organization_id in chosen_organizations",
    "role_redirects": "role_id in chosen_roles",
    "distinct_organizations": """
      organization_id in chosen_organizations and other_organization_id in chosen_organizations""",
    "distinct_roles": "role_id in chosen_roles and other_role_id in chosen_roles",
}


class Selection(NamedTuple):
    """`day`: in the tenures' possible days (ISO); `organizations`, `role`: ids. None = whatever it is."""

    day: str | None = None
    organizations: Sequence[int] | None = None
    role: int | None = None


class SelectionCounts(NamedTuple):
    """How many tenures belong to the part, and how many of them replace one that does not."""

    tenures: int
    cut: int


def narrow(connection: sqlite3.Connection, chosen: Selection) -> SelectionCounts:
    """Let the connection's questions be answered from the part alone."""
    values = {"day": chosen.day, "bodies": json.dumps(chosen.organizations or []), "role": chosen.role}
    for table, sql in _CHOSEN.items():
        which = sql.format(**_conditions(chosen))
        connection.execute(f"create temp table chosen_{table} (id integer primary key)")
        connection.execute(f"insert or ignore into chosen_{table} {which}", values)
    for table in KEPT:
        _keep(connection, table, _PARTS[table])
    renew_views(connection)
    cut = connection.execute(
        "update temp.appointments set replaces_id = null where replaces_id not in chosen_appointments"
    ).rowcount
    connection.execute("update temp.appointments set covers_id = null where covers_id not in chosen_appointments")
    return SelectionCounts(connection.execute("select count(*) from chosen_appointments").fetchone()[0], cut)


def _conditions(chosen: Selection) -> dict[str, str]:
    """On a day only what somebody held belongs to the part; else whatever is in the role or the organizations."""
    bodies = "(select value from json_each(:bodies))"
    roles = [f"r.organization_id in {bodies}"] if chosen.organizations is not None else []
    roles += ["r.id = :role"] if chosen.role is not None else []
    days = ["a.start_earliest <= :day and a.end_latest >= :day"] if chosen.day is not None else []
    whole = chosen.day is None
    return {
        "tenures": " and ".join([*roles, *days]) or "true",
        "roles": " and ".join(roles) or "true" if whole else "false",
        "organizations": f"id in {bodies}" if whole and chosen.role is None else "false",
    }


def _keep(connection: sqlite3.Connection, table: str, which: str) -> None:
    held = connection.execute("select 1 from temp.sqlite_master where name = ?", [table]).fetchone()
    if held:  # what was known at a moment
        connection.execute(f"delete from temp.{table} where not ({which})")
    else:
        connection.execute(f"create temp table {table} as select * from main.{table} where {which}")
        index(connection, table)
