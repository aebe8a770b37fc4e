"""Appointments in the store: what is written, and the tenures that answers are made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.domain.recorded import Tenure
from registry.store.database import insert, update
from registry.store.derived import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.models import Appointment

# As the fields of `Tenure` follow each other.
_TENURES = """
select id, appointment, person_id, person, name, role_id, role, title, organization, organization_name,
  kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest,
  rank, how, end_reason, note, replaces_id,
  previous_end_earliest, previous_end_latest, next_start_earliest, next_start_latest,
  first_observed, last_observed, last_confirmed
from tenures
"""
_ON_DAY = f"{_TENURES} where role_id = :role and start_earliest <= :day and end_latest >= :day"
_ROLES_ON_DAY = f"""{_TENURES}
where role_id in (select value from json_each(:roles)) and start_earliest <= :day and end_latest >= :day"""
_OF_ROLE = f"{_TENURES} where role_id = ? order by start_earliest, end_latest, start_latest, id"
_OF_PERSON = f"{_TENURES} where person_id = ? order by start_earliest, end_latest, start_latest, id"
_ONE = f"{_TENURES} where id = ?"
_OF_IDS = f"{_TENURES} where id in (select value from json_each(?))"


def on_day(connection: sqlite3.Connection, role_id: int, day: str) -> list[Tenure]:
    """The tenures of a role that possibly include the day."""
    return _read(connection, _ON_DAY, {"role": role_id, "day": day})


def roles_on_day(connection: sqlite3.Connection, role_ids: Sequence[int], day: str) -> list[Tenure]:
    """The tenures of several roles that possibly include the day."""
    return _read(connection, _ROLES_ON_DAY, {"roles": json.dumps(role_ids), "day": day})


def of_role(connection: sqlite3.Connection, role_id: int) -> list[Tenure]:
    """Every tenure of a role, by start."""
    return _read(connection, _OF_ROLE, [role_id])


def of_person(connection: sqlite3.Connection, person_id: int) -> list[Tenure]:
    """Every tenure of a person, by start."""
    return _read(connection, _OF_PERSON, [person_id])


def one(connection: sqlite3.Connection, appointment_id: int) -> Tenure:
    """The tenure of an appointment that exists."""
    return _read(connection, _ONE, [appointment_id])[0]


def of_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Tenure]:
    """The tenures of these appointments, in no order."""
    return _read(connection, _OF_IDS, [json.dumps(list(dict.fromkeys(ids)))])


def insert_appointment(
    db: Database, appointment: Appointment, person_id: int | None, role_id: int, replaces_id: int | None
) -> int:
    """Add an appointment; returns the id. Raises sqlite3.IntegrityError where a guard refuses it."""
    row = {
        "slug": appointment.slug,
        "person_id": person_id,
        "role_id": role_id,
        "kind": appointment.kind,
        "status": appointment.status,
        "start_date": appointment.start,
        "end_date": appointment.end,
        "rank": appointment.rank,
        "how": appointment.how,
        "end_reason": appointment.end_reason,
        "replaces_id": replaces_id,
        "note": appointment.note,
    }
    return insert(db, "appointments", row | derived("appointments", row))


def set_end(db: Database, appointment_id: int, ended: Appointment) -> None:
    """Record the end of a tenure and its reason; the start's derived days may follow (normalised)."""
    bounds = ended.bounds()
    values = {
        "start_latest": bounds.start_latest,
        "end_date": ended.end,
        "end_earliest": bounds.end_earliest,
        "end_latest": bounds.end_latest,
        "end_reason": ended.end_reason,
    }
    update(db, "appointments", appointment_id, values)


def _read(connection: sqlite3.Connection, sql: str, values: dict[str, object] | Sequence[object]) -> list[Tenure]:
    return [Tenure._make(row) for row in connection.execute(sql, values)]
