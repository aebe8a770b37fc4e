"""Who may be recorded twice: pairs of people, the likeliest first. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from registry.domain.errors import NotFoundError
from registry.domain.names.candidate_pairs import Likeness, NamedPerson, Namesakes, likeness
from registry.domain.names.duplicate_score import PROPOSED_FROM, Pair, best, weigh
from registry.services.names.resolve import resolve
from registry.store.entities.named import PERSON
from registry.store.names import duplicate_candidates

_LEAST = 30.0  # points of names below which nothing else makes up for them


def duplicates(
    connection: sqlite3.Connection,
    person: str | None = None,
    *,
    at_least: float = PROPOSED_FROM,
    limit: int | None = None,
) -> list[Pair]:
    """The pairs with so many points of 100; `person`: only those with them. Those known to be distinct are left out."""
    about = resolve(connection, PERSON, person).id if person is not None else None
    names = duplicate_candidates.bearers(connection)
    alike = _alike(connection, names, about)
    lives = duplicate_candidates.lives(connection, {each for pair in alike for each in pair})
    found = []
    for (one, other), (like, commonness) in alike.items():
        pair = weigh(lives[one], lives[other], like, commonness)
        if pair is not None and pair.score >= at_least:
            found.append(pair)
    return best(found, limit)


def from_import(connection: sqlite3.Connection, number: int) -> list[Pair]:
    """Who was added by import `number` though somebody of the name is recorded, `person` being the older one.

    Whom something else tells apart, or who is known to be distinct, is left out. Raises NotFoundError.
    """
    if not duplicate_candidates.is_import(connection, number):
        raise NotFoundError(f"change {number} is not an import of a file; `registry log` lists the changes")
    distinct = duplicate_candidates.known_distinct(connection)
    pairs = [
        pair
        for pair in duplicate_candidates.namesakes_added_by(connection, number)
        if (min(pair), max(pair)) not in distinct
    ]
    lives = duplicate_candidates.lives(connection, {each for pair in pairs for each in pair})
    found = []
    for new, old in pairs:
        like = likeness(lives[old].keys, lives[new].keys)
        pair = weigh(lives[old], lives[new], like, 0.0) if like else None
        if pair is not None:
            found.append(pair)
    return best(found, None)


def _alike(
    connection: sqlite3.Connection, names: Sequence[NamedPerson], about: int | None
) -> dict[tuple[int, int], tuple[Likeness, float]]:
    """The pairs whose names may be one person's, with the points off for common ones."""
    namesakes, distinct = Namesakes(names), duplicate_candidates.known_distinct(connection)
    keys: dict[int, list[str]] = {}
    for person, key in names:
        keys.setdefault(person, []).append(key)
    alike = {}
    for pair in namesakes.pairs(about):
        like = likeness(keys[pair[0]], keys[pair[1]]) if pair not in distinct else None
        if like is not None and like.points >= _LEAST:
            alike[pair] = (like, namesakes.doubt(like.key))
    return alike
