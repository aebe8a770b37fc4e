"""What a lake is made of, partition by partition: tenures by role and person, and the rows of the other tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from registry.domain.tenures.details import DetailNote
from registry.domain.tenures.names_then import OTHER_SPELLINGS, DatedName
from registry.domain.tenures.records import RoleNote, Tenure
from registry.store.entities.roles import role_notes
from registry.store.tenures import appointments

Row = tuple[object, ...]

# The columns of each table as registry/lake/layout.py has them; of the rows with an id from :first to :last.
_ROWS = {
    "people": """
    select id, slug, name, birth_date, birth_earliest, birth_latest, death_date, death_earliest, death_latest
    from people where id between :first and :last order by id""",
    "organizations": """
    select id, slug, name, inception_date, inception_earliest, inception_latest,
      dissolution_date, dissolution_earliest, dissolution_latest
    from organizations where id between :first and :last order by id""",
    "changes": """
    select id, recorded_at, actor, command, reason from changes where id between :first and :last order by id""",
    "citations": """
    select a.role_id, a.id, s.slug, s.title, s.url, s.publisher, s.published_date, s.retracted is not null,
      c.supports, c.says, c.observed, c.quote, c.locator
    from appointments a cross join citations c on c.appointment_id = a.id join sources s on s.id = c.source_id
    where a.role_id between :first and :last order by a.role_id, a.id, c.id""",
    "details": """
    select a.role_id, a.id, d.field, d.value, d.status, d.start_date, d.end_date,
      d.start_earliest, d.start_latest, d.end_earliest, d.end_latest
    from appointments a cross join appointment_details d on d.appointment_id = a.id
    where a.role_id between :first and :last order by a.role_id, a.id, d.start_earliest, d.field, d.value""",
    "dates": """
    select a.role_id, a.id, d.side, d.act, d.on_date, d.on_earliest, d.on_latest
    from appointments a cross join appointment_dates d on d.appointment_id = a.id
    where a.role_id between :first and :last order by a.role_id, a.id, d.on_earliest, d.side, d.act""",
    "relations": """
    select 'organization', organization_id, kind, other_id, how, status, start_date, end_date,
      start_earliest, start_latest, end_earliest, end_latest
    from organization_relations where organization_id between :first and :last
    union all
    select 'role', role_id, kind, other_id, how, status, start_date, end_date,
      start_earliest, start_latest, end_earliest, end_latest
    from role_relations where role_id between :first and :last
    order by 1, 2, 3, 4, 9""",
}
# As the rule outside-role has it: the day of a succession belongs to both roles.
_LIVES = """
select r.id, r.inception_date, r.abolition_date,
  min(r.inception_earliest, coalesce((
    select min(c.start_earliest) from role_relations c
    where c.role_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
      and date(c.start_latest, '+1 day') >= r.inception_earliest), r.inception_earliest)),
  max(r.abolition_latest, coalesce((
    select max(c.start_latest) from role_relations c
    where c.other_id = r.id and c.kind = 'continues' and c.status <> 'rejected'
      and date(c.start_earliest, '-1 day') <= r.abolition_latest), r.abolition_latest)),
  r.organization_id
from roles r where r.id between :first and :last order by r.id"""
_NAMES = """
select '{noun}', id, {label}, name_key from {table} where id between :first and :last
union all
select '{noun}', {noun}_id, name, name_key from {noun}_names where {noun}_id between :first and :last
order by 2, 3"""
# By which words one is known to programs: the slug, the slugs that merges took away, and the identifiers of others.
_IDENTIFIERS = """
select '{noun}', id, 'slug', slug from {table} where id between :first and :last
union all
select '{noun}', {noun}_id, 'slug', slug from {noun}_redirects where {noun}_id between :first and :last
union all
select '{noun}', {noun}_id, scheme, value from {noun}_identifiers where {noun}_id between :first and :last
order by 2, 3, 4"""
_NOUNS = (("person", "people", "name"), ("organization", "organizations", "name"), ("role", "roles", "title"))
_REPLACED = """
select a.id, p.slug, p.name
from appointments a cross join appointments b on b.id = a.replaces_id left join people p on p.id = b.person_id
where a.role_id between :first and :last and b.status <> 'rejected' and b.person_id is not a.person_id"""


_DATED = """
select n.{noun}_id, o.{label}, n.name, n.start_date, n.end_date
from {noun}_names n join {table} o on o.id = n.{noun}_id
where n.{noun}_id between :first and :last and coalesce(n.start_date, n.end_date) is not null
  and n.kind not in (select value from json_each(:spellings))
order by 1, n.id"""
_DAILY = """
select a.slug, d.field, d.value, d.start_date, d.end_date, d.status, null
from appointments a cross join appointment_details d on d.appointment_id = a.id
where a.role_id between :first and :last and d.field in ('absence', 'rank')
order by a.slug, d.start_earliest, d.field, d.value"""
_COVERED = """
select a.slug, p.slug, p.name
from appointments a join appointments c on c.id = a.covers_id left join people p on p.id = c.person_id
where a.role_id between :first and :last"""


class LakeRole(NamedTuple):
    """A role with the texts and days of its own life, and the id of its organization."""

    note: RoleNote
    began: str | None
    ended: str | None
    inception_earliest: str
    abolition_latest: str
    organization_id: int


def newest_change(connection: sqlite3.Connection) -> int | None:
    """The id of the newest change; None where nothing was changed yet."""
    newest: int | None = connection.execute("select max(id) from changes").fetchone()[0]
    return newest


def parts(connection: sqlite3.Connection, table: str, size: int) -> list[int]:
    """The partitions of `size` ids that a table (people, organizations, roles, changes) has rows in."""
    sql = f"select distinct id / ? from {table} order by 1"
    return [part for (part,) in connection.execute(sql, [size])]


def rows(connection: sqlite3.Connection, table: str, first: int, last: int) -> Iterator[Row]:
    """The rows of a table that needs no thought, with ids from `first` to `last`, both inclusive."""
    return iter(connection.execute(_ROWS[table], {"first": first, "last": last}))


def names(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Row]:
    """Every name of the people, organizations and roles with these ids, with its folded form."""
    return _of_nouns(connection, _NAMES, first, last)


def identifiers(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Row]:
    """Every slug and identifier of the people, organizations and roles with these ids."""
    return _of_nouns(connection, _IDENTIFIERS, first, last)


def _of_nouns(connection: sqlite3.Connection, sql: str, first: int, last: int) -> Iterator[Row]:
    for noun, table, label in _NOUNS:
        of_noun = sql.format(noun=noun, table=table, label=label)
        yield from connection.execute(of_noun, {"first": first, "last": last})


def lake_roles(connection: sqlite3.Connection, first: int, last: int) -> Iterator[LakeRole]:
    """The roles with ids from `first` to `last`, both inclusive, by id."""
    lives = {row[0]: row[1:] for row in connection.execute(_LIVES, {"first": first, "last": last})}
    for note in role_notes(connection, first, last):
        yield LakeRole(note, *lives[note.id])


def replaced(connection: sqlite3.Connection, first: int, last: int) -> dict[int, tuple[str | None, str | None]]:
    """By id of a tenure in these roles: the slug and name of the other person whom it directly succeeded."""
    return {row[0]: row[1:] for row in connection.execute(_REPLACED, {"first": first, "last": last})}


def dated_names(
    connection: sqlite3.Connection, first: int, last: int
) -> Iterator[tuple[str, int, str, list[DatedName]]]:
    """What each is, its id, its main name and its names with dates; of those with these ids that have any."""
    values = {"first": first, "last": last, "spellings": json.dumps(OTHER_SPELLINGS)}
    for noun, table, label in _NOUNS:
        found = connection.execute(_DATED.format(noun=noun, table=table, label=label), values)
        for (row_id, main), names in groupby(found, lambda row: row[:2]):
            yield noun, row_id, main, [DatedName(*name[2:]) for name in names]


def daily_details(connection: sqlite3.Connection, first: int, last: int) -> dict[str, list[DetailNote]]:
    """The absences and ranks of the tenures in these roles, by the slug of the appointment."""
    found: dict[str, list[DetailNote]] = {}
    for slug, *note in connection.execute(_DAILY, {"first": first, "last": last}):
        found.setdefault(slug, []).append(DetailNote(*note))
    return found


def covered(connection: sqlite3.Connection, first: int, last: int) -> dict[str, tuple[str | None, str | None]]:
    """By the slug of an acting appointment in these roles: the slug and name of the person whom it covers."""
    return {row[0]: row[1:] for row in connection.execute(_COVERED, {"first": first, "last": last})}


def conferred_roles(connection: sqlite3.Connection, first: int, last: int) -> list[int]:
    """The roles with these ids that ever come with another one, ex officio."""
    sql = """
    select distinct other_id from role_relations
    where kind = 'ex officio' and other_id between ? and ? order by 1"""
    return [role_id for (role_id,) in connection.execute(sql, [first, last])]


def tenures_by_person(connection: sqlite3.Connection, first: int, last: int) -> Iterator[list[Tenure]]:
    """The tenures in the roles from `first` to `last`, by role and then by person; each vacancy for itself."""
    found = appointments.of_roles(connection, first, last)
    for (_, person), tenures in groupby(found, lambda tenure: (tenure.role_id, tenure.person_id)):
        if person is None:
            yield from ([tenure] for tenure in tenures)
        else:
            yield list(tenures)
