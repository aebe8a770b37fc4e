"""What is marked as private in a registry, history included: nobody else is to see it. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from registry.domain.presentation.private_marks import holds_private_words, is_private_name, is_private_remark
from registry.store.care.expected_schema import versioned_tables
from registry.store.publishing.public_copy import FREE, REASONS, free_columns, text_columns


def marked_texts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many texts are marked private, by TABLE.COLUMN."""
    found: dict[str, int] = {}
    for table, column, test in _places(connection):
        # SQLite looks for the word, in C: of millions of texts only a few are looked at here.
        rows = connection.execute(f"select {column} from {table} where {column} like '%private%'")
        count = sum(test(text) for (text,) in rows)
        if count:
            found[f"{table}.{column}"] = count
    return found


def _places(connection: sqlite3.Connection) -> Iterator[tuple[str, str, Callable[[object], bool]]]:
    """Where a text can be marked, and how."""
    yield "changes", "actor", is_private_remark
    yield "changes", "command", holds_private_words
    for table in (*versioned_tables(), *FREE, "tombstones"):
        remarks = {*free_columns(connection, table), *(column for name, column in REASONS if name == table)}
        for twin in (table, f"{table}_history") if table in versioned_tables() else (table,):
            for column in text_columns(connection, table):
                if (table, column) not in (("changes", "actor"), ("changes", "command")):
                    yield twin, column, is_private_remark if column in remarks else is_private_name
