"""Forget a person: the one deliberate loss. One change, and the cleaning up after it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from registry.domain.names.keys import slug_of
from registry.services.evidence.archives import discard
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities.named import PERSON
from registry.store.history import erase
from registry.store.history.tombstones import Tombstone, insert_tombstone

if TYPE_CHECKING:
    from sqlite_utils import Database

REMOVED = "[removed]"
_SHORTEST = 3  # letters of a word that can single somebody out
_INFLECTED = 5  # letters from which on a word is also found with an ending: Hnatov, Hnatova


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What went. `elsewhere`: names of other things that still hold one of the person's names.

    `copies`: the hashes of the kept copies that went. `clean`: whether the old pages are gone from the file and its
    log, too; not if another program still reads them.
    """

    appointments: int
    elsewhere: tuple[str, ...]
    copies: frozenset[str] = frozenset()
    clean: bool = False


def forget(session: Session, person: str, because: str) -> ForgetReport:
    """Erase the person, the tenures, what only they rested on, and every mention in words, now and in history."""
    with session.change("forget a person", because) as change:
        done = _erase(change.db, person, because)
    return _tidied(session.connection, done)


def _erase(db: Database, person: str, because: str) -> ForgetReport:
    found = resolve(db.conn, PERSON, person)
    names = erase.names_ever(db.conn, found.id)
    others = erase.other_names(db.conn, found.id)
    words = _telling(names, others)
    written, typed = _mentions(names, words, typed=False), _mentions(names, words, typed=True)
    address = _addresses({*names, *words})

    def names_it(text: str) -> bool:
        return bool(written.search(text) or address.search(text.casefold()))

    redact, redact_typed = partial(written.sub, REMOVED), partial(typed.sub, REMOVED)
    count, copies = erase.erase(db.conn, found.id, redact, redact_typed, names_it)
    insert_tombstone(db, Tombstone("person", count, typed.sub(REMOVED, because)))
    whole = re.compile("|".join(re.escape(name) for name in names), re.IGNORECASE)
    named = tuple(sorted(name for name in others if whole.search(name)))
    return ForgetReport(count, named, copies=frozenset(copies))


def _tidied(connection: sqlite3.Connection, done: ForgetReport) -> ForgetReport:
    """After the change: leave nothing in free pages or the log, and no copy of a source that went."""
    discard(connection, done.copies)
    return replace(done, clean=erase.compact(connection))


def _mentions(names: Iterable[str], words: Iterable[str], *, typed: bool) -> re.Pattern[str]:
    """The whole names, and the words that single the person out, from some length on with an ending.

    In what a source or a writer says only as names are written, so that `will` is not taken for Will; in what was
    typed as a command in any case.
    """
    whole = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    ending = r"\w{0,3}"
    told = "|".join(
        re.escape(form) + (ending if len(form) >= _INFLECTED else "")
        for word in words
        for form in dict.fromkeys((word, word.upper()))
    )
    alone = f"(?i:{told})" if typed else told
    return re.compile(rf"(?<!\w)(?:(?i:{whole}){f'|{alone}' if told else ''})(?!\w)")


def _addresses(words: Iterable[str]) -> re.Pattern[str]:
    """The same as web addresses and slugs have them; a short word is too likely another one."""
    slugs = {slug for slug in map(slug_of, words) if len(slug) >= _INFLECTED}
    return re.compile("|".join(sorted(slugs, key=len, reverse=True)) or "(?!)")


def _telling(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """The words of the names that nothing else that is recorded is called by; no `van`, no `der`, no slug."""
    common = {word.casefold() for name in others for word in _words(name)}
    own = {word for name in names for word in _words(name) if not word.islower()}
    telling = {word for word in own if len(word) >= _SHORTEST and word.casefold() not in common}
    return sorted(telling, key=lambda word: (-len(word), word))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)
