"""In which order tenures are told: what must have come first stands first. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from registry.domain.dates.bounds import Bounds
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY

Each = TypeVar("Each")


def in_order(items: Iterable[Each], bounds_of: Callable[[Each], Bounds], *, one_seat: bool = False) -> list[Each]:
    """The items by start; where it is not known which began first, by end.

    Whatever certainly began before another stands before it. Of a role with `one_seat` the ends decide wherever the
    days of two starts overlap, since who left first came first; elsewhere only where nothing is known of a start.
    What is equal keeps its order.
    """
    waiting = [(bounds_of(item), place, item) for place, item in enumerate(items)]
    waiting.sort(key=lambda each: (each[0].start_earliest, each[1]))
    # Whoever certainly began after somebody that is not told yet has to wait: for the least of these days.
    limits = [(_known_by(bounds, one_seat=one_seat), place) for bounds, place, _ in waiting]
    heapq.heapify(limits)
    ready: list[tuple[str, str, int, Each]] = []
    told: set[int] = set()
    found: list[Each] = []
    following = 0
    while len(found) < len(waiting):
        while limits[0][1] in told:
            heapq.heappop(limits)
        while following < len(waiting) and waiting[following][0].start_earliest <= limits[0][0]:
            bounds, place, item = waiting[following]
            heapq.heappush(ready, (_ended(bounds), bounds.start_earliest, place, item))
            following += 1
        *_, place, item = heapq.heappop(ready)
        told.add(place)
        found.append(item)
    return found


def _ended(bounds: Bounds) -> str:
    """By which end it is placed: the middle of the days that it can mean.

    Where nothing is known of the end but that it came, by the first day that it can be; where nothing is known of the
    start either, as late as it can be.
    """
    if bounds.end_latest == LAST_DAY:
        return bounds.end_earliest if bounds.end_earliest > FIRST_DAY else LAST_DAY
    first, last = (date.fromisoformat(day).toordinal() for day in (bounds.end_earliest, bounds.end_latest))
    return date.fromordinal((first + last) // 2).isoformat()


def _known_by(bounds: Bounds, *, one_seat: bool) -> str:
    """The day by which it certainly began, as far as that decides the order."""
    vague = one_seat or bounds.start_earliest == FIRST_DAY
    return bounds.start_latest if vague else bounds.start_earliest
