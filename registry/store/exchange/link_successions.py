"""Who directly succeeded whom among the tenures of a file, where its dates plainly say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter

from registry.store.exchange.datasets import was_taken_back

_MANY = 1_000  # links from which the triggers are put aside
_MOST_OF_ALL = 3  # from a third of the table on, to make its indexes anew takes less than to keep them
_SINGLE = "r.seats = 1 and not exists (select 1 from role_seats f where f.role_id = r.id)"
# They can be one event, at whichever precision.
_POSSIBLE = """b.end_date is not null and a.start_date is not null and b.end_earliest <= a.start_latest
      and a.start_earliest <= iif(b.end_latest = '9999-12-31', b.end_latest, date(b.end_latest, '+1 day'))"""


def unlink_impossible(connection: sqlite3.Connection, dataset: str) -> int:
    """Let nobody directly succeed whom they cannot, since this dataset has other dates; returns how many.

    Only of tenures that were as the dataset wrote them, before the open change or still: other links are somebody's.
    """
    return connection.execute(
        f"""
        update appointments set replaces_id = null where id in (
          select a.id from appointments a join appointments b on b.id = a.replaces_id
          where b.end_date is not null and a.start_date is not null and not ({_POSSIBLE})
            and iif(a.change_id in (select change_id from change_in_progress),
              (select h.change_id from appointments_history h where h.id = a.id
                order by h.recorded_to desc, h.rowid desc limit 1),
              a.change_id) in (select change_id from imports where dataset = ?))
        """,
        [dataset],
    ).rowcount


def was_unlinked(connection: sqlite3.Connection, appointment_id: int, previous_id: int, dataset: str) -> bool:
    """Whether somebody took back by hand that the one directly succeeded the other."""
    row = {"id": appointment_id, "replaces_id": previous_id}
    return was_taken_back(connection, "appointments", row, dataset, "replaces_id")


def link_successions(
    connection: sqlite3.Connection, first_new: int, dataset: str, *, continuous: bool, moved: bool = False
) -> int:
    """Record whom tenures of roles of one seat directly succeeded, where either is new; returns how many.

    New: from id `first_new` on, or (`moved`) written by the open change. `continuous`: also where the dates only can
    be one event. What somebody took back by hand is not put back.
    """
    connection.execute("create temp table if not exists to_link (id integer primary key)")
    connection.execute("delete from temp.to_link")
    if moved:
        _find_moved(connection, first_new)
    found = _possible(connection, first_new) if continuous else _plain(connection, first_new)
    pairs = [
        (previous, number)
        for number, previous in found
        if previous is not None and (number >= first_new or not was_unlinked(connection, number, previous, dataset))
    ]
    are_new = all(number >= first_new for _, number in pairs)  # of others the triggers keep what they were
    with _without_guards(connection, len(pairs)) if are_new and len(pairs) >= _MANY else nullcontext():
        connection.executemany("update appointments set replaces_id = ? where id = ?", sorted(pairs, key=itemgetter(1)))
    return len(pairs)


def _find_moved(connection: sqlite3.Connection, first_new: int) -> None:
    """Note the older tenures that the open change wrote, and those that follow in a role in which it wrote any."""
    connection.execute(
        """
        insert into temp.to_link
        select a.id from appointments a where a.id < :first_new and a.replaces_id is null and a.role_id in (
          select role_id from appointments where change_id in (select change_id from change_in_progress))
        and (a.change_id in (select change_id from change_in_progress) or exists (
          select 1 from appointments b where b.role_id = a.role_id and b.end_latest <= a.start_earliest
            and b.end_latest >= date(a.start_earliest, '-1 day')
            and b.change_id in (select change_id from change_in_progress)))
        """,
        {"first_new": first_new},
    )


def _possible(connection: sqlite3.Connection, first_new: int) -> Iterator[tuple[int, int | None]]:
    """Each new tenure, and the one before it of which the end and its start can be one event."""
    yield from connection.execute(
        f"""
        select a.id, (
          select b.id from appointments b
          where b.role_id = a.role_id and b.kind = a.kind and b.status = 'accepted' and b.person_id <> a.person_id
            and b.start_latest < a.start_latest and {_POSSIBLE}
          order by b.start_latest desc, b.end_latest desc, b.id limit 1) as previous
        from appointments a join roles r on r.id = a.role_id
        where (a.id >= ? or a.id in (select id from temp.to_link))
          and a.status = 'accepted' and a.person_id is not null and a.replaces_id is null and {_SINGLE}
        """,
        [first_new],
    ).fetchall()


def _plain(connection: sqlite3.Connection, first_new: int) -> Iterator[tuple[int, int | None]]:
    """Each new tenure, and the one before it that ended on the day on which it began, or on the day before.

    By the day of the end: to compare each tenure with all others of its role takes as long as there are pairs of them.
    """
    ended: dict[tuple[int, str, str], list[tuple[str, int, int]]] = {}
    for number, role, kind, person, start, end in connection.execute(
        f"""
        select b.id, b.role_id, b.kind, b.person_id, b.start_latest, b.end_latest
        from appointments b join roles r on r.id = b.role_id
        where b.status = 'accepted' and b.person_id is not null and b.end_earliest = b.end_latest and {_SINGLE}
          and b.role_id in (
            select role_id from appointments where id >= ? or id in (select id from temp.to_link))
        """,
        [first_new],
    ):
        ended.setdefault((role, kind, end), []).append((start, -number, person))
    for number, role, kind, person, start in connection.execute(
        f"""
        select a.id, a.role_id, a.kind, a.person_id, a.start_latest from appointments a join roles r on r.id = a.role_id
        where (a.id >= ? or a.id in (select id from temp.to_link))
          and a.status = 'accepted' and a.person_id is not null and a.replaces_id is null
          and a.start_earliest = a.start_latest and {_SINGLE}
        """,
        [first_new],
    ).fetchall():
        before = [
            (began, day, negative)
            for day in (start, _day_before(start))
            for began, negative, holder in ended.get((role, kind, day), ())
            if holder != person and began < start
        ]
        yield number, -max(before)[2] if before else None


@lru_cache(maxsize=65_536)
def _day_before(day: str) -> str:
    found = date.fromisoformat(day)
    return day if found == date.min else (found - timedelta(days=1)).isoformat()


@contextmanager
def _without_guards(connection: sqlite3.Connection, links: int) -> Iterator[None]:
    """Without the triggers that look at each row when it changes: all of these rows are new in the open change.

    No history is kept of a row that one change writes twice, and the rows that are replaced are there. For a link of a
    table to itself SQLite writes all indexes of the row again, so of most of the table they are made anew instead.
    """
    rows: int = connection.execute("select count(*) from appointments").fetchone()[0]
    found = connection.execute(
        """select type, name, sql from sqlite_master where tbl_name = 'appointments' and sql is not null
        and (type = 'trigger' and sql like '% update %on appointments%' or type = 'index' and ?)""",
        [links * _MOST_OF_ALL > rows],
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"drop {kind} {name}")
    yield  # what is broken off here takes back its change, and with it that they were dropped
    for _, _, sql in found:
        connection.execute(sql)


def make_continuous(connection: sqlite3.Connection) -> int:
    """Record that the file's roles of one seat are never without a holder; returns how many were not."""
    return connection.execute(
        f"""
        update roles as r set continuous = 1 where not continuous and {_SINGLE} and id in (
          select entity_id from temp.staged_entities where noun = 'role' and entity_id is not null)
        """
    ).rowcount
