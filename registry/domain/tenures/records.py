"""A role and a tenure as they are recorded, with what the neighbours and the evidence say. Pure.

Neighbours and observations tighten what an answer says, never what is recorded (docs/decisions/0005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.bounds import UNKNOWN, Bounds, day_after, day_before, seats_on
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, Edtf, IsoDay
from registry.domain.tenures.windows import (
    NEVER,
    LifeEnd,
    Windows,
    ended_by,
    is_doubtful,
    sure_bounds,
    trusted_bounds,
    windows_of,
)
from registry.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class NameNote:
    """A further name; from when to when it was borne (EDTF)."""

    name: str
    kind: str
    language: str | None
    script: str | None
    start: Edtf | None
    end: Edtf | None


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
    start: Edtf | None
    start_earliest: IsoDay
    start_latest: IsoDay
    end: Edtf | None
    end_earliest: IsoDay
    end_latest: IsoDay
    rank: str | None
    how: str | None
    end_reason: str | None
    note: str | None
    replaces_id: int | None
    previous_end_earliest: IsoDay | None
    previous_end_latest: IsoDay | None
    next_start_earliest: IsoDay | None
    next_start_latest: IsoDay | None
    first_observed: IsoDay | None
    last_observed: IsoDay | None
    last_confirmed: IsoDay | None
    life: LifeEnd | None = None  # the first end of the lives of the person, the role and the organization
    # When a neighbour left or came by a date that is marked as doubtful: it bounds nothing.
    doubtful_previous_end: tuple[IsoDay, IsoDay] | None = None
    doubtful_next_start: tuple[IsoDay, IsoDay] | None = None

    @property
    def holder(self) -> str:
        """The name, or that nobody holds it."""
        return self.name or "nobody (vacant)"

    @property
    def unended(self) -> bool:
        """Whether no end is recorded and nobody directly succeeded."""
        return self.end is None and self.next_start_latest is None

    @property
    def open(self) -> bool:
        """Whether it goes on as far as recorded: no end, no successor, and no life that has certainly ended."""
        return self.unended and (self.life is None or self.life.doubted)

    @property
    def confirmed(self) -> IsoDay | None:
        """The newest day on which evidence has the person in office; for an ended tenure only a day observed counts."""
        return self.last_confirmed if self.end is None else self.last_observed

    @property
    def doubted(self) -> bool:
        """Whether it can be no more than possible: a date is marked ? or %, or the claim is disputed."""
        return is_doubtful(self.start) or is_doubtful(self.end) or self.status == Status.DISPUTED

    @property
    def stated(self) -> Bounds:
        """What its own dates say."""
        return Bounds(self.start_earliest, self.start_latest, self.end_earliest, self.end_latest)

    @property
    def sure(self) -> Bounds:
        """By which it clashes with others: with a date that is marked as doubtful it is certain on no day."""
        return sure_bounds(self.start, self.end, self.stated)

    @property
    def trusted(self) -> Bounds:
        """What its own dates say, where a date that is marked as doubtful counts as not known."""
        return trusted_bounds(self.start, self.end) if is_doubtful(self.start) or is_doubtful(self.end) else self.stated

    def tightened(self) -> Bounds:
        """What its dates say together with its neighbours' and the lives that end it.

        The last day is before the first where it certainly began after a life had ended: then it has no day.
        """
        tight = _tightened(self.stated, self)
        return tight if self.life is None else ended_by(tight, self.life, unended=self.unended)

    def bounds(self) -> Bounds:
        """What its dates say together with its neighbours', the lives that end it and the days it was observed on.

        Evidence that contradicts the dates changes nothing here: that is a finding, not an answer.
        """
        bounds = self.tightened()
        if self.first_observed and bounds.possibly(self.first_observed):
            bounds = bounds._replace(start_latest=min(bounds.start_latest, self.first_observed)).normalised()
        if self.last_observed and bounds.possibly(self.last_observed):
            bounds = bounds._replace(end_earliest=max(bounds.end_earliest, self.last_observed)).normalised()
        return bounds

    def windows(self, bounds: Bounds | None = None) -> Windows:
        """The days on which somebody certainly, presumably and possibly holds it; `bounds`: its own, if at hand."""
        if self.status == Status.REJECTED:
            return NEVER
        bounds = bounds or self.bounds()
        # Also where a successor is recorded whose dates contradict: then nothing says that it goes on for ever.
        is_open = self.unended or bounds.end_earliest == LAST_DAY
        newest = max(bounds.start_latest, self.last_confirmed or "") if is_open else None
        return windows_of(bounds, doubted=self.doubted, open_since=newest)

    def since_unknown(self, bounds: Bounds, day: str) -> bool:
        """Whether nothing is recorded of when it began, and the day is before all that shows it to have begun."""
        return self.start in (None, UNKNOWN) and bounds.start_earliest == FIRST_DAY and day < bounds.start_latest

    @property
    def ended_by(self) -> LifeEnd | None:
        """The life that ends it on these days, where its own dates and its successor do not end it before."""
        if self.life is None:
            return None
        within = not self.unended and _tightened(self.stated, self).end_earliest <= self.life.latest
        return None if within else self.life


class Neighbour(NamedTuple):
    """A tenure that this one directly succeeded, or that directly succeeded it: all that tells when that was.

    `first_observed`, `last_observed`: within its own dates.
    """

    start: Edtf | None
    end: Edtf | None
    bounds: Bounds
    first_observed: IsoDay | None
    last_observed: IsoDay | None

    @property
    def doubted(self) -> bool:
        """Whether one of its dates may be wrong."""
        return is_doubtful(self.start) or is_doubtful(self.end)

    def trusted(self) -> Bounds:
        """The bounds of its dates, where a date that is marked as doubtful counts as not known."""
        return trusted_bounds(self.start, self.end) if self.doubted else self.bounds

    def end_event(self) -> tuple[IsoDay, IsoDay]:
        """The days on which it can have ended; of one without an end any day from its start on."""
        bounds = self.trusted()
        earliest = bounds.start_earliest if self.end is None else bounds.end_earliest
        if self.last_observed and self.last_observed <= bounds.end_latest:
            earliest = max(earliest, self.last_observed)
        return (earliest, bounds.end_latest)

    def start_event(self) -> tuple[IsoDay, IsoDay]:
        """The days on which it can have begun."""
        bounds = self.trusted()
        latest = bounds.start_latest
        if self.first_observed and self.first_observed >= bounds.start_earliest:
            latest = min(latest, self.first_observed)
        return (bounds.start_earliest, latest)


NeighbourDays = tuple[
    tuple[IsoDay | None, IsoDay | None],
    tuple[IsoDay | None, IsoDay | None],
    tuple[IsoDay, IsoDay] | None,
    tuple[IsoDay, IsoDay] | None,
]


def neighbour_days(before: Neighbour | None, after: Sequence[Neighbour]) -> NeighbourDays:
    """What the direct predecessor and the direct successors tell a tenure: when the one left, when the others came.

    Then the same as a date that is marked as doubtful has it, which bounds nothing; None where there is none.
    """
    left = before.end_event() if before else (None, None)
    left_said = before.bounds[2:] if before and is_doubtful(before.end) else None
    if not after:
        return left, (None, None), left_said, None
    events = [each.start_event() for each in after]
    came = (max(earliest for earliest, _ in events), min(latest for _, latest in events))
    return left, came, left_said, next((each.bounds[:2] for each in after if is_doubtful(each.start)), None)


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


def _narrowed(stated: tuple[IsoDay, IsoDay], event: tuple[IsoDay, IsoDay]) -> tuple[IsoDay, IsoDay]:
    """The days in both; what was stated, if there is none."""
    earliest, latest = max(stated[0], event[0]), min(stated[1], event[1])
    return (earliest, latest) if earliest <= latest else stated
