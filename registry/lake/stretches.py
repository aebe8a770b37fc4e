"""What changes from day to day besides who holds a role, as stretches of days on which it stays the same. Pure.

Names, ranks, absences and offices that come with another one are decided here by the domain, for one day of each
stretch, so that the SQL of a lake compares days, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from registry.domain.dates.bounds import day_after, day_before, open_bounds
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY, IsoDay
from registry.domain.tenures.details import ABSENCE, RANK, DetailNote, absence, rank_on
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.names_then import DatedName, name_on
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Certainty

T = TypeVar("T")
Row = tuple[object, ...]
Covered = tuple[str | None, str | None]  # the slug and the name of the person whom an acting one stands in for


def stretches(days: Iterable[str], on: Callable[[IsoDay], T | None]) -> Iterator[tuple[IsoDay, IsoDay, T]]:
    """From which ISO day to which, both inclusive, `on` says the same. Days on which it says None are left out.

    It says another thing only on one of `days`, or on the day before or after one of them.
    """
    turns = sorted({FIRST_DAY, *(turn for day in days for turn in (day_before(day), IsoDay(day), day_after(day)))})
    begun, last = FIRST_DAY, on(FIRST_DAY)
    for turn in turns[1:]:
        now = on(turn)
        if now != last:
            if last is not None:
                yield begun, day_before(turn), last
            begun, last = turn, now
    if last is not None:
        yield begun, LAST_DAY, last


def name_rows(noun: str, row_id: int, main: str, dated: Collection[DatedName]) -> Iterator[Row]:
    """The rows of `names_then` of something whose names have dates: on which days it had which."""
    days = [day for each in dated for day in open_bounds(each.start, each.end)]
    for first, last, name in stretches(days, lambda day: name_on(main, dated, day).name):
        yield (noun, row_id, first, last, name)


def holder_rows(
    role: RoleNote,
    tenures: Sequence[Tenure],
    details: Mapping[str, Sequence[DetailNote]],
    covers: Mapping[str, Covered],
) -> Iterator[Row]:
    """The rows of `holder_days` of one person in one role: rank, absence and whom they stood in for, by day.

    None where nothing of that is recorded: then the rank is that of the tenure. `details` and `covers`: by the slug
    of the appointment. The absence is as sure as it would be of somebody who certainly holds the role.
    """
    own = {slug: [each for each in details.get(slug, ()) if each.field in (ABSENCE, RANK)] for slug in _slugs(tenures)}
    if not any(own.values()) and not any(slug in covers for slug in own):
        return

    def on(day: str) -> Row | None:
        held = answer(role, day, tenures, {}, everyone=True).holders
        if not held:
            return None
        slugs = [term.appointment for term in held[0].terms] or [held[0].appointment]
        then = [each for slug in slugs for each in own[slug]]
        absent = absence(then, Certainty.CERTAIN, day, day)
        covered = next((covers[slug] for slug in slugs if slug in covers), (None, None))
        rank = rank_on(held[0].rank, then, day)
        return (rank, *((absent.certainty, absent.why) if absent else (None, None)), *covered)

    days = [day for tenure in tenures for day in (*tenure.bounds(), *tenure.windows())]
    days += [day for each in own.values() for note in each for day in open_bounds(note.start, note.end)]
    days += [*role.life]
    for first, last, found in stretches(days, on):
        yield (role.id, tenures[0].person_id, first, last, *found)


def _slugs(tenures: Iterable[Tenure]) -> list[str]:
    return [tenure.appointment for tenure in tenures]
