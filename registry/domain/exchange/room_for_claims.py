"""Which claims of a role can stand beside each other, given its seats; the others are refused with the cause. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from registry.domain.dates.bounds import SeatChanges, cross, crowding
from registry.domain.exchange.claims import Claim, Settlement, is_seam, length
from registry.domain.exchange.import_plan import Cause


def fit(
    claims: Sequence[Claim],
    fixed: Sequence[Claim],
    seats: int | None,
    changes: SeatChanges,
    settled: Settlement,
    *,
    single: bool,
) -> None:
    """Accept those for which there is room, whoever meets the fewest others first; the rest are refused."""
    standing = _Standing(fixed)
    for claim in _fewest_first(claims):
        near = standing.crossing(claim)
        twice = [each for each in near if claim.person is not None and each.person == claim.person]
        same_kind = [each for each in near if each.kind == claim.kind]
        crowd: list[Claim] = []
        if not twice and (changes or (seats is not None and len(same_kind) >= seats)):
            found = crowding(claim.sure, [each.sure for each in same_kind], seats, changes)
            crowd = [same_kind[index] for index in found]
        if twice:
            settled.refused.append((claim, Cause.TWICE, twice))
        elif crowd:
            settled.refused.append((claim, _cause(claim, crowd, single=single), crowd))
        else:
            standing.add(claim)
            settled.accepted.append(claim)


def _fewest_first(claims: Sequence[Claim]) -> list[Claim]:
    """By how many others of the file each meets, then the longer first; the order in the file does not matter."""
    starts = sorted(claim.bounds.start_latest for claim in claims)
    ends = sorted(claim.bounds.end_earliest for claim in claims)

    def order(claim: Claim) -> tuple[int, int, str, str, str]:
        others = bisect_left(starts, claim.bounds.end_earliest) - bisect_right(ends, claim.bounds.start_latest)
        return (others, -length(claim), claim.label, claim.start or "", claim.end or "")

    return sorted(claims, key=order)


class _Standing:
    """Claims that stand, by their certain ends."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_end: list[tuple[str, int, Claim]] = []
        self._number = 0
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """One more."""
        self._number += 1
        insort(self._by_end, (claim.bounds.end_earliest, self._number, claim))

    def crossing(self, claim: Claim) -> list[Claim]:
        """Those that share more with it than the day of a hand-over."""
        first = bisect_right(self._by_end, (claim.bounds.start_latest, self._number + 1))
        return [other for _, _, other in self._by_end[first:] if cross(claim.sure, other.sure)]


def _cause(claim: Claim, crowd: Sequence[Claim], *, single: bool) -> Cause:
    if single:
        earlier, later = sorted([claim, crowd[0]], key=lambda each: each.bounds.start_latest)
        if earlier.end is None and not earlier.fixed and earlier.bounds.start_latest < later.bounds.start_earliest:
            return Cause.MISSING_END
        if is_seam(earlier, later):
            return Cause.SEAM
    return Cause.SEATS
