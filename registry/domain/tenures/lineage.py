"""What something was before it began, and what it became after it ended: lives, and a walk along successions. Pure.

Only successions that are one event with the beginning (backwards) or the end (forwards) of a thing are followed. Of
what came of a succession and, besides, got functions transferred, the functions are not followed backwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.relations import Relation, is_one_event
from registry.domain.tenures.windows import is_doubtful
from registry.domain.vocabulary import ENDED_BY, Certainty

Days = tuple[str, str]


class Life(NamedTuple):
    """When something existed: the days on which it can have begun and ended, all ISO and inclusive."""

    begins_earliest: str
    begins_latest: str
    ends_earliest: str
    ends_latest: str

    def certainty(self, day: str) -> Certainty | None:
        """How sure it is that it existed on the day; None = it did not."""
        if self.begins_latest <= day <= self.ends_earliest:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if self.begins_earliest <= day <= self.ends_latest else None


class Stated(NamedTuple):
    """What is recorded of a life itself. Dates EDTF, None = not recorded; the days that each can mean."""

    began: str | None
    begins: Days
    ended: str | None
    ends: Days


class Counterpart(NamedTuple):
    """What something was, or had become, on a day: its id, and how sure that is."""

    id: int
    certainty: Certainty


def life(stated: Stated, before: Iterable[Relation], after: Iterable[Relation]) -> Life:
    """The life of a thing. What is not recorded of it follows from successions; where there are none, it is open.

    It begins with the first of the successions that made it (`before`), and ends with the last of those `after` which
    it no longer existed. A date that is marked as doubtful may be wrong.
    """
    made = list(before)
    gone = [each for each in after if each.how in ENDED_BY]
    begins, ends = stated.begins, stated.ends
    if stated.began is None:
        begins = (FIRST_DAY, FIRST_DAY)
        if made:
            begins = (min(each.start_earliest for each in made), min(each.start_latest for each in made))
    if stated.ended is None:
        ends = (LAST_DAY, LAST_DAY)
        if gone:
            ends = (max(each.start_earliest for each in gone), max(each.start_latest for each in gone))
    if is_doubtful(stated.began) or (stated.began is None and any(each.doubted for each in made)):
        begins = (FIRST_DAY, begins[1])
    if is_doubtful(stated.ended) or (stated.ended is None and any(each.doubted for each in gone)):
        ends = (ends[0], LAST_DAY)
    return Life(begins[0], min(begins[1], ends[1]), max(ends[0], begins[0]), ends[1])


def stood_for(start: int, day: str, lives: Mapping[int, Life], successions: Sequence[Relation]) -> list[Counterpart]:
    """What the thing was, or had become, on the ISO day: itself, if it existed; the surest first, then by id.

    `successions`: those of all the things in `lives`.
    """
    back = _walk(start, lambda each: _back(each, day, lives, successions))
    ahead = _walk(start, lambda each: _ahead(each, day, lives, successions))
    best: dict[int, int] = {}
    for row_id, grade in {*back, *ahead}:
        alive = _GRADES[lives[row_id].certainty(day)]
        best[row_id] = max(best.get(row_id, 0), min(grade, alive))
    found = [(grade, row_id) for row_id, grade in best.items() if grade]
    return [
        Counterpart(row_id, _CERTAINTIES[grade])
        for grade, row_id in sorted(found, key=lambda each: (-each[0], each[1]))
    ]


_GRADES = {Certainty.CERTAIN: 3, Certainty.PRESUMED: 2, Certainty.POSSIBLE: 1, None: 0}
_CERTAINTIES = {3: Certainty.CERTAIN, 2: Certainty.PRESUMED, 1: Certainty.POSSIBLE}


def _walk(start: int, steps: Callable[[int], list[tuple[int, int]]]) -> set[tuple[int, int]]:
    """Everything that is reached, each with every grade by which it is: at most three times, circles included."""
    reached = {(start, 3)}
    waiting = [(start, 3)]
    while waiting:
        row_id, grade = waiting.pop()
        for other, step in steps(row_id):
            found = (other, min(grade, step))
            if found[1] and found not in reached:
                reached.add(found)
                waiting.append(found)
    return reached


def founding(row_id: int, lives: Mapping[int, Life], successions: Iterable[Relation]) -> list[Relation]:
    """The successions that made the thing: one event with its beginning, without mere transfers unless all are."""
    made = [
        each
        for each in successions
        if each.owner_id == row_id and is_one_event(each.start_earliest, each.start_latest, *lives[row_id][:2])
    ]
    return [each for each in made if each.how != "transferred"] or made


def ending(row_id: int, lives: Mapping[int, Life], successions: Iterable[Relation]) -> list[Relation]:
    """The successions that are one event with the end of the thing."""
    return [
        each
        for each in successions
        if each.other_id == row_id and is_one_event(each.start_earliest, each.start_latest, *lives[row_id][2:])
    ]


def _back(row_id: int, day: str, lives: Mapping[int, Life], successions: Sequence[Relation]) -> list[tuple[int, int]]:
    """What it came of, where it may not have begun by the day."""
    own = lives[row_id]
    if day >= own.begins_latest:
        return []
    sure = 3 if day < own.begins_earliest else 1
    return [(each.other_id, min(sure, 1 if each.doubted else 3)) for each in founding(row_id, lives, successions)]


def _ahead(row_id: int, day: str, lives: Mapping[int, Life], successions: Sequence[Relation]) -> list[tuple[int, int]]:
    """What it became, where it may have ended by the day."""
    own = lives[row_id]
    if day <= own.ends_earliest:
        return []
    sure = 3 if day > own.ends_latest else 1
    return [(each.owner_id, min(sure, 1 if each.doubted else 3)) for each in ending(row_id, lives, successions)]
