"""What a file claims of the tenures of one role, and how two of these claims meet. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from registry.domain.dates.bounds import Bounds, cross
from registry.domain.exchange.import_plan import Cause
from registry.domain.tenures.windows import sure_bounds

SURE_SEAM_DAYS = 31  # up to which an overlap of successors is one of dates, whatever the length of their tenures
MOST_SEAM_DAYS = 366  # longer than this, two held a role at once


@dataclass(frozen=True, slots=True)
class Claim:
    """That somebody (`person`, None = a vacancy) held the role. `fixed`: it is on record and not of this file.

    `given`: a fixed one that the file has, too. `was_start`, `was_end`: what the file says, where that was settled
    otherwise; `ended`: by its successor, as it had no end.
    """

    id: int
    place: str
    person: int | None
    label: str
    kind: str
    status: str
    start: str | None
    end: str | None
    bounds: Bounds
    fixed: bool = False
    given: bool = False
    was_start: str | None = None
    was_end: str | None = None
    ended: bool = False

    @property
    def sure(self) -> Bounds:
        """By which it clashes with others: with a doubtful date it is certain on no day."""
        return sure_bounds(self.start, self.end, self.bounds)


@dataclass(slots=True)
class Settlement:
    """`accepted`: the claims as they are to be recorded; `same`: claims that are another one, by id; `seats`: how many
    the role needs, None = as many as it has; `refused`: claims that cannot stand, why, and whom they meet."""

    accepted: list[Claim] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)
    seats: int | None = None
    refused: list[tuple[Claim, Cause, list[Claim]]] = field(default_factory=list)


def overlap_days(one: Claim, other: Claim) -> int:
    """How many days beyond that of a hand-over both certainly hold the role."""
    if not cross(one.sure, other.sure):
        return 0
    first = max(one.bounds.start_latest, other.bounds.start_latest)
    last = min(one.bounds.end_earliest, other.bounds.end_earliest)
    return date.fromisoformat(last).toordinal() - date.fromisoformat(first).toordinal()


def is_seam(one: Claim, other: Claim) -> bool:
    """Whether `other` follows `one` and they share but a few days: a month, or at most half of either tenure."""
    days = overlap_days(one, other)
    follows = one.bounds.start_latest < other.bounds.start_latest
    follows = follows and one.bounds.end_earliest <= other.bounds.end_earliest and one.end is not None
    short = days <= SURE_SEAM_DAYS or (days <= MOST_SEAM_DAYS and 2 * days <= min(length(one), length(other)))
    return days > 0 and follows and short


def length(claim: Claim) -> int:
    first, last = date.fromisoformat(claim.bounds.start_latest), date.fromisoformat(claim.bounds.end_earliest)
    return last.toordinal() - first.toordinal()
