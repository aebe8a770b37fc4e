"""A role and a tenure as they are recorded, with what the neighbours and the evidence say. Pure.

Neighbours and observations tighten what an answer says, never what is recorded (docs/decisions/0005).
"""

from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, day_after, day_before, seats_on
from registry.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class NameNote:
    """A further name; from when to when it was borne (EDTF)."""

    name: str
    kind: str
    language: str | None
    script: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class IdentifierNote:
    """A thing's name in somebody else's register."""

    scheme: str
    value: str


class RoleNote(NamedTuple):
    """The role that a question is about. seats None = unlimited; its life as bounds, both ends inclusive.

    `seats`: the number that it began with; `seat_changes`: from which day on it has how many.
    """

    id: int
    slug: str
    title: str
    organization: str  # slug
    organization_name: str
    seats: int | None
    life: Bounds
    seat_changes: tuple[tuple[str, int | None], ...] = ()

    def seats_on(self, day: str) -> int | None:
        """How many may hold it on the day; None = unlimited."""
        return seats_on(day, self.seats, self.seat_changes)

    @property
    def single(self) -> bool:
        """Whether it always had one seat, so that one tenure leads to the next."""
        return self.seats == 1 and not self.seat_changes


class Tenure(NamedTuple):  # a dataclass of so many fields, or annotations as texts, would cost 3 ms at import
    """An appointment with its names, its evidence and the bounds of its neighbours (the view `tenures`)."""

    id: int
    appointment: str
    person_id: int | None  # None = a recorded vacancy: nobody held one of the seats
    person: str | None
    name: str | None
    role_id: int
    role: str
    title: str
    organization: str
    organization_name: str
    kind: str
    status: str
    start: str | None
    start_earliest: str
    start_latest: str
    end: str | None
    end_earliest: str
    end_latest: str
    rank: str | None
    how: str | None
    end_reason: str | None
    note: str | None
    replaces_id: int | None
    previous_end_earliest: str | None
    previous_end_latest: str | None
    next_start_earliest: str | None
    next_start_latest: str | None
    first_observed: str | None
    last_observed: str | None
    last_confirmed: str | None

    @property
    def holder(self) -> str:
        """The name, or that nobody holds it."""
        return self.name or "nobody (vacant)"

    @property
    def open(self) -> bool:
        """Whether no end is recorded and nobody directly succeeded."""
        return self.end is None and self.next_start_latest is None

    @property
    def confirmed(self) -> str | None:
        """The newest day on which evidence has the person in office; for an ended tenure only a day observed counts."""
        return self.last_confirmed if self.end is None else self.last_observed

    @property
    def doubted(self) -> bool:
        """Whether it can be no more than possible: a date is marked ? or %, or the claim is disputed."""
        dates = (self.start or "") + (self.end or "")
        return "?" in dates or "%" in dates or self.status == Status.DISPUTED

    @property
    def stated(self) -> Bounds:
        """What its own dates say."""
        return Bounds(self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)

    def tightened(self) -> Bounds:
        """What its dates say together with its neighbours'."""
        return _tightened(self.stated, self)

    def bounds(self) -> Bounds:
        """What its dates say together with its neighbours' and the days on which it was observed.

        Evidence that contradicts the dates is left aside here: that is a finding, not an answer.
        """
        bounds = self.tightened()
        if self.first_observed and bounds.possibly(self.first_observed):
            bounds = Bounds(
                bounds.start_earliest,
                min(bounds.start_latest, self.first_observed),
                bounds.end_earliest,
                bounds.end_latest,
            )
        if self.last_observed and bounds.possibly(self.last_observed):
            bounds = Bounds(
                bounds.start_earliest,
                bounds.start_latest,
                max(bounds.end_earliest, self.last_observed),
                bounds.end_latest,
            )
        return bounds.normalised()


def _tightened(stated: Bounds, tenure: Tenure) -> Bounds:
    """`replaces`: the previous end and the next start are one event, the same day or the day after."""
    start_earliest, start_latest = stated.start_earliest, stated.start_latest
    if tenure.previous_end_earliest and tenure.previous_end_latest:
        start_earliest, start_latest = _narrowed(
            (start_earliest, start_latest),
            (tenure.previous_end_earliest, day_after(tenure.previous_end_latest)),
        )
    end_earliest, end_latest = stated.end_earliest, stated.end_latest
    if tenure.next_start_earliest and tenure.next_start_latest:
        event = (day_before(tenure.next_start_earliest), tenure.next_start_latest)
        still_open = tenure.end is None
        end_earliest, end_latest = event if still_open else _narrowed((end_earliest, end_latest), event)
    tight = Bounds(start_earliest, start_latest, end_earliest, end_latest).normalised()
    return tight if tight.start_earliest <= tight.end_latest else stated


def _narrowed(stated: tuple[str, str], event: tuple[str, str]) -> tuple[str, str]:
    """The days in both; what was stated, if there is none."""
    earliest, latest = max(stated[0], event[0]), min(stated[1], event[1])
    return (earliest, latest) if earliest <= latest else stated
