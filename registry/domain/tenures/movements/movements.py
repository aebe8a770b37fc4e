"""Tenures and a stretch of days -> who entered and who left a role in it, and how certain that is. Pure.

Of the world, not of the record: the day on which something was written down plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.dates.bounds import day_after, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.evidence.records import SourceNote, Sources
from registry.domain.tenures.records import Tenure
from registry.domain.tenures.succession import meets
from registry.domain.vocabulary import Certainty, MovementKind, Status


class Window(NamedTuple):
    """The days asked about, both ends inclusive."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Movement:
    """The start or the end of one tenure.

    `date`: EDTF as recorded, None if none is. `earliest`, `latest`: the days that it can mean; `inferred`: the
    neighbours, or a day on which somebody was observed, tell these more exactly than its own date does.
    `how` and `replaces` are told of a start, `end_reason` of an end.
    """

    appointment: str
    date: str | None
    earliest: str
    latest: str
    inferred: bool
    certainty: str
    movement: str
    person: str | None  # None = a recorded vacancy
    name: str | None
    role: str
    title: str
    organization: str
    kind: str
    status: str
    rank: str | None
    how: str | None
    end_reason: str | None
    replaces: str | None
    replaces_name: str | None
    sources: tuple[SourceNote, ...]
    title_then: str | None = None
    organization_then: str | None = None
    name_then: str | None = None


class Event(NamedTuple):
    """The start or the end of a tenure, and the days that it can mean. `doubted`: it may not be so."""

    begins: bool
    date: str | None
    earliest: str
    latest: str
    inferred: bool
    doubted: bool = False


def movements(
    tenures: Iterable[Tenure],
    windows: Mapping[str, Sequence[Window]],
    succeeded: Mapping[int, Tenure],
    sources: Sources,
    beside: Iterable[Tenure] = (),
) -> tuple[Movement, ...]:
    """What began and what ended in the windows of each organization (by its slug; they do not touch each other).

    `succeeded`: the tenures that others directly replace, by id; `beside`: other tenures of the same people in the
    same roles. Where one of a person's terms meets the next, the person stayed. In order of time; of one day a role's
    hand-over stands together, who left before who came.
    """
    tenures = list(tenures)
    stays, going_on = stays_of([*tenures, *beside])
    found = []
    for tenure in tenures:
        if tenure.status == Status.REJECTED:
            continue
        for event in events_of(tenure):
            if not event.begins and tenure.id in going_on:
                continue  # told where the next term begins
            certainty = _certainty(tenure, event, windows.get(tenure.organization, ()))
            if certainty:
                found.append((_place(tenure, event), _movement(tenure, event, certainty, succeeded, sources, stays)))
    return tuple(movement for _, movement in sorted(found, key=lambda each: each[0]))


def joined(windows: Iterable[Window]) -> list[Window]:
    """The same days in windows that neither overlap nor touch."""
    found: list[Window] = []
    for window in sorted(windows):
        if found and window.first <= day_after(found[-1].last):
            found[-1] = Window(found[-1].first, max(found[-1].last, window.last))
        else:
            found.append(window)
    return found


def events_of(tenure: Tenure) -> Iterator[Event]:
    """Its start and its end, as far as anything is known of their days."""
    bounds, stated = tenure.bounds(), tenure.stated
    if bounds.end_latest < bounds.start_earliest:
        return  # it began after the end of a life: a finding, and no tenure
    start = Event(True, tenure.start, *bounds[:2], inferred=bounds[:2] != stated[:2])
    end = Event(False, tenure.end, *bounds[2:], inferred=bounds[2:] != stated[2:])
    # The doubtful date of a neighbour bounds nothing; but where nothing else is known, it tells of the event.
    if not _placed(start) and tenure.doubtful_previous_end:
        earliest, latest = tenure.doubtful_previous_end
        start = Event(True, tenure.start, earliest, day_after(latest), inferred=True, doubted=True)
    if not _placed(end) and tenure.doubtful_next_start:
        earliest, latest = tenure.doubtful_next_start
        end = Event(False, tenure.end, day_before(earliest), latest, inferred=True, doubted=True)
    if _placed(start):
        yield start
    if not tenure.open and _placed(end):
        yield end


def _placed(event: Event) -> bool:
    """Whether anything is known of its day: a date says some digit of it, or others bound it on both sides."""
    said = any(character.isdigit() for character in event.date or "")
    return said or (event.earliest > FIRST_DAY and event.latest < LAST_DAY)


def _certainty(tenure: Tenure, event: Event, windows: Sequence[Window]) -> Certainty | None:
    """None if it cannot have been in any of the windows."""
    if not any(event.earliest <= window.last and event.latest >= window.first for window in windows):
        return None
    inside = any(window.first <= event.earliest and event.latest <= window.last for window in windows)
    return Certainty.CERTAIN if inside and not (tenure.doubted or event.doubted) else Certainty.POSSIBLE


def _place(tenure: Tenure, event: Event) -> tuple[object, ...]:
    return (event.earliest, event.latest, tenure.title, tenure.role, event.begins, tenure.holder, tenure.id)


def _movement(
    tenure: Tenure,
    event: Event,
    certainty: Certainty,
    succeeded: Mapping[int, Tenure],
    sources: Sources,
    stays: Mapping[int, Tenure],
) -> Movement:
    before = succeeded.get(tenure.replaces_id or 0) if event.begins else None
    what, reason = movement_of(tenure, event, stays.get(tenure.id))
    if before and before.person_id == tenure.person_id:
        before = None
    return Movement(
        appointment=tenure.appointment,
        date=event.date,
        earliest=event.earliest,
        latest=event.latest,
        inferred=event.inferred,
        certainty=certainty,
        movement=what,
        person=tenure.person,
        name=tenure.name,
        role=tenure.role,
        title=tenure.title,
        organization=tenure.organization_name,
        kind=tenure.kind,
        status=tenure.status,
        rank=tenure.rank,
        how=reason if event.begins else None,
        end_reason=None if event.begins else reason,
        replaces=before.person if before else None,
        replaces_name=before.name if before else None,
        sources=sources.get(tenure.id, ()),
    )


def movement_of(tenure: Tenure, event: Event, earlier: Tenure | None) -> tuple[MovementKind, str | None]:
    """What an event means for the seat, and how it began or why it ended; `earlier`: the term that it follows."""
    if not event.begins:
        life = tenure.ended_by
        return _moved(tenure, event), tenure.end_reason or (life.what if life else None)
    return MovementKind.STAYED if earlier else _moved(tenure, event), _how(tenure, earlier)


def stays_of(tenures: Sequence[Tenure]) -> tuple[dict[int, Tenure], set[int]]:
    """The terms that follow another of the same person in the same role, each with that one; and these others."""
    own: dict[tuple[object, ...], list[Tenure]] = {}
    for tenure in {tenure.id: tenure for tenure in tenures if tenure.person_id}.values():
        if tenure.status == Status.ACCEPTED:
            own.setdefault((tenure.role_id, tenure.person_id), []).append(tenure)
    stays: dict[int, Tenure] = {}
    for terms in own.values():
        terms.sort(key=lambda tenure: (*tenure.bounds(), tenure.id))
        for place, later in enumerate(terms):
            before = [earlier for earlier in terms[:place] if meets(earlier, later)]
            if before:
                stays[later.id] = before[-1]
    return stays, {earlier.id for earlier in stays.values()}


def _how(tenure: Tenure, earlier: Tenure | None) -> str | None:
    if earlier is None:
        return tenure.how
    change = "re-appointed" if earlier.kind == tenure.kind else f"{earlier.kind}, then {tenure.kind}"
    return ", ".join(filter(None, (tenure.how, change)))


def _moved(tenure: Tenure, event: Event) -> MovementKind:
    if tenure.person is None:
        return MovementKind.BECAME_VACANT if event.begins else MovementKind.FILLED
    return MovementKind.ENTERED if event.begins else MovementKind.LEFT
