"""Candidate tenures, a day and the seats -> who holds the role, how certain, and why. Pure: no SQL, no clock.

The rules are in docs/dates.md: certain, presumed, possible; a hand-over day has two holders; possible holders
are offered only while a seat is free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.age import age_in_days
from registry.domain.dates.bounds import Bounds
from registry.domain.evidence.independence import independent
from registry.domain.evidence.records import SourceNote, Sources
from registry.domain.tenures.explanation import why
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Certainty, Handover, Kind, Outcome, Status


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who held the role on the day, and how we know. Dates are EDTF; None = not known, or still open."""

    appointment: str
    person: str
    name: str
    kind: str
    certainty: str
    handover: str | None
    start: str | None
    end: str | None
    rank: str | None
    last_confirmed: str | None
    last_confirmed_age_days: int | None  # on the day asked about; None if that is earlier
    sources: tuple[SourceNote, ...]
    independent_sources: int  # copies of one report count once, what was retracted not at all
    why: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A recorded vacancy of one seat, and how we know. Dates are EDTF."""

    certainty: str
    start: str | None
    end: str | None
    sources: tuple[SourceNote, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who held `role` on the day `on`. `vacancy`: one that is recorded for the day, else None."""

    role: str
    title: str
    organization: str
    on: str
    answer: str
    holders: tuple[Holder, ...]
    vacancy: Vacancy | None = None


class _Candidate(NamedTuple):
    tenure: Tenure
    bounds: Bounds
    certainty: Certainty


def answer(role: RoleNote, on: str, tenures: Sequence[Tenure], sources: Sources, *, everyone: bool = False) -> Answer:
    """Who of `tenures` holds `role` on the ISO day `on`; `everyone`: the possible even if the seats are filled."""
    if not role.life.possibly(on):
        return Answer(role.slug, role.title, role.organization_name, on, Outcome.NO_ROLE, ())
    candidates = [found for tenure in tenures if (found := _weigh(tenure, on))]
    if not everyone:
        candidates = _seated(candidates, role.seats_on(on), on)
    candidates.sort(key=lambda c: (_ORDER[c.certainty], c.bounds.start_earliest, c.tenure.holder))
    held = [candidate for candidate in candidates if candidate.tenure.person]
    vacant = next((candidate for candidate in candidates if not candidate.tenure.person), None)
    holders = tuple(_holder(candidate, _handover(candidate, held, role, on), sources, on) for candidate in held)
    vacancy = _vacancy(vacant, sources, on) if vacant else None
    outcome = _outcome(held, vacant)
    return Answer(role.slug, role.title, role.organization_name, on, outcome, holders, vacancy)


_ORDER = {Certainty.CERTAIN: 0, Certainty.PRESUMED: 1, Certainty.POSSIBLE: 2}


def _outcome(held: Sequence[_Candidate], vacant: _Candidate | None) -> Outcome:
    if any(candidate.certainty != Certainty.POSSIBLE for candidate in held):
        return Outcome.HELD
    if vacant and vacant.certainty != Certainty.POSSIBLE:
        return Outcome.VACANT
    return Outcome.POSSIBLY_HELD if held else Outcome.NOBODY_RECORDED


def _vacancy(candidate: _Candidate, sources: Sources, on: str) -> Vacancy:
    tenure = candidate.tenure
    reason = why(tenure, candidate.bounds, candidate.certainty, on)
    return Vacancy(candidate.certainty, tenure.start, tenure.end, sources.get(tenure.id, ()), reason)


def _weigh(tenure: Tenure, on: str) -> _Candidate | None:
    bounds = tenure.bounds()
    if tenure.status == Status.REJECTED or not bounds.possibly(on):
        return None
    return _Candidate(tenure, bounds, certainty_of(tenure, bounds, on))


def certainty_of(tenure: Tenure, bounds: Bounds, on: str) -> Certainty:
    """How sure it is that the tenure has the day, which is one of `bounds`."""
    if tenure.doubted or not bounds.certainly(on):
        return Certainty.POSSIBLE
    if tenure.open and on > max(bounds.start_latest, tenure.last_confirmed or ""):
        return Certainty.PRESUMED
    return Certainty.CERTAIN


def _seated(candidates: list[_Candidate], seats: int | None, on: str) -> list[_Candidate]:
    """Without the merely possible, for each kind whose seats are filled by others."""
    if seats is None:
        return candidates
    seated = []
    for kind in Kind:
        same = [candidate for candidate in candidates if candidate.tenure.kind == kind]
        sure = [candidate for candidate in same if candidate.certainty != Certainty.POSSIBLE]
        seated += sure if len(sure) - _shared_seats(sure, on) >= seats else same
    return seated


def _shared_seats(sure: Sequence[_Candidate], on: str) -> int:
    """How many hand over their seat to a direct successor on the day: the two have one seat."""
    leaving = {candidate.tenure.id for candidate in sure if candidate.bounds.ends_on(on)}
    return sum(candidate.tenure.replaces_id in leaving and candidate.bounds.starts_on(on) for candidate in sure)


def _holder(candidate: _Candidate, handover: Handover | None, sources: Sources, on: str) -> Holder:
    tenure = candidate.tenure
    assert tenure.person is not None  # a vacancy has no holder
    notes = sources.get(tenure.id, ())
    return Holder(
        appointment=tenure.appointment,
        person=tenure.person,
        name=tenure.holder,
        kind=tenure.kind,
        certainty=candidate.certainty,
        handover=handover,
        start=tenure.start,
        end=tenure.end,
        rank=tenure.rank,
        last_confirmed=tenure.confirmed,
        last_confirmed_age_days=age_in_days(tenure.confirmed, on) if tenure.confirmed else None,
        sources=notes,
        independent_sources=independent(notes),
        why=why(tenure, candidate.bounds, candidate.certainty, on),
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
        and earlier.bounds.ends_on(on)
        and later.bounds.starts_on(on)
        and (role.seats_on(on) == 1 or later.tenure.replaces_id == earlier.tenure.id)
    )
