"""Who does what the verb says: the name, the run of names, the pronoun or the `who` before it. Pure.

What stands between the name and the verb is known, or nobody is the subject.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from registry.domain.drafting.chunks import Chunk, Part
from registry.domain.drafting.office_mentions import Office
from registry.domain.drafting.person_mentions import PRONOUNS, Named
from registry.domain.drafting.words.lexicon import (
    ADVERBS,
    BE,
    DETERMINERS,
    FORMER,
    HAVE,
    PREPOSITIONS,
    REPORTING,
    TO_A_VERB,
)
from registry.domain.drafting.words.tokens import When

_LONGEST_ASIDE = 30  # chunks
_NOT_NOW = (FORMER - {"outgoing", "departing"}) | {"would-be", "aspiring", "future", "incoming", "potential"}
_ASIDE = DETERMINERS | FORMER | {"who", "whose", "aged", "formerly", "currently", "born", "previously"}


@dataclass(slots=True)
class Verb:
    """The words around a trigger, `has officially been appointed`, from the chunk `first` on; `before`: what is
    before them. `plural`: as `were` and `have` are; None where the verb does not show it.
    """

    at: int
    first: int
    before: int
    passive: bool = False
    plural: bool | None = None
    day: When | None = None

    @property
    def bare(self) -> bool:
        """Whether it is one word, which may be a participle."""
        return self.first == self.at


@dataclass(slots=True)
class Subject:
    """Who it is, from the chunk `first` on; `offices`: what the sentence calls them on the way.

    `relative`: said in a clause of its own (`who …`); `apart`: behind a comma (`, appointed …`); `shared`: with the
    verb before, by `and`.
    """

    persons: list[Named]
    first: int
    offices: list[Office] = field(default_factory=list)
    relative: bool = False
    apart: bool = False
    shared: bool = False

    @property
    def office(self) -> Office | None:
        """The first of the offices whose words are clear."""
        return next((office for office in self.offices if office.why is None), None)


def verb_of(chunks: list[Chunk], at: int) -> Verb:
    """The whole verb of the trigger."""
    verb, place = Verb(at, at, at - 1), at - 1
    while place >= 0:
        chunk = chunks[place]
        if chunk.part is Part.DAY:
            verb.day = verb.day or chunk.when
        elif chunk.low in BE or chunk.low in HAVE or chunk.low in TO_A_VERB - ADVERBS - {"to"}:
            verb.first = place
            verb.passive = verb.passive or chunk.low in BE
            verb.plural = {"were": True, "have": True, "was": False, "is": False, "has": False}.get(
                chunk.low, verb.plural
            )
        elif chunk.part is not Part.WORD or chunk.low not in ADVERBS:
            break
        place -= 1
    verb.before = place
    return verb


def subject_of(chunks: list[Chunk], verb: Verb, before: list[Named]) -> Subject | None:
    """Who stands before the verb; `before`: the subject of the verb before, which may be shared."""
    place, offices = _before_asides(chunks, verb)
    apart = verb.before >= 0 and chunks[verb.before].low == ","
    if place >= 0 and chunks[place].low == "," and _renamed(chunks, place):
        return _named(chunks, place - 1, verb, offices)
    if place < 0:
        return None
    chunk = chunks[place]
    if chunk.low in (",", "(") and chunks[place - 1].part is Part.PERSON and place:
        found = _named(chunks, place - 1, verb, offices)
        return found and _apart(found)
    if chunk.part is Part.PERSON and not chunk.owner:
        return _named(chunks, place, verb, offices)
    if chunk.low in PRONOUNS:
        return Subject([Named(chunk.low, None, None, chunk.first, chunk.after)], place, offices)
    if chunk.low == "who":
        return _antecedent(chunks, place)
    if (chunk.low in ("and", "then", "but") or apart) and before:
        return Subject(before, place + 1, offices, shared=True, apart=apart)
    return _of_somewhere(chunks, place, verb, offices)


def _before_asides(chunks: list[Chunk], verb: Verb) -> tuple[int, list[Office]]:
    """The chunk before what stands between commas or in parentheses; and the offices that are named there."""
    place = verb.before
    offices: list[Office] = []
    while place >= 0 and chunks[place].low in (",", ")"):
        if chunks[place].low == ")":
            place = _opening(chunks, place) - 1
            continue
        opening = None if _renamed(chunks, place) else _aside(chunks, place)
        if opening is None:
            break
        inside = [c for c in chunks[opening + 1 : place] if c.low != "who" and not (c.trigger and c.low in BE)]
        offices += [inside[0].office] if inside and inside[0].part is Part.OFFICE and inside[0].office else []
        place = opening - 1
    return place, offices


def _apart(subject: Subject) -> Subject:
    subject.relative = subject.apart = True
    return subject


def _named(chunks: list[Chunk], place: int, verb: Verb, offices: list[Office]) -> Subject | None:
    """The person at the place, with the run of persons that they end: `Ann Lee, Bob Ray and Sue Orr`."""
    first = place
    if verb.plural is not False:
        while first >= 2 and (link := _link(chunks, first, place)):
            first -= link
        if first < place and first and chunks[first - 1].part is Part.TRIGGER:
            first = place  # `… dismissed Bob Ray and Ann Lee became …`
    at = first - 1
    if at >= 0 and chunks[at].part is Part.TRIGGER and (chunks[at].low not in REPORTING or verb.bare):
        return None  # the object of another verb
    if at >= 0 and chunks[at].part is Part.WORD and (chunks[at].low in PREPOSITIONS or chunks[at].low in ("or", "&")):
        return None
    if at >= 0 and chunks[at].owner:
        return None
    if verb.plural and first == place and at >= 0 and chunks[at].low == "and":
        return None
    run = [chunk for chunk in chunks[first : place + 1] if chunk.part is Part.PERSON]
    told = list(offices)
    called = _called(chunks, at)
    if len(run) == 1 and called:
        told.append(called)
    return Subject([chunk.person for chunk in run if chunk.person], first, told)


def _called(chunks: list[Chunk], at: int) -> Office | None:
    """The office right before the name, or before a comma: not one that the person had, or did not take."""
    place = at - 1 if at >= 1 and chunks[at].low == "," else at
    if place < 0 or chunks[place].part is not Part.OFFICE:
        return None
    before = chunks[place - 1] if place else None
    taken = before is not None and (before.part is Part.TRIGGER or before.low in _NOT_NOW)
    return None if taken else chunks[place].office


def _link(chunks: list[Chunk], first: int, place: int) -> int:
    """How many chunks back the next person of a run is; 0 if the run ends."""
    if chunks[first - 1].low == "and" and first == place:
        back = 3 if first >= 3 and chunks[first - 2].low == "," else 2
    elif chunks[first - 1].low == "," and first < place:
        back = 2
    else:
        return 0
    return back if chunks[first - back].part is Part.PERSON and not chunks[first - back].owner else 0


def _renamed(chunks: list[Chunk], comma: int) -> bool:
    """`The deputy governor, Ann Lee, became …`."""
    if comma < 3 or chunks[comma - 1].part is not Part.PERSON or chunks[comma - 2].low != ",":
        return False
    before = chunks[comma - 3]
    return before.part is Part.OFFICE or (before.part is Part.WORD and before.low.isalpha())


def _aside(chunks: list[Chunk], comma: int) -> int | None:
    """The comma that opens what ends here: `Ann Lee, a judge, was …`; `Ann Lee, 54, was …`."""
    for at in range(comma - 1, max(comma - _LONGEST_ASIDE, 0), -1):
        if chunks[at].low != "," or (chunks[at - 1].part is not Part.PERSON and chunks[at - 1].low != ")"):
            continue
        inside = chunks[at + 1]
        told = inside.part in (Part.OFFICE, Part.DAY) or inside.low.isdecimal() or inside.low in _ASIDE
        return at if told or inside.part is Part.TRIGGER else None
    return None


def _opening(chunks: list[Chunk], closing: int) -> int:
    return next((at for at in range(closing - 1, -1, -1) if chunks[at].low == "("), 0)


def _antecedent(chunks: list[Chunk], who: int) -> Subject | None:
    """Of whom `who` speaks: the person before it; of `Ann Lee is a judge who …`, Ann Lee."""
    place = who - 1
    while place > 0 and chunks[place].low in (",", ")"):
        aside = _aside(chunks, place) if chunks[place].low == "," else None
        place = _opening(chunks, place) - 1 if chunks[place].low == ")" else (aside or place) - 1
    if place >= 0 and chunks[place].part is Part.PERSON:
        person = chunks[place].person
        return Subject([person], place, relative=True) if person else None
    for at in range(place, max(place - 12, 0), -1):
        if chunks[at].low in ("is", "was") and chunks[at].low:
            at = _opening(chunks, at - 1) if chunks[at - 1].low == ")" else at
            person = chunks[at - 1].person
            return Subject([person], at - 1) if person else None
        if chunks[at].part in (Part.PERSON, Part.TRIGGER):
            return None
    return None


def _of_somewhere(chunks: list[Chunk], place: int, verb: Verb, offices: list[Office]) -> Subject | None:
    """`Ann Lee of the Labour Party was …`; `Ann Lee is a diplomat serving as …`."""
    for at in range(place, max(place - 8, -1), -1):
        chunk = chunks[at]
        if chunk.part is Part.PERSON:
            linked = chunks[at + 1].low in ("of", "from") or chunks[at + 1].low in ("is", "was", "(")
            return _named(chunks, at, verb, offices) if linked and not chunk.owner else None
        if chunk.part not in (Part.WORD, Part.OFFICE) and chunk.low not in ("is", "was"):
            return None
        if chunk.part is Part.WORD and not (chunk.low.isalpha() or chunk.low in "()"):
            return None
    return None
