"""A sentence as chunks: persons, offices, days, triggers, and the words between them. Pure.

Each word is in one chunk. What can be read in two ways is decided here, once, for every verb.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum

from registry.domain.drafting.office_mentions import Office, is_head, office_at, titled
from registry.domain.drafting.person_mentions import SMALL_TITLE, Named, person_at
from registry.domain.drafting.words.lexicon import (
    DETERMINERS,
    FORMER,
    HONORIFICS,
    MODIFIERS,
    NEW,
    OCCUPATIONS,
    POSTS,
    STILL,
    TO_A_VERB,
)
from registry.domain.drafting.words.tokens import TokenizedSentence, When
from registry.domain.drafting.words.triggers import LONGEST_TRIGGER, REPLACING, TRIGGERS, Frame, Trigger
from registry.domain.names.text_hygiene import word_set

_LONGEST = max(LONGEST_TRIGGER, *map(len, REPLACING))
_PLACE = word_set("in at near outside around")
_BEFORE_YEAR = word_set("to until till through between and – - — since from ( ,")


class Part(StrEnum):
    """What a chunk is."""

    PERSON = "person"
    OFFICE = "office"
    DAY = "day"
    TRIGGER = "trigger"
    REPLACING = "replacing"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some words of a sentence, from `first` to, not including, `after`; `low`: the word itself, of a word.

    A person has the `office` of the title before the name, and is the `owner` of what follows in `Ann Lee's`.
    """

    part: Part
    first: int
    after: int
    low: str = ""
    person: Named | None = None
    office: Office | None = None
    when: When | None = None
    trigger: Trigger | None = None
    owner: bool = False


def chunks_of(said: TokenizedSentence, surnames: Container[str]) -> list[Chunk]:
    """The chunks in their order. `surnames`: whom a single word can mean."""
    found: list[Chunk] = []
    at = 0
    while at < len(said.words):
        chunk = _chunk(said, at, found, surnames)
        found.append(chunk)
        at = chunk.after
    return [_holding(found, place) for place in range(len(found))]


def full_names(said: TokenizedSentence) -> list[Named]:
    """Everybody who is named in full."""
    named, at = [], 0
    while at < len(said.words):
        found = _person(said, at) if said.capital(at) else None
        if found and found.full and not _in_a_place(said, at):
            named.append(found)
        at = found.after if found else at + 1
    return named


def _chunk(said: TokenizedSentence, at: int, before: list[Chunk], surnames: Container[str]) -> Chunk:
    phrase = _phrase(said, at, before)
    if phrase:
        return phrase
    when = _when(said, at)
    if when:
        return Chunk(Part.DAY, at, when.after, when=when)
    if said.low(at) == "that":
        return Chunk(Part.WORD, at, at + 1, "that")  # which governs what follows
    named = _somebody(said, at, surnames)
    office = office_at(said, at)
    if office and (named is None or not _is_person(said, named, office, before)):
        return Chunk(Part.OFFICE, at, office.after, office=office)
    if named:
        owner = said.words[named.after - 1].possessive
        return Chunk(Part.PERSON, at, named.after, person=named, office=titled(said, named.title), owner=owner)
    return Chunk(Part.WORD, at, at + 1, said.low(at))


def _phrase(said: TokenizedSentence, at: int, before: list[Chunk]) -> Chunk | None:
    """The longest phrase of the table that begins here."""
    for length in range(min(_LONGEST, len(said.words) - at), 0, -1):
        words = tuple(said.low(at + step) for step in range(length))
        if words in REPLACING:
            return Chunk(Part.REPLACING, at, at + length, words[0])
        trigger = TRIGGERS.get(words)
        if trigger and _speaks(said, at, length, trigger, before):
            return Chunk(Part.TRIGGER, at, at + length, words[-1], trigger=trigger)
    return None


def _speaks(said: TokenizedSentence, at: int, length: int, trigger: Trigger, before: list[Chunk]) -> bool:
    """Whether the phrase is a verb or a noun of its kind here: `to chair` is, `the chair` is not."""
    if trigger.bare and before and before[-1].part is not Part.TRIGGER:
        return said.low(at - 1) in TO_A_VERB
    if trigger.bare:
        return False
    taken = len(before) > 1 and before[-1].low in DETERMINERS and before[-2].part is Part.TRIGGER
    if length == 1 and said.low(at) in POSTS and (taken or is_head(said.low(at))):
        return False
    return not (is_head(said.low(at)) and office_at(said, at)) and said.low(at + length) != "effect"


def _when(said: TokenizedSentence, at: int) -> When | None:
    when = said.when(at)
    if when is None and not said.capital(at - 1):
        when = said.when(at, bare=True)
        words = said.between(when.first, when.after) if when else ""
        month = bool(re.search(r"[A-Z][a-z]+\.? .*\d{4}", words))
        alone = not re.search(r"\d", words) or (at and said.low(at - 1) not in _BEFORE_YEAR)
        span = said.low(at - 1) in ("until", "till", "through", "to") and said.low(at - 2)[-2:].isdigit()
        if alone and not month and not span:
            return None
    return when if when and (when.edtf or when.why) else None


def _somebody(said: TokenizedSentence, at: int, surnames: Container[str]) -> Named | None:
    low = said.low(at)
    begins = said.capital(at) or low in DETERMINERS | FORMER | NEW | OCCUPATIONS | SMALL_TITLE
    named = _person(said, at) if begins and not _in_a_place(said, at) else None
    if named is None or named.full or named.name in surnames:
        return named
    honoured = any(said.low(index) in HONORIFICS for index in range(named.first, named.after))
    return named if honoured else None


def _in_a_place(said: TokenizedSentence, at: int) -> bool:
    """`in Port Ellery`; not `swore in Ann Lee`."""
    return said.low(at - 1) in _PLACE and (said.low(at - 2), said.low(at - 1)) not in TRIGGERS


def _person(said: TokenizedSentence, at: int) -> Named | None:
    """Somebody, after their occupation: `economist Ann Lee`."""
    begin = at
    while said.low(at) in OCCUPATIONS or (said.low(at) in DETERMINERS and said.low(at + 1) in OCCUPATIONS):
        at += 1
    if at > begin and not said.capital(at):
        return None
    named = person_at(said, at)
    return named._replace(first=begin) if named else None


def _is_person(said: TokenizedSentence, named: Named, office: Office, before: list[Chunk]) -> bool:
    """Whether words that begin both a person and an office are a person."""
    if named.after >= office.after:
        return named.title is None or named.after > office.after
    plain = named.title is None and named.full and not any(
        said.low(at) in MODIFIERS for at in range(named.first, named.after)
    )  # fmt: skip
    return plain and any(each.part in (Part.TRIGGER, Part.REPLACING, Part.DAY) for each in before)


def _holding(found: list[Chunk], place: int) -> Chunk:
    """`was minister of health from …`: a form of `be` right before an office says who holds it."""
    chunk = found[place]
    if chunk.part is not Part.WORD or chunk.low not in ("was", "is", "been", "were"):
        return chunk
    following = place + 1
    while following < len(found) and (found[following].part is Part.DAY or found[following].low in STILL):
        following += 1
    if following < len(found) and found[following].part is Part.OFFICE:
        return replace(chunk, part=Part.TRIGGER, trigger=Trigger(Frame.HOLD))
    return chunk
