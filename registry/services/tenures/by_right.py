"""Complete who held a role: holders by right of another role, absence, who is in charge, the ranks of the time."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.dates.spans import Span
from registry.domain.tenures.answers import Answer, Holder
from registry.domain.tenures.details import absence, in_charge, least, rank_on
from registry.domain.tenures.holders_on import answer
from registry.domain.tenures.relations import EX_OFFICIO
from registry.domain.vocabulary import Certainty, Outcome
from registry.store.entities import roles
from registry.store.evidence.sources import cited
from registry.store.tenures import appointments
from registry.store.tenures.chain import conferred, walk
from registry.store.tenures.read_details import covers_of, dates_of, details_of, recorded

_PLACE: dict[str, int] = {Certainty.CERTAIN: 0, Certainty.PRESUMED: 1, Certainty.POSSIBLE: 2}

if TYPE_CHECKING:
    from registry.domain.tenures.histories import TenureInHistory


def with_holders_by_right(
    connection: sqlite3.Connection, found: Answer, role_id: int, days: Span, today: str | None
) -> Answer:
    """The answer with those who held the role by right of another one, each person once; they take no seat."""
    if found.answer == Outcome.NO_ROLE or not conferred(connection, [role_id]):
        return found
    conferring = walk(connection, role_id, EX_OFFICIO, days.first, days.last, up=False)
    if not conferring:
        return found
    holders = {(each.person, each.kind): each for each in found.holders}
    for each in conferring.values():
        post = roles.role_note(connection, each.role_id)
        tenures = appointments.in_days(connection, each.role_id, days.first, days.last)
        sources = cited(connection, [tenure.id for tenure in tenures])
        for holder in answer(post, days, tenures, sources, today=today).holders:
            sure = least(holder.certainty, each.certainty)
            by_right = replace(holder, certainty=sure, in_charge=sure, ex_officio=post.slug, handover=None)
            known = holders.get((holder.person, holder.kind))
            if sure != "no" and (known is None or _PLACE[known.certainty] > _PLACE[sure]):
                holders[holder.person, holder.kind] = by_right
    ordered = sorted(holders.values(), key=lambda each: _PLACE[each.certainty])
    return replace(found, holders=tuple(ordered), answer=_outcome(found, ordered))


def _outcome(found: Answer, holders: Sequence[Holder]) -> str:
    if any(each.certainty != Certainty.POSSIBLE for each in holders):
        return Outcome.HELD
    return Outcome.POSSIBLY_HELD if holders and found.answer == Outcome.NOBODY_RECORDED else found.answer


def with_details(connection: sqlite3.Connection, found: Sequence[Answer], days: Span) -> list[Answer]:
    """The answers with absences, covers, who was in charge and the ranks on the days (of a span: on its last)."""
    slugs = [slug for each in found for holder in each.holders for slug in _appointments(holder)]
    there = recorded(connection)
    if not slugs or not (there.details or there.covers):
        return list(found)
    details = details_of(connection, slugs) if there.details else {}
    covers = covers_of(connection, slugs) if there.covers else {}
    if not details and not covers:
        return list(found)
    first, last = days.first, days.last

    def completed(holder: Holder) -> Holder:
        own = [each for slug in _appointments(holder) for each in details.get(slug, ())]
        covered = next((covers[slug] for slug in _appointments(holder) if slug in covers), None)
        held = Certainty(holder.certainty)
        return replace(
            holder,
            rank=rank_on(holder.rank, own, last),
            absent=absence(own, held, first, last),
            in_charge=in_charge(held, own, first, last),
            stands_in_for=covered.person if covered else None,
            stands_in_for_name=covered.name if covered else None,
        )

    completed_answers = []
    for each in found:
        holders = tuple(map(completed, each.holders))
        # Of those who hold it as surely the holder comes before whoever acts for them.
        ordered = sorted(holders, key=lambda holder: (_PLACE[holder.certainty], holder.stands_in_for is not None))
        completed_answers.append(replace(each, holders=tuple(ordered)))
    return completed_answers


def _appointments(holder: Holder) -> tuple[str, ...]:
    return tuple(term.appointment for term in holder.terms) or (holder.appointment,)


def capped(found: Answer, certainty: str) -> Answer:
    """The answer with no holder surer than `certainty`, that of the role itself."""
    capped = tuple(
        replace(
            each, certainty=least(each.certainty, certainty),
            in_charge=least(each.in_charge or each.certainty, certainty),
        )
        for each in found.holders
    )  # fmt: skip
    return replace(found, holders=capped)


def details_in_spells(connection: sqlite3.Connection, found: Sequence[TenureInHistory]) -> tuple[TenureInHistory, ...]:
    """The tenures with their details, further dates and whom they cover; a spell has those of all its terms."""
    slugs = [slug for each in found for slug in (each.appointment, *(term.appointment for term in each.terms))]
    there = recorded(connection)
    if not slugs or not any(there):
        return tuple(found)
    details, dates = details_of(connection, slugs), dates_of(connection, slugs)
    covers = covers_of(connection, slugs) if there.covers else {}
    if not details and not dates and not covers:
        return tuple(found)

    def completed(each: TenureInHistory) -> TenureInHistory:
        own = tuple(term.appointment for term in each.terms) or (each.appointment,)
        return replace(
            each,
            details=tuple(note for slug in own for note in details.get(slug, ())),
            dates=tuple(note for slug in own for note in dates.get(slug, ())),
            stands_in_for=next((covers[slug].person for slug in own if slug in covers), None),
            terms=tuple(map(completed, each.terms)),
        )

    return tuple(map(completed, found))
