"""What words mean, by the noun as it is typed: person, role or organization. For who asks before an entry is made."""

from __future__ import annotations

import sqlite3

from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError
from registry.services.names import resolve
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE

_NOUNS = {noun.word: noun for noun in (PERSON, ROLE, ORGANIZATION)}


def look_up(connection: sqlite3.Connection, noun: str, words: str) -> EntityReference | None:
    """The one that is called that, if there is one. Raises ChoiceError, and NotFoundError for what is no name."""
    return resolve.find(connection, _NOUNS[noun], words)


def is_recorded(connection: sqlite3.Connection, noun: str, words: str) -> bool:
    """Whether something is called that, however many are."""
    try:
        return look_up(connection, noun, words) is not None
    except NotFoundError:
        return False
    except ChoiceError:
        return True


def suggestion(connection: sqlite3.Connection, noun: str, words: str) -> str:
    """What may have been meant by words that name nothing, or where to look."""
    return resolve.suggestion(connection, [_NOUNS[noun]], words)


def refuse_similar(connection: sqlite3.Connection, noun: str, words: str) -> None:
    """Raises SimilarError if something has a name so alike that it may be the same."""
    resolve.refuse_similar(connection, _NOUNS[noun], words)
