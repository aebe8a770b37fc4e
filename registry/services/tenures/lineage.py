"""Follow a role or a body through its past: what it was on a day, and how one came of the other. Reads only."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from registry.domain.dates.edtf import FIRST_DAY
from registry.domain.dates.spans import Span, one_day
from registry.domain.tenures.lineage import Counterpart, ending, founding, stood_for
from registry.domain.tenures.past_posts import SuccessionNote
from registry.domain.tenures.relations import RelationNote, note_of
from registry.services.names.resolve import resolve
from registry.store.entities import named
from registry.store.entities.lives import family
from registry.store.entities.named import Noun
from registry.store.entities.relations import labels


class PastEntry(NamedTuple):
    """What a role or an organization was, or had become, on a day, and how sure that is."""

    slug: str
    name: str
    certainty: str


def then(connection: sqlite3.Connection, noun: Noun, words: str, on: str) -> list[PastEntry]:
    """What the thing that the words name was, or had become, on the ISO day; by slug."""
    found = counterparts(connection, noun, resolve(connection, noun, words).id, one_day(on))
    certainties = {each.id: each.certainty for each in found}
    named_then = named.by_ids(connection, noun, certainties)
    return sorted(PastEntry(each.slug, each.label, certainties[each.id]) for each in named_then)


def day_of(days: Span) -> str:
    """The day for which the past is looked up: the first of the days, the last of those that have no first."""
    return days.last if days.first == FIRST_DAY else days.first


def counterparts(connection: sqlite3.Connection, noun: Noun, row_id: int, days: Span) -> list[Counterpart]:
    """What the thing was, or had become: itself where it existed; the surest first."""
    found = family(connection, noun, [row_id])
    return stood_for(row_id, day_of(days), found.lives, found.successions)


def succession_notes(connection: sqlite3.Connection, noun: Noun, row_id: int, days: Span) -> tuple[SuccessionNote, ...]:
    """What the thing directly came of, if the days lie before it began, or what it became if they lie after its end."""
    found = family(connection, noun, [row_id])
    own, day = found.lives[row_id], day_of(days)
    if day < own.begins_latest:
        links = [
            (each.how, each.start, True, each.other_id) for each in founding(row_id, found.lives, found.successions)
        ]
    elif day > own.ends_earliest:
        links = [
            (each.how, each.start, False, each.owner_id) for each in ending(row_id, found.lives, found.successions)
        ]
    else:
        return ()
    names = {each.id: each for each in named.by_ids(connection, noun, [link[3] for link in links])}
    return tuple(SuccessionNote(*link[:3], names[link[3]].slug, names[link[3]].label) for link in links)


def lineage_notes(connection: sqlite3.Connection, noun: Noun, words: str) -> tuple[RelationNote, ...]:
    """Every event of the line of the thing that the words name: what it came of, and what that came of, and what came
    of each of them; the earliest first.
    """
    found = family(connection, noun, [resolve(connection, noun, words).id]).successions
    names = labels(connection, noun, [side for each in found for side in (each.owner_id, each.other_id)])
    return tuple(note_of(each, names[each.owner_id], names[each.other_id]) for each in found)


def line_of(connection: sqlite3.Connection, noun: Noun, row_id: int) -> tuple[int, ...]:
    """The thing, all that it came of and all that came of it, whatever the day."""
    return tuple(family(connection, noun, [row_id]).lives)
