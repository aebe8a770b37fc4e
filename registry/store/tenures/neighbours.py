"""Who held a role directly before and after an appointment: whom it replaces, or the next by start in one seat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

# Of a role with several seats only a recorded succession says who came after whom.
_NEAR = """
(select b.id from appointments b
  where b.role_id = a.role_id and b.kind = a.kind and b.status = 'accepted' and b.person_id is not null
    and b.person_id is not a.person_id and (b.start_latest, b.id) {compare} (a.start_latest, a.id)
    and a.start_latest < '9999-12-31' and b.start_latest < '9999-12-31' and a.status = 'accepted'
    and (select seats from roles where id = a.role_id) = 1
    and not exists (select 1 from role_seats where role_id = a.role_id)
  order by b.start_latest {order}, b.id {order} limit 1)
"""
_NEIGHBOURS = f"""
select a.slug,
  coalesce(
    (select p.id from appointments p
      where p.id = a.replaces_id and p.status = 'accepted' and p.person_id is not null),
    {_NEAR.format(compare="<", order="desc")}),
  coalesce(
    (select s.id from appointments s
      where s.replaces_id = a.id and s.status = 'accepted' and s.person_id is not null
      order by s.start_latest, s.id limit 1),
    {_NEAR.format(compare=">", order="asc")})
from appointments a where a.slug in (select value from json_each(?))
"""
_HOLDERS = """
select a.id, a.slug, p.slug, p.name from appointments a join people p on p.id = a.person_id
where a.id in (select value from json_each(?))
"""


class NeighbourHolder(NamedTuple):
    """Somebody who held a role before or after another: slugs of the appointment and the person, and the name."""

    appointment: str
    person: str
    name: str


Pair = tuple[NeighbourHolder | None, NeighbourHolder | None]


def neighbours(connection: sqlite3.Connection, appointments: Sequence[str]) -> dict[str, Pair]:
    """Who came before and who came after, by the slug of the appointment."""
    found = connection.execute(_NEIGHBOURS, [json.dumps(list(appointments))]).fetchall()
    ids = [each for row in found for each in row[1:] if each]
    holders = {row[0]: NeighbourHolder(*row[1:]) for row in connection.execute(_HOLDERS, [json.dumps(ids)])}
    return {slug: (holders.get(before), holders.get(after)) for slug, before, after in found}
