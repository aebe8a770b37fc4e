"""Many rows at once, in the open change: what the triggers would do row by row is done for all of them.

The triggers are put aside and back within the one transaction, so no other writer finds them missing; what the guards
would have refused is found by `crowded_roles`, and by the caller, who knows what it adds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from registry.store.database import free_id

Row = TypeVar("Row")

_BATCH = 10_000
# What is made faster at once than row by row, where there is nothing yet.
_INDEXES = ("appointments_who", "appointments_person")
# Of these tables, what SQLite does for each row that comes is done for all of them.
_TABLES = (
    "people", "person_names", "person_identifiers", "roles", "role_names", "role_identifiers", "appointments",
    "appointment_identifiers",
)  # fmt: skip
_SEARCHED = {"people": 0, "person_names": 1, "roles": 4, "role_names": 5}  # as the view `searched` numbers them
_APPOINTMENT = (
    "id", "slug", "person_id", "role_id", "kind", "status", "start_date", "start_earliest", "start_latest",
    "end_date", "end_earliest", "end_latest", "rank", "how", "end_reason", "note",
)  # fmt: skip


def add_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Add rows under the open change, with new ids from one on, which is returned. Raises sqlite3.IntegrityError."""
    change_id, recorded_at = connection.execute("select change_id, recorded_at from change_in_progress").fetchone()
    first = free_id(connection, table)
    sql = (
        f"insert into {table} (id, {', '.join(columns)}, change_id, recorded_from) values ({_marks(len(columns) + 3)})"
    )
    connection.executemany(sql, [(number, *row, change_id, recorded_at) for number, row in enumerate(rows, first)])
    return first


def add_appointments(connection: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    """Add rows (the columns of _APPOINTMENT) under the open change; returns those whose slug was taken, not added."""
    change_id, recorded_at = connection.execute("select change_id, recorded_at from change_in_progress").fetchone()
    sql = f"""insert into appointments ({", ".join(_APPOINTMENT)}, change_id, recorded_from)
    values ({_marks(len(_APPOINTMENT))}, {change_id}, '{recorded_at}') on conflict (slug) do nothing"""
    added = connection.executemany(sql, rows).rowcount
    if added == len(rows):
        return []
    there = {
        row_id
        for (row_id,) in connection.execute(
            "select id from appointments where id between ? and ?", [rows[0][0], rows[-1][0]]
        )
    }
    return [row for row in rows if row[0] not in there]


def batches(rows: Iterable[Row], size: int = _BATCH) -> Iterator[list[Row]]:
    """The rows in lists of `size`."""
    each = iter(rows)
    while batch := list(islice(each, size)):
        yield batch


@contextmanager
def triggers_aside(connection: sqlite3.Connection) -> Iterator[None]:
    """Without the triggers that look at each row that comes; what is new is in the search index afterwards.

    The caller answers for what the guards would have refused.
    """
    first = {table: free_id(connection, table) for table in _SEARCHED}
    indexes = _INDEXES if free_id(connection, "appointments") == 1 else ()
    found = connection.execute(
        f"""select type, name, sql from sqlite_master
        where type = 'trigger' and sql like '% insert on %' and tbl_name in ({_marks(len(_TABLES))})
          or name in ({_marks(len(indexes))})""",
        [*_TABLES, *indexes],
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"drop {kind} {name}")
    # What the constraints say of the derived columns is so by their making.
    connection.execute("pragma ignore_check_constraints = on")
    try:
        yield
    finally:
        connection.execute("pragma ignore_check_constraints = off")
    for _, _, sql in found:
        connection.execute(sql)
    new = " or ".join(f"(number % 6 = {which} and number >= {6 * first[table]})" for table, which in _SEARCHED.items())
    connection.execute(f"insert into search (rowid, consonants) select number, consonants from searched where {new}")


def crowded_roles(connection: sqlite3.Connection, first_new: int) -> list[int]:
    """The roles in which appointments from id `first_new` on leave somebody no seat, as the guards have it."""
    connection.execute("drop table if exists temp.touched_roles")
    connection.execute("create temp table touched_roles (id integer primary key, single integer not null)")
    connection.execute(
        """
        insert into temp.touched_roles
        select r.id, r.seats is 1 and not exists (select 1 from role_seats f where f.role_id = r.id)
        from temp.given_things t cross join roles r on r.id = t.thing_id
        where t.noun = 'role'
          and exists (select 1 from appointments a where a.role_id = r.id and a.id >= ?)
          and (r.seats is not null or exists (select 1 from role_seats f where f.role_id = r.id))
        on conflict do nothing
        """,
        [first_new],
    )
    # Two that cross are never further apart than the latest end so far and the next start: that is found in one walk
    # over the index; only where it is so each pair is looked at. The view counts what is beside each tenure.
    near = """
    select distinct role_id from (
      select a.role_id, a.start_latest, max(a.end_earliest) over (
        partition by a.role_id order by a.start_earliest rows between unbounded preceding and 1 preceding) as reached
      from temp.touched_roles t cross join appointments a on a.role_id = t.id
      where t.single and a.kind = ? and a.status = 'accepted')
    where start_latest < reached
    """
    pair = """
    select 1 from appointments a join appointments b on b.role_id = a.role_id
    where a.role_id = ? and a.id < b.id and a.kind = b.kind and a.status = 'accepted' and b.status = 'accepted'
      and a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
    """
    several = """
    select t.id from temp.touched_roles t where not t.single and exists (select 1 from crowded c where c.role_id = t.id)
    """
    perhaps = {role for kind in ("substantive", "acting") for (role,) in connection.execute(near, [kind])}
    crowded = [role for role in sorted(perhaps) if connection.execute(pair, [role]).fetchone()]
    return crowded + [role for (role,) in connection.execute(several)]


def take_back(connection: sqlite3.Connection, role_ids: Iterable[int], first_new: int) -> int:
    """Remove the appointments from id `first_new` on of these roles, which the open change added; returns how many."""
    return sum(
        connection.execute("delete from appointments where role_id = ? and id >= ?", [role_id, first_new]).rowcount
        for role_id in role_ids
    )


def _marks(count: int) -> str:
    return ", ".join("?" * count)
