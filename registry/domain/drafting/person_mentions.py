"""Who is named at a place of a sentence: rank, title and name. Pure.

A name is a run of words with capitals, after the last of them that belongs to a rank or a title. What may be a body,
a place or a longer run than any name is nobody: it is better to skip somebody than to make somebody up.
"""

from __future__ import annotations

from typing import NamedTuple

from registry.domain.drafting.words.lexicon import (
    BODIES,
    DEMONYMS,
    DETERMINERS,
    FORMER,
    HEADS,
    HONORIFICS,
    LESSER,
    MATTERS,
    MODIFIERS,
    MONTHS_AND_NAMES,
    NEW,
    NO_NAMES,
    OFFICES_OF_GENERAL,
    PARTICLES,
    PLACES,
    RANK_ENDS,
    RANKS,
    SUFFIXES,
)
from registry.domain.drafting.words.tokens import TokenizedSentence

PRONOUNS = frozenset(("he", "she", "him", "her", "his"))
_LONGEST_NAME = 5  # words
_LONGEST_TITLE = 9
_TITLES = RANKS | HEADS | HONORIFICS


class Named(NamedTuple):
    """Somebody as they are named; `after`: the word behind the name. `title`: the words of an office before it."""

    name: str
    rank: str | None
    title: str | None
    first: int
    after: int

    @property
    def full(self) -> bool:
        """Whether it is more than a surname."""
        return len(self.name.split()) > 1

    @property
    def pronoun(self) -> bool:
        """Whether it is `he` or `she`."""
        return self.name in PRONOUNS


def person_at(said: TokenizedSentence, at: int) -> Named | None:
    """Who is named from this word on, with rank and title."""
    first = at
    while said.low(at) in DETERMINERS | FORMER | NEW or (said.low(at) in ("retired", "ret") and at - first < 3):
        at += 1
    begin = at
    if said.low(at) in MODIFIERS and not said.capital(at + 1) and said.low(at + 1) in SMALL_TITLE:
        at += 1  # `Labour minister Ann Lee`
    while at - begin < _LONGEST_TITLE and not said.capital(at) and said.low(at) in SMALL_TITLE:
        at += 1
    if at > begin and said.low(at - 1) not in HEADS | RANK_ENDS | {"staff", "general"}:
        return None
    named = _split(said, at, _run_after(said, at))
    if named is None:
        return None
    title = said.between(begin, at) if at > begin else named.title
    return named._replace(first=first, title=title)


def _abbreviated(said: TokenizedSentence, at: int) -> bool:
    low = said.low(at).split("-")[-1]
    return low in RANKS | HONORIFICS | SUFFIXES and len(low) <= 4


def _particle(low: str) -> bool:
    return low in PARTICLES or low.startswith(("al-", "el-", "d'", "d’"))


def _run_after(said: TokenizedSentence, at: int) -> int:
    """Behind the run of capitals that begins here."""
    begin = at
    while at < len(said.words) and at - begin < 12:
        word = said.words[at]
        dot = word.text == "." and at > begin and (len(said.words[at - 1].text) == 1 or _abbreviated(said, at - 1))
        of_matter = word.low == "of" and said.low(at - 1) in HEADS and said.low(at + 1) in MATTERS
        particle = _particle(word.low) and not word.capital and said.capital(at + 1) and at > begin
        if not (
            dot or particle or (of_matter and said.capital(at + 1)) or (word.capital and _may_name(said, at, begin))
        ):
            break
        at += 1
        if word.possessive:
            break
    return at


def _may_name(said: TokenizedSentence, at: int, begin: int) -> bool:
    low = said.low(at)
    if low in MONTHS_AND_NAMES:
        return at > begin and not said.low(at + 1)[:1].isdigit()
    return low not in NO_NAMES


def _split(said: TokenizedSentence, first: int, after: int) -> Named | None:
    """Rank, title and name of a run of capitals; the name is what stands before the next office's words."""
    begin = first
    while (
        begin < after and said.low(begin) in DEMONYMS and after - begin > 2 and not _office_follows(said, begin, after)
    ):
        begin += 1
    titles = [at for at in range(begin, after) if _titular(said, at)]
    name_first = begin
    if titles and _name_words(said, titles[-1] + 1, after):
        name_first = titles[-1] + 1
        if said.low(name_first) == ".":
            name_first += 1
    name_after = name_first
    while name_after < after and not _titular(said, name_after) and (
        said.low(name_after) not in MATTERS | LESSER or name_after == name_first
    ):  # fmt: skip
        name_after += 1
    if not _is_name(said, name_first, name_after):
        return None
    rank, title = _rank_and_title(said, begin, name_first)
    return Named(_written(said, name_first, name_after), rank, title, first, name_after)


def _office_follows(said: TokenizedSentence, begin: int, after: int) -> bool:
    return any(said.low(at) in HEADS for at in range(begin + 1, after))


def _titular(said: TokenizedSentence, at: int) -> bool:
    low = said.low(at)
    if low in _TITLES or _ranked(low):
        return True
    return low == "of" or (said.low(at - 1) == "of" and low in MATTERS)


def _name_words(said: TokenizedSentence, first: int, after: int) -> bool:
    return any(said.capital(at) for at in range(first, after))


def _is_name(said: TokenizedSentence, first: int, after: int) -> bool:
    words = [said.words[at] for at in range(first, after) if said.words[at].text != "."]
    if not words or len(words) > _LONGEST_NAME or words[0].low in PLACES | MATTERS | DEMONYMS:
        return False
    letters = [word for word in words if len(word.text) > 1]
    if not letters or not words[-1].capital:
        return False
    shouted = any(word.text.isupper() and word.low not in SUFFIXES and "." not in word.text for word in letters)
    return not shouted and not any(word.low in BODIES or word.low in MATTERS for word in words)


def _written(said: TokenizedSentence, first: int, after: int) -> str:
    if said.low(after) == "." and said.low(after - 1) in SUFFIXES:
        after += 1
    written = " ".join(said.between(first, after).split())
    return written.removesuffix("'s").removesuffix("’s")


def _rank_and_title(said: TokenizedSentence, first: int, after: int) -> tuple[str | None, str | None]:
    """The ranks that stand next to the name, and what stands before them."""
    last = after
    while last > first and (
        said.low(last - 1) in HONORIFICS or said.low(last - 1) in FORMER or said.low(last - 1) == "."
    ):
        if said.low(last - 1) == "." and said.low(last - 2) not in HONORIFICS:
            break
        last -= 1
    begin = last
    while begin > first and (
        _ranked(said.low(begin - 1)) or (said.low(begin - 1) == "." and _ranked(said.low(begin - 2)))
    ):
        begin -= 1
    is_office = said.low(begin - 1) in OFFICES_OF_GENERAL and begin > first
    if begin == last or is_office or not any(_ends_rank(said.low(at)) for at in range(begin, last)):
        return None, said.between(first, last) or None
    return said.between(begin, last), said.between(first, begin) or None


def _ranked(low: str) -> bool:
    """`Lieutenant-General`, `Lt.-Gen`."""
    return bool(low) and all(part.rstrip(".") in RANKS for part in low.split("-"))


def _ends_rank(low: str) -> bool:
    return low.split("-")[-1] in RANK_ENDS


SMALL_TITLE = MODIFIERS | HEADS | RANKS | FORMER | {"of", "the", "acting", "interim"}
