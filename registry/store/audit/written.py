"""Which tenures the open change has touched: those it wrote, and those of whose people, roles or organizations it did.

What is new has an id that was free before, and what was altered or removed has a new version in its twin. So nothing
has to be noted while rows are written, and no writer can forget to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from registry.store.database.registry_file import free_id_of

# What the rules about tenures read, but for names, identifiers and what is recorded of sources themselves.
TABLES = (
    "appointments", "citations", "people", "roles", "role_seats", "role_relations", "organizations",
    "organization_relations", "appointment_details", "appointment_dates",
)  # fmt: skip

_ENDS = {
    **{f"{table}_new": free_id_of(table) for table in TABLES},
    **{f"{table}_history": f"ifnull((select max(history_id) from {table}_history), 0)" for table in TABLES},
}
_WHERE_THEY_END = f"select {', '.join(_ENDS.values())}"
_ROW = "id >= :{table}_new or id in (select value from json_each(:{table}_more))"
_VERSION = "history_id > :{table}_history"


def _touched(table: str, column: str = "id", which: str = "true") -> str:
    """The column of the rows of a table that were touched, now or before they were removed."""
    return (
        f"select {column} from {table} where ({_ROW.format(table=table)}) and {which}"
        f" union select {column} from {table}_history where {_VERSION.format(table=table)} and {which}"
    )


_NOTHING = "select null where false"


def _any(parts: Iterable[str]) -> str:
    return " union ".join(parts) or _NOTHING


@cache
def _appointments(changed: frozenset[str]) -> str:
    """The ids of the tenures that were written, of which only these tables say something: each takes its time."""
    others = [table for table in ("citations", "appointment_details", "appointment_dates") if table in changed]
    own = [_touched("appointments")] if "appointments" in changed else []
    return _any([*own, *(_touched(table, "appointment_id") for table in others)])


@cache
def _roles(changed: frozenset[str]) -> str:
    parts = [
        _touched(table, column)
        for table, column in (
            ("roles", "id"), ("role_seats", "role_id"), ("role_relations", "role_id"), ("role_relations", "other_id"),
        )
        if table in changed
    ]  # fmt: skip
    bodies = [_touched("organizations")] if "organizations" in changed else []
    if "organization_relations" in changed:
        continued = "kind = 'continues'"
        bodies += [_touched("organization_relations", side, continued) for side in ("organization_id", "other_id")]
    if bodies:
        parts.append(f"select id from roles where organization_id in ({_any(bodies)})")
    return _any(parts)


@cache
def _people(changed: frozenset[str]) -> str:
    """Of people who are new, the tenures are new, too."""
    return _PEOPLE if "people" in changed else _NOTHING


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
    return Marks(dict(zip(_ENDS, connection.execute(_WHERE_THEY_END).fetchone(), strict=True)))


def _changed(connection: sqlite3.Connection, since: Marks) -> frozenset[str]:
    """The tables of which a row was written since the change began."""
    now = marks(connection).ends
    return frozenset(
        table
        for table in TABLES
        if since.more[table] or any(now[f"{table}_{end}"] != since.ends[f"{table}_{end}"] for end in ("new", "history"))
    )


def touched_roles(connection: sqlite3.Connection, since: Marks) -> list[int]:
    """The roles of the tenures that were touched."""
    changed = _changed(connection, since)
    sql = f"""
    select role_id from appointments where id in ({_appointments(changed)})
    union select role_id from appointments where person_id in ({_people(changed)})
    union {_roles(changed)}
    """
    return sorted(role_id for (role_id,) in connection.execute(sql, since.values()) if role_id is not None)


def touched_among(connection: sqlite3.Connection, since: Marks, ids: Collection[int]) -> set[int]:
    """Those of the tenures that were touched; the ids are of tenures that are there."""
    first = since.ends["appointments_new"]
    new = {row_id for row_id in ids if row_id >= first}
    rest = [row_id for row_id in ids if row_id < first]
    if not rest:
        return new
    changed = _changed(connection, since)
    sql = f"""
    select id from appointments where id in (select value from json_each(:ids)) and (
      id in ({_appointments(changed)}) or person_id in ({_people(changed)}) or role_id in ({_roles(changed)}))
    """
    return new | {row_id for (row_id,) in connection.execute(sql, {**since.values(), "ids": json.dumps(sorted(rest))})}


def new_among(connection: sqlite3.Connection, since: Marks, ids: Iterable[int]) -> set[int]:
    """Those of the tenures that were not there before, under whatever id: nothing can have been said of them."""
    sql = """
    select id from appointments where id in (select value from json_each(:ids))
      and id >= :appointments_new and id not in (select value from json_each(:appointments_more))
      and slug not in (select slug from appointments_history where history_id > :appointments_history)
    """
    return {row_id for (row_id,) in connection.execute(sql, {**since.values(), "ids": json.dumps(sorted(ids))})}
