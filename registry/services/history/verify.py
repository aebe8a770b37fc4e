"""Prove the history of a registry: the chain of seals, what each change holds, and the head to keep. Reads."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.store.care.sealed_history import check_outside_writes, check_seals
from registry.store.database.transactions import one_reading
from registry.store.schema.seals import head_of, replaced_seals, seals

if TYPE_CHECKING:
    from registry.domain.care.problems import Problem


@dataclass(frozen=True, slots=True)
class Verification:
    """A history that was compared with its seals.

    `head`: the digest of the whole chain, to be kept elsewhere. `changes`: sealed as they were made; `found`: when the
    file was upgraded; `outside`: seals of what other programs wrote; `replaced`: seals whose content somebody was
    forgotten from, or a repair made readable. `known_until`: the last change under a head that was given, None for 0
    changes. `problems`: what is not as it was sealed.
    """

    head: str
    changes: int
    found: int
    outside: int
    replaced: int
    problems: tuple[Problem, ...]
    known_until: int | None = None


def verify(connection: sqlite3.Connection, head: str | None = None) -> Verification:
    """Compare history with its seals. `head`: one that was kept elsewhere; RegistryError if it is not of this chain."""
    with one_reading(connection):
        chain = seals(connection)
        problems = (*check_seals(connection), *check_outside_writes(connection))
        replaced, newest = replaced_seals(connection), head_of(connection)
    known = None
    if head is not None:
        heads = [seal.head for seal in chain]
        if head.strip().lower() not in heads:
            raise RegistryError(
                f"the seal {head!r} does not belong to this history: it was changed after that seal was noted, or "
                "the seal is from another registry; compare with a backup"
            )
        until = chain[: heads.index(head.strip().lower()) + 1]
        known = max((seal.change_id for seal in until if seal.change_id is not None), default=None)
    kinds = [seal.kind for seal in chain]
    numbers = (kinds.count("change"), kinds.count("found"), kinds.count("outside"))
    return Verification(newest, *numbers, replaced, problems, known)
