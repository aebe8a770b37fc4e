"""What has names: people, organizations and roles. Finds them by slug, identifier, folded name or words of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.entities.references import EntityReference
from registry.domain.names.keys import name_key, title_key
from registry.store.database.registry_file import insert, update

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Identifier, OtherName


class Noun(NamedTuple):
    """One kind of named thing and where it is kept."""

    word: str  # as in a message: 'person'
    table: str
    label: str  # the column of the main name
    key: Callable[[str], str]

    @property
    def owner(self) -> str:
        """The column by which names and identifiers point at it."""
        return f"{self.word}_id"


PERSON = Noun("person", "people", "name", name_key)
ORGANIZATION = Noun("organization", "organizations", "name", title_key)
ROLE = Noun("role", "roles", "title", title_key)


def by_slug(connection: sqlite3.Connection, noun: Noun, slug: str) -> EntityReference | None:
    """The one with exactly this slug, or with one that a merge took away."""
    rows = _found(connection, noun, "t.slug = ?", [slug])
    if not rows:
        led = f"t.id = (select {noun.owner} from {noun.word}_redirects where slug = ?)"
        rows = _found(connection, noun, led, [slug])
    return rows[0] if rows else None


def by_identifier(connection: sqlite3.Connection, noun: Noun, scheme: str, value: str) -> EntityReference | None:
    """The one that somebody else's register knows under this value."""
    where = f"t.id = (select {noun.owner} from {noun.word}_identifiers where scheme = ? and value = ?)"
    rows = _found(connection, noun, where, [scheme, value])
    return rows[0] if rows else None


def by_key(connection: sqlite3.Connection, noun: Noun, key: str) -> list[EntityReference]:
    """Those of which some name folds to `key`."""
    return _found(connection, noun, f"t.id in (select id from {noun.word}_keys where key = ?)", [key])


def by_words(
    connection: sqlite3.Connection, noun: Noun, words: Iterable[str], within: Sequence[int] | None = None
) -> list[tuple[int, str]]:
    """Id and folded name of those of which one name (for a role: with its organization's) has all the words.

    `within`: where they can only be, as the search index tells; None = anywhere.
    """
    given = list(words)
    has_word = " and ".join(["instr(' ' || key || ' ' || context || ' ', ' ' || ? || ' ')"] * len(given))
    sql = f"select id, key from {noun.word}_keys where {has_word}"
    if within is not None:
        sql, given = f"{sql} and id in (select value from json_each(?))", [*given, json.dumps(within)]
    return connection.execute(sql, given).fetchall()


def by_ids(connection: sqlite3.Connection, noun: Noun, ids: Iterable[int]) -> list[EntityReference]:
    """Those with these ids, in their order."""
    return [found for row_id in dict.fromkeys(ids) for found in _found(connection, noun, "t.id = ?", [row_id])]


def everything(connection: sqlite3.Connection, noun: Noun) -> list[EntityReference]:
    """All of them, by name."""
    return sorted(_found(connection, noun, "true", []), key=lambda found: (found.label, found.slug))


def free_slug(connection: sqlite3.Connection, table: str, wanted: str) -> str:
    """`wanted`, or with the first number from 2 that makes it unique."""
    redirects = [f"{noun.word}_redirects" for noun in (PERSON, ORGANIZATION, ROLE) if noun.table == table]
    tables = (table, *redirects)
    taken = {
        slug
        for each in tables
        for (slug,) in connection.execute(
            f"select slug from {each} where slug = :slug or (slug > :slug || '-' and slug < :slug || '.')",
            {"slug": wanted},
        )
    }
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def taken(connection: sqlite3.Connection, noun: Noun, slugs: Sequence[str]) -> set[str]:
    """Those of the slugs that are one's already, or were of one that was merged."""
    tables = (noun.table, f"{noun.word}_redirects")
    sql = " union ".join(
        f"select slug from {table} where slug in (select value from json_each(:slugs))" for table in tables
    )
    return {slug for (slug,) in connection.execute(sql, {"slugs": json.dumps(slugs)})}


def names_of(connection: sqlite3.Connection, noun: Noun, owner_id: int) -> set[str]:
    """Every name it bears, but for the main one."""
    sql = f"select name from {noun.word}_names where {noun.owner} = ?"
    return {name for (name,) in connection.execute(sql, [owner_id])}


NAME_COLUMNS = ("name", "name_key", "kind", "language", "script", "start_date", "end_date")


def name_cells(noun: Noun, name: OtherName) -> tuple[object, ...]:
    """A further name in the columns of NAME_COLUMNS."""
    return name.name, noun.key(name.name), name.kind, name.language, name.script, name.start, name.end


def add_name(db: Database, noun: Noun, owner_id: int, name: OtherName) -> int:
    """Add a further name."""
    row = {noun.owner: owner_id, **dict(zip(NAME_COLUMNS, name_cells(noun, name), strict=True))}
    return insert(db, f"{noun.word}_names", row)


def update_named(db: Database, noun: Noun, row_id: int, row: Mapping[str, object]) -> None:
    """Record one as it is now. Raises sqlite3.IntegrityError where a guard refuses it.

    The stand-in (schema/0001_history.sql) treats the key of a changed name as forgotten where it stayed the
    same, as from Chretien to Chrétien, so the key is written once more.
    """
    update(db, noun.table, row_id, row)
    update(db, noun.table, row_id, {"name_key": row["name_key"]})


def add_identifier(db: Database, noun: Noun, owner_id: int, identifier: Identifier) -> int:
    """Add an identifier. Raises sqlite3.IntegrityError if something else bears it."""
    row = {noun.owner: owner_id, "scheme": identifier.scheme, "value": identifier.value}
    return insert(db, f"{noun.word}_identifiers", row)


def _found(
    connection: sqlite3.Connection, noun: Noun, where: str, values: list[str] | list[int]
) -> list[EntityReference]:
    sql = f"select t.id, t.slug, t.{noun.label} from {noun.table} t where {where} order by t.slug"
    return [EntityReference(*row) for row in connection.execute(sql, values)]
