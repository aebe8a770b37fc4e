"""Details of tenures (a rank, an absence, a party), and further dates of their starts and ends, in the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.exchange.statements import DetailStatement
from registry.store.database.registry_file import insert
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.relation_models import Detail, FurtherDate


def insert_detail(db: Database, appointment_id: int, detail: Detail) -> int:
    """Add a detail; returns the id. Raises sqlite3.IntegrityError where a guard refuses it."""
    row: Mapping[str, object] = {
        "appointment_id": appointment_id,
        "field": detail.field,
        "value": detail.value,
        "status": detail.status,
        "start_date": detail.start,
        "end_date": detail.end,
        "note": detail.note,
    }
    return insert(db, "appointment_details", {**row, **derived("appointment_details", row)})


def find_details(
    connection: sqlite3.Connection, appointment_id: int, field: str, value: str
) -> list[tuple[int, str | None]]:
    """The id and the start (EDTF, None = open) of each detail of this field and value, in time."""
    sql = """
    select id, start_date from appointment_details
    where appointment_id = ? and field = ? and value = ?
    order by start_earliest, start_latest
    """
    return connection.execute(sql, [appointment_id, field, value]).fetchall()


class RecordedDetail(NamedTuple):
    """A detail as a file may say it, and the id of its row."""

    id: int
    said: DetailStatement


def recorded_details(connection: sqlite3.Connection, appointment_id: int) -> list[RecordedDetail]:
    """The details of an appointment, in time."""
    sql = """
    select id, field, value, start_date, end_date from appointment_details
    where appointment_id = ? order by start_earliest, start_latest, id
    """
    rows = connection.execute(sql, [appointment_id])
    return [RecordedDetail(row_id, DetailStatement(*said)) for row_id, *said in rows]


def recorded_dates(connection: sqlite3.Connection, appointment_id: int, side: str, act: str) -> dict[int, str]:
    """When (EDTF) this happened at this side of the tenure, by the ids of the rows."""
    sql = "select id, on_date from appointment_dates where appointment_id = ? and side = ? and act = ? order by id"
    return dict(connection.execute(sql, [appointment_id, side, act]).fetchall())


def covered_by(connection: sqlite3.Connection, appointment_id: int) -> int | None:
    """The id of the appointment that this one covers."""
    row = connection.execute("select covers_id from appointments where id = ?", [appointment_id]).fetchone()
    return None if row is None else row[0]


def remove_detail(db: Database, row_id: int) -> None:
    """Remove a detail."""
    db.conn.execute("delete from appointment_details where id = ?", [row_id])


def remove_date(db: Database, appointment_id: int, side: str, act: str, on: str) -> bool:
    """Whether there was such a further date to remove."""
    sql = "delete from appointment_dates where appointment_id = ? and side = ? and act = ? and on_date = ?"
    return db.conn.execute(sql, [appointment_id, side, act, on]).rowcount > 0


def insert_date(db: Database, appointment_id: int, given: FurtherDate) -> int:
    """Add a further date; returns the id. Raises sqlite3.IntegrityError if it is there."""
    row: Mapping[str, object] = {
        "appointment_id": appointment_id,
        "side": given.side,
        "act": given.act,
        "on_date": given.on,
        "note": given.note,
    }
    return insert(db, "appointment_dates", {**row, **derived("appointment_dates", row)})
