"""The days on which the answer to "who held it?" may become another one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from registry.domain.dates.bounds import day_after, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.tenures.movements.movements import Movement
from registry.domain.vocabulary import MovementKind


class ChangeDays(NamedTuple):
    """The last day before the newest turn up to a day, and the first day of the next turn; None = there is none."""

    previous: str | None
    next: str | None


def change_days_around(day: str, spells: Iterable[TenureInHistory]) -> ChangeDays:
    """Where the answer changes, before and after the ISO day."""
    return _around(day, _points_of(spells))


def change_days_among(day: str, moves: Iterable[Movement]) -> ChangeDays:
    """The same where several roles are looked at together."""
    return _around(day, points_among(moves))


def change_days_of_bounds(day: str, bounds: Iterable[tuple[str, str, str, str]]) -> ChangeDays:
    """The same from the derived days of tenures alone (start, then end), of which there may be thousands."""
    points: set[str | None] = set()
    for start_earliest, start_latest, end_earliest, end_latest in bounds:
        points.update(point for point in (start_earliest, start_latest) if point not in (FIRST_DAY, LAST_DAY))
        points.update(day_after(end) for end in (end_earliest, end_latest) if end not in (FIRST_DAY, LAST_DAY))
    return _around(day, points)


def change_days_outside(first: str | None, last: str | None, around: Callable[[str], ChangeDays]) -> ChangeDays:
    """The changes before the first and after the last day of a span; None = it is open on that side."""
    return ChangeDays(around(first).previous if first else None, around(last).next if last else None)


def _points_of(spells: Iterable[TenureInHistory]) -> set[str | None]:
    points: set[str | None] = set()
    for spell in spells:
        points.update((spell.start_earliest, spell.start_latest))
        points.update(day_after(end) for end in (spell.end_earliest, spell.end_latest) if end)
    return points


def points_among(moves: Iterable[Movement]) -> set[str]:
    """Every day from which on the answer may be another one than the day before."""
    points: set[str] = set()
    for move in moves:
        if move.movement in (MovementKind.ENTERED, MovementKind.BECAME_VACANT):
            points.update((move.earliest, move.latest))
        else:
            points.update((day_after(move.earliest), day_after(move.latest)))
    return points - {FIRST_DAY, LAST_DAY}


def _around(day: str, points: Iterable[str | None]) -> ChangeDays:
    known = sorted(point for point in points if point)
    before = [point for point in known if point <= day]
    after = [point for point in known if point > day]
    return ChangeDays(day_before(before[-1]) if before else None, after[0] if after else None)
