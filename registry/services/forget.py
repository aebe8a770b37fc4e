"""Forget a person: the one deliberate loss. In the caller's open change, and the cleaning up after it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.names import slug_of
from registry.services.resolve import resolve
from registry.store import forgetting
from registry.store.named import PERSON
from registry.store.tombstones import Tombstone, insert_tombstone

if TYPE_CHECKING:
    from sqlite_utils import Database

REMOVED = "[removed]"
_SHORTEST = 3  # letters of a word that can single somebody out
_INFLECTED = 5  # letters from which on a word is also found with an ending: Hnatov, Hnatova


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went. `elsewhere`: names of other things that still hold one of the person's names.

    `clean`: whether the old pages are gone from the file and its log, too.
    """

    appointments: int
    elsewhere: tuple[str, ...]
    clean: bool = False


def forget(db: Database, person: str, because: str) -> Forgotten:
    """Erase the person, the tenures, what only they rested on, and every mention in words, now and in history."""
    found = resolve(db.conn, PERSON, person)
    names = forgetting.names_ever(db.conn, found.id)
    others = forgetting.other_names(db.conn, found.id)
    mention = _mentions(names, others)
    address = _addresses({*names, *_telling(names, others)})

    def redact(text: str) -> str:
        return mention.sub(REMOVED, text)

    def names_it(text: str) -> bool:
        return bool(mention.search(text) or address.search(text.casefold()))

    count = forgetting.erase(db.conn, found.id, redact, names_it)
    insert_tombstone(db, Tombstone("person", count, redact(because)))
    whole = re.compile("|".join(re.escape(name) for name in names), re.IGNORECASE)
    return Forgotten(count, tuple(sorted(name for name in others if whole.search(name))))


def tidy(connection: sqlite3.Connection) -> bool:
    """Leave nothing in free pages or the log; False if another program still reads the old pages."""
    return forgetting.compact(connection)


def _mentions(names: Iterable[str], others: Iterable[str]) -> re.Pattern[str]:
    """The whole names, and the words of them that nothing else that is recorded is called by."""
    ending = r"\w{0,3}"
    words = [re.escape(word) + (ending if len(word) >= _INFLECTED else "") for word in _telling(names, others)]
    patterns = [*(re.escape(name) for name in sorted(names, key=len, reverse=True)), *words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def _addresses(words: Iterable[str]) -> re.Pattern[str]:
    """The same as web addresses and slugs have them; a short one only where it stands alone."""
    slugs = sorted({slug_of(word) for word in words}, key=len, reverse=True)
    alone = r"(?<![a-z0-9]){}(?![a-z0-9])"
    return re.compile("|".join(slug if len(slug) >= _INFLECTED else alone.format(slug) for slug in slugs))


def _telling(names: Iterable[str], others: Iterable[str]) -> list[str]:
    common = {word for name in others for word in _words(name)}
    own = {word for name in names for word in _words(name)}
    return sorted((word for word in own - common if len(word) >= _SHORTEST), key=lambda word: (-len(word), word))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold())
