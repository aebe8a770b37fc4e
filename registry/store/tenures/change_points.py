"""Where the answers about many tenures may change, from their derived days alone. Reads only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

# A tenure may begin on each of two days, and be over on the day after each of two; a side without a day is open.
_POINTS = """
with held as (
  select start_earliest, start_latest, end_earliest, end_latest from appointments
  where role_id in (select value from json_each(:roles)) and status <> 'rejected'
),
points as (
  select start_earliest as point from held where start_earliest <> '0001-01-01'
  union all select start_latest from held where start_latest not in ('0001-01-01', '9999-12-31')
  union all select date(end_earliest, '+1 day') from held where end_earliest not in ('0001-01-01', '9999-12-31')
  union all select date(end_latest, '+1 day') from held where end_latest <> '9999-12-31'
)
select date((select max(point) from points where point <= :first), '-1 day'),
  (select min(point) from points where point > :last)
"""


def change_points(
    connection: sqlite3.Connection, role_ids: Sequence[int], first: str, last: str
) -> tuple[str | None, str | None]:
    """The last day before the newest change up to the ISO day `first`, and the next change after `last`."""
    row = connection.execute(_POINTS, {"roles": json.dumps(list(role_ids)), "first": first, "last": last}).fetchone()
    return row[0], row[1]


def count_of_roles(connection: sqlite3.Connection, role_ids: Sequence[int], first: str, last: str) -> int:
    """How many tenures of the roles may lie in the ISO days, both inclusive."""
    sql = """
    select count(*) from appointments
    where role_id in (select value from json_each(?)) and start_earliest <= ? and end_latest >= ?
    """
    return int(connection.execute(sql, [json.dumps(list(role_ids)), last, first]).fetchone()[0])
