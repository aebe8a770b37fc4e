"""The days on which the answer to "who held it?" may become another one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from registry.domain.succession import Spell
from registry.domain.tenure import day_after, day_before


class Turns(NamedTuple):
    """The last day before the newest turn up to a day, and the first day of the next turn; None = there is none."""

    previous: str | None
    next: str | None


def turns_around(day: str, spells: Iterable[Spell]) -> Turns:
    """Where the answer changes, before and after the ISO day."""
    points: set[str | None] = set()
    for spell in spells:
        points.update((spell.start_earliest, spell.start_latest))
        points.update(day_after(end) for end in (spell.end_earliest, spell.end_latest) if end)
    known = sorted(point for point in points if point)
    before = [point for point in known if point <= day]
    after = [point for point in known if point > day]
    return Turns(day_before(before[-1]) if before else None, after[0] if after else None)
