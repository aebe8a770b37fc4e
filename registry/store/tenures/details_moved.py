"""The details of tenures that began or ended between two days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from registry.domain.tenures.movements.detail_changes import DetailDays

# Each side of a detail that has a date which may lie in the days.
_MOVED = """
select o.slug, a.slug, d.field, d.value, {begins}, d.{side}_date, d.{side}_earliest, d.{side}_latest, d.status,
  d.status = 'disputed' or a.status = 'disputed' or ifnull(d.start_date, '') || ifnull(d.end_date, '') glob '*[?%]*',
  p.slug, p.name, r.slug, r.title, o.name
from appointment_details d join appointments a on a.id = d.appointment_id join roles r on r.id = a.role_id
join organizations o on o.id = r.organization_id left join people p on p.id = a.person_id
where d.{side}_date glob '*[0-9]*' and d.{side}_earliest <= :last and d.{side}_latest >= :first
  and d.status <> 'rejected' and a.status <> 'rejected'
  and (:organizations is null or r.organization_id in (select value from json_each(:organizations)))
"""


def details_moved(
    connection: sqlite3.Connection, first: str, last: str, organization_ids: Sequence[int] | None = None
) -> list[DetailDays]:
    """The sides of details that may lie between the ISO days, both inclusive; None = in all organizations."""
    values = {"first": first, "last": last, "organizations": None}
    if organization_ids is not None:
        values["organizations"] = json.dumps(list(organization_ids))
    sides = [_MOVED.format(side=side, begins=int(side == "start")) for side in ("start", "end")]
    rows = connection.execute(" union all ".join(sides), values)
    return [DetailDays(*row)._replace(begins=bool(row[4]), doubted=bool(row[9])) for row in rows]
