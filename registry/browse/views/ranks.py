"""The ranks of a person in the line of a career, in their order. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from registry.domain.dates.bounds import open_bounds
from registry.domain.tenures.details import RANK
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.vocabulary import Status


class Rank(NamedTuple):
    """A rank, the first date for which it is recorded (EDTF; None = not known), and the tenure that says so."""

    rank: str
    start: str | None
    appointment: str


def ranks_of(spells: Iterable[TenureInHistory]) -> list[Rank]:
    """Each rank once for each time that it was reached; a rank without a day of its own counts from its tenure's."""
    found = sorted(
        (each for spell in spells if spell.status != Status.REJECTED for each in _of_spell(spell)),
        key=lambda each: each[0],
    )
    ranks: list[Rank] = []
    for _, rank in found:
        if not ranks or ranks[-1].rank != rank.rank:
            ranks.append(rank)
    return ranks


def _of_spell(spell: TenureInHistory) -> Iterable[tuple[str, Rank]]:
    begun = spell.start_earliest or ""
    details = [each for each in spell.details if each.field == RANK and each.status == Status.ACCEPTED]
    if spell.rank and all(each.start for each in details):
        yield begun, Rank(spell.rank, spell.start, spell.appointment)
    for each in details:
        day = open_bounds(each.start, each.end).start_earliest if each.start else begun
        yield day, Rank(each.value, each.start or spell.start, spell.appointment)
