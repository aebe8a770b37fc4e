"""Slugs that were made of a name that is marked private: in a public copy they are made anew.

A slug never changes, so that of somebody who was once entered as `private: as her office told us` would say it for
ever. Only a copy is written to.
"""

from __future__ import annotations

import sqlite3

from registry.domain.names.keys import slug_of
from registry.domain.presentation.private_marks import is_private_name
from registry.store.care.expected_schema import versioned_tables

_NAMED = {"people": ("person", "name"), "organizations": ("organization", "name"), "roles": ("role", "title"),
          "sources": ("source", "title")}  # fmt: skip


def rename_marked(copy: sqlite3.Connection) -> list[str]:
    """Give what once had a marked name a slug that says nothing, and so its tenures; returns the words that are gone.

    The same thing gets the same slug in each copy.
    """
    gone = []
    for table, (word, label) in _NAMED.items():
        sql = f"select distinct id, {label} from {table}_history where {label} like '%private%' order by 1, 2"
        for row_id, name in copy.execute(sql).fetchall():
            if is_private_name(name):
                old = slug_of(name)
                _replace(copy, old, _free(copy, table, f"{word}-{row_id}"))
                gone.append(old)
    return gone


def _replace(copy: sqlite3.Connection, old: str, new: str) -> None:
    for table in versioned_tables():
        columns = {name for _, name, *_ in copy.execute(f"pragma table_info({table})")}
        for twin in (table, f"{table}_history") if "slug" in columns else ():
            copy.execute(f"update {twin} set slug = replace(slug, ?, ?) where slug like ? || '%'", [old, new, old])


def _free(copy: sqlite3.Connection, table: str, slug: str) -> str:
    """The slug, longer if another one has it."""
    while copy.execute(
        f"select 1 from {table} where slug = :slug union all select 1 from {table}_history where slug = :slug",
        {"slug": slug},
    ).fetchone():
        slug += "-x"
    return slug
