"""Appointments in the store: what is written, and the tenures that answers are made of."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import Bounds, day_after, day_before
from registry.domain.tenures.records import Neighbour, Tenure, neighbour_days
from registry.domain.tenures.windows import first_of, life_end
from registry.store.database.registry_file import insert, update
from registry.store.entities.lives import ENDED
from registry.store.schema.derived_columns import derived

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.models import Appointment

# As the fields of `Tenure` follow each other, up to last_confirmed. In the place of the neighbours' days stand the
# neighbours themselves, for `_neighbour` to read: those whose dates are doubtful, or who were observed, tell less or
# more than their bounds. Then the ends of the lives of the person, the role and the organization, for `_life`.
_OBSERVED = """(select {which}(c.observed) from citations c
      where c.appointment_id = n.id and c.observed between n.start_earliest and n.end_latest
        and (select retracted from sources where id = c.source_id) is null)"""
_NEIGHBOUR = f"""json_array(n.start_date, n.end_date,
    n.start_earliest, n.start_latest, n.end_earliest, n.end_latest,
    {_OBSERVED.format(which="min")}, {_OBSERVED.format(which="max")})"""
# What is recorded of the end of a role's or an organization's life, else what follows from a succession.
_ROLE_ENDED = ENDED.format(word="role", id="r.id")
_BODY_ENDED = ENDED.format(word="organization", id="o.id")
_TENURES = f"""
select t.id, appointment, person_id, person, name, role_id, role, title, organization, organization_name,
  kind, status, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest,
  rank, how, end_reason, note, replaces_id,
  (select {_NEIGHBOUR} from appointments n where n.id = t.replaces_id and n.status = 'accepted'),
  (select json_group_array(json({_NEIGHBOUR})) from appointments n
    where n.replaces_id = t.id and n.status = 'accepted'),
  first_observed, last_observed, last_confirmed,
  (select json_array('died', death_date, death_earliest, death_latest) from people
    where id = t.person_id and death_date is not null),
  (select iif(abolition_date is null, {_ROLE_ENDED},
      json_array('abolished', abolition_date, abolition_earliest, abolition_latest))
    from roles r where id = t.role_id),
  (select iif(dissolution_date is null, {_BODY_ENDED},
      json_array('dissolved', dissolution_date, dissolution_earliest, dissolution_latest))
    from organizations o where id = (select organization_id from roles where id = t.role_id))
from tenures t
"""
_IN_DAYS = f"{_TENURES} where role_id = :role and start_earliest <= :last and end_latest >= :first"
_ROLES_IN_DAYS = f"""{_TENURES}
where role_id in (select value from json_each(:roles)) and start_earliest <= :last and end_latest >= :first"""
_OF_ROLE = f"{_TENURES} where role_id = ? order by start_earliest, end_latest, start_latest, t.id"
_OF_PERSON = f"{_TENURES} where person_id = ? order by start_earliest, end_latest, start_latest, t.id"
_ONE = f"{_TENURES} where t.id = ?"
_OF_IDS = f"{_TENURES} where t.id in (select value from json_each(?))"
_OF_SAME_HOLDERS = f"""{_TENURES} where t.id in (
  select o.id from json_each(?) j
  cross join appointments a on a.id = j.value
  cross join appointments o on o.person_id = a.person_id and o.role_id = a.role_id and o.id <> a.id
  where o.status = 'accepted')"""
_OF_ROLES = f"""{_TENURES}
where t.role_id between :first and :last order by t.role_id, t.person_id, t.start_earliest, t.id"""
_BY_SLUG = f"{_TENURES} where appointment = ?"
_REPLACING = f"{_TENURES} where replaces_id = ? order by start_earliest, t.id"

# The tenures that may have begun or ended in some of the days, by their own dates or their neighbours'. A day that
# is not known has its bounds from the direct predecessor, who may have left the day before, or the direct successor;
# without one the tenure is none of these. A tenure without an end has ended if it was succeeded: on its last day,
# which may be the one before that. Lives that end end a tenure that no earlier end of its own has ended, from the first
# day that any of them allows to whichever certainly comes first; one of which only is known that it ended may have
# ended on any day before.
_NO_DAY = "a.end_date not glob '*[0-9]*'"  # ended, and no digit of the day is known
_LIVES = (
    ("people where id = a.person_id", "death"),
    ("roles where id = a.role_id", "abolition"),
    ("organizations where id = (select organization_id from roles where id = a.role_id)", "dissolution"),
)
_LIFE_MAY_HAVE_ENDED = " or ".join(
    f"exists (select 1 from {life} and {event}_date is not null and ({event}_earliest <= :last or {_NO_DAY}))"
    for life, event in _LIVES
)
_LIFE_HAD_ENDED = " or ".join(
    f"exists (select 1 from {life} and {event}_latest < :first and {event}_date not glob '*[?%]*')"
    for life, event in _LIVES
)
_MOVED = f"""
  a.start_earliest <= :last and a.start_latest >= :first and a.start_date glob '*[0-9]*'
  or a.start_earliest <= :last and a.start_latest >= :day_before and a.replaces_id is not null
  or a.end_earliest <= :last and a.end_latest >= :first and a.end_date glob '*[0-9]*'
  or (a.end_date is null or {_NO_DAY}) and exists (
    select 1 from appointments s
    where s.replaces_id = a.id and s.start_earliest <= :day_after and s.start_latest >= :first)
  or a.end_latest >= :first and ({_LIFE_MAY_HAVE_ENDED}) and not ({_LIFE_HAD_ENDED})
  or a.end_latest >= :first and (
    exists (
      select 1 from role_relations c where c.other_id = a.role_id and c.kind = 'continues'
        and c.start_earliest <= :last and c.start_latest >= :first)
    or exists (
      select 1 from organization_relations c
      where c.other_id = (select organization_id from roles where id = a.role_id) and c.kind = 'continues'
        and c.start_earliest <= :last and c.start_latest >= :first))
"""
_ALL_MOVED = f"{_TENURES} where t.id in (select a.id from appointments a where {_MOVED}) and status <> 'rejected'"
_MOVED_IN = f"""{_TENURES} where t.id in (
  select a.id from appointments a
  where a.role_id in (select id from roles where organization_id in (select value from json_each(:organizations)))
    and ({_MOVED})) and status <> 'rejected'"""
_ROLES_MOVED = f"""
select distinct a.role_id from appointments a
where a.role_id in (select id from roles where organization_id in (select value from json_each(:organizations)))
  and a.status <> 'rejected' and ({_MOVED})"""
_IDS_OF_ROLE = """select id from appointments where role_id = ?
order by start_earliest, end_latest, start_latest, id limit ? offset ?"""


def in_days(connection: sqlite3.Connection, role_id: int, first: str, last: str) -> list[Tenure]:
    """The tenures of a role that possibly include one of the days, both inclusive."""
    return _read(connection, _IN_DAYS, {"role": role_id, "first": first, "last": last})


def roles_in_days(connection: sqlite3.Connection, role_ids: Sequence[int], first: str, last: str) -> list[Tenure]:
    """The tenures of several roles that possibly include one of the days, both inclusive."""
    return _read(connection, _ROLES_IN_DAYS, {"roles": json.dumps(role_ids), "first": first, "last": last})


def of_role(connection: sqlite3.Connection, role_id: int) -> list[Tenure]:
    """Every tenure of a role, by start."""
    return _read(connection, _OF_ROLE, [role_id])


def of_roles(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Tenure]:
    """Every tenure of the roles with ids from `first` to `last`, both inclusive, by role and person, one by one."""
    return (_tenure(row) for row in connection.execute(_OF_ROLES, {"first": first, "last": last}))


def some_of_role(connection: sqlite3.Connection, role_id: int, first: int, count: int) -> list[Tenure]:
    """So many tenures of a role by start, from the one at the place `first` on, which counts from 0."""
    ids = [row_id for (row_id,) in connection.execute(_IDS_OF_ROLE, [role_id, count, first])]
    order = {row_id: place for place, row_id in enumerate(ids)}
    return sorted(of_ids(connection, ids), key=lambda tenure: order[tenure.id])


def days_of_role(connection: sqlite3.Connection, role_id: int) -> list[tuple[str, str, str, str]]:
    """The derived days of each tenure of a role that is not rejected: of the start, then of the end."""
    sql = """select start_earliest, start_latest, end_earliest, end_latest from appointments
    where role_id = ? and status <> 'rejected'"""
    return connection.execute(sql, [role_id]).fetchall()


def number_of_role(connection: sqlite3.Connection, role_id: int) -> int:
    """How many tenures a role has."""
    return int(connection.execute("select count(*) from appointments where role_id = ?", [role_id]).fetchone()[0])


def roles_moved(connection: sqlite3.Connection, first: str, last: str, organizations: Sequence[int]) -> set[int]:
    """The roles of these organizations in which somebody may have begun or ended in the days, both inclusive."""
    days = _days_of_moves(first, last) | {"organizations": json.dumps(organizations)}
    return {row_id for (row_id,) in connection.execute(_ROLES_MOVED, days)}


def of_person(connection: sqlite3.Connection, person_id: int) -> list[Tenure]:
    """Every tenure of a person, by start."""
    return _read(connection, _OF_PERSON, [person_id])


def _days_of_moves(first: str, last: str) -> dict[str, object]:
    return {"first": first, "last": last, "day_before": day_before(first), "day_after": day_after(last)}


def moved(
    connection: sqlite3.Connection, first: str, last: str, organizations: Sequence[int] | None = None
) -> list[Tenure]:
    """The tenures, in these organizations or anywhere, that may have begun or ended in the days, both inclusive."""
    days = _days_of_moves(first, last)
    if organizations is None:
        return _read(connection, _ALL_MOVED, days)
    return _read(connection, _MOVED_IN, {**days, "organizations": json.dumps(organizations)})


def one(connection: sqlite3.Connection, appointment_id: int) -> Tenure:
    """The tenure of an appointment that exists."""
    return _read(connection, _ONE, [appointment_id])[0]


def of_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Tenure]:
    """The tenures of these appointments, in no order."""
    return _read(connection, _OF_IDS, [json.dumps(list(dict.fromkeys(ids)))])


def of_same_holders(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Tenure]:
    """The other accepted tenures of the same people in the same roles, in no order."""
    return _read(connection, _OF_SAME_HOLDERS, [json.dumps(list(ids))])


def by_slug(connection: sqlite3.Connection, slug: str) -> Tenure | None:
    """The tenure of the appointment with exactly this slug."""
    found = _read(connection, _BY_SLUG, [slug])
    return found[0] if found else None


def ids_of(connection: sqlite3.Connection, slugs: Sequence[str]) -> set[int]:
    """The appointments with these slugs."""
    sql = "select a.id from json_each(?) j cross join appointments a on a.slug = j.value"
    return {row_id for (row_id,) in connection.execute(sql, [json.dumps(list(slugs))])}


def every_slug(connection: sqlite3.Connection) -> list[str]:
    """The slugs of all appointments."""
    return [slug for (slug,) in connection.execute("select slug from appointments order by slug")]


def replacing(connection: sqlite3.Connection, appointment_id: int) -> list[Tenure]:
    """The tenures that directly succeeded this one, by start."""
    return _read(connection, _REPLACING, [appointment_id])


def covering(connection: sqlite3.Connection, appointment_id: int) -> list[str]:
    """The slugs of the acting tenures that cover this one, by start."""
    sql = "select slug from appointments where covers_id = ? order by start_earliest, id"
    return [slug for (slug,) in connection.execute(sql, [appointment_id])]


def insert_appointment(
    db: Database,
    appointment: Appointment,
    person_id: int | None,
    role_id: int,
    replaces_id: int | None,
    covers_id: int | None = None,
) -> int:
    """Add an appointment; returns the id. Raises sqlite3.IntegrityError where a guard refuses it."""
    row = _row(appointment, person_id, role_id, replaces_id)
    return insert(db, "appointments", {**row, "covers_id": covers_id} if covers_id else row)


def _row(appointment: Appointment, person_id: int | None, role_id: int, replaces_id: int | None) -> dict[str, object]:
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
    return row | derived("appointments", row)


def update_appointment(
    db: Database, appointment_id: int, appointment: Appointment, ids: tuple[int | None, int, int | None]
) -> None:
    """Record the appointment as it is now; `ids`: of the person, the role and the appointment that it replaces."""
    update(db, "appointments", appointment_id, _row(appointment, *ids))


def remove_appointment(db: Database, appointment_id: int) -> int:
    """Remove an appointment that none replaces or covers, with its details; returns how many citations went."""
    removed = db.conn.execute("delete from citations where appointment_id = ?", [appointment_id]).rowcount
    for table in ("appointment_identifiers", "appointment_details", "appointment_dates"):
        db.conn.execute(f"delete from {table} where appointment_id = ?", [appointment_id])
    db.conn.execute("delete from appointments where id = ?", [appointment_id])
    return removed


def set_replaced(db: Database, appointment_id: int, previous_id: int) -> None:
    """Record whom the tenure directly succeeded."""
    update(db, "appointments", appointment_id, {"replaces_id": previous_id})


def insert_identifier(db: Database, appointment_id: int, scheme: str, value: str) -> int:
    """Record by which name a file of others knows the appointment; returns the id."""
    return insert(db, "appointment_identifiers", {"appointment_id": appointment_id, "scheme": scheme, "value": value})


def identified(connection: sqlite3.Connection, scheme: str, value: str) -> int | None:
    """The appointment that a dataset knows by this name."""
    sql = "select appointment_id from appointment_identifiers where scheme = ? and value = ?"
    row = connection.execute(sql, [scheme, value]).fetchone()
    return int(row[0]) if row else None


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
    return [_tenure(row) for row in connection.execute(sql, values)]


def _tenure(row: tuple[Any, ...]) -> Tenure:
    *own, previous, following, first_observed, last_observed, last_confirmed, died, abolished, dissolved = row
    left, came, left_said, came_said = neighbour_days(
        _neighbour(json.loads(previous)) if previous else None,
        [_neighbour(each) for each in json.loads(following)] if following != "[]" else [],
    )
    lives = [life_end(*json.loads(each)) for each in (died, abolished, dissolved) if each]
    seen = (first_observed, last_observed, last_confirmed)
    return Tenure._make((*own, *left, *came, *seen, first_of(lives), left_said, came_said))


def _neighbour(values: list[Any]) -> Neighbour:
    start, end, *bounds, first_observed, last_observed = values
    return Neighbour(start, end, Bounds(*bounds), first_observed, last_observed)
