"""Who may be recorded twice: pairs of people, the likeliest first. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

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
