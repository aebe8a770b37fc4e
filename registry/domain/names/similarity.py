"""How alike two names are, across romanizations, slips, order and missing words. Pure: compares texts.

For finding and for suggestions; never for a choice. Takes keys (keys.py): folded words in Latin letters.
"""

from __future__ import annotations

from collections.abc import Iterable

# The folding of the search index, store/schema/0003_search.sql, in its order.
_PAIRS = (
    ("tsch", "c"), ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("zh", "z"), ("ch", "c"), ("sh", "s"),
    ("sz", "s"), ("cz", "c"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("gh", "h"),
    ("w", "v"), ("g", "h"), ("q", "k"), ("x", "ks"),
    *((letter * 2, letter) for letter in "bdfklmnprstz"),
)  # fmt: skip
_VOWELS = str.maketrans(dict.fromkeys("aeiouyj"))
_VOWEL_PAIRS = (("y", "i"), ("j", "i"), ("ii", "i"), ("ee", "e"), ("aa", "a"), ("ou", "u"), ("oo", "u"))
# Before or after a name, and no part of it. What is not in the other name costs less if it is one of these.
_STYLES = frozenset((
    "jr", "sr", "ii", "iii", "iv", "sir", "lord", "lady", "dame", "baron", "dr", "prof", "mr", "mrs", "ms",
    "hon", "rt", "the", "of", "de", "van", "von", "der", "al", "el", "bin", "ibn", "general", "lieutenant",
    "major", "colonel", "brigadier", "captain", "admiral", "vice", "rear", "commodore", "marshal", "field",
    "air", "chief", "army",
))  # fmt: skip
_SAME = 0.99  # words that differ in vowels or in letters that romanizations exchange
_PART = 0.62  # words less alike are no spellings of each other
_JOINED = 0.97
# What a word that only one of the two has costs, as part of its weight.
_ABSENT = 0.75
_MORE = 0.25
_MORE_OF_A_TITLE = 0.12
_ABBREVIATED = 0.35  # the same of a word for which the other has an initial
_SPELLING = 0.85  # from which two words are spellings of one name
_SLIPS_FROM = 5  # letters from which on one that differs may be a slip
_COMPARED = 250  # of the keys, the likeliest at a first look


def consonants(key: str) -> str:
    """What most spellings of a name share, word by word: 'andriy hnatov' and 'andrei gnatow' give 'ndr hntv'."""
    return _folded(key).translate(_VOWELS)


def most_alike(told: str, keys: Iterable[str], *, title: bool = False) -> dict[str, float]:
    """The keys that answer to `told`, each with how well, 0 to 100. `title`: no word weighs more for standing last."""
    from rapidfuzz import fuzz, process  # 13 ms, and only a search needs it

    coarse = process.extract(told, set(keys), scorer=fuzz.token_ratio, limit=_COMPARED)
    wanted = _Words(told, surname=False)
    return {key: _likeness(wanted, _Words(key, surname=not title), title=title) for key, _, _ in coarse}


def another_word(key: str, other: str) -> bool:
    """Whether a word of the name with fewer words has no like in the other one: that is somebody else's name.

    So a given name that differs is told even where a long surname makes the whole look alike.
    """
    one, its = sorted((_Words(key, surname=False), _Words(other, surname=False)), key=lambda each: len(each.words))
    names = [place for place, word in enumerate(one.words) if word not in _STYLES]
    if len(names) < 2 or one.joined == its.joined:  # a single word, or the same written apart
        return False
    free = set(range(len(its.words)))
    for place in names:
        like = next((at for at in sorted(free) if _is_spelling(one, place, its, at)), None)
        if like is None:
            return True
        free.remove(like)
    return False


def _is_spelling(one: _Words, place: int, its: _Words, at: int) -> bool:
    """Whether the words are spellings, short forms or an initial of one name, or a slip of it."""
    from rapidfuzz.distance import OSA  # 13 ms, and only an entry of somebody new needs it

    mine, other = one.words[place], its.words[at]
    slip = min(len(mine), len(other)) >= _SLIPS_FROM and OSA.distance(mine, other, score_cutoff=1) <= 1
    short = min(len(mine), len(other)) > 2 and (mine.startswith(other) or other.startswith(mine))
    return slip or short or _same_word(one, place, its, at) >= _SPELLING


class _Words:
    """The words of a key as they are compared, each with its weight."""

    __slots__ = ("joined", "key", "last", "sounds", "spines", "weights", "words")

    def __init__(self, key: str, *, surname: bool) -> None:
        folded = _folded(key)
        self.key = key
        self.words = key.split()
        self.sounds = _sounds(folded).split()
        self.spines = [word.translate(_VOWELS) for word in folded.split()]
        self.weights = [_weight(word) for word in self.words]
        self.joined = "".join(self.sounds)
        names = [place for place, word in enumerate(self.words) if word not in _STYLES] if surname else []
        self.last = names[-1] if len(names) > 1 else None  # the family name, mostly
        if self.last is not None:
            self.weights[self.last] *= 1.6


def _likeness(wanted: _Words, known: _Words, *, title: bool) -> float:
    if wanted.key == known.key:
        return 100.0
    from rapidfuzz.fuzz import ratio  # 13 ms, and only a search needs it

    pairs = sorted(
        (-alike, one, other)
        for one in range(len(wanted.words))
        for other in range(len(known.words))
        if (alike := _same_word(wanted, one, known, other)) >= _PART
    )
    left, right = dict(enumerate(wanted.weights)), dict(enumerate(known.weights))
    met = whole = 0.0
    for alike, one, other in pairs:
        if one in left and other in right:
            weights = left.pop(one), right.pop(other)
            initial = len(wanted.words[one]) == 1 or len(known.words[other]) == 1
            weight = 2 * min(weights) if initial else sum(weights)
            met -= alike * weight
            whole += weight + _ABBREVIATED * (sum(weights) - weight)
    whole += _ABSENT * sum(left.values())
    whole += (_MORE_OF_A_TITLE if title else _MORE) * sum(right.values())
    if known.last in right and len(wanted.words) > 1:  # another family name
        whole += _ABSENT * right[known.last]
    score = 100 * met / whole if whole else 0.0
    if len(wanted.words) != len(known.words):  # 'xijinping' is Xi Jinping
        score = max(score, _JOINED * ratio(wanted.joined, known.joined))
    return min(score, 99.9)


def _same_word(wanted: _Words, one: int, known: _Words, other: int) -> float:
    from rapidfuzz.fuzz import ratio

    mine, its = wanted.words[one], known.words[other]
    if mine == its:
        return 1.0
    if len(mine) == 1 or len(its) == 1:
        return 0.9 if other != known.last and wanted.sounds[one][:1] == known.sounds[other][:1] else 0.0
    if wanted.sounds[one] == known.sounds[other]:
        return _SAME
    alike = ratio(wanted.sounds[one], known.sounds[other]) / 100
    spine, its_spine = wanted.spines[one], known.spines[other]
    if spine == its_spine and len(spine) > 1:
        alike = max(alike, 0.9 if len(spine) > 2 else 0.75)
    elif min(len(spine), len(its_spine)) > 2:
        alike = max(alike, 0.9 * ratio(spine, its_spine) / 100)
    if min(len(mine), len(its)) > 2 and (mine.startswith(its) or its.startswith(mine)):
        alike = max(alike, 0.8)  # Chris, Christopher
    return alike


def _weight(word: str) -> float:
    if len(word) == 1:
        return 0.4
    return 0.3 if word in _STYLES else min(len(word), 8) / 8 + 0.5


def _sounds(folded: str) -> str:
    for letters, one in _VOWEL_PAIRS:
        folded = folded.replace(letters, one)
    return folded


def _folded(key: str) -> str:
    for letters, one in _PAIRS:
        key = key.replace(letters, one)
    return key
