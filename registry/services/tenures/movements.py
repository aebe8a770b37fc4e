"""Answer what changed between two days: who entered and who left. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import DateError
from registry.domain.tenures.movements.change_days import ChangeDays
from registry.domain.tenures.movements.detail_changes import DetailChange, detail_changes
from registry.domain.tenures.movements.movements import Movement, Window, joined, movements
from registry.domain.tenures.records import Tenure
from registry.domain.vocabulary import Status
from registry.services.names.names_then import NamesOfTheTime
from registry.services.names.resolve import resolve
from registry.store.entities import organizations
from registry.store.entities.named import ORGANIZATION
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments
from registry.store.tenures.change_points import change_points, count_of_roles
from registry.store.tenures.details_moved import details_moved


@dataclass(frozen=True, slots=True)
class Changes:
    """Who entered and who left from `first` to `last`, both inclusive. organization and name None = everywhere.

    `details`: what began and ended of the details of tenures; None where that was not asked for.
    """

    organization: str | None
    name: str | None
    below: bool
    first: str
    last: str
    movements: tuple[Movement, ...]
    details: tuple[DetailChange, ...] | None = None


def changes(
    connection: sqlite3.Connection,
    first: str,
    last: str,
    organization: str | None = None,
    *,
    below: bool = False,
    details: bool = False,
) -> Changes:
    """Who entered and who left between the ISO days; `below`: also while an organization stood below this one.

    `details`: and which ranks, parties, absences and the like of tenures began and ended.

    Raises DateError if the last day is before the first.
    """
    if last < first:
        raise DateError(
            f"there is no day from {date_in_words(first)} to {date_in_words(last)}; "
            "swap the two, or give a later last day (default: today)"
        )
    asked = Window(first, last)
    if organization is None:
        tenures = appointments.moved(connection, first, last)
        windows = {tenure.organization: [asked] for tenure in tenures}
        sides = details_moved(connection, first, last) if details else []
        changed = detail_changes(sides, {side.body: [asked] for side in sides}) if details else None
        return Changes(None, None, False, first, last, _told(connection, tenures, windows), changed)
    body = resolve(connection, ORGANIZATION, organization)
    ids, windows = [body.id], {body.slug: [asked]}
    if below:
        found = organizations.below_between(connection, body.id, first, last)
        ids = [each.id for each in found]
        windows = _windows(found)
    tenures = appointments.moved(connection, first, last, ids)
    changed = detail_changes(details_moved(connection, first, last, ids), windows) if details else None
    return Changes(body.slug, body.label, below, first, last, _told(connection, tenures, windows), changed)


def near_changes(
    connection: sqlite3.Connection, role_ids: Sequence[int], first: str | None, last: str | None
) -> ChangeDays:
    """The changes of the roles before and after the ISO days, by the days of the tenures alone: of many of them that
    is all that can be read. None = the days are open on that side.
    """
    previous, following = change_points(connection, role_ids, first or FIRST_DAY, last or LAST_DAY)
    return ChangeDays(previous if first else None, following if last else None)


def how_many(connection: sqlite3.Connection, role_ids: Sequence[int], first: str, last: str) -> int:
    """How many tenures of the roles may lie in the ISO days, both inclusive."""
    return count_of_roles(connection, role_ids, first, last)


def _windows(bodies: Sequence[organizations.SubordinatePeriod]) -> dict[str, list[Window]]:
    """The days on which what happened in an organization counts."""
    windows: dict[str, list[Window]] = {}
    for body in bodies:
        windows.setdefault(body.slug, []).append(Window(body.first, body.last))
    return {slug: joined(found) for slug, found in windows.items()}


def _told(
    connection: sqlite3.Connection, tenures: Sequence[Tenure], windows: Mapping[str, Sequence[Window]]
) -> tuple[Movement, ...]:
    replaced = [tenure.replaces_id for tenure in tenures if tenure.replaces_id]
    succeeded = {
        tenure.id: tenure for tenure in appointments.of_ids(connection, replaced) if tenure.status != Status.REJECTED
    }
    sources = cited(connection, [tenure.id for tenure in tenures])
    beside = appointments.of_same_holders(connection, [tenure.id for tenure in tenures])
    found = movements(tenures, windows, succeeded, sources, beside)
    bodies = {tenure.role: tenure.organization for tenure in tenures}
    return NamesOfTheTime(connection, [each.person for each in found], bodies).movements(found)
