"""What a file of others says, on its way in: temporary tables, in which it is matched with the registry in sets.

The tables are of this connection alone and gone with it; SQLite keeps what does not fit its cache in a temporary
file, so that a file of any size takes little memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from importlib.resources import files

from registry.store.schema.scripts import run_script


def make_room(connection: sqlite3.Connection) -> None:
    """Empty tables for one file."""
    # KB. Things are looked up by their keys all the time; pages that do not fit are written again and again.
    connection.execute("pragma temp.cache_size = -32768")
    connection.execute("pragma main.cache_size = -65536")
    run_script(connection, files("registry.store").joinpath("schema/staging.sql").read_text("utf-8"))


_ENTITY = """insert into temp.staged_entities (noun, key, name, name_key, owner, record, own, richness)
values (?, ?, ?, ?, ?, ?, ?, ?)"""


def stage_entities(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """noun, key, name, name_key, owner, record, own, richness; what is described twice is as it was first."""
    known = """on conflict do update set name = excluded.name, name_key = excluded.name_key, owner = excluded.owner,
      record = excluded.record, own = excluded.own where record is null"""
    connection.executemany(f"{_ENTITY} {known}", rows)


def stage_names(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """The same columns, of things that may be described elsewhere in the file."""
    connection.executemany(f"{_ENTITY} on conflict do nothing", rows)


def stage_identifiers(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """noun, scheme, value, key."""
    connection.executemany("insert into temp.staged_identifiers values (?, ?, ?, ?)", rows)


def stage_tenures(connection: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
    """The columns of staged_tenures."""
    connection.executemany(f"insert into temp.staged_tenures values ({', '.join('?' * 15)})", rows)
