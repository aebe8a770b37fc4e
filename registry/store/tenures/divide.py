"""Divide what is recorded of a tenure between it and its continuation in another role."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.store.database.registry_file import insert, update

if TYPE_CHECKING:
    from sqlite_utils import Database

_GOES_WITH_ITS_END = """
select id from citations
where appointment_id = ? and (supports in ('end', 'end_reason', 'end,end_reason') or observed > ?)
"""
_OWN = ("field", "value", "status", "note")
_DAYS = ("start_date", "start_earliest", "start_latest", "end_date", "end_earliest", "end_latest")


def divide(db: Database, earlier: int, later: int, day: str) -> None:
    """Give the tenure `later` what is recorded of `earlier` for the ISO day on which it takes over, or for later days.

    A detail that begins before and may last until then is of both. The further dates of the end go with it, as do the
    citations that support nothing but the end, or observe a later day; direct successors now succeed `later`.
    """
    connection = db.conn
    _divide_details(db, earlier, later, day)
    dates = "select id from appointment_dates where appointment_id = ? and side = 'end'"
    for row_id in _ids(connection, dates, [earlier]):
        update(db, "appointment_dates", row_id, {"appointment_id": later})
    for row_id in _ids(connection, _GOES_WITH_ITS_END, [earlier, day]):
        update(db, "citations", row_id, {"appointment_id": later})
    for row_id in _ids(connection, "select id from appointments where replaces_id = ?", [earlier]):
        update(db, "appointments", row_id, {"replaces_id": later})


def _divide_details(db: Database, earlier: int, later: int, day: str) -> None:
    columns = (*_OWN, *_DAYS)
    sql = f"select id, {', '.join(columns)} from appointment_details where appointment_id = ? and end_latest >= ?"
    for row_id, *values in db.conn.execute(sql, [earlier, day]).fetchall():
        row = dict(zip(columns, values, strict=True))
        if row["start_earliest"] >= day:
            update(db, "appointment_details", row_id, {"appointment_id": later})
        else:
            insert(db, "appointment_details", {**row, "appointment_id": later})


def _ids(connection: sqlite3.Connection, sql: str, values: Sequence[object]) -> list[int]:
    return [row_id for (row_id,) in connection.execute(sql, values).fetchall()]
