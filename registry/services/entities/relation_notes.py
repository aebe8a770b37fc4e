"""All that a role or an organization is related to. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from registry.domain.tenures.relations import KINDS, RelationNote, note_of
from registry.store.entities import relations
from registry.store.entities.named import Noun


def relation_notes(
    connection: sqlite3.Connection, noun: Noun, row_id: int, but: Collection[str] = ()
) -> tuple[RelationNote, ...]:
    """The relations of a thing and to it that are not rejected, by kind and start; `but`: without these kinds."""
    kinds = [kind for kind in KINDS[noun.word] if kind not in but]
    found = [
        *relations.relations_of(connection, noun, [row_id], kinds, up=True),
        *relations.relations_of(connection, noun, [row_id], kinds, up=False),
    ]
    names = relations.labels(connection, noun, [side for each in found for side in (each.owner_id, each.other_id)])
    notes = [note_of(each, names[each.owner_id], names[each.other_id]) for each in found]
    return tuple(sorted(notes, key=lambda each: (each.kind, each.start or "", each.subject, each.other)))
