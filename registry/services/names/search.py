"""Search people, roles and organizations by any spelling of any of their names, by slug or by identifier. Reads only.

A list to choose from: no command takes what it finds for what was meant.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from registry.domain.errors import RegistryError
from registry.domain.names.similarity import most_alike
from registry.domain.names.text_hygiene import shown, unfit
from registry.services.names.resolve import exactly
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.names import search_index as index
from registry.store.names.search_index import NameFound

NOUNS = {noun.word: noun for noun in (PERSON, ROLE, ORGANIZATION)}
_LONGEST = 1_000  # characters; see resolve.py
_SHOWN_FROM = 62  # likeness; below it most have nothing to do with what was asked


@dataclass(frozen=True, slots=True)
class Hit:
    """`matched`: the name that was met, if it is not the main one; `why`: a role's organization, a person's newest
    role; `score`: 0 to 100.
    """

    kind: str
    slug: str
    name: str
    matched: str | None
    why: str | None
    score: int


class _Scored(NamedTuple):
    score: float
    noun: Noun
    id: int
    matched: str | None


def search(connection: sqlite3.Connection, words: str, kind: str | None = None, limit: int = 10) -> list[Hit]:
    """What `words` may mean, the likeliest first; of one kind, if given. Raises RegistryError."""
    _refuse(words, kind)
    nouns = [NOUNS[kind]] if kind else NOUNS.values()
    found = sorted(
        (each for noun in nouns for each in _of_noun(connection, noun, words)),
        key=lambda each: (-each.score, list(NOUNS).index(each.noun.word), each.id),
    )
    return [_hit(connection, each) for each in found[:limit]]


def _refuse(words: str, kind: str | None) -> None:
    if kind is not None and kind not in NOUNS:
        raise RegistryError(f"{kind!r} cannot be searched for; choose one of: {', '.join(NOUNS)}")
    if not words.strip():
        raise RegistryError("the search is empty; give a name, a word of a title or an identifier")
    if len(words) > _LONGEST or unfit(words.strip()):
        found = unfit(words.strip()) or f"more than {_LONGEST:,} characters"
        raise RegistryError(f"{shown(words)} has {found}, which no name has; leave it out")


def _of_noun(connection: sqlite3.Connection, noun: Noun, words: str) -> Iterator[_Scored]:
    exact = exactly(connection, noun, words)
    if exact:
        yield _Scored(100, noun, exact.id, words.strip())
    key = noun.key(words)
    best: dict[int, _Scored] = {}
    for name, score in _scored(connection, noun, key) if key else ():
        matched = None if name.main else name.name
        known = best.get(name.id)
        if score >= _SHOWN_FROM and (known is None or (score, matched is None) > (known.score, known.matched is None)):
            best[name.id] = _Scored(score, noun, name.id, matched)
    yield from (each for each in best.values() if exact is None or each.id != exact.id)


def _scored(connection: sqlite3.Connection, noun: Noun, key: str) -> Iterable[tuple[NameFound, float]]:
    names = index.names_like(connection, noun, key)
    scores = most_alike(key, {name.key for name in names}, title=noun is not PERSON)
    told = [(name, scores[name.key]) for name in names if name.key in scores]
    if noun is not ROLE:
        return told
    # The organization's words may single a role out: 'secretary, department of state'.
    places = index.organizations_of(connection, [name.id for name in names])
    whole = {name: f"{name.key} {places[name.id]}" for name in names if name.id in places}
    more = most_alike(key, set(whole.values()), title=True)
    return [(name, max(score, more.get(whole.get(name, ""), 0.0))) for name, score in told]


def _hit(connection: sqlite3.Connection, found: _Scored) -> Hit:
    slug, name, why = index.hit_details(connection, found.noun, found.id)
    matched = None if found.matched in (slug, name) else found.matched
    return Hit(found.noun.word, slug, name, matched, why, int(found.score))
