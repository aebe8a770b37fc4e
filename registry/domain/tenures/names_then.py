"""Which of its names something had on a day: a dated name that covers the day, else the main one. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, day_after, open_bounds
from registry.domain.tenures.windows import is_doubtful

# Further names of these kinds are other ways to write the same name, never the name of a time.
OTHER_SPELLINGS = ("alias", "native", "transliteration", "translation", "short", "nickname")


class DatedName(NamedTuple):
    """A name or another value that holds from start to end (EDTF); None = that side is open."""

    name: str
    start: str | None
    end: str | None


class NameThen(NamedTuple):
    """A name on some days. `possible`: what it may have been instead; `until`: a name that ended on this very day."""

    name: str
    possible: tuple[str, ...] = ()
    until: tuple[str, ...] = ()


@lru_cache(maxsize=4_096)
def _read(start: str | None, end: str | None) -> tuple[Bounds, bool]:
    """The bounds of a name's dates, and whether one of them is doubtful."""
    return open_bounds(start, end), is_doubtful(start) or is_doubtful(end)


def name_on(main: str, dated: Iterable[DatedName], day: str) -> NameThen:
    """The name on an ISO day. On the last day of one name the next one is the answer, and the old one is in `until`.

    Where several certainly cover the day, the one that began last; of those without a start the one that ended first.
    """
    sure: list[tuple[Bounds, str]] = []
    next_day: list[tuple[Bounds, str]] = []
    possible: set[str] = set()
    until: list[str] = []
    for each in dated:
        bounds, doubtful = _read(each.start, each.end)
        if bounds.starts_on(day_after(day)):
            next_day.append((bounds, each.name))
        if not bounds.possibly(day):
            continue
        if doubtful or not bounds.certainly(day):
            possible.add(each.name)
        elif bounds.ends_on(day):
            until.append(each.name)
        else:
            sure.append((bounds, each.name))
    if until and not sure:
        sure = next_day
    if sure:
        latest = max(bounds.start_earliest for bounds, _ in sure)
        name = min((bounds.end_latest, name) for bounds, name in sure if bounds.start_earliest == latest)[1]
        return NameThen(name, (), tuple(until))
    return NameThen(main, tuple(sorted(possible - {main})), tuple(until))


def name_in(main: str, dated: Iterable[DatedName], first: str, last: str) -> NameThen:
    """The name on the days from `first` to `last`; where it changed, both with the word `later` between them."""
    known = tuple(dated)
    if not known:
        return NameThen(main)
    ended = name_on(main, known, last)
    if first == last:
        return ended
    began = name_on(main, known, first)
    if began.name == ended.name:
        return ended
    return NameThen(f"{began.name}, later {ended.name}", tuple(sorted({*began.possible, *ended.possible})))
