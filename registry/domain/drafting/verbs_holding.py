"""How a sentence says that somebody holds or held an office from one day to another. Pure."""

from __future__ import annotations

from dataclasses import replace

from registry.domain.drafting.office_mentions import office_at
from registry.domain.drafting.person_mentions import Named, person_before
from registry.domain.drafting.tokens import Said, When
from registry.domain.drafting.verb_arguments import Details, Subject, subject_of
from registry.domain.drafting.verb_frame import HAVE, NOT_CLEAR_WHO, Act, Answer, Spoken, first_of_verb, told_of


def served(said: Said, at: int) -> Answer:
    """`served as … from 2010 to 2015`, `has served as … since 2019`."""
    if said.low(at + 1) != "as":
        return None
    return _held(said, first_of_verb(said, at), at + 2)


def was(said: Said, at: int) -> Answer:
    """`was … from 2010 to 2015`, `has been … since 2019`."""
    first = at - (said.low(at) == "been" and said.low(at - 1) in HAVE)
    return _held(said, first, at + 1)


def aside(said: Said, at: int) -> Answer:
    """`Ann Lee, minister of health since 2019, …`."""
    if not said.capital(at - 1):
        return None
    office = office_at(said, at + 1)
    span = _span(said, office.after) if office else None
    named = person_before(said, at) if span else None
    if office is None or span is None or named is None:
        return None
    told = Details(span[2], office, None, span[0], why=office.why)
    return _spanned(said, named, told, span, (at, named.first), Subject(named, True, True))


def _held(said: Said, first: int, at: int) -> Answer:
    office = office_at(said, at)
    span = _span(said, office.after) if office else None
    if office is None or span is None:
        return None
    subject = subject_of(said, first)
    if subject is None:
        return NOT_CLEAR_WHO
    told = Details(span[2], office, None, span[0], why=office.why)
    begin = subject.named.first if subject.near else first
    return _spanned(said, subject.named, told, span, (first, begin), subject)


def _spanned(
    said: Said, who: Named, told: Details, span: tuple[When, When | None, int], verb: tuple[int, int], subject: Subject
) -> Answer:
    answer = told_of(said, Act.HELD, who, told, verb, subject)
    if not isinstance(answer, Spoken) or span[1] is None:
        return answer
    if span[1].edtf is None:
        return span[1].why
    return replace(answer, until=span[1])


def _span(said: Said, at: int) -> tuple[When, When | None, int] | None:
    """`since 2019`; `from 2010 to 2015`, with the word behind it."""
    at += said.low(at) == ","
    start = said.when(at)
    if start is None or said.low(at) not in ("since", "from"):
        return None
    if said.low(at) == "since":
        return start, None, start.after
    if said.low(start.after) not in ("to", "until", "till", "through"):
        return None
    end = said.when(start.after + 1, bare=True)
    return (start, end, end.after) if end else None
