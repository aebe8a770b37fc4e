"""Tenures -> where each stands in a drawing of time. Pure: shares of the width, nothing of SVG or colours.

A lane a tenure. What is certain, presumed and possible of it are segments of their own. Where one tenure ends and
the next begins somewhere in the same stretch of days, both are drawn to the middle of it: a hand-over that is known
to the month must not look as if two had held the role for a month, nor one that is not known as if for years.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from registry.domain.dates.bounds import TransitionKind, day_after, day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.vocabulary import Status

_TICKS = 8
_THINNEST = 0.6  # per cent: a day in a century must be seen
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of days: how it is known (certain, presumed, possible, gap) and where it stands, in per cent.

    `first`, `last`: its ISO days, both inclusive.
    """

    known: str
    left: float
    width: float
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One tenure (or a gap: no spell). `anchor`: on which side of its bar there is room for the label."""

    spell: TenureInHistory | None
    segments: tuple[Segment, ...]
    anchor: str
    at: float


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year on the axis, in per cent."""

    year: int
    at: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing; `marked`: where the day asked about stands, if it is in it."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    marked: float | None


class _Stretch(NamedTuple):
    known: str
    first: str
    last: str


class _Scale(NamedTuple):
    first: int
    days: int

    def at(self, day: str) -> float:
        """Where the day begins, in per cent of the width."""
        share = 100 * (date.fromisoformat(day).toordinal() - self.first) / self.days
        return round(min(max(share, 0.0), 100.0), 2)


def timeline(spells: Sequence[TenureInHistory], today: str, on: str | None = None) -> Timeline | None:
    """The drawing of the tenures, in their order; None if no day of any is known."""
    known = [day for spell in spells for day in _days(spell)]
    if not known:
        return None
    first, last = min(known), max([*known, *([today] if any(spell.open for spell in spells) else [])])
    start = date.fromisoformat(first).toordinal()
    scale = _Scale(start, max(date.fromisoformat(last).toordinal() + 1 - start, 1))
    before = _predecessors(spells)
    after: dict[int, TenureInHistory] = {}
    for spell, earlier in zip(spells, before, strict=True):
        after.setdefault(id(earlier), spell)
    lanes = []
    for previous, spell in zip(before, spells, strict=True):
        if previous and spell.before and spell.before.passage == TransitionKind.GAP:
            lanes.append(_lane(None, [_gap(previous, spell)], scale))
        stretches = _stretches(previous, spell, after.get(id(spell)), (first, last), today)
        lanes.append(_lane(spell, list(stretches), scale))
    marked = scale.at(on) if on and first <= on <= last else None
    return Timeline(tuple(lanes), tuple(_ticks(first, last, scale)), marked)


def _predecessors(spells: Sequence[TenureInHistory]) -> list[TenureInHistory | None]:
    """Whom each follows in the one seat that there is: of those before, the one who stayed longest."""
    found: list[TenureInHistory | None] = []
    last: TenureInHistory | None = None
    for spell in spells:
        found.append(last if spell.before else None)
        if spell.status == Status.ACCEPTED and (last is None or _end(spell) >= _end(last)):
            last = spell
    return found


def _end(spell: TenureInHistory) -> str:
    return spell.end_earliest or (LAST_DAY if spell.open else FIRST_DAY)


def _days(spell: TenureInHistory) -> list[str]:
    bounds = (spell.start_earliest, spell.start_latest, spell.end_earliest, spell.end_latest)
    return [day for day in (*bounds, spell.last_confirmed) if day]


def _gap(previous: TenureInHistory, spell: TenureInHistory) -> _Stretch:
    return _Stretch("gap", day_after(previous.end_latest or ""), day_before(spell.start_earliest or ""))


def _stretches(
    previous: TenureInHistory | None,
    spell: TenureInHistory,
    following: TenureInHistory | None,
    ends: tuple[str, str],
    today: str,
) -> Iterator[_Stretch]:
    """Side by side, both days inclusive."""
    first = spell.start_earliest or ends[0]
    last = (today if spell.open else None) or spell.end_latest or (following and following.start_latest) or ends[1]
    came, went = _handed_over(previous, spell), _handed_over(spell, following)
    first = max(first, day_after(came)) if came else first
    last = max(min(last, went), first) if went else max(last, first)
    sure_from = max(spell.start_latest or LAST_DAY, first)
    sure_to = min(_sure_to(spell, today) or first, last)
    if spell.doubted or sure_from > sure_to:
        yield _Stretch("possible", first, last)
        return
    if first < sure_from:
        yield _Stretch("possible", first, day_before(sure_from))
    yield _Stretch("certain", sure_from, sure_to)
    if sure_to < last:
        yield _Stretch("presumed" if spell.open else "possible", day_after(sure_to), last)


def _sure_to(spell: TenureInHistory, today: str) -> str | None:
    """The last day on which it is certain."""
    if spell.open:
        return min(max(spell.last_confirmed or "", spell.start_latest or ""), today) or None
    return spell.end_earliest


def _handed_over(spell: TenureInHistory | None, following: TenureInHistory | None) -> str | None:
    """The middle of the days in which the one may have ended and the other begun; None if they share less than two."""
    if not (spell and following and following.before and not spell.open):
        return None
    first = max(spell.end_earliest or FIRST_DAY, following.start_earliest or FIRST_DAY)
    last = min(spell.end_latest or LAST_DAY, following.start_latest or LAST_DAY)
    if first == FIRST_DAY or last == LAST_DAY:
        return None
    if first >= last:
        return None
    middle = (date.fromisoformat(first).toordinal() + date.fromisoformat(last).toordinal()) // 2
    return date.fromordinal(middle).isoformat()


def _lane(spell: TenureInHistory | None, stretches: Sequence[_Stretch], scale: _Scale) -> Lane:
    segments = []
    for known, first, last in stretches:
        left, right = scale.at(first), scale.at(day_after(last))
        width = round(max(right - left, _THINNEST), 2)
        segments.append(Segment(known, round(min(left, 100 - width), 2), width, first, last))
    left, right = segments[0].left, segments[-1].left + segments[-1].width
    # The label stands at the start of the bar or ends at its end, wherever there is more room.
    return Lane(spell, tuple(segments), *(("start", left) if 100 - left >= right else ("end", round(right, 2))))


def _ticks(first: str, last: str, scale: _Scale) -> Iterator[Tick]:
    begun, ended = int(first[:4]), int(last[:4])
    step = next((step for step in _STEPS if (ended - begun) / step <= _TICKS), _STEPS[-1])
    for year in range(begun - begun % step, ended + 1, step):
        if f"{max(year, 1):04}-01-01" >= first:
            yield Tick(year, scale.at(f"{max(year, 1):04}-01-01"))
