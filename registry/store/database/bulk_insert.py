"""Many rows at once, in the open change: what the triggers would do row by row is done for all of them.

The triggers are put aside and back within the one transaction, so no other writer finds them missing; what the guards
would have refused is for the caller to find, who knows what it adds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from registry.domain.names.similarity import consonants
from registry.store.database.registry_file import free_id

Row = TypeVar("Row")

_BATCH = 10_000
# What is made faster at once than row by row, where there is nothing yet.
_INDEXES = ("appointments_who", "appointments_person")
# Of these tables, what SQLite does for each row that comes is done for all of them.
_TABLES = (
    "people", "person_names", "person_identifiers", "roles", "role_names", "role_identifiers", "appointments",
    "appointment_identifiers",
)  # fmt: skip
_SEARCHED = {"people": 0, "person_names": 1, "roles": 4, "role_names": 5}  # as the view `searched_keys` numbers them


def add_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Add rows under the open change, with new ids from one on, which is returned. Raises sqlite3.IntegrityError."""
    change_id, recorded_at = connection.execute("select change_id, recorded_at from change_in_progress").fetchone()
    first = free_id(connection, table)
    sql = (
        f"insert into {table} (id, {', '.join(columns)}, change_id, recorded_from) values ({_marks(len(columns) + 3)})"
    )
    connection.executemany(sql, [(number, *row, change_id, recorded_at) for number, row in enumerate(rows, first)])
    return first


def batches(rows: Iterable[Row], size: int = _BATCH) -> Iterator[list[Row]]:
    """The rows in lists of `size`."""
    each = iter(rows)
    while batch := list(islice(each, size)):
        yield batch


@contextmanager
def without_triggers(connection: sqlite3.Connection) -> Iterator[None]:
    """Without the triggers that look at each row that comes; what is new is in the search index afterwards.

    The caller answers for what the guards would have refused.
    """
    first = {table: free_id(connection, table) for table in _SEARCHED}
    indexes = _INDEXES if free_id(connection, "appointments") == 1 else ()
    found = connection.execute(
        f"""select type, name, sql from sqlite_master
        where type = 'trigger' and sql like '% insert on %' and tbl_name in ({_marks(len(_TABLES))})
          or name in ({_marks(len(indexes))})""",
        [*_TABLES, *indexes],
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"drop {kind} {name}")
    # What the constraints say of the derived columns is so by their making.
    connection.execute("pragma ignore_check_constraints = on")
    try:
        yield
    finally:
        connection.execute("pragma ignore_check_constraints = off")
    for _, _, sql in found:
        connection.execute(sql)
    new = " or ".join(f"(number % 6 = {which} and number >= {6 * first[table]})" for table, which in _SEARCHED.items())
    # As the view `searched` has it, in half the time. By no function in SQL: there Ctrl-C would become an error.
    names = connection.execute(f"select number, key from searched_keys where {new}")
    connection.executemany(
        "insert into search (rowid, consonants) values (?, ?)",
        ((number, f" {consonants(key)} ") for number, key in names),
    )


def _marks(count: int) -> str:
    return ", ".join("?" * count)
