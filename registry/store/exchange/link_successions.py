"""Who directly succeeded whom among the tenures of a file, where its dates plainly say so."""

from __future__ import annotations

import sqlite3

_SINGLE = "r.seats = 1 and not exists (select 1 from role_seats f where f.role_id = r.id)"
# The end of b and the start of a are one day, or the start is the day after.
_PLAIN = """a.start_earliest = a.start_latest and b.end_earliest = b.end_latest
      and b.end_latest in (a.start_earliest, date(a.start_earliest, '-1 day'))"""
# They can be one event, at whichever precision.
_POSSIBLE = """b.end_date is not null and a.start_date is not null and b.end_earliest <= a.start_latest
      and a.start_earliest <= iif(b.end_latest = '9999-12-31', b.end_latest, date(b.end_latest, '+1 day'))"""


def unlink_impossible(connection: sqlite3.Connection, dataset: str) -> int:
    """Let nobody directly succeed whom they cannot, since this dataset has other dates; returns how many."""
    return connection.execute(
        f"""
        update appointments set replaces_id = null where id in (
          select a.id from appointments a join imports i on i.change_id = a.change_id and i.dataset = ?
          join appointments b on b.id = a.replaces_id
          where b.end_date is not null and a.start_date is not null and not ({_POSSIBLE}))
        """,
        [dataset],
    ).rowcount


def link_successions(connection: sqlite3.Connection, first_new: int, *, continuous: bool) -> int:
    """Record whom the new tenures (ids from `first_new` on) of roles of one seat directly succeeded; returns how many.

    `continuous`: also where the dates only can be one event.
    """
    found = connection.execute(
        f"""
        select a.id, (
          select b.id from appointments b
          where b.role_id = a.role_id and b.kind = a.kind and b.status = 'accepted' and b.person_id <> a.person_id
            and b.start_latest < a.start_latest and {_POSSIBLE if continuous else _PLAIN}
          order by b.start_latest desc, b.end_latest desc, b.id limit 1) as previous
        from appointments a join roles r on r.id = a.role_id
        where a.id >= ? and a.status = 'accepted' and a.person_id is not null and a.replaces_id is null and {_SINGLE}
        """,
        [first_new],
    ).fetchall()
    pairs = [(previous, number) for number, previous in found if previous is not None]
    connection.executemany("update appointments set replaces_id = ? where id = ?", pairs)
    return len(pairs)


def make_continuous(connection: sqlite3.Connection) -> int:
    """Record that the file's roles of one seat are never without a holder; returns how many were not."""
    return connection.execute(
        f"""
        update roles as r set continuous = 1 where not continuous and {_SINGLE} and id in (
          select entity_id from temp.staged_entities where noun = 'role' and entity_id is not null)
        """
    ).rowcount
