"""The organizations, roles and people of a file that is staged: which of them are one, what is new, what is what."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from registry.domain.names.keys import SLUG
from registry.store.database.bulk_insert import add_rows
from registry.store.database.registry_file import free_id
from registry.store.entities.named import ORGANIZATION, ROLE, Noun


class StagedEntity(NamedTuple):
    """A staged entity; `record`: all that is said of it, None = nothing but the name."""

    key: str
    name: str
    name_key: str
    owner: str | None
    record: str | None


def alike(connection: sqlite3.Connection, noun: Noun) -> Iterator[list[tuple[str, str]]]:
    """Keys and records of what the file calls the same but for the spelling, group by group, in the order of the keys.

    People and organizations to which the file gives keys of its own are left out: it tells them apart itself. Roles
    are those of one organization, whatever their keys.
    """
    owner, where = "''", "and not t.own"
    if noun is ROLE:
        owner, where = "o.entity_id", "and o.entity_id is not null"
    sql = f"""
    select {owner} as body, t.name_key, t.key, t.record from temp.staged_entities t
    left join temp.staged_entities o on o.noun = 'organization' and o.key = t.owner
    where t.noun = '{noun.word}' and t.record is not null {where}
    """
    shared = f"""select * from (select *, count(*) over (partition by body, name_key) as times from ({sql}))
    where times > 1 order by body, name_key, key"""
    for _, group in groupby(connection.execute(shared), lambda row: row[:2]):
        yield [(key, record) for _, _, key, record, _ in group]


def unite(connection: sqlite3.Connection, noun: Noun, leader: StagedEntity, others: Iterable[str]) -> None:
    """Let the file have `others` under the key of `leader`, which says all that they say."""
    connection.execute(
        "update temp.staged_entities set name = ?, record = ? where noun = ? and key = ?",
        [leader.name, leader.record, noun.word, leader.key],
    )
    pairs = [(leader.key, noun.word, other) for other in others]
    connection.executemany("update temp.staged_entities set same_as = ? where noun = ? and key = ?", pairs)
    connection.executemany("update temp.staged_identifiers set key = ? where noun = ? and key = ?", pairs)


def follow_leaders(connection: sqlite3.Connection, noun: Noun) -> None:
    """Let what is one with something else in the file be the recorded row that this is."""
    connection.execute(
        """
        update temp.staged_entities as t set (entity_id, slug) = (
          select l.entity_id, l.slug from temp.staged_entities l where l.noun = t.noun and l.key = t.same_as)
        where t.noun = ? and t.same_as is not null
        """,
        [noun.word],
    )


def index_identifiers(connection: sqlite3.Connection) -> None:
    """Make it quick to ask what has an identifier."""
    connection.execute("create index if not exists temp.by_identifier on staged_identifiers (noun, scheme, value)")


def mark_unclear(connection: sqlite3.Connection, noun: Noun) -> None:
    """Mark what has a candidate among what is recorded, or shares an identifier with something else in the file."""
    connection.execute(
        f"""
        update temp.staged_entities as t set unclear = 1
        where t.noun = '{noun.word}' and t.record is not null and t.same_as is null and (
          t.key in (select key from temp.candidates where noun = '{noun.word}')
          or t.key in (
            select i.key from temp.staged_identifiers i where i.noun = '{noun.word}' and exists (
              select 1 from temp.staged_identifiers j where j.noun = i.noun and j.scheme = i.scheme
                and j.value = i.value and j.key <> i.key)))
        """
    )


def unclear_entities(connection: sqlite3.Connection, noun: Noun) -> Iterator[tuple[str, str]]:
    """Keys and records of what is compared with what is recorded, in the order of the keys; of organizations all."""
    every = "" if noun is ORGANIZATION else "and unclear"
    sql = f"""select key, record from temp.staged_entities
    where noun = ? and record is not null and same_as is null and entity_id is null {every} order by key"""
    yield from connection.execute(sql, [noun.word])


def new_entities(connection: sqlite3.Connection, noun: Noun, *, described: bool) -> Iterator[StagedEntity]:
    """What is new beyond doubt, by name_key; `described`: whether that of which more than a name is said."""
    sql = """select key, name, name_key, owner, record from temp.staged_entities
    where noun = ? and not unclear and entity_id is null and same_as is null and (record is not null) = ?
    order by name_key, richness desc, key"""
    for row in connection.execute(sql, [noun.word, described]):
        yield StagedEntity._make(row)


def entity(connection: sqlite3.Connection, noun: Noun, key: str) -> tuple[int, str, str] | None:
    """Id, slug and name of the recorded row that the file calls `key`; None if that was refused or is not there."""
    sql = """select entity_id, slug, name from temp.staged_entities
    where noun = ? and key = ? and entity_id is not null"""
    found: tuple[int, str, str] | None = connection.execute(sql, [noun.word, key]).fetchone()
    return found


def match(connection: sqlite3.Connection, noun: Noun, rows: Iterable[tuple[int, str, str]]) -> None:
    """Note which recorded row each is: id, slug, key."""
    sql = f"update temp.staged_entities set entity_id = ?, slug = ? where noun = '{noun.word}' and key = ?"
    connection.executemany(sql, rows)


def roles_with_title(connection: sqlite3.Connection, words: str, key: str) -> list[int]:
    """The recorded roles of the file with this slug, or with this title, folded as `key`."""
    sql = """select distinct entity_id from temp.staged_entities
    where noun = 'role' and entity_id is not null and (slug = ? or name_key = ?)"""
    return sorted(number for (number,) in connection.execute(sql, [words, key]))


def shared_identifiers(connection: sqlite3.Connection, noun: Noun) -> set[tuple[str, str]]:
    """Scheme and value of the identifiers that the file has under several keys."""
    sql = """select scheme, value from temp.staged_identifiers where noun = ?
    group by scheme, value having count(distinct key) > 1"""
    return set(connection.execute(sql, [noun.word]))


def take_unclear_names_as_new(connection: sqlite3.Connection) -> None:
    """Let mere names that fit several people be somebody new."""
    connection.execute(
        """update temp.staged_entities set unclear = 0
        where noun = 'person' and record is null and entity_id is null and unclear"""
    )


def count_matched_names(connection: sqlite3.Connection, before: int) -> int:
    """How many people of whom only the name is given were recorded before, with an id below `before`."""
    sql = """
    select count(distinct entity_id) from temp.staged_entities
    where noun = 'person' and record is null and entity_id < ?
    """
    return int(connection.execute(sql, [before]).fetchone()[0])


def add_named(connection: sqlite3.Connection) -> int:
    """Add people who are new beyond doubt and of whom only the name is given, those of one folded name as one.

    Returns how many. Whose slug is another one's, or long, is not among them. A key of folded words (names/keys.py),
    joined by hyphens, is the slug that `slug_of` makes of it. Of several spellings the richest is the name.
    """
    first = free_id(connection, "people")
    new = "noun = 'person' and record is null and not unclear and entity_id is null"
    added = connection.execute(
        f"""
        insert into people (id, slug, name, name_key, change_id, recorded_from)
        select ? - 1 + row_number() over (order by name_key), replace(name_key, ' ', '-'), name, name_key,
          c.change_id, c.recorded_at
        from (
          select name_key, name, max(printf('%04d%s', richness, name)) from temp.staged_entities where {new}
          group by name_key) g
        cross join change_in_progress c
        where length(name_key) <= ? and name_key not glob '*[^a-z0-9 ]*'
          and not exists (select 1 from people p where p.slug = replace(g.name_key, ' ', '-'))
          and not exists (select 1 from person_redirects d where d.slug = replace(g.name_key, ' ', '-'))
        """,
        [first, SLUG],
    ).rowcount
    connection.execute(
        f"""
        update temp.staged_entities as t set (entity_id, slug) = (
          select p.id, p.slug from people p where p.name_key = t.name_key and p.id >= ?)
        where {new}
        """,
        [first],
    )
    return added


def add_spellings(connection: sqlite3.Connection) -> int:
    """Add to people the spellings of mere names that are not theirs yet; returns how many."""
    found = connection.execute(
        """
        select distinct t.entity_id, t.name, t.name_key from temp.staged_entities t join people p on p.id = t.entity_id
        where t.noun = 'person' and t.record is null and t.name <> p.name and not exists (
          select 1 from person_names n where n.person_id = t.entity_id and n.name = t.name)
        order by 1, 2
        """
    ).fetchall()
    add_rows(connection, "person_names", ("person_id", "name", "name_key"), found)
    return len(found)
