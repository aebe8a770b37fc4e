"""On which days of a span the seats of a role are filled, so that the merely possible are not offered. Pure.

Persons fill seats, not tenures: somebody whose two terms meet on a day has one seat. On the day of a hand-over a
holder and the direct successor have one seat. Each kind has the role's seats to itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, day_after, day_before
from registry.domain.dates.edtf import LAST_DAY
from registry.domain.tenures.records import RoleNote, Tenure


class Sitting(NamedTuple):
    """Somebody who certainly or presumably has one of the seats from one ISO day to another, both inclusive."""

    person: object  # whoever fills the seat; a recorded vacancy fills one, too
    tenure: Tenure | None  # None = two terms as one
    bounds: Bounds | None
    first: str
    last: str


def free_days(role: RoleNote, sitting: Sequence[Sitting], first: str, last: str) -> list[tuple[str, str]]:
    """The stretches from `first` to `last` in which fewer than the role's seats are filled by `sitting`, by day.

    Each change of the number of persons is looked at once, so that thousands of them cost no more than their order.
    """
    if role.seats is None and not role.seat_changes:
        return [(first, last)]
    changes: dict[str, int] = defaultdict(int)
    for begins, ends in _stretches(sitting, first, last):
        changes[begins] += 1
        changes[day_after(ends)] -= ends < LAST_DAY
    for day in _handed_over(sitting):
        if first <= day <= last:
            changes[day] -= 1
            changes[day_after(day)] += day < LAST_DAY
    days = {first, *changes, *(since for since, _ in role.seat_changes)}
    return _free(role, changes, sorted(day for day in days if first <= day <= last), last)


def _free(role: RoleNote, changes: dict[str, int], days: Sequence[str], last: str) -> list[tuple[str, str]]:
    """`days`: on which the number of persons or of seats changes, in order."""
    found, filled = [], 0
    ends = [*(day_before(day) for day in days[1:]), last]
    for day, until in zip(days, ends, strict=True):
        filled += changes.get(day, 0)
        seats = role.seats_on(day)
        if seats is None or filled < seats:
            found.append((day, until))
    return found


def _stretches(sitting: Iterable[Sitting], first: str, last: str) -> Iterable[tuple[str, str]]:
    """The days of each person, where terms that meet are one."""
    by_person: dict[object, list[tuple[str, str]]] = defaultdict(list)
    for each in sitting:
        begins, ends = max(each.first, first), min(each.last, last)
        if begins <= ends:
            by_person[each.person].append((begins, ends))
    for stretches in by_person.values():
        begins, ends = min(stretches)
        for other in sorted(stretches):
            if other[0] > ends:
                yield (begins, ends)
                begins, ends = other
            ends = max(ends, other[1])
        yield (begins, ends)


def _handed_over(sitting: Sequence[Sitting]) -> Iterable[str]:
    """The days on which somebody hands over a seat to a direct successor, once for each successor."""
    leaving = {each.tenure.id: each for each in sitting if each.tenure}
    for each in sitting:
        before = leaving.get(each.tenure.replaces_id or 0) if each.tenure else None
        if before is None or before.person == each.person or not (before.bounds and each.bounds):
            continue
        if each.bounds.starts_on(each.first) and before.bounds.ends_on(each.first):
            yield each.first
