"""Which tenures the open change has touched: those it wrote, and those of whose people, roles or organizations it did.

What is new has an id that was free before, and what was altered or removed has a new version in its twin. So nothing
has to be noted while rows are written, and no writer can forget to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from registry.store.database.registry_file import free_id

# What the rules about tenures read, but for names, identifiers and what is recorded of sources themselves.
TABLES = (
    "appointments", "citations", "people", "roles", "role_seats", "role_relations", "organizations",
    "organization_relations", "appointment_details", "appointment_dates",
)  # fmt: skip

_ROW = "id >= :{table}_new or id in (select value from json_each(:{table}_more))"
_VERSION = "history_id > :{table}_history"


def _touched(table: str, column: str = "id", which: str = "true") -> str:
    """The column of the rows of a table that were touched, now or before they were removed."""
    return (
        f"select {column} from {table} where ({_ROW.format(table=table)}) and {which}"
        f" union select {column} from {table}_history where {_VERSION.format(table=table)} and {which}"
    )


_APPOINTMENTS = " union ".join(
    [
        _touched("appointments"),
        *(_touched(table, "appointment_id") for table in ("citations", "appointment_details", "appointment_dates")),
    ]
)
_ROLES = f"""{_touched("roles")} union {_touched("role_seats", "role_id")}
 union {_touched("role_relations", "role_id")} union {_touched("role_relations", "other_id")}
 union select id from roles where organization_id in (
  {_touched("organizations")}
  union {_touched("organization_relations", "organization_id", "kind = 'continues'")}
  union {_touched("organization_relations", "other_id", "kind = 'continues'")})"""
# Of people who are new, the tenures are new, too.
_PEOPLE = """select id from people where id in (select value from json_each(:people_more))
 union select id from people_history where history_id > :people_history"""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each table and its twin ended when the change began; `more`: rows that came back under their old ids."""

    ends: Mapping[str, int]
    more: dict[str, set[int]] = field(default_factory=lambda: {table: set() for table in TABLES})

    def include(self, rows: Iterable[tuple[str, int]]) -> None:
        """These rows (table, id) were touched, too; of tables that say nothing of tenures nothing is noted."""
        for table, row_id in rows:
            if table in self.more:
                self.more[table].add(row_id)

    def values(self) -> dict[str, object]:
        """As the queries take them."""
        return {**self.ends, **{f"{table}_more": json.dumps(sorted(ids)) for table, ids in self.more.items()}}


def marks(connection: sqlite3.Connection) -> Marks:
    """Where the tables end now."""
    ends = {f"{table}_new": free_id(connection, table) for table in TABLES}
    for table in TABLES:
        last = connection.execute(f"select ifnull(max(history_id), 0) from {table}_history").fetchone()[0]
        ends[f"{table}_history"] = int(last)
    return Marks(ends)


def touched_roles(connection: sqlite3.Connection, since: Marks) -> list[int]:
    """The roles of the tenures that were touched."""
    sql = f"""
    select role_id from appointments where id in ({_APPOINTMENTS})
    union select role_id from appointments where person_id in ({_PEOPLE})
    union {_ROLES}
    """
    return sorted(role_id for (role_id,) in connection.execute(sql, since.values()))


def touched_among(connection: sqlite3.Connection, since: Marks, ids: Iterable[int]) -> set[int]:
    """Those of the tenures that were touched."""
    sql = f"""
    select id from appointments where id in (select value from json_each(:ids)) and (
      id in ({_APPOINTMENTS}) or person_id in ({_PEOPLE}) or role_id in ({_ROLES}))
    """
    return {row_id for (row_id,) in connection.execute(sql, {**since.values(), "ids": json.dumps(sorted(ids))})}


def new_among(connection: sqlite3.Connection, since: Marks, ids: Iterable[int]) -> set[int]:
    """Those of the tenures that were not there before, under whatever id: nothing can have been said of them."""
    sql = """
    select id from appointments where id in (select value from json_each(:ids))
      and id >= :appointments_new and id not in (select value from json_each(:appointments_more))
      and slug not in (select slug from appointments_history where history_id > :appointments_history)
    """
    return {row_id for (row_id,) in connection.execute(sql, {**since.values(), "ids": json.dumps(sorted(ids))})}
