"""Verbs by which somebody leaves an office: `resigned`, `dismissed`. Pure."""

from __future__ import annotations

from dataclasses import replace

from registry.domain.drafting.office_mentions import Office, office_at, titled
from registry.domain.drafting.person_mentions import person_at
from registry.domain.drafting.tokens import Said
from registry.domain.drafting.verb_arguments import Details, details, leading_day, subject_of
from registry.domain.drafting.verb_frame import NOT_CLEAR_WHO, Act, Answer, Spoken, first_of_verb, is_passive, told_of


def left(said: Said, at: int) -> Answer:
    """`resigned as …`, `stepped down as …`."""
    low, after = said.low(at), at + 1
    if low in ("stepped", "steps"):
        if said.low(after) != "down":
            return None
        after += 1
    return _departed(said, first_of_verb(said, at), after, "resigned")


def dismissed(said: Said, at: int) -> Answer:
    """`was dismissed as …`; `dismissed Defense Minister Bob Ray`."""
    first = first_of_verb(said, at)
    if is_passive(said, first, at):
        return _departed(said, first, at + 1, "dismissed")
    named = person_at(said, at + 1) if said.low(at - 1) not in ("be", "being", "were") else None
    if named is None:
        return None
    told = details(said, named.after, direct=False)
    told.office = told.office or titled(said, named.title)
    told.office = told.office or _office_from(said, told)
    if told.office is None and told.post is None and told.when is None and not leading_day(said, at, None):
        return None
    return told_of(said, Act.LEFT, named, told, (at, at), None, reason="dismissed")


def _departed(said: Said, first: int, after: int, reason: str) -> Answer:
    told = details(said, after, direct=False)
    told.office = told.office or _office_from(said, told)
    subject = subject_of(said, first)
    if subject is None:
        return NOT_CLEAR_WHO
    told.office = told.office or titled(said, subject.named.title)
    begin = subject.named.first if subject.near else first
    answer = told_of(said, Act.LEFT, subject.named, told, (first, begin), subject, reason=reason)
    if isinstance(answer, Spoken) and reason == "resigned" and told.post is None and told.office is None:
        return replace(answer, post="") if answer.when else answer
    return answer


def _office_from(said: Said, told: Details) -> Office | None:
    """`from his post as …` is read with the office; `as` may follow the day."""
    if said.low(told.after) != "as":
        return None
    office = office_at(said, told.after + 1)
    if office is None:
        return None
    told.after = office.after
    told.why = told.why or office.why
    more = details(said, told.after, direct=False)
    told.when, told.after = told.when or more.when, more.after
    return office
