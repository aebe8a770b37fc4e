"""Matching keys: one folded text for the spellings of one name. Pure: compares texts, knows no registry.

`name_key` folds what never tells two names apart (case, accents, script, punctuation, and for titles British and
American spelling, articles and prepositions). `nearest` forgives more and is good for questions only, never
for a choice: it merges letters that transliterations confuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

_DROPPED = ".'’ʼ`´\"“”„«»"  # inside words: U.S., Il'in
# What parts words, of what a text in ASCII has.
_APART = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord(sign): None for sign in _DROPPED}
_SMALL_WORDS = frozenset({"the", "of", "for", "and", "a", "an", "to"})
# A title with one of these is another post than the title without.
LESSER = frozenset({"deputy", "vice", "assistant", "associate", "under", "sub", "first", "second", "acting", "former"})
_SPELLINGS = {
    "defence": "defense", "centre": "center", "labour": "labor", "organisation": "organization",
    "programme": "program", "offence": "offense", "harbour": "harbor", "defences": "defenses",
}  # fmt: skip

# Letters and pairs that romanizations of one name exchange, folded in this order.
_CONFUSED = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ts", "c"),
    ("tz", "c"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("gh", "h"), ("ou", "u"), ("oo", "u"), ("w", "v"),
    ("g", "h"), ("q", "k"), ("x", "ks"), ("j", "i"), ("y", "i"),
)  # fmt: skip

_ALIKE_PART = 75.0  # from which a slip of a surname is told from another one
ALIKE = 85.0  # a likeness from which two names may be one person's: they are asked about


def name_key(text: str) -> str:
    """The folded words of a person's name, in their order: 'Jean Chrétien' -> 'jean chretien'.

    A name without any, of signs or in a script that is not known here, is its own key.
    """
    return " ".join(_words(text) or _signs(text))


def title_key(text: str) -> str:
    """The folded words of a role's or an organization's name that carry its meaning.

    'Minister of Defence' and 'minister of defense' give 'minister defense'.
    """
    words = _words(text) or _signs(text)
    kept = [_SPELLINGS.get(word, word) for word in words if word not in _SMALL_WORDS]
    return " ".join(kept or words)


def richness(name: str) -> int:
    """How much a spelling says that others of the same key may not: 0 = all capitals or all small letters.

    Among spellings of one name the highest is the fullest: 'Łukasz Gaj' before 'Lukasz Gaj' before 'LUKASZ GAJ'.
    """
    if name.isupper() or name.islower():
        return 0
    return 1 if name.isascii() else 1 + sum(not letter.isascii() for letter in name)


SLUG = 80  # characters of one that is made of a name
TENURE_SLUG = 180  # with a number it is still a slug (domain/entities/field_types.py)


def slug_of(text: str, longest: int = SLUG) -> str:
    """A readable, unique-izable name for addresses and commands: 'Charles Q. Brown Jr.' -> 'charles-q-brown-jr'."""
    slug = "-".join(_words(text)) or "x"
    return slug if len(slug) <= longest else slug[:longest].rsplit("-", 1)[0]


def tenure_slug(holder: str | None, role: str) -> str:
    """A readable, unique-izable name for a tenure, from the slugs of who holds what; no holder = a vacancy."""
    return f"{holder or 'vacancy'}-{role}"[:TENURE_SLUG].rstrip("-")


def nearest(key: str, keys: Iterable[str], at_least: float, *, parts: bool = False, most: int = 3) -> list[str]:
    """The keys most alike to `key`, best first, with a likeness of 0 to 100 whatever the order of their words.

    `parts`: where there are none, those of which a part is alike, such as a surname.
    """
    from rapidfuzz import fuzz, process  # 13 ms, and only a miss needs it

    folded = {other: _fold(other) for other in keys}
    scores: dict[str, float] = {}
    for scorer in (fuzz.token_sort_ratio, fuzz.token_set_ratio):
        found = process.extract(_fold(key), folded, scorer=scorer, limit=most * 4, score_cutoff=at_least)
        for _, score, other in found:
            scores[other] = max(score, scores.get(other, 0.0))
    if parts and not scores:
        longer = {other: fold for other, fold in folded.items() if len(fold) > len(key)}
        found = process.extract(_fold(key), longer, scorer=fuzz.partial_ratio, limit=most, score_cutoff=_ALIKE_PART)
        scores = {other: score for _, score, other in found}
    return sorted(scores, key=lambda other: (-scores[other], other))[:most]


def folded(word: str) -> str:
    """A word of a key as the romanizations of one name share it: 'andriy' and 'andrii' give 'andri'."""
    return _fold(word)


def _words(text: str) -> list[str]:
    if not text.isascii():
        from anyascii import anyascii  # 15 ms, and most names need none

        text = anyascii(text)
    return text.translate(_APART).lower().split()


def _signs(text: str) -> list[str]:
    return "".join(each if each.isprintable() else " " for each in text.lower()).split()


def _fold(key: str) -> str:
    for letters, one in _CONFUSED:
        key = key.replace(letters, one)
    return "".join(letter for letter, _ in groupby(key))
