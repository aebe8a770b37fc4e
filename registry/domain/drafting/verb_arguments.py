"""What a sentence says around its verb: who does it, which office, on what day, whom it replaces. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from registry.domain.drafting.lexicon import DETERMINERS, FORMER, NO_NAMES, PREPOSITIONS, SUBORDINATE
from registry.domain.drafting.office_mentions import Office, office_at
from registry.domain.drafting.person_mentions import Named, person_at, person_before
from registry.domain.drafting.tokens import Said, When
from registry.domain.names.text_hygiene import word_set

_ADVERBS = word_set(
    "officially formally also subsequently later then thus initially originally first again swiftly promptly "
    "unanimously today yesterday recently now newly unexpectedly abruptly"
)
_POST = word_set("post position role office job duties command")
_REPLACING = frozenset(("replacing", "succeeding"))
_INSTEAD = (("in", "place", "of"), ("in", "succession", "to"), ("instead", "of"), ("to", "replace"), ("to", "succeed"))
_AGENT = word_set("the a decree order vote parliament president king queen government cabinet of by council")
_LONGEST_ASIDE = 30  # words


@dataclass(slots=True)
class Details:
    """What follows a verb, up to the word `after`. `post`: of `the post on the General Staff` what it is on; '' if
    that is not said. `why`: what makes it unreadable.
    """

    after: int
    office: Office | None = None
    post: str | None = None
    when: When | None = None
    whom: Named | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does or suffers it. `aside`: said in a clause of its own about somebody (`who …`, `…, appointed …`)."""

    named: Named
    aside: bool
    near: bool  # whether nothing stands between the name and the verb
    pronoun: bool = False


def details(said: Said, at: int, *, direct: bool, agent: bool = True) -> Details:
    """What follows a verb. `direct`: the office may stand without `as`, as after `appointed`; `agent`: `by …` may
    say who appointed.
    """
    told = Details(at)
    while told.why is None and told.after < len(said.words):
        before = told.after
        for part in (_date, _office_part, _post_part, _whom_part, _agent, _adverb):
            if (part is not _agent or agent) and part(said, told, direct):
                break
        if told.after == before:
            break
    if told.office and told.office.why:
        told.why = told.office.why
    return told


def _date(said: Said, told: Details, _: bool) -> bool:
    at = told.after + (said.low(told.after) == ",")
    when = said.when(at)
    if when is None or told.when is not None:
        return False
    told.when, told.after = when, when.after
    return True


def _office_part(said: Said, told: Details, direct: bool) -> bool:
    if told.office is not None:
        return False
    at, named = told.after, direct
    at += said.low(at) == "," and said.low(at + 1) == "as"
    if said.low(at) == "as":
        at, named = at + 1, True
    elif said.low(at) == "to" and said.low(at + 1) == "be":
        at, named = at + 2, direct
    at = _the_post_of(said, at) or at
    named = named or at > told.after
    office = office_at(said, at) if named else None
    if office is None:
        return False
    told.office, told.after = office, office.after
    return True


def _the_post_of(said: Said, at: int) -> int | None:
    """Behind `to the post of`, `from his position as`."""
    at += said.low(at) in ("to", "from")
    at += said.low(at) in DETERMINERS
    while said.low(at) in ("new", "current"):
        at += 1
    return at + 2 if said.low(at) in _POST and said.low(at + 1) in ("of", "as") else None


def _post_part(said: Said, told: Details, _: bool) -> bool:
    """`to the post`, `from office`, `the post on the General Staff`."""
    if told.office or told.post is not None:
        return False
    at = told.after + (said.low(told.after) in ("to", "from", "up"))
    article = said.low(at) in DETERMINERS
    at += article
    if said.low(at) not in _POST or (not article and at == told.after and said.low(at) != "office"):
        return False
    told.post, told.after = "", at + 1
    body = _body_of_post(said, at + 1)
    if body:
        told.post, told.after = said.between(*body), body[1]
    return True


def _body_of_post(said: Said, at: int) -> tuple[int, int] | None:
    if said.low(at) not in ("on", "in", "at") or said.when(at):
        return None
    first = at + 1 + (said.low(at + 1) == "the")
    end = first
    while said.capital(end) and not said.when(end):
        end += 1
    return (first, end) if end > first else None


def _whom_part(said: Said, told: Details, _: bool) -> bool:
    """`, replacing Bob Ray`, `in place of Bob Ray`, `to succeed Bob Ray`."""
    if told.whom:
        return False
    at = told.after + (said.low(told.after) == ",")
    length = 1 if said.low(at) in _REPLACING else 0
    for words in _INSTEAD:
        if tuple(said.low(at + step) for step in range(len(words))) == words:
            length = len(words)
    if not length:
        return False
    whom = person_at(said, at + length)
    if whom is None:
        told.why = "whom it replaces is not understood"
    else:
        told.whom, told.after = whom, whom.after
    return True


def _agent(said: Said, told: Details, _: bool) -> bool:
    """`by the parliament`: who appointed is not recorded."""
    if said.low(told.after) != "by" or said.when(told.after + 1):
        return False
    at = told.after + 1
    while at - told.after < 10 and at < len(said.words) and not said.when(at):
        low = said.low(at)
        if not (low in _AGENT or said.capital(at) or low in ("minister", "prime", "presidential", "state")):
            break
        at += 1
    moved = at > told.after + 1
    told.after = at if moved else told.after
    return moved


def _adverb(said: Said, told: Details, _: bool) -> bool:
    if said.low(told.after) not in _ADVERBS or said.when(told.after):
        return False
    told.after += 1
    return True


def subject_of(said: Said, verb: int) -> Subject | None:
    """Who stands before the verb (its first word, `was` or `has`)."""
    at = verb
    while said.low(at - 1) in _ADVERBS:
        at -= 1
    if said.low(at - 1) == "who":
        named = person_before(said, at - 1 - (said.low(at - 2) == ","))
        return Subject(named, True, True) if named and said.low(at - 2) == "," else None
    if said.low(at - 1) in ("he", "she"):
        return _pronoun(said, at - 1)
    if said.low(at - 1) == ",":
        return _before_aside(said, at - 1)
    day = next((day for day in said.days if day.after == at), None)
    named = person_before(said, day.first if day else at)
    return Subject(named, False, True) if named else None


def _before_aside(said: Said, comma: int) -> Subject | None:
    """`Ann Lee, a judge, was …`; `Ann Lee, who …, will …`; `Ann Lee, 54, was …`."""
    opening = next((at for at in range(comma - 1, max(comma - _LONGEST_ASIDE, 0), -1) if said.low(at) == ","), None)
    if opening is None:
        return None
    begins = said.low(opening + 1)
    number = begins.isdecimal() and comma == opening + 2
    aside = begins in {"who", "whose", "whom"} | DETERMINERS | FORMER | {"formerly", "currently"}
    named = person_before(said, opening) if number or aside else None
    return Subject(named, False, False) if named else None


def _pronoun(said: Said, at: int) -> Subject | None:
    """`he` is the subject that the sentence began with, if nobody else was named since."""
    named = [person for index in range(at) if (person := _begins_person(said, index))]
    names = {person.name for person in named}
    if len(names) != 1 or not _opens(said, named[0].first):
        return None
    return Subject(named[0], False, False, pronoun=True)


def _begins_person(said: Said, at: int) -> Named | None:
    inside = at > 0 and (said.capital(at - 1) or said.low(at - 1) in PREPOSITIONS | {"the"})
    if not said.capital(at) or inside or said.low(at) in NO_NAMES:
        return None
    return person_at(said, at)


def _opens(said: Said, at: int) -> bool:
    """Whether the sentence begins here, or after a word such as `Meanwhile,`."""
    return at == 0 or (at == 2 and said.low(1) == ",")


def leading_day(said: Said, verb: int, subject: Subject | None) -> When | None:
    """The day that the sentence says before: `On March 16 the president appointed …`, `Ray on March 16 …`.

    Only if it is the only one, and no other clause stands between it and the verb.
    """
    days = said.days
    if len(days) != 1 or days[0].after > verb or (subject and subject.aside):
        return None
    day = days[0]
    at = day.first
    opens = _opens(said, at) or (at == 1 and said.low(0) in ("late", "early", "earlier", "later"))
    between = range(day.after, verb)
    if any(said.low(index) in SUBORDINATE - {"and"} for index in between):
        return None
    return day if opens or _follows_subject(said, day) else None


def _follows_subject(said: Said, day: When) -> bool:
    first = 2 if said.low(1) == "," else 0
    words = range(first, day.first)
    return 0 < len(words) <= 10 and not any(
        said.low(at) in SUBORDINATE | {","} or not (said.capital(at) or said.low(at) in DETERMINERS | _AGENT)
        for at in words
    )
