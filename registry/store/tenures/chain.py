"""Walk from role to role along relations on some days, by the surest way to each; level by level, in sets."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from registry.domain.tenures.details import least
from registry.domain.tenures.lineage import Life
from registry.store.entities.lives import lives_of
from registry.store.entities.named import ROLE
from registry.store.entities.relations import relations_of


class Reached(NamedTuple):
    """A role that a walk reached: how far away, from which role, and how sure that is."""

    role_id: int
    distance: int
    by: int
    certainty: str
    how: str | None


def conferred(connection: sqlite3.Connection, role_ids: Iterable[int]) -> set[int]:
    """Which of these roles another one ever brings with it, ex officio."""
    sql = (
        "select other_id from role_relations where kind = 'ex officio' and other_id in (select value from json_each(?))"
    )
    return {role_id for (role_id,) in connection.execute(sql, [json.dumps(list(role_ids))])}


def walk(
    connection: sqlite3.Connection, role_id: int, kind: str, first: str, last: str, *, up: bool
) -> dict[int, Reached]:
    """Every role above (or below) this one in the days, itself left out; a link counts while both roles exist."""
    best: dict[int, Reached] = {role_id: Reached(role_id, 0, role_id, "certain", None)}
    frontier = [role_id]
    lives: dict[int, Life] = {}
    distance = 0
    while frontier:
        distance += 1
        links = relations_of(connection, ROLE, frontier, (kind,), up=up)
        ends = {end for each in links for end in (each.owner_id, each.other_id)} - lives.keys()
        lives |= lives_of(connection, ROLE, list(ends)) if ends else {}
        improved = {}
        for each in links:
            near, far = (each.owner_id, each.other_id) if up else (each.other_id, each.owner_id)
            certainty = each.windows().certainty(first, last)
            alive = [_alive(lives[end], first, last) for end in (near, far)]
            if certainty is None or "no" in alive:
                continue
            grade = least(best[near].certainty, certainty, *alive)
            known = best.get(far)
            if far != role_id and grade != "no" and (known is None or least(known.certainty, grade) != grade):
                best[far] = improved[far] = Reached(far, known.distance if known else distance, near, grade, each.how)
        frontier = list(improved)
    del best[role_id]
    return best


def _alive(life: Life, first: str, last: str) -> str:
    """How sure it is that it existed at some time from `first` to `last`."""
    if life.begins_latest <= last and life.ends_earliest >= first:
        return "certain"
    return "possible" if life.begins_earliest <= last and life.ends_latest >= first else "no"
