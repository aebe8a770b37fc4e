"""What a public copy says in free words, so that somebody can look at it before strangers do. Reads only."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_FREE = (
    ("people", "name"), ("people", "note"), ("organizations", "name"), ("organizations", "note"), ("roles", "title"),
    ("roles", "note"), ("appointments", "note"), ("citations", "quote"), ("citations", "note"),
    ("citations", "locator"), ("sources", "title"), ("sources", "note"), ("sources", "retracted"),
    ("waivers", "because"), ("distinct_people", "because"), ("changes", "actor"), ("changes", "command"),
    ("changes", "reason"),
)  # fmt: skip
_EXAMPLES = 3


class PublicTexts(NamedTuple):
    """A column: how many texts of it strangers would read, how many stand in history alone, some of the longest."""

    table: str
    column: str
    now: int
    former: int
    examples: tuple[str, ...]


def public_texts(copy: sqlite3.Connection) -> list[PublicTexts]:
    """The columns of free words that hold anything."""
    tables = {name for (name,) in copy.execute("select name from sqlite_master where type = 'table'")}
    found = [_of(copy, tables, table, column) for table, column in _FREE]
    return [each for each in found if each.now or each.former]


def _of(copy: sqlite3.Connection, tables: set[str], table: str, column: str) -> PublicTexts:
    (now,) = copy.execute(f"select count({column}) from {table}").fetchone()
    former = 0
    if f"{table}_history" in tables:
        known = f"select {column} from {table} where {column} is not null"
        sql = f"select count(distinct {column}) from {table}_history where {column} not in ({known})"
        (former,) = copy.execute(sql).fetchone()
    sql = f"select distinct {column} from {table} where {column} is not null order by length({column}) desc limit ?"
    return PublicTexts(table, column, now, former, tuple(text for (text,) in copy.execute(sql, [_EXAMPLES])))
