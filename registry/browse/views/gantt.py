"""The roles of a body side by side over time, or the careers of some people: rows of bars on one scale. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from registry.domain.presentation.timeline import Lane, Tick, timeline
from registry.domain.tenures.histories import TenureInHistory

_BACK, _AHEAD = 20, 10  # years around the day asked about that are drawn
_THINNEST = 0.4  # per cent: a day must be seen
_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a tenure: how it is known, and where it stands, in per cent of the width."""

    spell: TenureInHistory
    known: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of one role or one person; `key`: its slug."""

    key: str
    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """`first`, `last`: the days that are drawn, both inclusive; `marked`: where the day asked about
    stands; None = no day was asked about.
    """

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    marked: float | None
    first: str
    last: str


def gantt(
    rows: Iterable[tuple[str, str, Sequence[TenureInHistory]]], today: str, on: str, *, marked: bool = True
) -> Gantt | None:
    """Rows of slug, label and tenures, drawn around the ISO day `on`; None if nothing of them lies there.

    `marked`: whether that is a day that somebody asked about.
    """
    first, last = _moved(on, -_BACK), min(_moved(on, _AHEAD), max(on, today))
    stretches = {
        (key, label): [
            (lane.spell, segment.known, segment.first, segment.last)
            for lane in _lanes(spells, today)
            if lane.spell
            for segment in lane.segments
            if segment.first <= last and segment.last >= first
        ]
        for key, label, spells in rows
    }
    begun = [start for each in stretches.values() for _, _, start, _ in each]
    if not begun:
        return None
    first = max(first, min(begun))
    start = date.fromisoformat(first).toordinal()
    days = max(date.fromisoformat(last).toordinal() + 1 - start, 1)

    def at(day: str, more: int = 0) -> float:
        share = 100 * (date.fromisoformat(day).toordinal() + more - start) / days
        return round(min(max(share, 0.0), 100.0), 2)

    def bar(spell: TenureInHistory, known: str, begins: str, ends: str) -> Bar:
        left = min(at(begins), 100 - _THINNEST)
        return Bar(spell, known, left, round(max(at(ends, 1) - left, _THINNEST), 2))

    drawn = tuple(
        Row(key, label, tuple(bar(*each) for each in found)) for (key, label), found in stretches.items() if found
    )
    return Gantt(drawn, tuple(_ticks(first, last, at)), at(on) if marked else None, first, last)


def marked_day(first: str | None, last: str | None, today: str) -> tuple[str, str]:
    """The ISO day of a question that a drawing marks, and what that is; `first`, `last`: None = open on that side."""
    if first is None:
        return (last, "the last day asked about") if last else (today, "today")
    if first != last:
        return first, "the first day asked about"
    return first, "today" if first == today else "the day asked about"


def _lanes(spells: Sequence[TenureInHistory], today: str) -> Sequence[Lane]:
    found = timeline(spells, today)
    return found.lanes if found else ()


def _ticks(first: str, last: str, at: Callable[[str], float]) -> Iterable[Tick]:
    begun, ended = int(first[:4]), int(last[:4])
    step = next((step for step in (1, 2, 5, 10) if (ended - begun) / step <= _TICKS), 20)
    for year in range(begun - begun % step, ended + 1, step):
        if f"{max(year, 1):04}-01-01" >= first:
            yield Tick(year, at(f"{max(year, 1):04}-01-01"))


def _moved(day: str, years: int) -> str:
    """The same day some years earlier or later, as far as there are years; of 29 February the 28th."""
    year = min(max(int(day[:4]) + years, 1), 9999)
    return f"{year:04}{'-02-28' if day[4:] == '-02-29' else day[4:]}"
