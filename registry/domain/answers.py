"""Candidate tenures, a day and the seats -> who holds the role, how certain, and why. Pure: no SQL, no clock.

The rules are in docs/dates.md: certain, presumed, possible; a hand-over day has two holders; possible holders
are offered only while a seat is free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates import spoken
from registry.domain.tenure import Bounds, day_after, day_before
from registry.domain.vocabulary import Certainty, Finding, Handover, Kind, Status


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where we know something from, as shown under an answer."""

    title: str
    url: str | None
    published: str | None
    quote: str | None


Sources = Mapping[int, tuple[SourceNote, ...]]  # by the appointment's id, newest first


@dataclass(frozen=True, slots=True)
class RoleNote:
    """The role that a question is about. seats None = unlimited; its life as bounds, both ends inclusive."""

    id: int
    slug: str
    title: str
    organization: str  # slug
    organization_name: str
    seats: int | None
    life: Bounds


class Tenure(NamedTuple):  # a dataclass of so many fields would cost 3 ms at import
    """An appointment with its names, its evidence and the bounds of its neighbours (the view `tenures`)."""

    id: int
    appointment: str
    person_id: int
    person: str
    name: str
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
    previous_end: str | None
    previous_end_earliest: str | None
    previous_end_latest: str | None
    next_start_earliest: str | None
    next_start_latest: str | None
    first_observed: str | None
    last_observed: str | None
    last_confirmed: str | None

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

    def bounds(self) -> Bounds:
        """What its dates say together with its neighbours' and the days on which it was observed.

        Evidence that contradicts the dates is left aside here: that is a finding, not an answer.
        """
        bounds = _tightened(self.stated, self)
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
    if tenure.previous_end is not None and tenure.previous_end_earliest and tenure.previous_end_latest:
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


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held the role on the day, and how we know. Dates are EDTF; None = not known, or still open."""

    person: str
    name: str
    kind: str
    certainty: str
    handover: str | None
    start: str | None
    end: str | None
    rank: str | None
    last_confirmed: str | None
    sources: tuple[SourceNote, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who held `role` on the day `on`."""

    role: str
    title: str
    organization: str
    on: str
    answer: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    tenure: Tenure
    bounds: Bounds
    certainty: Certainty


def answer(role: RoleNote, on: str, tenures: Sequence[Tenure], sources: Sources, *, everyone: bool = False) -> Answer:
    """Who of `tenures` holds `role` on the ISO day `on`; `everyone`: the possible even if the seats are filled."""
    if not role.life.possibly(on):
        return Answer(role.slug, role.title, role.organization_name, on, Finding.NO_ROLE, ())
    candidates = [found for tenure in tenures if (found := _weigh(tenure, on))]
    if not everyone:
        candidates = _seated(candidates, role.seats)
    candidates.sort(key=lambda c: (_ORDER[c.certainty], c.bounds.start_earliest, c.tenure.name))
    holders = tuple(
        _holder(candidate, _handover(candidate, candidates, role, on), sources, on) for candidate in candidates
    )
    return Answer(role.slug, role.title, role.organization_name, on, _finding(candidates), holders)


_ORDER = {Certainty.CERTAIN: 0, Certainty.PRESUMED: 1, Certainty.POSSIBLE: 2}


def _finding(candidates: Sequence[_Candidate]) -> Finding:
    if not candidates:
        return Finding.NOBODY_RECORDED
    possible = all(candidate.certainty == Certainty.POSSIBLE for candidate in candidates)
    return Finding.POSSIBLY_HELD if possible else Finding.HELD


def _weigh(tenure: Tenure, on: str) -> _Candidate | None:
    bounds = tenure.bounds()
    if tenure.status == Status.REJECTED or not bounds.possibly(on):
        return None
    return _Candidate(tenure, bounds, _certainty(tenure, bounds, on))


def _certainty(tenure: Tenure, bounds: Bounds, on: str) -> Certainty:
    if tenure.doubted or not bounds.certainly(on):
        return Certainty.POSSIBLE
    if tenure.open and on > max(bounds.start_latest, tenure.last_confirmed or ""):
        return Certainty.PRESUMED
    return Certainty.CERTAIN


def _seated(candidates: list[_Candidate], seats: int | None) -> list[_Candidate]:
    """Without the merely possible, for each kind whose seats are filled by others."""
    if seats is None:
        return candidates
    seated = []
    for kind in Kind:
        same = [candidate for candidate in candidates if candidate.tenure.kind == kind]
        sure = [candidate for candidate in same if candidate.certainty != Certainty.POSSIBLE]
        seated += sure if len(sure) >= seats else same
    return seated


def _holder(candidate: _Candidate, handover: Handover | None, sources: Sources, on: str) -> Holder:
    tenure = candidate.tenure
    return Holder(
        person=tenure.person,
        name=tenure.name,
        kind=tenure.kind,
        certainty=candidate.certainty,
        handover=handover,
        start=tenure.start,
        end=tenure.end,
        rank=tenure.rank,
        last_confirmed=tenure.confirmed,
        sources=sources.get(tenure.id, ()),
        why=_why(candidate, on),
    )


def _handover(candidate: _Candidate, candidates: Sequence[_Candidate], role: RoleNote, on: str) -> Handover | None:
    for other in candidates:
        if _hands_over(candidate, other, role, on):
            return Handover.OUTGOING
        if _hands_over(other, candidate, role, on):
            return Handover.INCOMING
    return None


def _hands_over(earlier: _Candidate, later: _Candidate, role: RoleNote, on: str) -> bool:
    """Whether `on` is exactly the last day of one and the first of the other, who follows in the same seat."""
    return (
        earlier is not later
        and earlier.bounds.end_earliest == earlier.bounds.end_latest == on
        and later.bounds.start_earliest == later.bounds.start_latest == on
        and (role.seats == 1 or later.tenure.replaces_id == earlier.tenure.id)
    )


def _why(candidate: _Candidate, on: str) -> str:
    """One sentence: the dates as recorded, then what makes the answer certain, presumed or only possible."""
    tenure = candidate.tenure
    reasons = [_period(tenure)]
    if candidate.certainty == Certainty.POSSIBLE:
        reasons += _doubts(candidate, on)
    elif tenure.open:
        confirmed = tenure.last_confirmed
        reasons.append(f"last confirmed on {spoken(confirmed)}" if confirmed else "no evidence since then")
        if candidate.certainty == Certainty.PRESUMED:
            reasons.append("no end is recorded")
    reasons += _inferences(candidate, on)
    return f"{'; '.join(reasons)}."


def _period(tenure: Tenure) -> str:
    office = "In office as acting" if tenure.kind == Kind.ACTING else "In office"
    start = spoken(tenure.start) if tenure.start else "an unknown day"
    if tenure.end is not None:
        return f"{office} from {start} to {spoken(tenure.end)}"
    return f"{office} since {start}" if tenure.open else f"{office} from {start}"


def _doubts(candidate: _Candidate, on: str) -> list[str]:
    tenure, bounds = candidate.tenure, candidate.bounds
    doubts = []
    if on < bounds.start_latest:
        doubts.append("may not have begun by this day")
    if on > bounds.end_earliest:
        doubts.append("may have ended before this day")
    if tenure.status == Status.DISPUTED:
        doubts.append("this claim is disputed")
    elif tenure.doubted and not doubts:
        doubts.append("a date is marked as uncertain")
    return doubts


def _inferences(candidate: _Candidate, on: str) -> list[str]:
    """What the answer owes to the neighbours' dates or to an observation, not to its own dates."""
    tenure, bounds, stated = candidate.tenure, candidate.bounds, candidate.tenure.stated
    if stated.certainly(on) or not bounds.certainly(on):
        return []
    inferred = []
    if not stated.start_latest <= on:
        observed = tenure.first_observed == bounds.start_latest
        inferred.append("observed in office" if observed else "its start is inferred from the predecessor's end")
    if not on <= stated.end_earliest:
        observed = tenure.last_observed == bounds.end_earliest
        inferred.append("observed in office" if observed else "its end is inferred from the successor's start")
    return list(dict.fromkeys(inferred))
