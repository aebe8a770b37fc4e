"""The organizations, roles and people of a file that is staged: which recorded one each is, or that it is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from registry.domain.names.keys import SLUG
from registry.store.database.registry_file import free_id
from registry.store.entities.named import ORGANIZATION, ROLE, Noun


class StagedEntity(NamedTuple):
    """A given thing; `record`: all that is said of it, None = nothing but the name."""

    key: str
    name: str
    name_key: str
    owner: str | None
    record: str | None


def mark_odd(connection: sqlite3.Connection, noun: Noun) -> None:
    """Mark the things that may be recorded already, by an identifier or a name, or whose identifiers are not theirs."""
    word = noun.word
    connection.execute("create index if not exists temp.by_identifier on given_identifiers (noun, scheme, value)")
    one_body = """and exists (
        select 1 from roles k join temp.given_things o on o.noun = 'organization' and o.key = t.owner
        where k.id = n.id and k.organization_id = o.thing_id)"""
    connection.execute(
        f"""
        update temp.given_things as t set odd = 1 where t.noun = '{word}' and t.record is not null
        and (exists (select 1 from {word}_keys n where n.key = t.name_key {one_body if noun is ROLE else ""})
          or t.key in (
            select i.key from temp.given_identifiers i where i.noun = '{word}' and (
              exists (select 1 from {word}_identifiers k where k.scheme = i.scheme and k.value = i.value)
              or exists (select 1 from temp.given_identifiers j where j.noun = i.noun and j.scheme = i.scheme
                and j.value = i.value and j.key <> i.key))))
        """
    )
    if noun is ROLE:  # an organization, under whichever keys the file has it, has one role of a title
        connection.execute(
            """
            update temp.given_things as t set odd = 1 where t.noun = 'role' and (t.name, (
              select thing_id from temp.given_things where noun = 'organization' and key = t.owner)) in (
              select r.name, o.thing_id from temp.given_things r
              join temp.given_things o on o.noun = 'organization' and o.key = r.owner
              where r.noun = 'role' group by r.name, o.thing_id having count(*) > 1)
            """
        )


def odd_things(connection: sqlite3.Connection, noun: Noun) -> list[str]:
    """The records of what is looked at one by one, in the order of their keys."""
    every = "" if noun is ORGANIZATION else "and odd"
    sql = f"select record from temp.given_things where noun = ? and record is not null {every} order by key"
    return [record for (record,) in connection.execute(sql, [noun.word])]


def plain_things(connection: sqlite3.Connection, noun: Noun, *, described: bool) -> Iterator[StagedEntity]:
    """What is new beyond doubt, by name_key; `described`: whether that of which more than a name is said."""
    sql = """select key, name, name_key, owner, record from temp.given_things
    where noun = ? and not odd and thing_id is null and (record is not null) = ? order by name_key, key"""
    for row in connection.execute(sql, [noun.word, described]):
        yield StagedEntity._make(row)


def thing(connection: sqlite3.Connection, noun: Noun, key: str) -> tuple[int, str, str] | None:
    """Id, slug and name of the recorded thing that the file calls `key`; None if that was refused or is not there."""
    sql = """select thing_id, slug, name from temp.given_things where noun = ? and key = ? and thing_id is not null"""
    found: tuple[int, str, str] | None = connection.execute(sql, [noun.word, key]).fetchone()
    return found


def met(connection: sqlite3.Connection, noun: Noun, rows: Iterable[tuple[int, str, str]]) -> None:
    """Note which recorded thing each is: id, slug, key."""
    sql = f"update temp.given_things set thing_id = ?, slug = ? where noun = '{noun.word}' and key = ?"
    connection.executemany(sql, rows)


def meet_by_name(connection: sqlite3.Connection, before: int) -> int:
    """Let people of whom only the name is given be those of that name, where there is exactly one.

    Returns how many were recorded before: with an id below `before`. The others of whom there are any stay `odd`.
    """
    connection.execute(
        """
        update temp.given_things as t set odd = (
          select count(distinct n.id) from person_keys n where n.key = t.name_key)
        where t.noun = 'person' and t.record is null
        """
    )
    connection.execute(
        """
        update temp.given_things as t set (thing_id, slug) = (
          select s.id, s.slug from person_keys n join people s on s.id = n.id where n.key = t.name_key)
        where t.noun = 'person' and t.record is null and t.odd = 1
        """
    )
    sql = """
    select count(distinct thing_id) from temp.given_things
    where noun = 'person' and record is null and odd = 1 and thing_id < ?
    """
    return int(connection.execute(sql, [before]).fetchone()[0])


def add_named(connection: sqlite3.Connection) -> int:
    """Add people who are new beyond doubt and of whom only the name is given, those of one folded name as one.

    Returns how many. Whose slug is another one's, or long, is not among them. A key of folded words (names/keys.py),
    joined by hyphens, is the slug that `slug_of` makes of it.
    """
    first = free_id(connection, "people")
    new = "noun = 'person' and record is null and not odd and thing_id is null"
    added = connection.execute(
        f"""
        insert into people (id, slug, name, name_key, change_id, recorded_from)
        select ? - 1 + row_number() over (order by name_key), replace(name_key, ' ', '-'), name, name_key,
          c.change_id, c.recorded_at
        from (select name_key, name, min(key) from temp.given_things where {new} group by name_key) g
        cross join change_in_progress c
        where length(name_key) <= ? and name_key not glob '*[^a-z0-9 ]*'
          and not exists (select 1 from people p where p.slug = replace(g.name_key, ' ', '-'))
          and not exists (select 1 from person_redirects d where d.slug = replace(g.name_key, ' ', '-'))
        """,
        [first, SLUG],
    ).rowcount
    connection.execute(
        f"""
        update temp.given_things as t set (thing_id, slug) = (
          select p.id, p.slug from people p where p.name_key = t.name_key and p.id >= ?)
        where {new}
        """,
        [first],
    )
    return added
