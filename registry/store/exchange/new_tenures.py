"""The tenures of a staged file that are new beyond doubt: added at once, taken back where they leave no seat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds
from registry.domain.names.keys import TENURE_SLUG
from registry.store.entities import named
from registry.store.exchange.staged_tenures import OF


class NewTenure(NamedTuple):
    """A given tenure that is new, and its slug but for a number."""

    id: int
    staged_id: int
    slug: str
    person_id: int | None
    role_id: int
    start: str | None
    end: str | None
    rest: str | None
    bounds: Bounds


def find_new(connection: sqlite3.Connection) -> int:
    """Find the tenures that are new beyond doubt, with their slugs (as `tenure_slug` has them), and return how many.

    Where one person has several of one role, each has to begin when the one before it has certainly ended, or later:
    else all of them are `close`.
    """
    found = connection.execute(
        f"""
        insert into temp.new_tenures
          (staged_id, noted, slug, person_id, role_id, start_date, start_earliest, start_latest, end_date, end_earliest,
          end_latest, rest)
        select g.id, coalesce(g.key, g.replaces, g.cited, g.more) is not null,
          rtrim(substr(coalesce(p.slug, 'vacancy') || '-' || r.slug, 1, {TENURE_SLUG}), '-') as slug,
          p.entity_id, r.entity_id, g.start_date, g.start_earliest, g.start_latest, g.end_date, g.end_earliest,
          g.end_latest, g.rest
        from temp.staged_tenures g {OF}
        where r.entity_id is not null and (g.person is null or p.entity_id is not null)
          and g.id not in (select staged_id from temp.matched_tenures)
          and g.id not in (select staged_id from temp.unclear_tenures)
        order by slug, p.entity_id, r.entity_id, g.start_earliest, g.id
        """
    ).rowcount
    connection.execute(
        """
        update temp.new_tenures as t set number = s.number, close = s.close from (
          select id, row_number() over one as number, max(near) over one as close from (
            select b.id, b.slug, a.slug is b.slug and a.person_id is b.person_id and a.role_id = b.role_id
              and not (a.start_earliest < b.start_earliest and a.end_earliest <= b.start_earliest) as near
            from temp.new_tenures b left join temp.new_tenures a on a.id = b.id - 1
              left join temp.new_tenures c on c.id = b.id + 1
            where b.slug in (a.slug, c.slug))
          window one as (partition by slug order by id rows between unbounded preceding and unbounded following)) as s
        where t.id = s.id
        """
    )
    return found


def close_tenures(connection: sqlite3.Connection) -> Iterator[NewTenure]:
    """Those that are close, by slug, person and role; what was read may be changed."""
    sql = """select id, staged_id, slug, person_id, role_id, start_date, end_date, rest, start_earliest, start_latest,
      end_earliest, end_latest from temp.new_tenures where close order by slug, id"""
    for row in connection.execute(sql):  # sorted, and so apart from the table
        yield NewTenure._make((*row[:8], Bounds(*row[8:])))


def number_new(connection: sqlite3.Connection, numbers: Iterable[tuple[int, int]]) -> None:
    """Note the how manyth of their slugs they are: number, id."""
    connection.executemany("update temp.new_tenures set number = ? where id = ?", numbers)


def leave_out(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """These are not new after all."""
    connection.executemany("delete from temp.new_tenures where id = ?", ((each,) for each in ids))


def add_new(connection: sqlite3.Connection, ids: range, above: int, *, every: bool) -> int:
    """Add the new tenures of these ids, as appointments whose ids are `above` higher; returns how many.

    `every`: note which appointment each one is, else of those of which more is to be said.
    """
    among = "from temp.new_tenures where id between ? and ?"
    bounds = (ids[0], ids[-1])
    count: int = connection.execute(f"select count(*) {among}", bounds).fetchone()[0]
    if _insert(connection, bounds, above) < count:
        taken = f"select id, slug {among} and id + ? not in (select id from appointments)"
        for number, slug in connection.execute(taken, [*bounds, above]).fetchall():
            free = named.free_slug(connection, "appointments", slug)
            connection.execute("update temp.new_tenures set slug = ?, number = 1 where id = ?", [free, number])
            _insert(connection, (number, number), above)
    noted = f"insert or replace into temp.matched_tenures select staged_id, id + ? {among} and (noted or ?)"
    connection.execute(noted, [above, *bounds, every])
    return count


def _insert(connection: sqlite3.Connection, bounds: tuple[int, int], above: int) -> int:
    """Add those from the first to the last id whose slugs are free; returns how many."""
    return connection.execute(
        """
        insert into appointments (id, slug, person_id, role_id, kind, status, start_date, start_earliest, start_latest,
          end_date, end_earliest, end_latest, rank, how, end_reason, note, change_id, recorded_from)
        select n.id + ?, slug || iif(number > 1, '-' || number, ''), person_id, role_id,
          coalesce(rest ->> '$[0]', 'substantive'), coalesce(rest ->> '$[1]', 'accepted'),
          start_date, start_earliest, start_latest, end_date, end_earliest, end_latest,
          rest ->> '$[2]', rest ->> '$[3]', rest ->> '$[4]', rest ->> '$[5]', c.change_id, c.recorded_at
        from temp.new_tenures n cross join change_in_progress c where n.id between ? and ?
        on conflict (slug) do nothing
        """,
        [above, *bounds],
    ).rowcount


def crowded_roles(connection: sqlite3.Connection, first_new: int) -> list[int]:
    """The roles in which appointments from id `first_new` on leave somebody no seat, as the guards have it."""
    connection.execute("drop table if exists temp.touched_roles")
    connection.execute("create temp table touched_roles (id integer primary key, single integer not null)")
    connection.execute(
        """
        insert into temp.touched_roles
        select r.id, r.seats is 1 and not exists (select 1 from role_seats f where f.role_id = r.id)
        from temp.staged_entities t cross join roles r on r.id = t.entity_id
        where t.noun = 'role'
          and exists (select 1 from appointments a where a.role_id = r.id and a.id >= ?)
          and (r.seats is not null or exists (select 1 from role_seats f where f.role_id = r.id))
        on conflict do nothing
        """,
        [first_new],
    )
    # Whoever crosses a tenure begins before it has certainly ended: a short range of the index, as most have one seat
    # after the other. The view counts what is beside each tenure.
    single = """
    select distinct a.role_id from temp.touched_roles t cross join appointments a on a.role_id = t.id
    where t.single and a.status = 'accepted' and exists (
      select 1 from appointments b
      where b.role_id = a.role_id and b.start_earliest >= a.start_earliest and b.start_earliest < a.end_earliest
        and b.id <> a.id and b.kind = a.kind and b.status = 'accepted'
        and a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
        and ifnull(b.start_date, '') || ifnull(b.end_date, '') not glob '*[?%]*')
      and ifnull(a.start_date, '') || ifnull(a.end_date, '') not glob '*[?%]*'
    """
    several = """
    select t.id from temp.touched_roles t where not t.single and exists (select 1 from crowded c where c.role_id = t.id)
    """
    return sorted(role for way in (single, several) for (role,) in connection.execute(way))


def take_back(connection: sqlite3.Connection, role_ids: Iterable[int], first_new: int) -> int:
    """Remove the appointments from id `first_new` on of these roles, which the open change added; returns how many."""
    return sum(
        connection.execute("delete from appointments where role_id = ? and id >= ?", [role_id, first_new]).rowcount
        for role_id in role_ids
    )
