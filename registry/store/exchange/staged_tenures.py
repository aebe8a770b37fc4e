"""The tenures of a file that is staged: which recorded one each is, what is new, what has to be looked at."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from registry.store.database.bulk_insert import add_rows, batches

_SAME = """
  a.start_date is g.start_date and a.end_date is g.end_date and g.rest is iif(
    a.kind = 'substantive' and a.status = 'accepted' and coalesce(a.rank, a.how, a.end_reason, a.note) is null,
    null, json_array(a.kind, a.status, a.rank, a.how, a.end_reason, a.note))"""


OF = """
  join temp.staged_entities r on r.noun = 'role' and r.key = g.post
  left join temp.staged_entities p on p.noun = 'person' and p.key = g.person"""


class StagedTenure(NamedTuple):
    """A given tenure with what it refers to, as far as that is known; `rest` as in staged_tenures."""

    staged_id: int
    person: str | None
    post: str
    place: str
    key: str | None
    start: str | None
    end: str | None
    rest: str | None
    person_id: int | None
    role_id: int | None


def end_what_was_replaced(connection: sqlite3.Connection) -> None:
    """A tenure without an end that another one of its kind directly replaces in the file has ended, at a time unknown.

    An acting holder replaces whoever keeps the office.
    """
    if not connection.execute("select 1 from temp.staged_tenures where replaces is not null limit 1").fetchone():
        return
    connection.execute("create index temp.by_replaced on staged_tenures (replaces) where replaces is not null")
    connection.execute(
        """
        update temp.staged_tenures as g set end_date = 'XXXX', end_earliest = start_earliest, end_latest = '9999-12-31'
        where end_date is null and key is not null and exists (
          select 1 from temp.staged_tenures n where n.replaces = g.key and n.id <> g.id
            and coalesce(n.rest ->> '$[0]', 'substantive') = coalesce(g.rest ->> '$[0]', 'substantive'))
        """
    )


def match_tenures(connection: sqlite3.Connection, dataset: str) -> None:
    """Find the given tenures that are recorded just so, and those that have to be looked at one by one."""
    if connection.execute("select 1 from appointments limit 1").fetchone():
        same = f"where {_SAME} and a.role_id = r.entity_id and a.person_id is p.entity_id"
        connection.execute(
            f"""
            insert into temp.matched_tenures
            select g.id, a.id from temp.staged_tenures g {OF}
            cross join appointment_identifiers i on i.scheme = ? and i.value = g.key
            join appointments a on a.id = i.appointment_id {same}
            """,
            [dataset],
        )
        connection.execute(
            f"""
            insert into temp.matched_tenures
            select g.id, min(a.id) from temp.staged_tenures g {OF}
            cross join appointments a on a.person_id = p.entity_id {same} and g.key is null group by g.id
            """
        )
        connection.execute(
            f"""
            insert into temp.unclear_tenures
            select g.id from temp.staged_tenures g {OF}
            where g.id not in (select staged_id from temp.matched_tenures) and (
              exists (select 1 from appointments a where a.person_id = p.entity_id and a.role_id = r.entity_id)
              or g.person is null and exists (
                select 1 from appointments a where a.role_id = r.entity_id and a.person_id is null)
              or exists (select 1 from appointment_identifiers i where i.scheme = ? and i.value = g.key))
            """,
            [dataset],
        )
    connection.execute(
        """
        insert into temp.unclear_tenures
        select id from temp.staged_tenures where key in (
          select key from temp.staged_tenures where key is not null group by key having count(*) > 1)
          and id not in (select staged_id from temp.matched_tenures)
        on conflict do nothing
        """
    )


def lost_tenures(connection: sqlite3.Connection) -> list[StagedTenure]:
    """Those whose person or role was refused or is not in the file."""
    left = f"temp.staged_tenures g left {OF.strip()}"
    return _staged(connection, f"{left} where r.entity_id is null or (g.person is not null and p.entity_id is null)")


def unclear_tenures(connection: sqlite3.Connection) -> list[StagedTenure]:
    """Those that have to be looked at one by one, by role and person."""
    found = _staged(
        connection,
        f"""temp.unclear_tenures o cross join temp.staged_tenures g on g.id = o.staged_id {OF}
        where r.entity_id is not null and (g.person is null or p.entity_id is not null)""",
    )
    return sorted(found, key=lambda each: (each.role_id or 0, each.person_id or 0, each.staged_id))


def _staged(connection: sqlite3.Connection, where: str) -> list[StagedTenure]:
    sql = f"""
    select g.id, g.person, g.post, g.place, g.key, g.start_date, g.end_date, g.rest, p.entity_id, r.entity_id
    from {where} order by g.id
    """
    return [StagedTenure._make(row) for row in connection.execute(sql)]


def make_unclear(connection: sqlite3.Connection, given_ids: Iterable[int]) -> None:
    """Have these looked at one by one."""
    connection.executemany(
        "insert into temp.unclear_tenures values (?) on conflict do nothing", ((given,) for given in given_ids)
    )


def make_roles_unclear(connection: sqlite3.Connection, role_ids: Iterable[int]) -> None:
    """Have the new tenures of these roles looked at one by one."""
    for role_id in role_ids:
        connection.execute(
            f"""
            insert into temp.unclear_tenures select g.id from temp.staged_tenures g {OF}
            where r.entity_id = ? and (g.person is null or p.entity_id is not null)
              and g.id not in (select staged_id from temp.matched_tenures)
            on conflict do nothing
            """,
            [role_id],
        )


def match(connection: sqlite3.Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Note which appointment a given tenure is: staged_id, appointment_id."""
    connection.executemany("insert or replace into temp.matched_tenures values (?, ?)", rows)


def matched_in_role(connection: sqlite3.Connection, role_id: int) -> set[int]:
    """The appointments of the role that are known to be tenures of the file."""
    sql = """select m.appointment_id from appointments a join temp.matched_tenures m on m.appointment_id = a.id
    where a.role_id = ?"""
    return {number for (number,) in connection.execute(sql, [role_id])}


def roles_with_unclear(connection: sqlite3.Connection) -> list[int]:
    """The roles with a limited number of seats in which tenures may be recorded already, or clash with others."""
    sql = """select distinct e.entity_id from temp.unclear_tenures o
    cross join temp.staged_tenures g on g.id = o.staged_id
    cross join temp.staged_entities e on e.noun = 'role' and e.key = g.post cross join roles r on r.id = e.entity_id
    where r.seats is not null or exists (select 1 from role_seats f where f.role_id = r.id)"""
    return sorted(number for (number,) in connection.execute(sql))


def index_matches(connection: sqlite3.Connection) -> None:
    """Make it quick to ask whether a recorded tenure is a given one."""
    connection.execute("create index temp.by_appointment on matched_tenures (appointment_id)")


def is_matched(connection: sqlite3.Connection, appointment_id: int) -> bool:
    """Whether some given tenure is the appointment."""
    sql = "select 1 from temp.matched_tenures where appointment_id = ?"
    return connection.execute(sql, [appointment_id]).fetchone() is not None


def count_staged(connection: sqlite3.Connection) -> int:
    """How many tenures the file has."""
    return int(connection.execute("select count(*) from temp.staged_tenures").fetchone()[0])


def count_unclear(connection: sqlite3.Connection) -> int:
    """How many have to be looked at one by one, and can be: their person and role are known."""
    sql = f"""select count(*) from temp.unclear_tenures o cross join temp.staged_tenures g on g.id = o.staged_id {OF}
    where r.entity_id is not null and (g.person is null or p.entity_id is not null)"""
    return int(connection.execute(sql).fetchone()[0])


def count_matched(connection: sqlite3.Connection, given_ids: Sequence[int] | None = None) -> int:
    """How many of the given tenures, of these or of all, are known to be some appointment."""
    if given_ids is None:
        return int(connection.execute("select count(*) from temp.matched_tenures").fetchone()[0])
    sql = "select count(*) from temp.matched_tenures where staged_id in (select value from json_each(?))"
    return int(connection.execute(sql, [json.dumps(given_ids)]).fetchone()[0])


def forget_matches(connection: sqlite3.Connection, role_ids: Sequence[int], first_new: int) -> None:
    """Before the new appointments of these roles, from id `first_new` on, are taken back."""
    sql = """delete from temp.matched_tenures where appointment_id in (
      select id from appointments where id >= ? and role_id in (select value from json_each(?)))"""
    connection.execute(sql, [first_new, json.dumps(role_ids)])


def add_identifiers(connection: sqlite3.Connection, dataset: str, first_new: int) -> None:
    """Note by which keys the dataset knows the appointments that were added, from id `first_new` on."""
    sql = """select m.appointment_id, ?, g.key from temp.matched_tenures m
    join temp.staged_tenures g on g.id = m.staged_id
    where m.appointment_id >= ? and g.key is not null"""
    for batch in batches(connection.execute(sql, [dataset, first_new])):
        add_rows(connection, "appointment_identifiers", ("appointment_id", "scheme", "value"), batch)


def values_of(connection: sqlite3.Connection, column: str) -> Iterator[tuple[int, str, str]]:
    """appointment_id, place and the value of what more is said of tenures: whom one replaces, its sources."""
    sql = f"""
    select m.appointment_id, g.place, g.{column} from temp.staged_tenures g
    join temp.matched_tenures m on m.staged_id = g.id where g.{column} is not null order by g.id
    """
    yield from connection.execute(sql)


def cited_with(connection: sqlite3.Connection, staged_id: int) -> tuple[str, str | None]:
    """Where the staged tenure stands in the file, and its sources."""
    row = connection.execute("select place, cited from temp.staged_tenures where id = ?", [staged_id]).fetchone()
    return str(row[0]), row[1]


def places_of(
    connection: sqlite3.Connection, appointment_ids: Iterable[int], first_new: int
) -> dict[int, tuple[int, str]]:
    """Which given tenure each of the appointments is, the last one if it is given twice, and where that stands.

    `first_new`: the id from which on appointments were added for the file.
    """
    sql = """
    with wanted (id) as (select value from json_each(:ids)),
    found (appointment_id, staged_id) as (
      select appointment_id, max(staged_id) from temp.matched_tenures
      where appointment_id in (select id from wanted) group by appointment_id)
    select appointment_id, staged_id, g.place from (
      select appointment_id, staged_id from found
      union all select w.id, n.staged_id from wanted w join temp.new_tenures n on n.id = w.id - :above
        where w.id not in (select appointment_id from found)) f
    join temp.staged_tenures g on g.id = f.staged_id
    """
    values = {"ids": json.dumps(sorted(appointment_ids)), "above": first_new - 1}
    return {row_id: (staged_id, place) for row_id, staged_id, place in connection.execute(sql, values)}


def every_match(connection: sqlite3.Connection) -> Iterator[tuple[int, str | None, str | None]]:
    """appointment_id, start and end as given, of the tenures that are noted to be some appointment."""
    sql = """select m.appointment_id, g.start_date, g.end_date from temp.matched_tenures m
    join temp.staged_tenures g on g.id = m.staged_id order by g.id"""
    yield from connection.execute(sql)


def appointment_of(connection: sqlite3.Connection, key: str) -> int | None:
    """The appointment that the file calls `key`."""
    connection.execute("create index if not exists temp.by_key on staged_tenures (key) where key is not null")
    sql = """select m.appointment_id from temp.staged_tenures g join temp.matched_tenures m on m.staged_id = g.id
    where g.key = ? and g.key is not null order by g.id"""
    row = connection.execute(sql, [key]).fetchone()
    return int(row[0]) if row else None


def vanished(connection: sqlite3.Connection, dataset: str, before: int) -> list[str]:
    """The slugs of the appointments below id `before` that an earlier version of the dataset had, and this has not."""
    sql = """
    select a.slug from appointments a
    where a.id < :before and a.id not in (select appointment_id from temp.matched_tenures) and (
      a.id in (select appointment_id from appointment_identifiers where scheme = :dataset)
      or a.change_id in (select change_id from imports where dataset = :dataset) and not exists (
        select 1 from appointment_identifiers i where i.appointment_id = a.id))
    order by a.slug
    """
    if not connection.execute("select 1 from imports where dataset = ? limit 1", [dataset]).fetchone():
        return []
    return [slug for (slug,) in connection.execute(sql, {"dataset": dataset, "before": before})]
