"""The days of a dated fact as three windows, one inside the other: certain, presumed, possible. Pure.

Every dated fact (a tenure, the life of a role or a body) is such windows, and a question about a day or a span compares
its days with each window. Nothing else has to know about dates.

A window is its first and its last day as ISO texts, both inclusive. Where the last is before the first, no single day
is in every reading; but the fact still holds at some time in a span that has both in it: a tenure of a month whose
days nobody knows is certainly held in that month.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from registry.domain.dates.bounds import UNKNOWN, Bounds, bounds_of, day_after
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, Edtf, IsoDay
from registry.domain.vocabulary import Certainty


class Windows(NamedTuple):
    """From which day to which day something certainly, presumably and possibly is so. All ISO days, inclusive."""

    certain_from: str
    certain_to: str
    presumed_from: str
    presumed_to: str
    possible_from: str
    possible_to: str

    def certainty(self, first: str, last: str) -> Certainty | None:
        """How sure it is that this is so at some time from `first` to `last`; None = at no time."""
        if self.certain_from <= last and self.certain_to >= first:
            return Certainty.CERTAIN
        if self.presumed_from <= last and self.presumed_to >= first:
            return Certainty.PRESUMED
        return Certainty.POSSIBLE if self.possible_from <= last and self.possible_to >= first else None

    def window(self, certainty: Certainty) -> tuple[str, str]:
        """The first and the last day of one window."""
        place = 2 * _ORDER.index(certainty)
        return (self[place], self[place + 1])

    def joined(self, following: Windows) -> Windows:
        """Both as one, where the end of this one and the start of the `following` are one event."""
        return Windows(
            self.certain_from, following.certain_to,
            self.presumed_from, following.presumed_to,
            self.possible_from, following.possible_to,
        )  # fmt: skip


_ORDER = (Certainty.CERTAIN, Certainty.PRESUMED, Certainty.POSSIBLE)
_NONE = (LAST_DAY, FIRST_DAY)
NEVER = Windows(*_NONE, *_NONE, *_NONE)


def windows_of(bounds: Bounds, *, doubted: bool = False, open_since: str | None = None) -> Windows:
    """The windows of a fact with these bounds.

    `doubted`: it may not be so at all, so that no day is more than possible. `open_since`: no end is recorded, and
    this is the newest day on which it is known to be so; after it the fact is presumed to go on.
    """
    if bounds.end_latest < bounds.start_earliest:
        return NEVER
    possible = (bounds.start_earliest, bounds.end_latest)
    if doubted:
        return Windows(*_NONE, *_NONE, *possible)
    presumed = (bounds.start_latest, bounds.end_earliest)
    certain = presumed if open_since is None else (bounds.start_latest, min(open_since, bounds.end_earliest))
    return Windows(*certain, *presumed, *possible)


def throughout(facts: Iterable[Windows], first: str, last: str) -> Certainty | None:
    """How sure it is that on every day from `first` to `last` at least one of the facts holds; None = it cannot be."""
    known = tuple(facts)
    for certainty in _ORDER:
        if _cover(sorted(each.window(certainty) for each in known), first, last):
            return certainty
    return None


def _cover(stretches: Iterable[tuple[str, str]], first: str, last: str) -> bool:
    """Whether the stretches, by their first day, leave out no day."""
    needed = first
    for begins, ends in stretches:
        if begins > needed:
            return False
        if ends >= last:
            return begins <= ends
        if ends >= needed:
            needed = day_after(ends)
    return False


class LifeEnd(NamedTuple):
    """The end of the life of a person, a role or an organization, as far as it ends a tenure.

    `what`: died, abolished or dissolved; `date`: EDTF. Somebody in office leaves on these days at the latest; a date
    that is marked as doubtful may be wrong, so that its latest day is the last there is.
    """

    what: str
    date: Edtf
    earliest: IsoDay
    latest: IsoDay

    @property
    def doubted(self) -> bool:
        """Whether it may not be so."""
        return is_doubtful(self.date)


def life_end(what: str, date: Edtf, earliest: IsoDay, latest: IsoDay) -> LifeEnd:
    """The end of a life from its date and the days that it can mean."""
    return LifeEnd(what, date, earliest, LAST_DAY if is_doubtful(date) else latest)


def first_of(ends: Iterable[LifeEnd]) -> LifeEnd | None:
    """Several ends of lives as one: the earliest days that any allows, and whichever comes first."""
    known = sorted(ends, key=lambda end: (end.latest, end.earliest))
    if not known:
        return None
    return known[0]._replace(earliest=min(end.earliest for end in known))


def is_doubtful(date: str | None) -> bool:
    """Whether the EDTF text is marked ? or %: it may be wrong."""
    return date is not None and ("?" in date or "%" in date)


def trusted_bounds(start: str | None, end: str | None) -> Bounds:
    """The bounds of EDTF texts as `bounds_of` has them, where a date that is marked as doubtful counts as not known."""
    return bounds_of(None if is_doubtful(start) else start, UNKNOWN if is_doubtful(end) else end)


def sure_bounds(start: str | None, end: str | None, bounds: Bounds) -> Bounds:
    """The bounds of a tenure by which it clashes with others: with a doubtful date it is certain on no day."""
    return bounds_of(None, UNKNOWN) if is_doubtful(start) or is_doubtful(end) else bounds


def ended_by(bounds: Bounds, life: LifeEnd, *, unended: bool) -> Bounds:
    """The bounds of a tenure that a life ends. `unended`: no end of its own is known.

    An end of its own stays as far as it lies within the life. Where the tenure certainly began after the life had
    ended, the result is not a tenure at all: its last day is before its first.
    """
    if not unended and bounds.end_earliest <= life.latest:
        cut = bounds._replace(end_latest=min(bounds.end_latest, life.latest))
    else:
        cut = bounds._replace(end_earliest=min(life.earliest, bounds.end_latest), end_latest=life.latest)
    if cut.end_latest < cut.start_earliest:
        return cut._replace(end_earliest=cut.end_latest)
    return cut.normalised()
