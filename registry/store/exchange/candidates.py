"""Which recorded people, organizations and roles the staged ones may be, found in sets.

A name alone is not enough to take one person for another. What speaks for it, as `evidence`: 4 a tenure in the same
role, 3 in the same organization, 2 in one above or below it, 1 the same dataset, a tenure that adjoins to the day, or
that nothing is recorded of the person but the name. 0 = only the name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from registry.store.entities.named import ROLE, Noun


class Candidate(NamedTuple):
    """A recorded row that a staged entity may be; `way` and `evidence` as in schema/staging.sql."""

    entity_id: int
    way: int
    evidence: int


def find_candidates(connection: sqlite3.Connection, noun: Noun, dataset: str, *, described: bool) -> None:
    """Find them for what is not matched yet; `described`: for what says more than a name, else for mere names."""
    todo = f"t.noun = '{noun.word}' and t.same_as is null and t.entity_id is null and (t.record is not null) = ?"
    add = "insert into temp.candidates (noun, key, entity_id, way)"
    connection.execute(
        f"""{add} select t.noun, t.key, k.{noun.owner}, 1 from temp.staged_entities t
        cross join dataset_keys k on k.dataset = ? and k.noun = '{noun.word}' and k.value = t.key
        where {todo}""",
        [dataset, described],
    )
    known = f"""{todo} and not exists (
      select 1 from temp.candidates c where c.noun = t.noun and c.key = t.key and c.way = 1)"""
    if described:
        connection.execute(
            f"""{add} select distinct t.noun, t.key, k.{noun.owner}, 2 from temp.staged_identifiers i
            cross join {noun.word}_identifiers k on k.scheme = i.scheme and k.value = i.value
            cross join temp.staged_entities t on t.noun = i.noun and t.key = i.key
            where i.noun = '{noun.word}' and {known} on conflict do nothing""",
            [described],
        )
    connection.execute(
        f"{add} select distinct t.noun, t.key, n.id, 3 from {_by_name(noun)} where {known} on conflict do nothing",
        [described],
    )


def _by_name(noun: Noun) -> str:
    """What has a name of the same key; a role, in the same organization."""
    if noun is not ROLE:
        return f"temp.staged_entities t cross join {noun.word}_keys n on n.key = t.name_key"
    return """temp.staged_entities t
      cross join temp.staged_entities o on o.noun = 'organization' and o.key = t.owner
      cross join roles n on n.organization_id = o.entity_id and (n.name_key = t.name_key or exists (
        select 1 from role_names a where a.role_id = n.id and a.name_key = t.name_key))"""


def weigh_names(connection: sqlite3.Connection, dataset: str, before: int) -> None:
    """Note what speaks for the people who are found by name; `before`: ids from it on are of this file."""
    if not connection.execute("select 1 from temp.candidates where noun = 'person' and way = 3 limit 1").fetchone():
        return
    _drop_impossible(connection, dataset)
    _note_bodies(connection)
    there = "select 1 from temp.staged_bodies s join temp.recorded_bodies r on"
    mine = "where s.key = c.key and r.person_id = c.entity_id"
    connection.execute(
        f"""
        update temp.candidates as c set evidence = case
          when entity_id >= ? then 4
          when exists ({there} r.role_id = s.role_id {mine}) then 4
          when exists ({there} r.organization_id = s.organization_id {mine}) then 3
          when exists ({there} true {mine} and exists (
            select 1 from temp.above a where (a.organization_id, a.above_id) in (
              values (s.organization_id, r.organization_id), (r.organization_id, s.organization_id)))) then 2
          when exists (
            select 1 from appointments a join imports i on i.change_id = a.change_id
            where a.person_id = c.entity_id and i.dataset = ?) then 1
          when not exists (select 1 from temp.recorded_bodies r where r.person_id = c.entity_id) then 1
          when exists (
            select 1 from temp.staged_tenures g join appointments a on a.person_id = c.entity_id
            where g.person = c.key and (
              a.end_earliest = a.end_latest and g.start_earliest = g.start_latest
                and a.end_latest in (g.start_earliest, date(g.start_earliest, '-1 day'))
              or g.end_earliest = g.end_latest and a.start_earliest = a.start_latest
                and g.end_latest in (a.start_earliest, date(a.start_earliest, '-1 day')))) then 1
          else 0 end
        where c.noun = 'person' and c.way = 3
        """,
        [before, dataset],
    )


def _drop_impossible(connection: sqlite3.Connection, dataset: str) -> None:
    """Who died before, or was born after, the tenures in the file; whom the dataset knows by another key of its own."""
    connection.execute("create index if not exists temp.by_person on staged_tenures (person)")
    connection.execute(
        """
        delete from temp.candidates as c where c.noun = 'person' and c.way = 3 and exists (
          select 1 from people p where p.id = c.entity_id
            and (p.death_date is not null or p.birth_date is not null) and exists (
            select 1 from temp.staged_tenures g where g.person = c.key
              and (g.start_earliest > p.death_latest or g.end_latest < p.birth_earliest)))
        """
    )
    connection.execute(
        """
        delete from temp.candidates as c where c.noun = 'person' and c.way = 3
          and exists (select 1 from dataset_keys k where k.person_id = c.entity_id and k.dataset = ?)
          and (select own from temp.staged_entities t where t.noun = 'person' and t.key = c.key)
        """,
        [dataset],
    )


def _note_bodies(connection: sqlite3.Connection) -> None:
    """In which roles and organizations the people are, in the file and on record, and what these belong to."""
    for table in ("staged_bodies", "recorded_bodies", "above"):
        connection.execute(f"drop table if exists temp.{table}")
    connection.execute(
        """
        create temp table staged_bodies as
        select distinct c.key, r.id as role_id, r.organization_id
        from (select distinct key from temp.candidates where noun = 'person' and way = 3) c
        cross join temp.staged_tenures g on g.person = c.key
        cross join temp.staged_entities t on t.noun = 'role' and t.key = g.post
        cross join roles r on r.id = t.entity_id
        """
    )
    connection.execute("create index temp.staged_bodies_key on staged_bodies (key)")
    connection.execute(
        """
        create temp table recorded_bodies as
        select distinct c.entity_id as person_id, r.id as role_id, r.organization_id
        from (select distinct entity_id from temp.candidates where noun = 'person' and way = 3) c
        cross join appointments a on a.person_id = c.entity_id cross join roles r on r.id = a.role_id
        where a.status <> 'rejected'
        """
    )
    connection.execute("create index temp.recorded_bodies_person on recorded_bodies (person_id)")
    connection.execute("create temp table above (organization_id, above_id, primary key (organization_id, above_id))")
    connection.execute(
        """
        insert into temp.above
        with recursive up (organization_id, above_id) as (
          select l.organization_id, l.parent_id from organization_parents l where l.organization_id in (
            select organization_id from temp.staged_bodies union select organization_id from temp.recorded_bodies)
          union
          select u.organization_id, l.parent_id from up u join organization_parents l on l.organization_id = u.above_id)
        select * from up
        """
    )


def candidates_of(connection: sqlite3.Connection, noun: Noun, first: str, last: str) -> Iterator[tuple[str, Candidate]]:
    """The candidates of the keys from `first` to `last`, inclusive."""
    sql = """select key, entity_id, way, evidence from temp.candidates
    where noun = ? and key between ? and ? order by key, way, entity_id"""
    for key, *cells in connection.execute(sql, [noun.word, first, last]):
        yield key, Candidate._make(cells)


def choose_people(connection: sqlite3.Connection) -> None:
    """Let mere names be whom they fit best, where that is one person; `unclear` is how many they fit otherwise."""
    connection.execute(
        """
        update temp.staged_entities as t set (entity_id, unclear) = (
          select iif(count(*) = 1, min(c.entity_id), null), count(*) from temp.candidates c
          where c.noun = 'person' and c.key = t.key and (c.way = 1 or c.evidence > 0) and (c.way, -c.evidence) = (
            select b.way, -b.evidence from temp.candidates b where b.noun = 'person' and b.key = t.key
            order by b.way, b.evidence desc limit 1))
        where t.noun = 'person' and t.record is null and t.entity_id is null
          and t.key in (select key from temp.candidates where noun = 'person')
        """
    )
    connection.execute(
        """
        update temp.staged_entities as t set slug = (select slug from people p where p.id = t.entity_id)
        where t.noun = 'person' and t.record is null and t.entity_id is not null
        """
    )


def taken_by_name(
    connection: sqlite3.Connection, dataset: str, before: int, first_new: int
) -> Iterator[tuple[str, str, str, str]]:
    """Whom the file names, as whom they were taken by name alone (slug and name), and the first place.

    Left out is whom the dataset named before, whom the file itself describes (ids from `before` on), and of whom it
    says nothing but tenures that were recorded (ids below `first_new`).
    """
    yield from connection.execute(
        f"""
        select t.name, p.slug, p.name, {_PLACE}
        from temp.candidates c join temp.staged_entities t on t.noun = c.noun and t.key = c.key
        join people p on p.id = c.entity_id
        where c.noun = 'person' and c.way = 3 and t.entity_id = c.entity_id and c.entity_id < ?
          and not exists (
            select 1 from appointments a join imports i on i.change_id = a.change_id
            where a.person_id = c.entity_id and i.dataset = ?)
          and exists (
            select 1 from temp.staged_tenures g where g.person = t.key and not exists (
              select 1 from temp.matched_tenures m where m.staged_id = g.id and m.appointment_id < ?))
        order by t.name, p.slug
        """,
        [before, dataset, first_new],
    )


def namesakes(connection: sqlite3.Connection, before: int) -> Iterator[tuple[str, str, str, str]]:
    """Who was added although the name is recorded: their slug, the others' slug and name, the first place."""
    yield from connection.execute(
        f"""
        select t.slug, p.slug, p.name, {_PLACE}
        from temp.candidates c join temp.staged_entities t on t.noun = c.noun and t.key = c.key
        join people p on p.id = c.entity_id
        where c.noun = 'person' and c.way = 3 and t.entity_id >= ? and c.entity_id < ? and p.id <> t.entity_id
        order by t.name, p.slug
        """,
        [before, before],
    )


_PLACE = "coalesce((select place from temp.staged_tenures g where g.person = t.key order by g.id limit 1), '')"


def remember_keys(connection: sqlite3.Connection, dataset: str) -> list[tuple[str, int, str]]:
    """noun, id and key of what the dataset is to know again: by its own key, or by a name that several people have."""
    return connection.execute(
        """
        select t.noun, t.entity_id, t.key from temp.staged_entities t
        where t.entity_id is not null and (t.own or t.noun = 'person' and exists (
            select 1 from temp.candidates c
            where c.noun = 'person' and c.key = t.key and c.way = 3 and c.entity_id <> t.entity_id))
          and not exists (
            select 1 from dataset_keys k where k.dataset = ? and k.noun = t.noun and k.value = t.key)
        order by t.noun, t.key
        """,
        [dataset],
    ).fetchall()
