"""What one change added and nothing has touched since, taken away together: an import is undone as fast as made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from registry.domain.names.similarity import consonants
from registry.store.history.versions import columns_of, pointing
from registry.store.schema.versioning_triggers import KEPT

# As the view `searched_keys` numbers them.
_SEARCHED = (
    "people", "person_names", "organizations", "organization_names", "roles", "role_names",
)  # fmt: skip


def added_rows(connection: sqlite3.Connection, number: int) -> dict[str, int] | None:
    """How many rows of each table the change added; None if it did anything else, or a later change touched them."""
    found = {}
    for table in KEPT:
        sql = f"select 1 from {table}_history where change_id = :number or superseded_by = :number limit 1"
        if connection.execute(sql, {"number": number}).fetchone():
            return None
        (count,) = connection.execute(f"select count(*) from {table} where change_id = ?", [number]).fetchone()
        if count:
            found[table] = count
    return found


def points_from_outside(connection: sqlite3.Connection, rows: Mapping[str, int], number: int) -> bool:
    """Whether a row of another change points at one that this change added."""
    columns = pointing(connection)
    return any(
        connection.execute(
            f"select 1 from {other} o where o.change_id is not ?1 and o.{column} is not null"
            f" and (select change_id from {table} where id = o.{column}) is ?1 limit 1",
            [number],
        ).fetchone()
        for table in rows
        for other, column in columns[table]
    )


def take_away_all(connection: sqlite3.Connection, rows: Mapping[str, int], number: int) -> None:
    """Move the rows to the twins under the open change, what points at others first.

    What the triggers would do for each row is done for all; they are put back in the same transaction. Nothing that
    stays points at these rows, so none of the guards would have refused.
    """
    change_id, at = connection.execute("select change_id, recorded_at from change_in_progress").fetchone()
    twins = [twin for table in rows for twin in (table, f"{table}_history")]
    triggers = connection.execute(
        f"""select name, sql from sqlite_master where type = 'trigger'
        and (sql like '% delete on %' or sql like '% insert on %') and tbl_name in ({", ".join("?" * len(twins))})""",
        twins,
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f'drop trigger "{name}"')
    connection.executemany(
        "insert into search (search, rowid, consonants) values ('delete', ?, ?)",
        list(_indexed(connection, rows, number)),
    )
    for table in reversed([table for table in KEPT if table in rows]):
        names = ", ".join(columns_of(connection, table))
        connection.execute(
            f"insert into {table}_history ({names}, recorded_to, superseded_by)"
            f" select {names}, max(?, strftime('%Y-%m-%dT%H:%M:%fZ', recorded_from, '+0.001 seconds')), ?"
            f" from {table} where change_id = ? order by id",
            [at, change_id, number],
        )
    connection.execute("pragma defer_foreign_keys = on")  # tenures that replace each other go together
    for table in reversed([table for table in KEPT if table in rows]):
        connection.execute(f"delete from {table} where change_id = ?", [number])
    for _, sql in triggers:
        connection.execute(sql)


def _indexed(connection: sqlite3.Connection, rows: Mapping[str, int], number: int) -> Iterator[tuple[int, str]]:
    """What the search index has of these rows."""
    for which, table in enumerate(_SEARCHED):
        if table in rows:
            sql = f"select id, name_key from {table} where change_id = ? and name_key <> ''"
            for row_id, key in connection.execute(sql, [number]):
                yield len(_SEARCHED) * row_id + which, f" {consonants(key)} "
