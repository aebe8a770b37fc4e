"""The tenures of a role or a person in their order: how long each lasted and how one led to the next. Pure.

Consecutive terms of one person are one spell: somebody who is re-appointed did not leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from registry.domain.dates.bounds import Bounds, TransitionKind, day_after, day_before, days_between, passage
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.dates.spans import Span
from registry.domain.evidence.independence import independent
from registry.domain.evidence.records import Sources
from registry.domain.tenures.histories import Career, Days, EndOfLife, Succession, TenureInHistory, Transition
from registry.domain.tenures.order import in_order
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.windows import Windows, throughout
from registry.domain.vocabulary import Certainty, Status


class _Spell(NamedTuple):
    """Consecutive terms of one person, by start, or one tenure."""

    terms: tuple[Tenure, ...]
    bounds: Bounds
    windows: tuple[Windows, ...]


def succession(
    role: RoleNote,
    tenures: Sequence[Tenure],
    sources: Sources,
    today: str,
    days: Span | None = None,
    *,
    terms: bool = False,
    line: bool = False,
) -> Succession:
    """The tenures of `role`; hand-overs and gaps are told where the role has one seat. `days` None = all time.

    `line`: the tenures are also of the roles that it came of and became: terms in two of them can be one spell.
    """
    single = role.single and not line
    people = {tenure.id: tenure.person for tenure in tenures}
    ordered = in_order(_spells(tenures, apart=terms, line=line), lambda spell: spell.bounds, one_seat=single)
    holders = []
    last: _Spell | None = None
    for spell in ordered:
        before = None
        placed = spell.bounds.start_earliest > FIRST_DAY or spell.bounds.start_latest < LAST_DAY
        if single and placed and spell.terms[0].status == Status.ACCEPTED:
            before = _before(last, spell) if last else None
            later = last is None or spell.bounds.end_earliest >= last.bounds.end_earliest
            last = spell if later else last
        if days is None or _certainty(spell, days):
            holders.append(_told(spell, people.get(spell.terms[0].replaces_id or 0), before, sources, today, days))
    asked = (days.text, *days.ends()) if days else ()
    return Succession(role.slug, role.title, role.organization_name, tuple(holders), *asked)


def spells_of(tenures: Sequence[Tenure]) -> list[tuple[Tenure, ...]]:
    """The tenures as an answer joins them: consecutive terms of one person together, in their order."""
    return [spell.terms for spell in _spells(tenures, apart=False)]


def career(
    person: str,
    name: str,
    tenures: Sequence[Tenure],
    sources: Sources,
    today: str,
    days: Span | None = None,
    *,
    terms: bool = False,
) -> Career:
    """The tenures of one person. `days` None = all time."""
    ordered = in_order(_spells(tenures, apart=terms), lambda spell: spell.bounds)
    held = [spell for spell in ordered if days is None or _certainty(spell, days)]
    asked = (days.text, *days.ends()) if days else ()
    return Career(person, name, tuple(_told(spell, None, None, sources, today, days) for spell in held), *asked)


def _certainty(spell: _Spell, days: Span) -> Certainty | None:
    found = [windows.certainty(days.first, days.last) for windows in spell.windows]
    return next((certainty for certainty in Certainty if certainty in found), None)


def _spells(tenures: Sequence[Tenure], *, apart: bool, line: bool = False) -> list[_Spell]:
    """The tenures; `apart`: each for itself, else consecutive terms of one person in one role and kind as one.

    `line`: the roles continue each other, and count as one.

    They are joined where no reading leaves a day between them that somebody else may have had.
    """
    found: list[_Spell] = []
    newest: dict[tuple[object, ...], int] = {}
    for tenure in sorted(tenures, key=lambda tenure: (*tenure.bounds(), tenure.id)):
        spell = _Spell((tenure,), tenure.bounds(), (tenure.windows(),))
        key = (tenure.person_id, None if line else tenure.role_id, tenure.kind)
        joins = not apart and tenure.person_id is not None and tenure.status == Status.ACCEPTED
        if joins and key in newest and _meets(found[newest[key]], tenure):
            found[newest[key]] = _joined(found[newest[key]], spell)
            continue
        if joins:
            newest[key] = len(found)
        found.append(spell)
    return found


def _meets(spell: _Spell, tenure: Tenure) -> bool:
    return any(meets(term, tenure) for term in spell.terms)


def meets(earlier: Tenure, later: Tenure) -> bool:
    """Whether a person's later term follows the earlier one without a day between them, in every reading."""
    if later.replaces_id == earlier.id:
        return True
    if earlier.doubted or later.doubted or earlier.open:
        return False
    before, after = earlier.bounds(), later.bounds()
    return before.start_earliest <= after.start_earliest and after.start_latest <= day_after(before.end_earliest)


def _joined(spell: _Spell, following: _Spell) -> _Spell:
    one, other = spell.bounds, following.bounds
    ends = max((one[2:], other[2:]), key=lambda end: (end[1], end[0]))
    windows = (*spell.windows, *following.windows)
    if any(term.id == following.terms[0].replaces_id for term in spell.terms):
        windows = (*windows, spell.windows[-1].joined(following.windows[0]))
    return _Spell((*spell.terms, *following.terms), Bounds(*one[:2], *ends).normalised(), windows)


def _before(previous: _Spell, spell: _Spell) -> Transition:
    last, bounds = previous.bounds, spell.bounds
    way = passage(last, bounds)
    if way not in (TransitionKind.GAP, TransitionKind.POSSIBLE_GAP):
        return Transition(way, None)
    if any(spell.terms[0].replaces_id == term.id for term in previous.terms):
        return Transition(TransitionKind.DIRECT, None)
    least = days_between(day_after(last.end_latest), day_before(bounds.start_earliest))
    known = last.end_earliest > FIRST_DAY and bounds.start_latest < LAST_DAY
    most = days_between(day_after(last.end_earliest), day_before(bounds.start_latest)) if known else None
    return Transition(way, Days(least, most))


def _told(
    spell: _Spell,
    replaces: str | None,
    before: Transition | None,
    sources: Sources,
    today: str,
    days: Span | None,
) -> TenureInHistory:
    first, newest, bounds = spell.terms[0], spell.terms[-1], spell.bounds
    notes = tuple(dict.fromkeys(note for term in spell.terms for note in sources.get(term.id, ())))
    apart = [_Spell((term,), term.bounds(), (term.windows(),)) for term in spell.terms] if len(spell.terms) > 1 else []
    life = newest.ended_by
    return TenureInHistory(
        appointment=first.appointment,
        role=first.role,
        title=first.title,
        organization=first.organization_name,
        person=first.person,
        name=first.name,
        kind=first.kind,
        status=first.status,
        start=first.start,
        end=newest.end,
        start_earliest=_known(bounds.start_earliest),
        start_latest=_known(bounds.start_latest),
        end_earliest=_known(bounds.end_earliest),
        end_latest=_known(bounds.end_latest),
        open=newest.open,
        days=length(bounds, today if newest.open else None),
        rank=next((term.rank for term in reversed(spell.terms) if term.rank), None),
        how=first.how,
        end_reason=newest.end_reason,
        replaces=replaces,
        before=before,
        last_confirmed=max((term.confirmed for term in spell.terms if term.confirmed), default=None),
        note="; ".join(dict.fromkeys(term.note for term in spell.terms if term.note)) or None,
        sources=notes,
        independent_sources=independent(notes),
        ended_by=EndOfLife(life.what, life.date) if life else None,
        certainty=_certainty(spell, days) if days else None,
        throughout=throughout(spell.windows, days.first, days.last) if days else None,
        terms=tuple(_told(term, None, None, sources, today, days) for term in apart),
    )


def _known(day: str) -> str | None:
    return None if day in (FIRST_DAY, LAST_DAY) else day


def length(bounds: Bounds, today: str | None) -> Days:
    """How long a tenure lasted, at least one day; `today` for one that is still open.

    One that a life ended before it can have begun lasted for no day.
    """
    if bounds.end_latest < bounds.start_earliest:
        return Days(0, 0)
    end_earliest, end_latest = (today, today) if today else (bounds.end_earliest, bounds.end_latest)
    least = max(1, days_between(bounds.start_latest, end_earliest))
    if bounds.start_earliest == FIRST_DAY or end_latest == LAST_DAY:
        return Days(least, None)
    return Days(least, max(least, days_between(bounds.start_earliest, end_latest)))
