"""Names that may be one person's: which pairs are worth a look, and how alike the two of a pair are. Pure.

A name is given as its key (keys.py). Of the words of one name each must have its like in the other; what is left over
there is a patronymic, a middle name, or somebody else's name, so it counts for less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import log10
from typing import NamedTuple

from registry.domain.names.keys import folded

SAME = 70.0  # points of 100 for one name in all its words
_ANOTHER_ORDER = -2.0
_OTHER_LETTERS = -3.0
_SLIP = -12.0
_PATRONYMIC = -4.0
_MIDDLE_INITIAL = -12.0  # that only one has
_MORE = -25.0
_INITIAL_OF_THREE = -5.0
_INITIAL = -25.0
_ONE_WORD = -30.0
_ELDER = -30.0

_UMLAUTS = (("oe", "o"), ("ae", "a"), ("ue", "u"))
_SILENT_H = re.compile("(?<=[bcdfklmnprstvz])h")
_APART = -3.0
_LONG_JOINED = 6  # letters from which a name written as one word may be one of two
_GENERATIONS = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})
_PATRONYMICS = ("ovych", "evych", "ovich", "evich", "iyovych", "ivna", "yivna", "ovna", "evna", "ichna", "ovic", "evic")
_WHOLE = 2  # words by which people are usually called
_TOLD = 3  # letters from which on a word says more than an initial
_SLIPS_FROM = 5  # letters from which on one that differs may be a slip
_CROWD = 300  # a word that more bear singles nobody out beside an initial
_RARE = 0.3  # so many of one name by chance are no reason for doubt
_THESE = 2  # the two who are compared are not those by whom a word is common
_DOUBT = 20.0  # points for each ten times as many
_MOST_DOUBT = 40.0


class Likeness(NamedTuple):
    """How alike two names are, in points; what is so and what is not, in words; the one of the two that says less."""

    points: float
    same: str
    but: tuple[str, ...]
    key: str


class NamedPerson(NamedTuple):
    """Somebody and one of their names."""

    person: int
    key: str


class Namesakes:
    """The names of everybody, by their words."""

    def __init__(self, bearers: Iterable[NamedPerson]) -> None:
        self._by_word: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._whole: dict[str, list[int]] = {}
        self._joined: dict[str, set[int]] = {}
        self._count = 0
        seen: set[int] = set()
        for person, key in bearers:
            seen.add(person)
            words = _words(key)
            if len(words) == 1:
                self._whole.setdefault(words[0], []).append(person)
            joined = _joined(key)
            if len(joined) >= _LONG_JOINED:
                self._joined.setdefault(joined, set()).add(person)
            for word in set(words):
                self._by_word.setdefault(word, []).append((person, words))
        self._count = len(seen)
        self._borne = Counter({word: len({person for person, _ in names}) for word, names in self._by_word.items()})

    def pairs(self, about: int | None = None) -> Iterator[tuple[int, int]]:
        """Pairs of people (the lesser number first, each once) with a word in common and another one alike.

        `about`: only those with this person.
        """
        told: set[tuple[int, int]] = set()
        for word, names in self._by_word.items():
            if len(word) < _TOLD or (about is not None and all(person != about for person, _ in names)):
                continue
            for block in _alike_beside(word, names):
                for one, other in _couples(block, about):
                    if (one, other) not in told:
                        told.add((one, other))
                        yield one, other
        for people in (*self._whole.values(), *self._joined.values()):
            for pair in _couples(set(people), about):
                if pair not in told:
                    told.add(pair)
                    yield pair

    def doubt(self, key: str) -> float:
        """The points that a name is worth less because as many may bear it by chance, as its words are common."""
        words = set(_words(key))
        if len(words) < _WHOLE:
            return 0.0
        chance = float(self._count)
        for word in words:
            chance *= max(0, self._borne[word] - _THESE) / self._count
        return min(_MOST_DOUBT, _DOUBT * max(0.0, log10(chance / _RARE))) if chance else 0.0


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """The likeness of the two most alike of the names (keys) of two people; None if none can be the same."""
    found = [like for left in one for right in other if (like := _likeness(left, right))]
    return max(found, key=lambda like: like.points, default=None)


def _likeness(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness(SAME + (_ONE_WORD if " " not in one else 0), "the same name", (), one)
    fewer, more = sorted(([word for word in key.split() if word not in _GENERATIONS] for key in (one, other)), key=len)
    apart = _written_apart(one, other)
    if apart:
        return apart
    matches = _matched(fewer, more)
    if matches is None:
        return None
    grades = [grade for _, _, grade in matches]
    points, same = SAME, "the same name"
    if "spelling" in grades or "slip" in grades:
        points += _SLIP if "slip" in grades else _OTHER_LETTERS
        same = "names spelt alike"
    places = [place for _, place, _ in matches]
    if places != sorted(places):
        points += _ANOTHER_ORDER
        same = f"{same}, in another order"
    if "initial" in grades:
        points += _INITIAL if len(grades) - grades.count("initial") < _WHOLE else _INITIAL_OF_THREE
        same = f"{same}, one with an initial"
    left = [word for place, word in enumerate(more) if place not in places]
    if left:
        off, what = _left_over(left, len(fewer))
        points += off
        same = f"{same}, one with {what}"
    but = () if _generation(one) == _generation(other) else ("one is the younger or the elder of a name",)
    return Likeness(points + (_ELDER if but else 0), same, but, min(one, other, key=len))


def _written_apart(one: str, other: str) -> Likeness | None:
    """One name with a space or an apostrophe where the other has none: O'Brien, O Brien; a Japanese name."""
    lengths = {len([word for word in key.split() if word not in _GENERATIONS]) for key in (one, other)}
    if len(lengths) == 1 or _joined(one) != _joined(other) or len(_joined(one)) < _LONG_JOINED:
        return None
    return Likeness(SAME + _APART, "the same name, written apart", (), min(one, other, key=len))


@lru_cache(maxsize=100_000)
def _joined(key: str) -> str:
    return _folded("".join(word for word in key.split() if word not in _GENERATIONS))


def _left_over(words: Sequence[str], others: int) -> tuple[float, str]:
    """The points off for words that only one has, and what they are; `others`: how many they have in common."""
    if all(word.endswith(_PATRONYMICS) for word in words):
        return _PATRONYMIC, "a patronymic"
    if others == _WHOLE and all(len(word) == 1 for word in words):
        return _MIDDLE_INITIAL, "a middle initial"
    return _MORE, "a further name"


def _matched(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, str]] | None:
    """Each of the fewer words with its like: its place, the other's and how alike; None if one has none."""
    if len(left) < _WHOLE:
        return None
    free = dict(enumerate(right))
    matches: list[tuple[int, int, str]] = []
    for grade, alike in _GRADES:
        for place, word in enumerate(left):
            if place in {done for done, _, _ in matches}:
                continue
            like = next((at for at, its in free.items() if alike(word, its)), None)
            if like is not None:
                del free[like]
                matches.append((place, like, grade))
    whole = [left[place] for place, _, grade in matches if grade != "initial"]
    slips = sum(grade == "slip" for _, _, grade in matches)
    if len(matches) < len(left) or slips > 1 or not any(len(word) >= _TOLD for word in whole):
        return None
    return sorted(matches)


def _slipped(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # 13 ms, and hardly a question needs it

    return min(len(one), len(other)) >= _SLIPS_FROM and OSA.distance(folded(one), folded(other), score_cutoff=1) <= 1


def _abbreviated(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and folded(long)[:1] == folded(short)


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    """As romanizations share it, and with ö as oe, an h after a consonant and a final yeh told by nothing."""
    for letters, one in _UMLAUTS:
        word = word.replace(letters, one)
    return _SILENT_H.sub("", folded(word))


_GRADES: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("same", lambda one, other: one == other),
    ("spelling", lambda one, other: len(one) >= _TOLD and _folded(one) == _folded(other)),
    ("slip", _slipped),
    ("initial", _abbreviated),
)


def _words(key: str) -> tuple[str, ...]:
    """The folded words of a name that single somebody out, each once."""
    return tuple(dict.fromkeys(_folded(word) for word in key.split() if word not in _GENERATIONS))


def _generation(key: str) -> frozenset[str]:
    return _GENERATIONS & set(key.split())


def _alike_beside(word: str, names: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[set[int]]:
    """Those of the bearers of a word who have another word in common, but for a slip or an initial."""
    beside: dict[str, set[int]] = {}
    for person, words in names:
        for other in words:
            if other != word:
                beside.setdefault(other, set()).add(person)
    yield from beside.values()
    for words_alike in _slips(beside):
        yield set().union(*(beside[other] for other in words_alike))
    if len(names) <= _CROWD:
        for initial in (other for other in beside if len(other) == 1):
            yield set().union(*(people for other, people in beside.items() if other.startswith(initial)))


def _slips(words: Iterable[str]) -> set[frozenset[str]]:
    """Words that are one if a letter of them is left out, or of one of them."""
    forms: dict[str, set[str]] = {}
    for word in words:
        if len(word) >= _SLIPS_FROM - 1:
            for form in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
                forms.setdefault(form, set()).add(word)
    return {frozenset(alike) for alike in forms.values() if len(alike) > 1}


def _couples(people: set[int], about: int | None) -> Iterator[tuple[int, int]]:
    if about is None:
        yield from combinations(sorted(people), 2)
    elif about in people:
        yield from ((min(about, other), max(about, other)) for other in sorted(people) if other != about)
