"""Verbs by which somebody takes an office: `appointed`, `took over`, `became`, `replaced`, `will now serve`. Pure."""

from __future__ import annotations

from registry.domain.drafting.office_mentions import Office, titled
from registry.domain.drafting.person_mentions import Named, person_at, person_before
from registry.domain.drafting.tokens import Said
from registry.domain.drafting.verb_arguments import Details, Subject, details, subject_of
from registry.domain.drafting.verb_frame import (
    NOT_CLEAR_WHO,
    Act,
    Answer,
    Spoken,
    first_of_verb,
    is_passive,
    of_subject,
    told_of,
)


def appointed(said: Said, at: int) -> Answer:
    """`appointed Ann Lee as …`; `Ann Lee was appointed …`; `Ann Lee, appointed … in 2019, …`."""
    first = first_of_verb(said, at)
    how = "appointed" if said.low(at)[:4] in ("appo", "name") else None
    if is_passive(said, first, at):
        return of_subject(said, first, at + 1, how)
    if said.low(at) in ("appointed", "named") and first == at and said.low(at - 1) == ",":
        named = person_before(said, at - 1)
        if named:
            told = details(said, at + 1, direct=True)
            office = told.office or told.post is not None
            return (
                told_of(said, Act.BEGAN, named, told, (at, named.first), Subject(named, True, True), how=how)
                if office
                else None
            )
    if (
        said.low(at) in ("appointed", "named", "promoted", "installed")
        and first == at
        and said.low(at - 1) in ("be", "being", "were")
    ):
        return "is not a fact yet" if said.low(at - 1) == "be" else None
    named = person_at(said, at + 1)
    if named is None:
        return None
    told = details(said, named.after, direct=True)
    if told.office is None:
        return told.why
    return told_of(said, Act.BEGAN, named, told, (at, at), None, how=how)


def moved(said: Said, at: int) -> Answer:
    """`was transferred to the post of …`."""
    first = first_of_verb(said, at)
    return of_subject(said, first, at + 1, None, direct=False) if is_passive(said, first, at) else None


def will_now(said: Said, at: int) -> Answer:
    """`will now serve as …`: a move that is announced with the departure that it follows."""
    if said.low(at + 1) != "now":
        return None
    verb = said.low(at + 2)
    behind = at + 3 + (verb == "take" and said.low(at + 3) == "over")
    if verb not in ("serve", "become", "work", "take"):
        return None
    return of_subject(said, at, behind, None, direct=verb == "become", act=Act.MOVED)


def took(said: Said, at: int) -> Answer:
    """`took office as …`, `took over as … from Bob Ray`, `took up the post of …`, `assumed office`."""
    first, after = first_of_verb(said, at), at + 1
    over = said.low(after) == "over"
    after += over or said.low(after) == "up"
    whom = person_at(said, after + 1) if over and said.low(after) == "from" else None
    told = details(said, whom.after if whom else after, direct=said.low(at).startswith("assum"))
    if told.office is None and told.post is None and not over:
        return None
    if over and told.whom is None:
        told.whom = whom
        if whom is None and said.low(told.after) == "from" and (named := person_at(said, told.after + 1)):
            told.whom, told.after = named, named.after
            again = details(said, told.after, direct=False)
            told.when, told.after = told.when or again.when, again.after
    if told.office is None and told.post is None:
        return None
    subject = subject_of(said, first)
    if subject is None:
        return NOT_CLEAR_WHO
    begin = subject.named.first if subject.near else first
    return told_of(said, Act.BEGAN, subject.named, told, (first, begin), subject)


def sworn(said: Said, at: int) -> Answer:
    first = first_of_verb(said, at)
    if said.low(at + 1) != "in" or not is_passive(said, first, at):
        return None
    return of_subject(said, first, at + 2, "sworn in", direct=False)


def became(said: Said, at: int) -> Answer:
    answer = of_subject(said, first_of_verb(said, at), at + 1, None)
    return answer if isinstance(answer, Spoken) and (answer.when or answer.whom) else None


def replaced(said: Said, at: int) -> Answer:
    """`Ann Lee replaced Bob Ray as …`; `Bob Ray was replaced by Ann Lee`; `replaced Bob Ray with Ann Lee as …`."""
    first = first_of_verb(said, at)
    if is_passive(said, first, at):
        return _replaced_by(said, first, at)
    whom = person_at(said, at + 1)
    if whom is None or said.low(at) in ("replacing", "succeeding"):
        return None
    after, office = whom.after, titled(said, whom.title)
    if said.low(after) == "with":
        who = person_at(said, after + 1)
        return _swapped(said, at, who, whom, office) if who else None
    told = details(said, after, direct=False)
    _when_taking(said, told)
    subject = subject_of(said, first)
    if subject is None:
        return NOT_CLEAR_WHO
    told.whom, told.office = whom, told.office or office
    begin = subject.named.first if subject.near else first
    return told_of(said, Act.BEGAN, subject.named, told, (first, begin), subject)


def _swapped(said: Said, at: int, who: Named, whom: Named, office: Office | None) -> Answer:
    told = details(said, who.after, direct=False)
    told.whom, told.office = whom, told.office or office
    return told_of(said, Act.BEGAN, who, told, (at, at), None)


def _replaced_by(said: Said, first: int, at: int) -> Answer:
    early = details(said, at + 1, direct=False, agent=False) if said.low(at + 1) != "by" else Details(at + 1)
    if said.low(early.after) != "by":
        return None
    who = person_at(said, early.after + 1)
    subject = subject_of(said, first)
    if who is None or subject is None:
        return NOT_CLEAR_WHO
    told = details(said, who.after, direct=False)
    told.office, told.when = told.office or early.office or titled(said, subject.named.title), told.when or early.when
    told.whom = subject.named
    begin = subject.named.first if subject.near else first
    return told_of(said, Act.BEGAN, who, told, (first, begin), subject)


def _when_taking(said: Said, told: Details) -> None:
    """`when he took the post on the General Staff in 2024` tells the office and the day."""
    words = [said.low(told.after + step) for step in range(3)]
    if words[0] != "when" or words[1] not in ("he", "she") or words[2] not in ("took", "assumed"):
        return
    at = told.after + 3
    at += said.low(at) in ("over", "up")
    more = details(said, at, direct=False)
    told.office, told.post = told.office or more.office, more.post
    told.when, told.after, told.why = told.when or more.when, more.after, told.why or more.why
