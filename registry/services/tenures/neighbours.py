"""Who preceded and who succeeded the holder of a tenure. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.store.tenures import neighbours as store
from registry.store.tenures.neighbours import NeighbourHolder


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who held the role before and after; None = nobody is known to have been the next."""

    before: NeighbourHolder | None
    after: NeighbourHolder | None


def neighbours(connection: sqlite3.Connection, appointments: Sequence[str]) -> Mapping[str, Neighbours]:
    """By the slug of each appointment; what is not recorded is left out."""
    return {slug: Neighbours(*pair) for slug, pair in store.neighbours(connection, appointments).items()}
