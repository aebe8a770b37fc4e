"""The tenures of one person in one role -> the rows of a lake: with what neighbours, evidence and lives say. Pure.

Whatever a question about a day does not change is decided here, by the domain's own functions, so that the SQL of a
lake compares days and counts persons, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.movements.movements import events_of, movement_of, stays_of
from registry.domain.tenures.records import Tenure
from registry.domain.tenures.succession import spells_of
from registry.domain.tenures.windows import Windows
from registry.domain.vocabulary import Status

Row = tuple[object, ...]


class Replaced(NamedTuple):
    """Whom a tenure directly succeeded, as a slug and a name: another person, by a tenure that is not rejected."""

    person: str | None
    name: str | None


def tenure_rows(tenures: Sequence[Tenure], organization_id: int, replaced: dict[int, Replaced]) -> Iterator[Row]:
    """The rows of `tenures`: of every tenure of one person in one role, or of one vacancy."""
    stays, going_on = stays_of(tenures)
    spell: dict[int, tuple[int, int]] = {}
    for terms in spells_of(tenures):
        spell |= {term.id: (terms[0].id, place) for place, term in enumerate(terms)}
    for tenure in tenures:
        bounds = tenure.bounds()
        before, life = replaced.get(tenure.id, Replaced(None, None)), tenure.ended_by
        yield (
            tenure.id, tenure.appointment, tenure.role_id, tenure.role, tenure.title,
            organization_id, tenure.organization, tenure.organization_name,
            tenure.person_id, tenure.person, tenure.name,
            tenure.kind, tenure.status, tenure.rank, tenure.how, tenure.end_reason,
            tenure.start, tenure.end, *tenure.stated, *bounds, *tenure.windows(bounds),
            tenure.open, tenure.doubted,
            tenure.replaces_id, *before,
            tenure.confirmed, life.what if life else None, life.date if life else None, *spell[tenure.id],
            *_movements(tenure, stays, going_on),
        )  # fmt: skip


def _movements(tenure: Tenure, stays: dict[int, Tenure], going_on: set[int]) -> Row:
    """How and when it began, and how and when it ended: six columns each, null where a movement is not shown."""
    sides: dict[bool, Row] = {True: (None,) * 6, False: (None,) * 6}
    for event in events_of(tenure) if tenure.status != Status.REJECTED else ():
        if not event.begins and tenure.id in going_on:
            continue
        earlier = stays.get(tenure.id) if event.begins else None
        doubted = tenure.doubted or event.doubted
        what, why = movement_of(tenure, event, earlier)
        sides[event.begins] = (str(what), event.earliest, event.latest, event.inferred, doubted, why)
    return (*sides[True], *sides[False])


def joined_rows(tenures: Sequence[Tenure]) -> Iterator[Row]:
    """The rows of `joined_terms`: of each term, with those that it directly succeeded, as one.

    A chain of terms counts on the days on which each of them is possible and a longer one is not. `across_kinds`:
    whatever the kinds; else only of terms of one kind, which decides who fills the seats of the kind.
    """
    windows = {tenure.id: tenure.windows() for tenure in tenures if tenure.person_id}
    if len(windows) < 2:
        return
    terms = {tenure.id: tenure for tenure in tenures if tenure.id in windows}
    for tenure in terms.values():
        for across in (True, False):
            yield from _chains(tenure, terms, windows, across=across)


def _chains(tenure: Tenure, terms: dict[int, Tenure], windows: dict[int, Windows], *, across: bool) -> Iterator[Row]:
    own = windows[tenure.id]
    first, last = own.possible_from, own.possible_to
    joined, before = own, _before(tenure, terms, windows, across=across)
    while before:
        there = windows[before.id]
        first, last = max(first, there.possible_from), min(last, there.possible_to)
        if first > last:
            return
        joined = joined._replace(certain_from=there.certain_from, presumed_from=there.presumed_from)
        before = _before(before, terms, windows, across=across)
        longer = windows[before.id][4:] if before else (LAST_DAY, FIRST_DAY)
        yield (tenure.role_id, tenure.id, tenure.person_id, tenure.kind, across, first, last, *longer, *joined[:4])


def _before(tenure: Tenure, terms: dict[int, Tenure], windows: dict[int, Windows], *, across: bool) -> Tenure | None:
    """The term that it directly succeeded, if that comes before it in the order of `holders_on`."""
    found = terms.get(tenure.replaces_id or 0)
    if found is None or not (across or found.kind == tenure.kind):
        return None
    earlier = (*windows[found.id][4:], found.id) < (*windows[tenure.id][4:], tenure.id)
    return found if earlier else None
