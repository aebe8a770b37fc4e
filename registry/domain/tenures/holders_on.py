"""Candidate tenures, some days and the seats -> who held the role, how certain, and why. Pure: no SQL, no clock.

The rules are in docs/dates.md: certain, presumed, possible; a hand-over day has two holders; possible holders
are offered only while a seat is free. Persons are counted, not tenures: somebody whose terms meet is one holder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from registry.domain.dates.age import age_in_days
from registry.domain.dates.bounds import Bounds
from registry.domain.dates.spans import Span, one_day
from registry.domain.evidence.independence import independent
from registry.domain.evidence.records import Sources
from registry.domain.tenures.answers import Answer, Holder, Term, Vacancy
from registry.domain.tenures.explanation import why
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.seats import Sitting, free_days
from registry.domain.tenures.windows import Windows, throughout
from registry.domain.vocabulary import Certainty, Handover, Kind, Outcome


class _Candidate(NamedTuple):
    tenure: Tenure
    bounds: Bounds
    windows: Windows
    certainty: Certainty

    @property
    def sure(self) -> bool:
        return self.certainty != Certainty.POSSIBLE


class _Person(NamedTuple):
    """Somebody, or a recorded vacancy, with the terms that may lie in the days, by start."""

    key: object
    terms: tuple[_Candidate, ...]
    certainty: Certainty


def answer(
    role: RoleNote,
    on: str | Span,
    tenures: Iterable[Tenure],
    sources: Sources,
    *,
    everyone: bool = False,
    today: str | None = None,
) -> Answer:
    """Who of `tenures` holds `role` on the ISO day or in the span `on`.

    `everyone`: the possible even if the seats are filled; `today`: an ISO day, to tell what is still to come.
    """
    asked = one_day(on) if isinstance(on, str) else on
    days = asked.within(role.life.start_earliest, role.life.end_latest)
    head = (role.slug, role.title, role.organization_name, asked.text)
    more = (*asked.ends(), role.seats_on(asked.first), today is not None and asked.first > today)
    if days is None:
        return Answer(*head, Outcome.NO_ROLE, (), None, *more)
    people = _people(tenures, days)
    if not everyone:
        people = _seated(people, role, days)
    people.sort(key=_place)
    held = [each for each in people if each.terms[0].tenure.person]
    empty = [each for each in people if not each.terms[0].tenure.person]
    sides = _sides(held, role, days.first) if days.first == days.last else {}
    holders = tuple(_holder(each, sides.get(each.key), sources, days, alone=asked.one_day) for each in held)
    vacancies = tuple(_vacancy(each.terms[0], sources, days) for each in empty)
    outcome = _outcome(role, held, empty, days)
    return Answer(*head, outcome, holders, next(iter(vacancies), None), *more, vacancies)


_ORDER = {Certainty.CERTAIN: 0, Certainty.PRESUMED: 1, Certainty.POSSIBLE: 2}


def _place(person: _Person) -> tuple[object, ...]:
    first = person.terms[0]
    return (_ORDER[person.certainty], first.windows.possible_from, first.windows.possible_to, first.tenure.holder)


def _people(tenures: Iterable[Tenure], days: Span) -> list[_Person]:
    """Everybody who may have it on the days, each once. A recorded vacancy stands for itself."""
    found: dict[object, list[_Candidate]] = defaultdict(list)
    for tenure in tenures:
        bounds = tenure.bounds()
        windows = tenure.windows(bounds)
        certainty = windows.certainty(days.first, days.last)
        if certainty:
            key = tenure.person_id or (tenure.id, "vacant")
            found[key].append(_Candidate(tenure, bounds, windows, certainty))
    return [_person(key, terms, days) for key, terms in found.items()]


def _person(key: object, terms: list[_Candidate], days: Span) -> _Person:
    if len(terms) == 1:
        return _Person(key, (terms[0],), terms[0].certainty)
    terms.sort(key=lambda each: (each.windows.possible_from, each.windows.possible_to, each.tenure.id))
    as_one = [windows.certainty(days.first, days.last) for windows in _joined(terms)]
    best = min((each for each in (*(term.certainty for term in terms), *as_one) if each), key=_ORDER.__getitem__)
    sure = [each for each in terms if each.sure]
    if days.one_day and sure:
        terms = sure
    return _Person(key, tuple(terms), best)


def _joined(terms: Sequence[_Candidate]) -> list[Windows]:
    """Terms of one person that directly succeed each other, as one: no day lies between them in any reading."""
    by_id: dict[int, Windows] = {}
    found = []
    for each in terms:
        before = by_id.get(each.tenure.replaces_id or 0)
        by_id[each.tenure.id] = before.joined(each.windows) if before else each.windows
        if before:
            found.append(by_id[each.tenure.id])
    return found


def _outcome(role: RoleNote, held: Sequence[_Person], empty: Sequence[_Person], days: Span) -> Outcome:
    if any(each.certainty != Certainty.POSSIBLE for each in held):
        return Outcome.HELD
    vacant = sum(each.certainty != Certainty.POSSIBLE for each in empty)
    seats = role.seats_on(days.first)
    if vacant and (not held or (seats is not None and vacant >= seats)):
        return Outcome.VACANT
    return Outcome.POSSIBLY_HELD if held else Outcome.NOBODY_RECORDED


def _vacancy(candidate: _Candidate, sources: Sources, days: Span) -> Vacancy:
    tenure = candidate.tenure
    reason = why(tenure, candidate.bounds, candidate.certainty, days)
    return Vacancy(candidate.certainty, tenure.start, tenure.end, sources.get(tenure.id, ()), reason)


def _seated(people: list[_Person], role: RoleNote, days: Span) -> list[_Person]:
    """Without the terms that are merely possible while others fill the seats of their kind."""
    if role.seats is None and not role.seat_changes:
        return people
    free = {kind: free_days(role, list(_sitting(people, kind)), days.first, days.last) for kind in Kind}
    kept = []
    for person in people:
        terms = tuple(
            term
            for term in person.terms
            if term.sure
            or (person.certainty != Certainty.POSSIBLE and len(person.terms) > 1)
            or any(
                term.windows.possible_from <= last and term.windows.possible_to >= first
                for first, last in free[Kind(term.tenure.kind)]
            )
        )
        if terms:
            kept.append(person._replace(terms=terms))
    return kept


def _sitting(people: Iterable[_Person], kind: Kind) -> Iterable[Sitting]:
    for person in people:
        terms = [term for term in person.terms if term.tenure.kind == kind]
        for term in terms:
            yield Sitting(person.key, term.tenure, term.bounds, term.windows.presumed_from, term.windows.presumed_to)
        for windows in _joined(terms) if len(terms) > 1 else ():
            yield Sitting(person.key, None, None, windows.presumed_from, windows.presumed_to)


def _holder(person: _Person, side: Handover | None, sources: Sources, days: Span, *, alone: bool) -> Holder:
    newest = person.terms[-1]
    tenure = newest.tenure
    assert tenure.person is not None  # a vacancy has no holder
    notes = tuple(dict.fromkeys(note for term in person.terms for note in sources.get(term.tenure.id, ())))
    change = _change(person)
    reasons = why(tenure, newest.bounds, person.certainty, days)
    confirmed = max((term.tenure.confirmed for term in person.terms if term.tenure.confirmed), default=None)
    return Holder(
        appointment=tenure.appointment,
        person=tenure.person,
        name=tenure.holder,
        kind=tenure.kind,
        certainty=person.certainty,
        handover=side,
        start=tenure.start,
        end=tenure.end,
        rank=tenure.rank,
        last_confirmed=confirmed,
        last_confirmed_age_days=age_in_days(confirmed, days.first) if confirmed and alone else None,
        sources=notes,
        independent_sources=independent(notes),
        why=f"{change.capitalize()}: {reasons[0].lower()}{reasons[1:]}" if change and alone else reasons,
        throughout=None if alone else _throughout(person, days),
        change=change,
        in_charge=person.certainty,
        since_unknown=person.terms[0].tenure.since_unknown(person.terms[0].bounds, days.last),
        terms=tuple(map(_term, person.terms)) if len(person.terms) > 1 else (),
    )


def _term(candidate: _Candidate) -> Term:
    tenure = candidate.tenure
    return Term(tenure.appointment, tenure.kind, candidate.certainty, tenure.start, tenure.end, tenure.rank)


def _throughout(person: _Person, days: Span) -> Certainty | None:
    windows = [*(term.windows for term in person.terms), *_joined(person.terms)]
    return throughout(windows, days.first, days.last)


def _change(person: _Person) -> str | None:
    """How the newest term came of the one before it, in words."""
    if len(person.terms) < 2:
        return None
    before, after = (term.tenure for term in person.terms[-2:])
    if before.kind != after.kind:
        return f"{before.kind}, then {after.kind}"
    own = {term.tenure.id for term in person.terms}
    return "moved to another seat" if after.replaces_id and after.replaces_id not in own else "re-appointed"


def _sides(held: Sequence[_Person], role: RoleNote, on: str) -> dict[object, Handover]:
    """Who hands over and who takes over on the day; only those who leave or come on it are looked at.

    Of one seat whoever comes follows whoever leaves; of several only a direct successor does.
    """
    leaving = [(each.key, term.tenure) for each in held for term in _moving(each, on, begins=False)]
    coming = [(each.key, term.tenure) for each in held for term in _moving(each, on, begins=True)]
    if not leaving or not coming:
        return {}
    wholly = {each.key: each for each in held}
    single = role.seats_on(on) == 1
    came_to: dict[int, list[object]] = defaultdict(list)
    for key, tenure in coming:
        came_to[tenure.replaces_id or 0].append(key)
    left_by = {tenure.id: key for key, tenure in leaving}
    found: dict[object, Handover] = {}
    for key, tenure in coming:
        before = (each for each, _ in leaving) if single else (left_by.get(tenure.replaces_id or 0, key),)
        others = _another(key, before)
        if others and all(term.bounds.starts_on(on) for term in wholly[key].terms):
            found[key] = Handover.INCOMING
    for key, tenure in leaving:
        after = (each for each, _ in coming) if single else came_to.get(tenure.id, ())
        others = _another(key, after)
        if others and all(term.bounds.ends_on(on) for term in wholly[key].terms):
            found[key] = Handover.OUTGOING
    return found


def _another(key: object, keys: Iterable[object]) -> bool:
    return any(each != key for each in keys)


def _moving(person: _Person, on: str, *, begins: bool) -> list[_Candidate]:
    """The terms that begin (or end) on this very day, where no other term of their kind goes on."""
    found = []
    for term in person.terms:
        if term.bounds.starts_on(on) if begins else term.bounds.ends_on(on):
            found.append(term)
    going_on = {term.tenure.kind for term in person.terms if term not in found}
    return [term for term in found if term.tenure.kind not in going_on]
