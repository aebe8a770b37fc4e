"""Which tenure "replaces" and "replaced by" mean: statements name the person, not the tenure. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.exchange.statements import TenureStatement
from registry.formats.wikidata.rows import Item
from registry.formats.wikidata.statements import PositionStatement

_Holders = dict[tuple[str, str], list[TenureStatement]]


def linked(statements: Sequence[PositionStatement]) -> list[TenureStatement]:
    """The tenures, each with the one that it directly succeeded; who cannot be found is in the note."""
    holders: _Holders = defaultdict(list)
    for each in statements:
        holders[str(each.held.person), each.held.post].append(each.held)
    before: dict[str, list[str]] = defaultdict(list)  # by key, the keys of those that are said to come before
    unfound: dict[str, list[str]] = defaultdict(list)
    for held, replaces, replaced_by in statements:
        for item in replaces:
            found = _predecessor(held, holders.get((item.id or "", held.post), []))
            if found:
                before[str(held.key)].append(found)
            else:
                unfound[str(held.key)].append(_told("replaces", item))
        for item in replaced_by:
            found = _successor(held, holders.get((item.id or "", held.post), []))
            if found:
                before[found].append(str(held.key))
            else:
                unfound[str(held.key)].append(_told("replaced by", item))
    keyed = {str(each.held.key): each.held for each in statements}
    return [_linked(each.held, before[str(each.held.key)], unfound[str(each.held.key)], keyed) for each in statements]


def _told(said: str, item: Item) -> str:
    name = item.label if item.id in (None, item.label) else f"{item.label} ({item.id})"
    return f"{said}: {name}"


def _linked(
    held: TenureStatement, before: Sequence[str], unfound: Sequence[str], keyed: dict[str, TenureStatement]
) -> TenureStatement:
    """Of several predecessors the first that is said; the others are told."""
    keys = list(dict.fromkeys(before))
    notes = [*unfound, *(f"replaces also: {keyed[key].person}" for key in keys[1:])]
    note = "; ".join(filter(None, (held.note, *notes))) or None
    return held._replace(replaces=keys[0] if keys else None, note=note)


def _predecessor(held: TenureStatement, others: Sequence[TenureStatement]) -> str | None:
    """That of the other person's tenures which ends nearest before the start, at the latest on the day itself."""
    if held.start is None:
        return None
    last = _days(held.start)[1]
    ends = [
        (_days(other.end)[0], str(other.key))
        for other in others
        if other.end
        and other.key != held.key
        and _days(other.end)[0] <= last
        and (other.start is None or _days(other.start)[0] <= last)
    ]
    return max(ends)[1] if ends else None


def _successor(held: TenureStatement, others: Sequence[TenureStatement]) -> str | None:
    """That of the other person's tenures which starts nearest after the end, at the earliest on the day itself."""
    starts = [(_days(other.start)[1], str(other.key)) for other in others if other.start and other.key != held.key]
    if held.end is None or (held.end == UNKNOWN and len(starts) > 1):
        return None
    after = [each for each in starts if each[0] >= _days(held.end)[0]]
    return min(after)[1] if after else None


def _days(edtf: str) -> tuple[str, str]:
    return widened(read_edtf(edtf))
