"""What tells people from each other, for many at once: their names, lives, identifiers and tenures. Reads only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from registry.domain.dates.bounds import Bounds
from registry.domain.names.candidate_pairs import NamedPerson
from registry.domain.names.duplicate_score import ComparedPerson, ComparedTenure

_PEOPLE = """
select id, slug, name, birth_date, death_date, birth_earliest, birth_latest, death_earliest, death_latest
from people where id in (select value from json_each(:ids))
"""
_KEYS = "select id, key from person_keys where id in (select value from json_each(:ids)) order by key"
_IDENTIFIERS = """
select person_id, scheme, value from person_identifiers
where person_id in (select value from json_each(:ids)) order by scheme, value
"""
_POSTS = """
select a.person_id, r.id, r.title, o.id, o.name, a.kind, a.start_date, a.end_date,
  a.start_earliest, a.start_latest, a.end_earliest, a.end_latest,
  (select person_id from appointments p where p.id = a.replaces_id)
from appointments a join roles r on r.id = a.role_id join organizations o on o.id = r.organization_id
where a.person_id in (select value from json_each(:ids)) and a.status <> 'rejected'
order by a.id
"""
_DISTINCT = "select min(person_id, other_person_id), max(person_id, other_person_id) from distinct_people"


def bearers(connection: sqlite3.Connection) -> list[NamedPerson]:
    """Everybody with each of their names, folded."""
    return [NamedPerson(*row) for row in connection.execute("select id, key from person_keys order by id, key")]


def namesakes_added_by(connection: sqlite3.Connection, number: int) -> list[tuple[int, int]]:
    """Who was added by the change, with each of those that have a name of the same key and are older; ids."""
    sql = """
    with added (id) as (
      select id from people where change_id = :number union select id from people_history where change_id = :number
      except select h.id from people_history h where h.recorded_from < (
        select recorded_at from changes where id = :number))
    select distinct n.id, o.id from added n cross join person_keys k on k.id = n.id
    cross join person_keys o on o.key = k.key and o.id < n.id
    order by 1, 2
    """
    return [(one, other) for one, other in connection.execute(sql, {"number": number})]


def is_import(connection: sqlite3.Connection, number: int) -> bool:
    """Whether the change took in a file of others."""
    return connection.execute("select 1 from imports where change_id = ?", [number]).fetchone() is not None


def known_distinct(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """The pairs who are known not to be one, the lesser number first."""
    return {(one, other) for one, other in connection.execute(_DISTINCT)}


def lives(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, ComparedPerson]:
    """What is recorded of these people."""
    wanted = {"ids": json.dumps(sorted(ids))}
    posts: dict[int, list[ComparedTenure]] = {}
    for person, *post, replaced in connection.execute(_POSTS, wanted):
        posts.setdefault(person, []).append(ComparedTenure._make((*post[:7], Bounds._make(post[7:]), replaced)))
    keys: dict[int, list[str]] = {}
    for person, key in connection.execute(_KEYS, wanted):
        keys.setdefault(person, []).append(key)
    identifiers: dict[int, list[tuple[str, str]]] = {}
    for person, scheme, value in connection.execute(_IDENTIFIERS, wanted):
        identifiers.setdefault(person, []).append((scheme, value))
    return {
        person: ComparedPerson(
            person, slug, name, tuple(dict.fromkeys(keys[person])), birth, death, Bounds(*days),
            tuple(identifiers.get(person, ())), tuple(posts.get(person, ())),
        )
        for person, slug, name, birth, death, *days in connection.execute(_PEOPLE, wanted)
    }  # fmt: skip
