"""Tenures -> bars of characters, with years below them. Pure: no terminal, no colours.

A column stands for some days. Where several stretches share a column, the surest is drawn: certain before presumed
before possible before vacant. A day is never lost: what is shorter than a column takes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.domain.presentation.timeline import Lane, Timeline, timeline
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.vocabulary import Kind

CERTAIN, PRESUMED, POSSIBLE, ACTING, VACANT, NONE = "certain", "presumed", "possible", "acting", "vacant", ""
_SUREST = (NONE, VACANT, POSSIBLE, PRESUMED, ACTING, CERTAIN)
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_ROOM = 6  # columns from one year to the next


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are known in one way; ISO, both inclusive."""

    known: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One tenure, or nobody's time: who (None = nobody), and its days. `appointment` None = a gap in the record."""

    appointment: str | None
    person: str | None
    label: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one role or of one person, from the first day that is drawn to the last, both inclusive."""

    title: str
    first: str
    last: str
    bars: tuple[Bar, ...]


def bars_of(
    spells: Sequence[TenureInHistory], today: str, days: tuple[str | None, str | None], *, by_role: bool = False
) -> tuple[Bar, ...]:
    """The bars of the tenures, cut to the days asked about. `by_role`: each is called by its role, not its holder."""
    drawn: Timeline | None = timeline(spells, today)
    if drawn is None:
        return ()
    first, last = days[0] or "0001-01-01", days[1] or "9999-12-31"
    bars = [_bar(lane, first, last, by_role=by_role) for lane in drawn.lanes]
    return tuple(bar for bar in bars if bar.stretches)


def chart(title: str, bars: Sequence[Bar], days: tuple[str | None, str | None] = (None, None)) -> Chart | None:
    """The bars with the days from the first to the last of them; None if there are none."""
    found = [stretch for bar in bars for stretch in bar.stretches]
    if not found:
        return None
    first, last = min(each.first for each in found), max(each.last for each in found)
    return Chart(title, days[0] or first, days[1] or last, tuple(bars))


def cells(bar: Bar, first: str, last: str, width: int) -> list[str]:
    """How each of `width` columns is known, from the first day to the last; "" = it is not of this bar."""
    row = [NONE] * width
    begin, days = _ordinal(first), _ordinal(last) - _ordinal(first) + 1
    for stretch in bar.stretches:
        left = min(round((_ordinal(stretch.first) - begin) * width / days), width - 1)
        right = max(round((_ordinal(stretch.last) + 1 - begin) * width / days), left + 1)
        for at in range(left, right):
            row[at] = max(row[at], stretch.known, key=_SUREST.index)
    return row


def axis(first: str, last: str, width: int) -> tuple[str, str]:
    """Two lines below the bars: marks, and the years that begin there."""
    begin, days = _ordinal(first), _ordinal(last) - _ordinal(first) + 1
    begun, ended = int(first[:4]), int(last[:4])
    most = max(width // _ROOM, 1)
    step = next((step for step in _STEPS if (ended - begun) / step <= most), _STEPS[-1])
    marks, years = [" "] * width, [" "] * (width + 4)
    places = [(year, _place(year, first, begin, days, width)) for year in range(begun - begun % step, ended + 1, step)]
    for year, at in places:
        if at is not None and "".join(years[max(at - 1, 0) : at + 4]).strip() == "":
            marks[at] = "|"
            years[at : at + 4] = f"{year:04}"
    if not "".join(years).strip():  # less than a year: its own year stands at its start
        marks[0], years[0:4] = "|", first[:4]
    return "".join(marks).rstrip(), "".join(years[:width]).rstrip()


def _place(year: int, first: str, begin: int, days: int, width: int) -> int | None:
    """The column in which the year begins; None before the first day, or where its number has no room."""
    day = f"{max(year, 1):04}-01-01"
    if day < first:
        return None
    at = (_ordinal(day) - begin) * width // days
    return at if at + 4 <= width else None


def _bar(lane: Lane, first: str, last: str, *, by_role: bool) -> Bar:
    spell = lane.spell
    stretches = tuple(_cut(lane, first, last))
    if spell is None:
        return Bar(None, None, "nobody recorded", stretches)
    acting = " (acting)" if spell.kind == Kind.ACTING else ""
    label = (spell.title if by_role else spell.name) or "vacant"
    return Bar(spell.appointment, spell.person, f"{label}{acting}", stretches)


def _cut(lane: Lane, first: str, last: str) -> Iterator[Stretch]:
    for segment in lane.segments:
        begins, ends = max(segment.first, first), min(segment.last, last)
        if begins <= ends:
            yield Stretch(_known(lane.spell, segment.known), begins, ends)


def _known(spell: TenureInHistory | None, known: str) -> str:
    if spell is None or spell.person is None:
        return VACANT
    return ACTING if spell.kind == Kind.ACTING and known == CERTAIN else known


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()
