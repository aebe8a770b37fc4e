"""Whether a sentence says that something happened, or only that it may, will, should or did not. Pure.

What governs the verb decides. Only what is known to report lets the verb stand as a fact; anything else is doubt.
"""

from __future__ import annotations

from registry.domain.drafting.chunks import Chunk, Part
from registry.domain.drafting.words.lexicon import (
    ADVERBS,
    CONDITIONS,
    DETERMINERS,
    OCCUPATIONS,
    PREPOSITIONS,
    REPORTING,
    STRONG_DOUBT,
    WEAK_DOUBT,
)
from registry.domain.drafting.words.tokens import TokenizedSentence

NOT_YET = "is not a fact yet"
_BEGINNINGS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "and", "but", "when", "after", "while", "as", "before",
                         "because", "since", "so", "then", "where", "who", "that", "until", '"', "“", "”"))  # fmt: skip
_QUESTIONS = frozenset(("had", "was", "were", "did", "has", "is", "should"))


def doubt_of_sentence(said: TokenizedSentence, chunks: list[Chunk]) -> str | None:
    """Why nothing in the sentence is a fact; None if that depends on the verb."""
    if said.sentence.question:
        return "is a question"
    first = said.low(0)
    if first in CONDITIONS or (first in _QUESTIONS and chunks and chunks[0].part is Part.WORD):
        return f"is not said as a fact: {said.words[0].text!r}"
    for word in said.words:
        if word.low in STRONG_DOUBT and word.text != "May":
            return f"is not said as a fact: {word.text!r}"
    text = f" {' '.join(word.low for word in said.words)} "
    told = next((phrase for phrase in _PHRASES if f" {phrase} " in text), None)
    return f"is not said as a fact: {told!r}" if told else None


def doubt_of_verb(said: TokenizedSentence, chunks: list[Chunk], begin: int, at: int, *, named: bool) -> str | None:
    """Why the verb at the chunk `at` says no fact, in the clause from the chunk `begin` on; `named`: its subject
    is a name, which stands at `begin`.
    """
    for chunk in chunks[begin:at]:
        word = said.words[chunk.first]
        if chunk.part is Part.WORD and (word.low in WEAK_DOUBT or word.low.endswith(("n't", "n’t"))):
            return NOT_YET if word.low in ("will", "shall") else f"is not said as a fact: {word.text!r}"
    trigger = chunks[at].trigger
    if trigger and trigger.bare:
        return NOT_YET
    return _governed(said, chunks, begin, named=named)


def clause_begin(chunks: list[Chunk], at: int) -> int:
    """The first chunk of the clause of a verb whose subject is not a name: behind the last comma or verb."""
    place = at
    while place > 0 and chunks[place - 1].part is not Part.TRIGGER and chunks[place - 1].low not in (
        ",", ";", "but", "that", "who", ":", "while", "when", "after"
    ):  # fmt: skip
        place -= 1
    return place


def _governed(said: TokenizedSentence, chunks: list[Chunk], begin: int, *, named: bool) -> str | None:
    """What stands before the clause: nothing, a conjunction, or words that report it."""
    place = begin - 1
    while place >= 0 and (
        chunks[place].part is Part.DAY or chunks[place].low in (ADVERBS | DETERMINERS | {","}) - {"that"}
    ):
        place -= 1
    if place < 0:
        return None
    before = chunks[place]
    if before.low == "that":
        return _reported(said, chunks, place)
    if not named or before.part is not Part.WORD or begin - 1 != place:
        return None
    low = before.low
    if low in _BEGINNINGS | REPORTING | OCCUPATIONS | PREPOSITIONS or said.words[before.first].capital:
        return None
    return f"is not said as a fact: {said.words[before.first].text!r} stands before the name" if low.isalpha() else None


def _reported(said: TokenizedSentence, chunks: list[Chunk], that: int) -> str | None:
    """Whether a word that reports stands before `that`, in the same clause."""
    doubt = next((c for c in chunks[max(that - 8, 0) : that] if c.part is Part.WORD and c.low in WEAK_DOUBT), None)
    if doubt:
        return f"is not said as a fact: {said.words[doubt.first].text!r}"
    for chunk in reversed(chunks[max(that - 8, 0) : that]):
        word = said.words[chunk.first]
        if chunk.low in REPORTING or (chunk.part is Part.TRIGGER and word.low in REPORTING):
            return None
    return f"is not said as a fact: no verb that reports stands before {said.words[chunks[that].first].text!r}"


_PHRASES = (
    "said to have", "is said to", "was said to", "are said to", "yet to", "not true", "no truth", "according to rumour",
    "as if", "as though", "subject to approval", "in the series", "in the play", "in the game", "would have been",
    "far from", "on condition", "in case", "turned down", "social media", "local media", "media reports", "even if",
)  # fmt: skip
