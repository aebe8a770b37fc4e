"""Start and end texts -> the days that a tenure certainly and possibly has; clash, gap, hand-over. Pure.

Days are ISO texts, so that they compare as days; both ends are inclusive: the end is the last day any part of
which was served.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, Edtf, IsoDay, read_edtf, widened
from registry.domain.dates.wording import date_in_words
from registry.domain.errors import RegistryError

UNKNOWN = Edtf("XXXX")  # as an end: it has ended, the day is not known


class TenureError(RegistryError):
    """A start and an end that cannot both be true."""


class Bounds(NamedTuple):
    """The days between which a tenure began and ended, normalised: no start after the last possible end."""

    start_earliest: IsoDay
    start_latest: IsoDay
    end_earliest: IsoDay
    end_latest: IsoDay

    def certainly(self, day: str) -> bool:
        """Whether every reading of the dates has the day in it."""
        return self.start_latest <= day <= self.end_earliest

    def possibly(self, day: str) -> bool:
        """Whether some reading of the dates has the day in it."""
        return self.start_earliest <= day <= self.end_latest

    def starts_on(self, day: str) -> bool:
        """Whether it certainly began on this very day."""
        return self.start_earliest == self.start_latest == day

    def ends_on(self, day: str) -> bool:
        """Whether this very day was certainly its last."""
        return self.end_earliest == self.end_latest == day

    @property
    def lasts(self) -> bool:
        """Whether it certainly has more than one day."""
        return self.start_latest < self.end_earliest

    def normalised(self) -> Bounds:
        """The same tenure with its start no later than its end in every reading."""
        return self._replace(
            start_latest=min(self.start_latest, self.end_latest),
            end_earliest=max(self.end_earliest, self.start_earliest),
        )


def bounds_of(start: str | None, end: str | None, names: tuple[str, str] = ("start", "end")) -> Bounds:
    """The bounds of EDTF texts; no start = not known, no end = still open. `names`: what a refusal calls them.

    Raises DateError for a text that is not a date, TenureError for an end before the start.
    """
    start_earliest, start_latest = widened(read_edtf(start)) if start else (FIRST_DAY, LAST_DAY)
    end_earliest, end_latest = widened(read_edtf(end)) if end else (LAST_DAY, LAST_DAY)
    if start and end and end_latest < start_earliest:
        first, last = names
        raise TenureError(
            f"the {last} {end} ({date_in_words(end)}) is before the {first} {start} ({date_in_words(start)}); "
            "check both, and swap them if they were mixed up"
        )
    return Bounds(start_earliest, start_latest, end_earliest, end_latest).normalised()


def open_bounds(start: str | None, end: str | None, names: tuple[str, str] = ("start", "end")) -> Bounds:
    """The same for a relation or a detail: no start = as far back, no end = as long, as anything is recorded.

    Raises DateError for a text that is no date, TenureError for an end before the start.
    """
    if start:
        return bounds_of(start, end, names)
    _, _, end_earliest, end_latest = bounds_of(None, end, names)
    return Bounds(FIRST_DAY, FIRST_DAY, end_earliest, end_latest)


def cross(one: Bounds, other: Bounds) -> bool:
    """Whether two tenures share more than the day of a hand-over in every reading of their dates."""
    return one.start_latest < other.end_earliest and other.start_latest < one.end_earliest


SeatChanges = Sequence[tuple[str, int | None]]  # from each ISO day on, so many seats; ordered by day


def seats_on(day: str, seats: int | None, changes: SeatChanges) -> int | None:
    """How many seats there are on the day; None = unlimited."""
    for since, number in changes:
        if since <= day:
            seats = number
    return seats


def crowding(new: Bounds, others: Sequence[Bounds], seats: int | None, changes: SeatChanges = ()) -> list[int]:
    """Which of `others` (by index) leave `new` no seat; empty if it fits. None seats = unlimited.

    The rule of the view `crowded`: a tenure that certainly lasts counts from its start up to, not including,
    its end; any other crowds those that reach beyond it on both sides. What is counted is compared with the
    seats at the start of each tenure and on each day on which their number changes.
    """
    if seats is None and not changes:
        return []
    near = [(index, other) for index, other in enumerate(others) if cross(new, other)]
    for point_index, point in [(None, new), *near]:
        beside = [index for index, other in [(None, new), *near] if index != point_index and _beside(other, point)]
        there = seats_on(point.start_latest, seats, changes)
        if there is not None and len(beside) + 1 > there:
            return sorted(index for index in (point_index, *beside) if index is not None)
    for since, number in changes:
        going_on = [index for index, other in near if other.lasts and other.start_latest <= since < other.end_earliest]
        here = new.lasts and new.start_latest <= since < new.end_earliest
        if here and number is not None and len(going_on) + 1 > number:
            return going_on
    return []


def _beside(tenure: Bounds, point: Bounds) -> bool:
    if not tenure.lasts:
        return False
    if point.lasts:
        return tenure.start_latest <= point.start_latest < tenure.end_earliest
    return cross(tenure, point)


class TransitionKind(StrEnum):
    """How one tenure leads to the next."""

    SAME_DAY = "same day"
    NEXT_DAY = "next day"
    SAME_OR_NEXT_DAY = "same or next day"
    DIRECT = "direct"  # said to have succeeded directly; the day is not known
    GAP = "gap"
    POSSIBLE_GAP = "possible gap"
    OVERLAP = "overlap"
    POSSIBLE_OVERLAP = "possible overlap"


def passage(earlier: Bounds, later: Bounds) -> TransitionKind:
    """How `earlier`'s end stands to `later`'s start.

    A gap has at least one day in every reading; an overlap has in every reading a day that is no hand-over.
    """
    least = _days_from(earlier.end_latest, later.start_earliest)
    most = _days_from(earlier.end_earliest, later.start_latest)
    if least > 1:
        return TransitionKind.GAP
    if most < 0:
        return TransitionKind.OVERLAP
    if most > 1:
        return TransitionKind.POSSIBLE_GAP
    if least < 0:
        return TransitionKind.POSSIBLE_OVERLAP
    if least < most:
        return TransitionKind.SAME_OR_NEXT_DAY
    return TransitionKind.NEXT_DAY if least else TransitionKind.SAME_DAY


def _days_from(day: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(day)).days


def one_event(previous: Bounds, following: Bounds) -> bool:
    """Whether the end of one and the start of the other can be one event: the same day, or the day after."""
    latest = day_after(previous.end_latest)
    return previous.end_earliest <= following.start_latest and following.start_earliest <= latest


def day_after(day: str) -> IsoDay:
    """The next day; the last day there is stays."""
    return LAST_DAY if day == LAST_DAY else IsoDay((date.fromisoformat(day) + timedelta(days=1)).isoformat())


def day_before(day: str) -> IsoDay:
    """The day before; the first day there is stays."""
    return FIRST_DAY if day == FIRST_DAY else IsoDay((date.fromisoformat(day) - timedelta(days=1)).isoformat())


def days_between(first: str, last: str) -> int:
    """How many days from one to the other, both counted; 0 if the last is before the first."""
    return max(0, (date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
