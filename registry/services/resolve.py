"""Words -> the one person, role or organization meant; or a refusal that says what could be meant. Reads only.

In this order: slug, identifier, name as a whole, words of a name that only one bears. Never a silent guess:
alike names are suggested, not taken.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from registry.domain.errors import ChoiceError, NotFoundError, SimilarError
from registry.domain.found import Found
from registry.domain.names import ALIKE, nearest
from registry.store import named
from registry.store.named import Noun

_IDENTIFIER = re.compile(r"([a-z][a-z0-9_.-]*)=(.+)")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_SUGGESTED_FROM = 60.0  # likeness; below it a suggestion confuses more than it helps
_SHOWN = 8


def resolve(connection: sqlite3.Connection, noun: Noun, words: str) -> Found:
    """The one that `words` names. Raises NotFoundError, or ChoiceError if several are called that."""
    found = find(connection, noun, words)
    if found is None:
        raise NotFoundError(_missing(connection, noun, words))
    return found


def find(connection: sqlite3.Connection, noun: Noun, words: str) -> Found | None:
    """The one that `words` names, if there is one. Raises ChoiceError if several are called that."""
    found = _exactly(connection, noun, words)
    if found:
        return found
    key = noun.key(words)
    candidates = named.by_key(connection, noun, key) if key else []
    if not candidates and key:
        candidates = named.by_words(connection, noun, key.split())
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise ChoiceError(_several(noun, words, candidates), _pairs(candidates))
    return None


def refuse_similar(connection: sqlite3.Connection, noun: Noun, words: str) -> None:
    """Raises SimilarError if somebody bears a name so alike that it may be the same one."""
    alike = _alike(connection, noun, noun.key(words), ALIKE)
    if alike:
        raise SimilarError(
            f"no {noun.word} is called {words!r}, but {_listed(alike)} may be the same; "
            f"name that one, or add another {noun.word} with --new",
            _pairs(alike),
        )


def _exactly(connection: sqlite3.Connection, noun: Noun, words: str) -> Found | None:
    found = named.by_slug(connection, noun, words.strip())
    if found:
        return found
    if _WIKIDATA.fullmatch(words.strip()):
        return named.by_identifier(connection, noun, "wikidata", words.strip())
    scheme_and_value = _IDENTIFIER.fullmatch(words.strip())
    return named.by_identifier(connection, noun, *scheme_and_value.groups()) if scheme_and_value else None


def _alike(connection: sqlite3.Connection, noun: Noun, key: str, at_least: float) -> list[Found]:
    keys = named.every_key(connection, noun)
    ids = [row_id for found in nearest(key, keys, at_least) for row_id in keys[found]]
    return named.by_ids(connection, noun, dict.fromkeys(ids))


def _several(noun: Noun, words: str, candidates: Sequence[Found]) -> str:
    return f"{words!r} could be {_listed(candidates)}; use the slug in brackets, or more of the name"


def _missing(connection: sqlite3.Connection, noun: Noun, words: str) -> str:
    suggested = _alike(connection, noun, noun.key(words), _SUGGESTED_FROM)
    if suggested:
        return f"no {noun.word} {words!r}; did you mean {_listed(suggested)}?"
    return f"no {noun.word} {words!r}; see `registry {noun.word} list`, or add it with `registry {noun.word} add`"


def _listed(candidates: Sequence[Found]) -> str:
    shown = [f"{found.label!r} ({found.slug})" for found in candidates[:_SHOWN]]
    if len(candidates) > _SHOWN:
        return f"{', '.join(shown)} or {len(candidates) - _SHOWN} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _pairs(candidates: Sequence[Found]) -> list[tuple[str, str]]:
    return [(found.slug, found.label) for found in candidates]
