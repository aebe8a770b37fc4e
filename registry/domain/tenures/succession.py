"""The tenures of a role or a person in their order: how long each lasted and how one led to the next. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.domain.dates.bounds import Bounds, TransitionKind, day_after, day_before, days_between, passage
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.evidence.independence import independent
from registry.domain.evidence.records import SourceNote, Sources
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Days:
    """A length in days, both ends counted; `most` None = no upper bound is known."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Transition:
    """How the role came to a holder from the one before. `days`: of the gap between them, if there is one."""

    passage: str
    days: Days | None


@dataclass(frozen=True, slots=True)
class TenureInHistory:
    """One tenure. Dates are EDTF; None = not known, or still open (then `days` run to today).

    `start_earliest` … `end_latest`: the first and last day that each can mean, with what neighbours and observations
    tell; None = no bound is known.
    """

    appointment: str
    role: str
    title: str
    organization: str
    person: str | None  # None = a recorded vacancy
    name: str | None
    kind: str
    status: str
    start: str | None
    end: str | None
    start_earliest: str | None
    start_latest: str | None
    end_earliest: str | None
    end_latest: str | None
    open: bool
    days: Days
    rank: str | None
    how: str | None
    end_reason: str | None
    replaces: str | None
    before: Transition | None
    last_confirmed: str | None
    note: str | None
    sources: tuple[SourceNote, ...]
    independent_sources: int

    @property
    def doubted(self) -> bool:
        """Whether it can be no more than possible: a date is marked ? or %, or the claim is not accepted."""
        dates = (self.start or "") + (self.end or "")
        return "?" in dates or "%" in dates or self.status != Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Succession:
    """Everybody who held a role, by start."""

    role: str
    title: str
    organization: str
    holders: tuple[TenureInHistory, ...]


@dataclass(frozen=True, slots=True)
class Career:
    """Every role that a person held, by start."""

    person: str
    name: str
    appointments: tuple[TenureInHistory, ...]


def succession(role: RoleNote, tenures: Sequence[Tenure], sources: Sources, today: str) -> Succession:
    """The tenures of `role`; hand-overs and gaps are told where the role has one seat."""
    ordered = sorted(tenures, key=lambda tenure: place(tenure.bounds()))
    people = {tenure.id: tenure.person for tenure in ordered}
    spells = []
    last: Tenure | None = None
    for tenure in ordered:
        before = None
        if role.single and tenure.status == Status.ACCEPTED:
            before = _before(last, tenure) if last else None
            later = last is None or tenure.bounds().end_latest >= last.bounds().end_latest
            last = tenure if later else last
        spells.append(_spell(tenure, people.get(tenure.replaces_id or 0), before, sources, today))
    return Succession(role.slug, role.title, role.organization_name, tuple(spells))


def career(person: str, name: str, tenures: Sequence[Tenure], sources: Sources, today: str) -> Career:
    """The tenures of one person."""
    ordered = sorted(tenures, key=lambda tenure: place(tenure.bounds()))
    return Career(person, name, tuple(_spell(tenure, None, None, sources, today) for tenure in ordered))


def place(bounds: Bounds) -> tuple[str, str, str]:
    """By start; one whose start is not known stands by its end, where the reader looks for it."""
    start = bounds.start_earliest if bounds.start_earliest > FIRST_DAY else bounds.start_latest
    return (start, bounds.end_latest, bounds.start_latest)


def _before(previous: Tenure, tenure: Tenure) -> Transition:
    last, bounds = previous.bounds(), tenure.bounds()
    way = passage(last, bounds)
    if way not in (TransitionKind.GAP, TransitionKind.POSSIBLE_GAP):
        return Transition(way, None)
    if tenure.replaces_id == previous.id:
        return Transition(TransitionKind.DIRECT, None)
    least = days_between(day_after(last.end_latest), day_before(bounds.start_earliest))
    known = last.end_earliest > FIRST_DAY and bounds.start_latest < LAST_DAY
    most = days_between(day_after(last.end_earliest), day_before(bounds.start_latest)) if known else None
    return Transition(way, Days(least, most))


def _spell(
    tenure: Tenure, replaces: str | None, before: Transition | None, sources: Sources, today: str
) -> TenureInHistory:
    notes = sources.get(tenure.id, ())
    bounds = tenure.bounds()
    return TenureInHistory(
        appointment=tenure.appointment,
        role=tenure.role,
        title=tenure.title,
        organization=tenure.organization_name,
        person=tenure.person,
        name=tenure.name,
        kind=tenure.kind,
        status=tenure.status,
        start=tenure.start,
        end=tenure.end,
        start_earliest=_known(bounds.start_earliest),
        start_latest=_known(bounds.start_latest),
        end_earliest=_known(bounds.end_earliest),
        end_latest=_known(bounds.end_latest),
        open=tenure.open,
        days=length(bounds, today if tenure.open else None),
        rank=tenure.rank,
        how=tenure.how,
        end_reason=tenure.end_reason,
        replaces=replaces,
        before=before,
        last_confirmed=tenure.confirmed,
        note=tenure.note,
        sources=notes,
        independent_sources=independent(notes),
    )


def _known(day: str) -> str | None:
    return None if day in (FIRST_DAY, LAST_DAY) else day


def length(bounds: Bounds, today: str | None) -> Days:
    """How long a tenure lasted; `today` for one that is still open."""
    end_earliest, end_latest = (today, today) if today else (bounds.end_earliest, bounds.end_latest)
    least = days_between(bounds.start_latest, end_earliest)
    if bounds.start_earliest == FIRST_DAY or end_latest == LAST_DAY:
        return Days(least, None)
    return Days(least, days_between(bounds.start_earliest, end_latest))
