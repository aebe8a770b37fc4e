"""What a row of any table is called, for whoever shows rows of other tables that point at it."""

from __future__ import annotations

import sqlite3


def row_label(
    connection: sqlite3.Connection, table: str, row_id: int, label: str, key: str
) -> tuple[object, object] | None:
    """The values of the columns `label` and `key` of the row; None if it is not there."""
    columns, name = (", ".join(map(_quoted, (label, key))), _quoted(table))
    row = connection.execute(f"select {columns} from {name} where id = ?", [row_id]).fetchone()
    return (row[0], row[1]) if row else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
