"""Prove the history of a registry: the chain of seals, what each change holds, and the head to keep. Reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.errors import RegistryError
from registry.store.care.sealed_history import check_outside_writes, check_received, check_seals
from registry.store.database.transactions import one_reading
from registry.store.history.received_seals import received_packages, received_seals, received_with
from registry.store.schema.seals import head_of, replaced_seals, seals

if TYPE_CHECKING:
    from registry.domain.care.problems import Problem
    from registry.domain.history.seals import PackageSeal
    from registry.store.schema.seals import Seal


@dataclass(frozen=True, slots=True)
class ReceivedHistory:
    """The history of the registry that wrote a package, as the import of it found it.

    `change`: the import; `command`: what was imported; `head`: of the package, that of its rows; `changes`: how many
    seals lead to it; `same_rows`: whether the rows that came with it were those that were sealed.
    """

    change: int
    command: str | None
    head: str
    changes: int
    same_rows: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """A history that was compared with its seals.

    `head`: the digest of the whole chain, to be kept elsewhere. `changes`: sealed as they were made; `found`: when the
    file was upgraded; `outside`: seals of what other programs wrote; `replaced`: seals whose content somebody was
    forgotten from, or a repair made readable. `known_until`: the last change under a head that was given, None for 0
    changes; `known_from`: the import that brought that head, None where it is of this registry's own history.
    `problems`: what is not as it was sealed. `received`: the histories that packages have brought.
    """

    head: str
    changes: int
    found: int
    outside: int
    replaced: int
    problems: tuple[Problem, ...]
    known_until: int | None = None
    known_from: int | None = None
    received: tuple[ReceivedHistory, ...] = ()


def verify(connection: sqlite3.Connection, head: str | None = None) -> Verification:
    """Compare history with its seals. `head`: one that was kept elsewhere, of this history or of one that a package
    brought; RegistryError if it is of neither.
    """
    with one_reading(connection):
        chain = seals(connection)
        problems = (*check_seals(connection), *check_received(connection), *check_outside_writes(connection))
        replaced, newest = replaced_seals(connection), head_of(connection)
        packages, brought = list(received_packages(connection)), received_seals(connection)
        imports = received_with(connection)
    links = {seal.head: seal for seal in brought}
    received = tuple(
        ReceivedHistory(number, command, seal.head, _length(links, seal, chain), bool(seal.same_rows))
        for number, command, seal in packages
    )
    known, source = _place(head.strip().lower(), chain, links, imports) if head is not None else (None, None)
    kinds = [seal.kind for seal in chain]
    numbers = (kinds.count("change"), kinds.count("found"), kinds.count("outside"))
    return Verification(newest, *numbers, replaced, problems, known, source, received)


def _place(
    head: str, chain: Sequence[Seal], links: Mapping[str, PackageSeal], imports: Mapping[str, int]
) -> tuple[int | None, int | None]:
    """The last change under the head, in the registry that made it, and the import that brought it here."""
    heads = [seal.head for seal in chain]
    if head in heads:
        until = chain[: heads.index(head) + 1]
        return max((seal.change_id for seal in until if seal.change_id is not None), default=None), None
    if head in links:
        below = [seal.change_number for seal in _way(links, links[head])]
        return max((each for each in below if each is not None), default=None), imports[head]
    raise RegistryError(
        f"the seal {head!r} does not belong to this history: it was changed after that seal was noted, or the seal is "
        "from another registry; compare with a backup"
    )


def _way(links: Mapping[str, PackageSeal], seal: PackageSeal) -> Iterator[PackageSeal]:
    """The seal and those before it, back to the first, or to the registry's own."""
    at: PackageSeal | None = seal
    while at is not None:
        yield at
        at = links.get(at.previous)


def _length(links: Mapping[str, PackageSeal], seal: PackageSeal, chain: Sequence[Seal]) -> int:
    """How many changes the package stood on; the first of them may be the registry's own."""
    way = list(_way(links, seal))
    own = next((each.id for each in chain if each.head == way[-1].previous), 0)
    return own + len(way) - 1
