"""The details, the further dates and the covers of tenures, for answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from registry.domain.tenures.details import DetailNote, FurtherDateNote

_DETAILS = """
select a.slug, d.field, d.value, d.start_date, d.end_date, d.status, d.note
from appointments a join appointment_details d on d.appointment_id = a.id
where a.slug in ({which}) order by d.start_earliest, d.field, d.value
"""
_DATES = """
select a.slug, d.side, d.act, d.on_date, d.note
from appointments a join appointment_dates d on d.appointment_id = a.id
where a.slug in ({which}) order by d.on_earliest, d.side, d.act
"""
_COVERS = """
select a.slug, c.slug, (select slug from people where id = c.person_id),
  (select name from people where id = c.person_id)
from appointments a join appointments c on c.id = a.covers_id
where a.slug in ({which})
"""


_FEW = 20  # so many are named in the query itself, which is quicker than a list


def _rows(connection: sqlite3.Connection, sql: str, slugs: Iterable[str]) -> sqlite3.Cursor:
    given = list(dict.fromkeys(slugs))
    if len(given) <= _FEW:
        return connection.execute(sql.format(which=", ".join("?" * len(given))), given)
    return connection.execute(sql.format(which="select value from json_each(?)"), [json.dumps(given)])


class Covered(NamedTuple):
    """Whose tenure an acting one covers."""

    appointment: str
    person: str
    name: str


def details_of(connection: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, tuple[DetailNote, ...]]:
    """The details of these appointments, by slug, each in time; rejected ones, too."""
    found: dict[str, list[DetailNote]] = {}
    for slug, *values in _rows(connection, _DETAILS, slugs):
        found.setdefault(slug, []).append(DetailNote(*values))
    return {slug: tuple(each) for slug, each in found.items()}


def dates_of(connection: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, tuple[FurtherDateNote, ...]]:
    """The further dates of these appointments, by slug, each in time."""
    found: dict[str, list[FurtherDateNote]] = {}
    for slug, *values in _rows(connection, _DATES, slugs):
        found.setdefault(slug, []).append(FurtherDateNote(*values))
    return {slug: tuple(each) for slug, each in found.items()}


def covers_of(connection: sqlite3.Connection, slugs: Iterable[str]) -> dict[str, Covered]:
    """Of the appointments that cover another one, by slug, which and whose."""
    return {slug: Covered(*row) for slug, *row in _rows(connection, _COVERS, slugs)}


class Recorded(NamedTuple):
    """Whether the registry has any details, further dates and covers at all."""

    details: bool
    dates: bool
    covers: bool


def recorded(connection: sqlite3.Connection) -> Recorded:
    """What there is to look for."""
    sql = """select exists (select 1 from appointment_details), exists (select 1 from appointment_dates),
    exists (select 1 from appointments where covers_id is not null)"""
    return Recorded(*map(bool, connection.execute(sql).fetchone()))
