"""What a verb says of somebody and an office, and the parts that all verbs have. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import Named
from registry.domain.drafting.tokens import Said, When
from registry.domain.drafting.verb_arguments import Details, Subject, details, leading_day, subject_of
from registry.domain.names.text_hygiene import word_set


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
    word: int = 0  # by which it is told to the reader


Answer = Spoken | str | None

WITHOUT_A_DAY = "does not say when"
NOT_CLEAR_WHO = "does not say clearly who"
_PASSIVE = word_set("was is been")
_BESIDE = word_set("officially formally also then later subsequently duly unanimously first swiftly recently just now")
HAVE = word_set("has had have")


def first_of_verb(said: Said, at: int) -> int:
    """`was`, `has been`, `had` before a participle, over `officially` and the like."""
    begin = at
    while begin > 0 and said.low(begin - 1) in _BESIDE:
        begin -= 1
    if said.low(begin - 1) in _PASSIVE:
        begin -= 1
        begin -= said.low(begin) == "been" and said.low(begin - 1) in HAVE
        return begin
    return begin - 1 if said.low(begin - 1) in HAVE else at


def is_passive(said: Said, first: int, at: int) -> bool:
    return any(said.low(index) in _PASSIVE for index in range(first, at))


def told_of(
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


def of_subject(
    said: Said, first: int, at: int, how: str | None, *, direct: bool = True, act: Act = Act.BEGAN
) -> Answer:
    """Somebody before the verb, their office after it."""
    told = details(said, at, direct=direct)
    if told.office is None and told.post is None:
        return told.why
    subject = subject_of(said, first)
    if subject is None:
        return NOT_CLEAR_WHO
    begin = subject.named.first if subject.near else first
    return told_of(said, act, subject.named, told, (first, begin), subject, how=how)
