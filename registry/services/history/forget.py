"""Forget a person: the one deliberate loss. One change, and the cleaning up after it; a preview of it first."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.domain.history.mentions import Mention, Naming
from registry.services.evidence.archives import discard
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.database.transactions import forgo
from registry.store.entities.named import PERSON
from registry.store.history import erase
from registry.store.history.tombstones import Tombstone, insert_tombstone


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What went, or would. `sources`: how many that nothing else cites.

    `mentions`: texts about others that are redacted, and those in which words may mean the person and are kept.
    `elsewhere`: names of other things that still hold one of the person's names. `shared`: names that somebody else
    has, too, and that are therefore kept. `copies`: the hashes of the kept copies that went. `clean`: whether the old
    pages are gone from the file and its log, too; not if another program still reads them.
    """

    appointments: int
    sources: int
    mentions: tuple[Mention, ...]
    elsewhere: tuple[str, ...]
    shared: tuple[str, ...]
    copies: frozenset[str] = frozenset()
    clean: bool = False

    @property
    def redacted(self) -> tuple[Mention, ...]:
        """The texts that change."""
        return tuple(each for each in self.mentions if each.after != each.before)

    @property
    def to_decide(self) -> tuple[Mention, ...]:
        """The texts in which words may mean the person, and are kept."""
        return tuple(each for each in self.mentions if each.unclear)


def forget(session: Session, person: str, because: str, also: Sequence[str] = ()) -> ForgetReport:
    """Erase the person, the tenures, what only they rested on, and every mention by name, now and in history.

    `also`: further wordings that mean the person and are taken out, too, as whole words.
    """
    with session.change("forget a person", because) as change:
        naming, person_id = _naming(change.db.conn, person, also)
        erased = erase.erase(change.db.conn, person_id, naming)
        insert_tombstone(change.db, Tombstone("person", erased.appointments, naming.redacted_typed(because)))
    discard(session.connection, erased.copies)
    return replace(_report(erased, naming), clean=erase.compact(session.connection))


def preview(session: Session, person: str, also: Sequence[str] = ()) -> ForgetReport:
    """What `forget` would do; nothing is changed."""
    with session.change("forget a person") as change:
        naming, person_id = _naming(change.db.conn, person, also)
        erased = erase.erase(change.db.conn, person_id, naming)
        forgo(change.db)
    return _report(erased, naming)


def _naming(connection: sqlite3.Connection, person: str, also: Sequence[str]) -> tuple[Naming, int]:
    found = resolve(connection, PERSON, person)
    names = erase.names_ever(connection, found.id)
    wordings = [wording.strip() for wording in also if re.search(r"\w", wording)]
    return Naming(names, erase.other_names(connection, found.id), wordings), found.id


def _report(erased: erase.Erased, naming: Naming) -> ForgetReport:
    return ForgetReport(
        erased.appointments, erased.sources, erased.mentions, naming.elsewhere, naming.shared, erased.copies
    )
