"""Words -> the one person, role or organization meant; or a refusal that says what could be meant. Reads only.

In this order: slug, identifier, name as a whole, words of a name that only one bears. Never a silent guess:
alike names are suggested, not taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, SimilarError
from registry.domain.names.keys import ALIKE, LESSER, nearest
from registry.domain.names.similarity import another_word
from registry.domain.names.text_hygiene import shown
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.names.search_index import ids_with_words, names_like

_SUGGESTED_FROM = 60.0  # likeness; below it a suggestion confuses more than it helps
_SHOWN = 8
_NEAREST = 3  # names that are suggested
_LOOKED_AT = 25  # of the nearest names, those that are compared word by word
_QUESTIONS = {PERSON: "career", ROLE: "history", ORGANIZATION: "holders"}  # what is asked about each kind
_LONGEST = 1_000  # characters; no name with its organization's is as long, and SQLite takes only so many words


def resolve(connection: sqlite3.Connection, noun: Noun, words: str) -> EntityReference:
    """The one that `words` names. Raises NotFoundError, or ChoiceError if several are called that."""
    found = find(connection, noun, words)
    if found is None:
        raise NotFoundError(_missing(connection, noun, words))
    return found


def find(connection: sqlite3.Connection, noun: Noun, words: str) -> EntityReference | None:
    """The one that `words` names, if there is one. Raises ChoiceError if several are called that."""
    candidates = named_so(connection, noun, words)
    key = noun.key(words)
    if not candidates and key:
        told = key.split()
        named_by_words = named.by_words(connection, noun, told, ids_with_words(connection, noun, told))
        candidates = named.by_ids(
            connection, noun, [row_id for row_id, name in named_by_words if _means(noun, told, name)]
        )
    if len(candidates) > 1:
        raise ChoiceError(_several(words, candidates), _pairs(candidates))
    return candidates[0] if candidates else None


def _means(noun: Noun, told: Sequence[str], name: str) -> bool:
    """Whether words that stand in a name, or with an organization's name beside it, can mean what bears it.

    `foreign minister` is not a deputy foreign minister; beside the organization's words the title stands whole. That is
    for titles: in a person's name such a word (`Vice Adm.`, `(acting)`) tells nothing of who is meant.
    """
    words = set(name.split())
    if noun is not PERSON and words & LESSER - set(told):
        return False
    return words.issuperset(told) or words.issubset(told)


def named_so(connection: sqlite3.Connection, noun: Noun, words: str) -> list[EntityReference]:
    """The one with this slug or identifier, else those of which some name is `words` as a whole.

    Raises NotFoundError for words that nothing can be called.
    """
    refuse_nameless(noun.word, words)
    found = exactly(connection, noun, words)
    if found:
        return [found]
    key = noun.key(words)
    return named.by_key(connection, noun, key) if key else []


def refuse_similar(connection: sqlite3.Connection, noun: Noun, words: str) -> None:
    """Raises SimilarError if somebody bears a name so alike that it may be the same one."""
    refuse_nameless(noun.word, words)
    alike = _alike(connection, noun, noun.key(words), ALIKE, same_words=noun is PERSON)
    if alike:
        raise SimilarError(
            f"no {noun.word} is called {words!r}, but {_listed(alike)} may be the same; use that one, or add a new "
            f"{noun.word} with --new",
            _pairs(alike),
        )


def refuse_nameless(noun: str, words: str, longest: int = _LONGEST) -> None:
    """SQLite takes no half characters, and the search for likely names no endless ones. Raises NotFoundError."""
    if len(words) > longest:
        raise NotFoundError(f"no {noun} {shown(words)}; names have at most {longest:,} characters")
    if any("\ud800" <= character <= "\udfff" for character in words):
        raise NotFoundError(f"no {noun} {shown(words)}; it has half a character, so check its encoding")


def exactly(connection: sqlite3.Connection, noun: Noun, words: str) -> EntityReference | None:
    """The one with this slug or this identifier."""
    word = words.strip()
    found = named.by_slug(connection, noun, word)
    if found:
        return found
    if word.startswith("Q") and word[1:].isascii() and word[1:].isdecimal():
        return named.by_identifier(connection, noun, "wikidata", word)
    scheme, equals, value = word.partition("=")
    return named.by_identifier(connection, noun, scheme.strip(), value.strip()) if equals else None


def _alike(
    connection: sqlite3.Connection,
    noun: Noun,
    key: str,
    at_least: float,
    *,
    parts: bool = False,
    same_words: bool = False,
) -> list[EntityReference]:
    """`same_words`: without those of whom a word, such as the given name, is another one."""
    keys: dict[str, list[int]] = {}
    for name in names_like(connection, noun, key):
        keys.setdefault(name.key, []).append(name.id)
    near = nearest(key, keys, at_least, parts=parts, most=_LOOKED_AT if same_words else _NEAREST)
    alike = [found for found in near if not (same_words and another_word(key, found))]
    ids = [row_id for found in alike[:_NEAREST] for row_id in keys[found]]
    return named.by_ids(connection, noun, dict.fromkeys(ids))


def _several(words: str, candidates: Sequence[EntityReference]) -> str:
    return f"{words!r} could be {_listed(candidates)}; use the slug in brackets, or more of the name"


def suggestion(connection: sqlite3.Connection, nouns: Sequence[Noun], words: str) -> str:
    """What may have been meant by words that name nothing of these kinds, or where to look."""
    others = [noun for noun in _QUESTIONS if noun not in nouns]
    for noun in others:
        if meant := _named(connection, noun, words):
            first = meant[0].slug if len(meant) == 1 else noun.word.upper()
            return f"that is a name of the {noun.word} {_listed(meant)}; see `registry {_QUESTIONS[noun]} {first}`"
    if suggested := _suggested(connection, nouns, words):
        return f"did you mean {_listed(suggested)}?"
    for noun in others:
        if suggested := _suggested(connection, [noun], words):
            return f"did you mean the {noun.word} {_listed(suggested)}? Then see `registry {_QUESTIONS[noun]}`"
    lists = " or ".join(f"`registry {noun.word} list`" for noun in nouns)
    return f"see {lists}, or add it with `registry {nouns[0].word} add`"


def _named(connection: sqlite3.Connection, noun: Noun, words: str) -> Sequence[EntityReference]:
    try:
        found = find(connection, noun, words)
    except ChoiceError:
        return named.by_key(connection, noun, noun.key(words))
    return [found] if found else []


def _suggested(connection: sqlite3.Connection, nouns: Sequence[Noun], words: str) -> list[EntityReference]:
    return [found for noun in nouns for found in _alike(connection, noun, noun.key(words), _SUGGESTED_FROM, parts=True)]


def _missing(connection: sqlite3.Connection, noun: Noun, words: str) -> str:
    return f"no {noun.word} {words!r}; {suggestion(connection, [noun], words)}"


def _listed(candidates: Sequence[EntityReference]) -> str:
    shown = [f"{found.label!r} ({found.slug})" for found in candidates[:_SHOWN]]
    if len(candidates) > _SHOWN:
        return f"{', '.join(shown)} or {len(candidates) - _SHOWN} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _pairs(candidates: Sequence[EntityReference]) -> list[tuple[str, str]]:
    return [(found.slug, found.label) for found in candidates]
