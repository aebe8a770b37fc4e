"""What a public copy says in free words, so that somebody can look at it before strangers do. Reads only."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from registry.store.care.expected_schema import versioned_tables

# Columns of words that somebody has written, in whichever table; addresses, dates and words of a vocabulary are none.
_WORDS = (
    "name", "title", "note", "quote", "locator", "says", "publisher", "rank", "value", "how", "end_reason", "retracted",
    "because", "actor", "command", "reason",
)  # fmt: skip
_OTHERS = ("changes", "tombstones")  # without a twin
_NAMED_ANEW = ("archives", "datasets", "dataset_keys")  # of a copy: see public_copy.py
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
    found = [_of(copy, tables, table, column) for table, column in free_words(copy)]
    return [each for each in found if each.now or each.former]


def free_words(copy: sqlite3.Connection) -> list[tuple[str, str]]:
    """Table and column of all that somebody has written in free words."""
    written = [table for table in (*versioned_tables(), *_OTHERS) if table not in _NAMED_ANEW]
    columns = ((table, row[1]) for table in written for row in copy.execute(f"pragma table_info({table})"))
    return [(table, column) for table, column in columns if column in _WORDS]


def _of(copy: sqlite3.Connection, tables: set[str], table: str, column: str) -> PublicTexts:
    (now,) = copy.execute(f"select count({column}) from {table}").fetchone()
    former = 0
    if f"{table}_history" in tables:
        known = f"select {column} from {table} where {column} is not null"
        sql = f"select count(distinct {column}) from {table}_history where {column} not in ({known})"
        (former,) = copy.execute(sql).fetchone()
    sql = f"select distinct {column} from {table} where {column} is not null order by length({column}) desc limit ?"
    return PublicTexts(table, column, now, former, tuple(text for (text,) in copy.execute(sql, [_EXAMPLES])))
