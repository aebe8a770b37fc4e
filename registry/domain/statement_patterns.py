"""The verbs by which English says that somebody took, left or held an office. Pure: one sentence at a time.

Each pattern answers with what is said, with the reason why it is not taken for said, or with None where its verb
means something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from registry.domain.office_words import ABOUT_OFFICES, DOUBT, TEMPORARY
from registry.domain.said_details import Details, Subject, details, leading_day, subject_of
from registry.domain.said_people import Named, person_at, person_before
from registry.domain.said_roles import Office, office_at, titled
from registry.domain.said_words import Said, When
from registry.domain.text import word_set


class Act(StrEnum):
    """What somebody is said to have done."""

    BEGAN = "began"
    MOVED = "moved"  # is announced to begin as they leave another office
    LEFT = "left"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one verb says. Word numbers: `first` to, not including, `after`, and the `verb` of it."""

    act: Act
    who: Named
    office: Office | None
    post: str | None
    when: When | None
    first: int
    verb: int
    after: int
    whom: Named | None = None
    until: When | None = None
    how: str | None = None
    reason: str | None = None
    undated: str | None = None  # why its day is not known


Answer = Spoken | str | None

NOT_UNDERSTOOD = "is not said in a way that is understood"
WITHOUT_A_DAY = "does not say when"
_PASSIVE = word_set("was is been")
_ADVERBS = word_set(
    "officially formally also then later subsequently duly unanimously first swiftly recently just now"
)
_HAVE = word_set("has had have")


def read_verbs(said: Said) -> tuple[list[Spoken], list[tuple[int, str]]]:
    """What the sentence says of offices; and the words that it says it with in vain, with the reasons."""
    spoken: list[Spoken] = []
    skipped: list[tuple[int, str]] = []
    done = 0
    for at in range(len(said.words)):
        answer = None if at < done else _read(said, at)
        if isinstance(answer, Spoken):
            spoken.append(answer)
            done = answer.after
        elif answer is not None:
            skipped.append((at, answer))
    return spoken, skipped


def _read(said: Said, at: int) -> Answer:
    low = said.low(at)
    pattern = _VERBS.get(low)
    if pattern is None:
        return _in_doubt(said, at, None) or NOT_UNDERSTOOD if low in ABOUT_OFFICES else None
    answer = pattern(said, at)
    if answer is None and low not in _ALWAYS_TOLD:
        return None
    return _in_doubt(said, at, answer) or answer or NOT_UNDERSTOOD


def _in_doubt(said: Said, at: int, answer: Answer) -> str | None:
    if said.sentence.question:
        return "is a question"
    if said.sentence.in_quotes(said.words[at].start):
        return "stands in a quotation"
    for index, word in enumerate(said.words):
        if (word.low in DOUBT and word.text != "May") or word.low.endswith(("n't", "n’t")):
            return f"is not said as a fact: {said.words[index].text!r}"
    ahead = {said.low(index) for index in range(max(0, at - 4), at)}
    moved = isinstance(answer, Spoken) and answer.act == Act.MOVED
    if not moved and (
        "will" in ahead or said.low(at - 1) == "to" or "to be" in said.between(max(0, at - 3), at).lower()
    ):
        return "is not a fact yet"
    return "does not say clearly whether in an acting capacity" if _half_acting(said, answer) else None


def _half_acting(said: Said, answer: Answer) -> bool:
    """`temporarily appointed`, `on an interim basis`: words that the office itself is not said with."""
    if not isinstance(answer, Spoken) or (answer.office and answer.office.acting):
        return False
    return any(word.low in TEMPORARY for word in said.words[answer.first : answer.after + 6])


def _first_of_verb(said: Said, at: int) -> int:
    """`was`, `has been`, `had` before a participle, over `officially` and the like."""
    begin = at
    while begin > 0 and said.low(begin - 1) in _ADVERBS:
        begin -= 1
    if said.low(begin - 1) in _PASSIVE:
        begin -= 1
        begin -= said.low(begin) == "been" and said.low(begin - 1) in _HAVE
        return begin
    return begin - 1 if said.low(begin - 1) in _HAVE else at


def _is_passive(said: Said, first: int, at: int) -> bool:
    return any(said.low(index) in _PASSIVE for index in range(first, at))


def _told(
    said: Said, act: Act, who: Named, told: Details, verb: tuple[int, int], subject: Subject | None, **more: str | None
) -> Answer:
    """What is said, with its day; `verb`: its first word, and the one behind the name that it begins with."""
    if told.why:
        return told.why
    at, begin = verb
    when = told.when or leading_day(said, at, subject)
    undated = (when.why if when else WITHOUT_A_DAY) if when is None or when.edtf is None else None
    first = min(begin, when.first) if when else begin
    return Spoken(
        act, who, told.office, told.post, when if not undated else None, first, at, told.after, told.whom,
        how=more.get("how"), reason=more.get("reason"), undated=undated,
    )  # fmt: skip


# --- taking an office ---


def _appointed(said: Said, at: int) -> Answer:
    """`appointed Ann Lee as …`; `Ann Lee was appointed …`; `Ann Lee, appointed … in 2019, …`."""
    first = _first_of_verb(said, at)
    how = "appointed" if said.low(at)[:4] in ("appo", "name") else None
    if _is_passive(said, first, at):
        return _of_subject(said, first, at + 1, how)
    if said.low(at) in ("appointed", "named") and first == at and said.low(at - 1) == ",":
        named = person_before(said, at - 1)
        if named:
            told = details(said, at + 1, direct=True)
            office = told.office or told.post is not None
            return (
                _told(said, Act.BEGAN, named, told, (at, named.first), Subject(named, True, True), how=how)
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
    return _told(said, Act.BEGAN, named, told, (at, at), None, how=how)


def _of_subject(
    said: Said, first: int, at: int, how: str | None, *, direct: bool = True, act: Act = Act.BEGAN
) -> Answer:
    """Somebody before the verb, their office after it."""
    told = details(said, at, direct=direct)
    if told.office is None and told.post is None:
        return told.why
    subject = subject_of(said, first)
    if subject is None:
        return "does not say clearly who"
    begin = subject.named.first if subject.near else first
    return _told(said, act, subject.named, told, (first, begin), subject, how=how)


def _moved(said: Said, at: int) -> Answer:
    """`was transferred to the post of …`."""
    first = _first_of_verb(said, at)
    return _of_subject(said, first, at + 1, None, direct=False) if _is_passive(said, first, at) else None


def _will_now(said: Said, at: int) -> Answer:
    """`will now serve as …`: a move that is announced with the departure that it follows."""
    if said.low(at + 1) != "now":
        return None
    verb = said.low(at + 2)
    behind = at + 3 + (verb == "take" and said.low(at + 3) == "over")
    if verb not in ("serve", "become", "work", "take"):
        return None
    return _of_subject(said, at, behind, None, direct=verb == "become", act=Act.MOVED)


def _took(said: Said, at: int) -> Answer:
    """`took office as …`, `took over as … from Bob Ray`, `took up the post of …`, `assumed office`."""
    first, after = _first_of_verb(said, at), at + 1
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
        return "does not say clearly who"
    begin = subject.named.first if subject.near else first
    return _told(said, Act.BEGAN, subject.named, told, (first, begin), subject)


def _sworn(said: Said, at: int) -> Answer:
    first = _first_of_verb(said, at)
    if said.low(at + 1) != "in" or not _is_passive(said, first, at):
        return None
    return _of_subject(said, first, at + 2, "sworn in", direct=False)


def _became(said: Said, at: int) -> Answer:
    answer = _of_subject(said, _first_of_verb(said, at), at + 1, None)
    return answer if isinstance(answer, Spoken) and (answer.when or answer.whom) else None


def _replaced(said: Said, at: int) -> Answer:
    """`Ann Lee replaced Bob Ray as …`; `Bob Ray was replaced by Ann Lee`; `replaced Bob Ray with Ann Lee as …`."""
    first = _first_of_verb(said, at)
    if _is_passive(said, first, at):
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
        return "does not say clearly who"
    told.whom, told.office = whom, told.office or office
    begin = subject.named.first if subject.near else first
    return _told(said, Act.BEGAN, subject.named, told, (first, begin), subject)


def _swapped(said: Said, at: int, who: Named, whom: Named, office: Office | None) -> Answer:
    told = details(said, who.after, direct=False)
    told.whom, told.office = whom, told.office or office
    return _told(said, Act.BEGAN, who, told, (at, at), None)


def _replaced_by(said: Said, first: int, at: int) -> Answer:
    early = details(said, at + 1, direct=False, agent=False) if said.low(at + 1) != "by" else Details(at + 1)
    if said.low(early.after) != "by":
        return None
    who = person_at(said, early.after + 1)
    subject = subject_of(said, first)
    if who is None or subject is None:
        return "does not say clearly who"
    told = details(said, who.after, direct=False)
    told.office, told.when = told.office or early.office or titled(said, subject.named.title), told.when or early.when
    told.whom = subject.named
    begin = subject.named.first if subject.near else first
    return _told(said, Act.BEGAN, who, told, (first, begin), subject)


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


# --- leaving an office ---


def _left(said: Said, at: int) -> Answer:
    """`resigned as …`, `stepped down as …`."""
    low, after = said.low(at), at + 1
    if low in ("stepped", "steps"):
        if said.low(after) != "down":
            return None
        after += 1
    return _departed(said, _first_of_verb(said, at), after, "resigned")


def _dismissed(said: Said, at: int) -> Answer:
    """`was dismissed as …`; `dismissed Defense Minister Bob Ray`."""
    first = _first_of_verb(said, at)
    if _is_passive(said, first, at):
        return _departed(said, first, at + 1, "dismissed")
    named = person_at(said, at + 1) if said.low(at - 1) not in ("be", "being", "were") else None
    if named is None:
        return None
    told = details(said, named.after, direct=False)
    told.office = told.office or titled(said, named.title)
    told.office = told.office or _office_from(said, told)
    if told.office is None and told.post is None and told.when is None and not leading_day(said, at, None):
        return None
    return _told(said, Act.LEFT, named, told, (at, at), None, reason="dismissed")


def _departed(said: Said, first: int, after: int, reason: str) -> Answer:
    told = details(said, after, direct=False)
    told.office = told.office or _office_from(said, told)
    subject = subject_of(said, first)
    if subject is None:
        return "does not say clearly who"
    told.office = told.office or titled(said, subject.named.title)
    begin = subject.named.first if subject.near else first
    answer = _told(said, Act.LEFT, subject.named, told, (first, begin), subject, reason=reason)
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


# --- holding an office ---


def _served(said: Said, at: int) -> Answer:
    """`served as … from 2010 to 2015`, `has served as … since 2019`."""
    if said.low(at + 1) != "as":
        return None
    return _held(said, _first_of_verb(said, at), at + 2)


def _was(said: Said, at: int) -> Answer:
    """`was … from 2010 to 2015`, `has been … since 2019`."""
    first = at - (said.low(at) == "been" and said.low(at - 1) in _HAVE)
    return _held(said, first, at + 1)


def _aside(said: Said, at: int) -> Answer:
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
        return "does not say clearly who"
    told = Details(span[2], office, None, span[0], why=office.why)
    begin = subject.named.first if subject.near else first
    return _spanned(said, subject.named, told, span, (first, begin), subject)


def _spanned(
    said: Said, who: Named, told: Details, span: tuple[When, When | None, int], verb: tuple[int, int], subject: Subject
) -> Answer:
    answer = _told(said, Act.HELD, who, told, verb, subject)
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


# --- what is no fact of an office ---


def _nominated(said: Said, at: int) -> Answer:
    return "a nomination is no appointment"


def _elected(said: Said, at: int) -> Answer:
    first = _first_of_verb(said, at)
    told = details(said, at + 1, direct=True) if _is_passive(said, first, at) else None
    return "an election does not say when the office began" if told and told.office else None


_VERBS: dict[str, Callable[[Said, int], Answer]] = {
    **dict.fromkeys(("appoint", "appoints", "appointed", "appointing", "names", "named", "naming"), _appointed),
    **dict.fromkeys(("installs", "installed", "promotes", "promoted", "made"), _appointed),
    **dict.fromkeys(("moved", "transferred", "reassigned"), _moved),
    **dict.fromkeys(("took", "takes", "assumed", "assumes"), _took),
    **dict.fromkeys(("became", "becomes"), _became),
    **dict.fromkeys(("replace", "replaces", "replaced", "succeeds", "succeeded", "replacing"), _replaced),
    **dict.fromkeys(("resigned", "resigns", "stepped", "steps"), _left),
    **dict.fromkeys(("dismiss", "dismisses", "dismissed", "fires", "fired", "sacks", "sacked", "ousted"), _dismissed),
    **dict.fromkeys(("removed", "removes", "relieved"), _dismissed),
    **dict.fromkeys(("nominate", "nominates", "nominated", "nominating"), _nominated),
    "sworn": _sworn, "will": _will_now, "served": _served, "been": _was, "was": _was, "elected": _elected, ",": _aside,
}  # fmt: skip
_ALWAYS_TOLD = word_set(
    "appoint appoints appointed appointing replace replaces replaced replacing resigned resigns dismiss dismisses "
    "dismissed sacked sacks sworn ousted"
)
