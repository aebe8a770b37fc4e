"""The tenures of one role that a file claims, beside those on record: which can stand, and how others are settled.

Pure. The order of the file decides nothing: where not all can stand, those do that meet the fewest others.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from registry.domain.dates.bounds import UNKNOWN, SeatChanges, bounds_of, cross
from registry.domain.exchange.claims import Claim, Settlement, is_seam, overlap_days
from registry.domain.exchange.import_plan import ImportChoices, MissingEnds, Seams
from registry.domain.exchange.room_for_claims import fit
from registry.domain.tenures.windows import is_doubtful
from registry.domain.vocabulary import Status


def settle(claims: Sequence[Claim], seats: int | None, changes: SeatChanges, choices: ImportChoices) -> Settlement:
    """Settle the claims of one role; `seats` None = unlimited, `changes` = later numbers of seats."""
    settled = Settlement()
    settled.accepted = _once(claims, settled.same)
    fixed = [claim for claim in claims if claim.fixed and claim.status == Status.ACCEPTED]
    open_ones = [claim for claim in claims if claim.status == Status.ACCEPTED and not claim.fixed]
    open_ones = _without_repeated(open_ones, fixed, settled.same)
    if choices.unite:
        open_ones = _united(open_ones, settled.same)
    every = [*fixed, *open_ones]
    single = seats == 1 and not changes and not is_plural(every)
    if single and not choices.missing_ends and may_be_board(every):
        single = False
    if single and choices.missing_ends:
        open_ones = _ended(open_ones, fixed, choices.missing_ends)
    if single and choices.seams:
        open_ones = _without_seams(open_ones, fixed, choices.seams)
    if choices.seats_auto and seats is not None and not changes:
        needed = _most_at_once([*fixed, *open_ones])
        if needed > seats and not (single and _only_soft([*fixed, *open_ones])):
            settled.seats = seats = needed
    fit(open_ones, fixed, seats, changes, settled, single=single)
    return settled


# --- one tenure that is given twice ---


def _without_repeated(claims: Sequence[Claim], fixed: Sequence[Claim], same: dict[int, int]) -> list[Claim]:
    """Without those that say nothing but what another one of the person says, as exactly or more so."""
    kept: list[Claim] = []
    recorded: dict[tuple[int | None, str], list[Claim]] = {}
    for claim in fixed:
        if claim.given and claim.person is not None:
            recorded.setdefault((claim.person, claim.kind), []).append(claim)
    for (person, kind), group in groupby(sorted(claims, key=_who), lambda claim: (claim.person, claim.kind)):
        own = sorted(group, key=_exactness)
        if person is None:
            kept += own
            continue
        better = list(recorded.get((person, kind), ()))
        for claim in own:
            other = next((each for each in better if says_no_more(claim, each)), None)
            if other is None:
                better.append(claim)
                kept.append(claim)
            else:
                same[claim.id] = other.id
    return kept


def _once(claims: Sequence[Claim], same: dict[int, int]) -> list[Claim]:
    """Those that are not accepted, which clash with nothing; but what is said twice in the same dates is one."""
    first: dict[tuple[object, ...], int] = {}
    kept = []
    for claim in sorted(claims, key=lambda claim: (claim.status != Status.ACCEPTED, not claim.fixed)):
        rejected = claim.status == Status.REJECTED
        other = first.setdefault((claim.person, claim.kind, rejected, claim.start, claim.end), claim.id)
        if claim.fixed or claim.status == Status.ACCEPTED:
            continue
        if other == claim.id or claim.person is None:
            kept.append(claim)
        else:
            same[claim.id] = other
    return kept


def _who(claim: Claim) -> tuple[int, str]:
    return (claim.person or 0, claim.kind)


def _exactness(claim: Claim) -> tuple[int, str, str]:
    """The most exact first, then by dates."""
    return (_width(claim), claim.bounds.start_earliest, claim.bounds.end_latest)


def _width(claim: Claim) -> int:
    first, late, early, last = (date.fromisoformat(day).toordinal() for day in claim.bounds)
    return (late - first) + (last - early) + (2 * 3_652_059 if claim.end is None else 0)


def says_no_more(claim: Claim, other: Claim) -> bool:
    """Whether the dates of `claim` are those of `other`, or less exact ones; an open end says nothing of the end."""
    if (claim.start, claim.end) == (other.start, other.end):
        return True
    if not cross(claim.bounds, other.bounds) and claim.start is not None:
        return False
    mine, its = claim.bounds, other.bounds
    within_start = mine.start_earliest <= its.start_earliest and its.start_latest <= mine.start_latest
    if claim.start is not None and claim.end is None:
        within_start = within_start and other.start is not None
    within_end = claim.end is None or (mine.end_earliest <= its.end_earliest and its.end_latest <= mine.end_latest)
    return within_start and within_end and (claim.start is not None or claim.end is not None)


def _united(claims: Sequence[Claim], same: dict[int, int]) -> list[Claim]:
    """The overlapping claims of one person and kind as one, from the first start to the last end."""
    kept: list[Claim] = []
    for (person, _), group in groupby(sorted(claims, key=_who), lambda claim: (claim.person, claim.kind)):
        own = sorted(group, key=lambda claim: (claim.bounds.start_latest, claim.bounds.end_earliest))
        if person is None:
            kept += own
            continue
        for claim in own:
            before = kept[-1] if kept and (kept[-1].person, kept[-1].kind) == (person, claim.kind) else None
            if before is None or not cross(before.bounds, claim.bounds):
                kept.append(claim)
                continue
            same[claim.id] = before.id
            if claim.bounds.end_earliest > before.bounds.end_earliest:
                kept[-1] = _dated(before, before.start, claim.end, was_end=before.was_end)
    return kept


# --- successors ---


def is_plural(claims: Iterable[Claim]) -> bool:
    """Whether people held the role at once for long: it has several seats, whatever is recorded of it."""
    pairs = _neighbours(claims, closed=True)
    return any(overlap_days(one, other) > 0 and not is_seam(one, other) for one, other in pairs)


def may_be_board(claims: Iterable[Claim]) -> bool:
    """Whether those without an end may hold the role together, so that none of them is anybody's predecessor.

    Several began on one day; or three at least are open, in a file that knows the ends of others.
    """
    held = [claim for claim in claims if claim.person is not None and claim.kind == "substantive"]
    still = {claim.person: claim.start for claim in held if claim.end is None}
    together = len(still) > len(set(still.values()))
    return together or (len(still) > 2 and any(claim.end is not None for claim in held))


def _neighbours(claims: Iterable[Claim], *, closed: bool = False) -> Iterator[tuple[Claim, Claim]]:
    """Of each kind, each claim with the one before it that ends last; `closed`: without those that have no end."""
    usable = [claim for claim in claims if claim.sure.lasts and not (closed and claim.end is None)]
    for _, group in groupby(sorted(usable, key=_line), lambda claim: claim.kind):
        last: Claim | None = None
        for claim in group:
            if last is not None and last.person != claim.person:
                yield last, claim
            if last is None or claim.bounds.end_earliest >= last.bounds.end_earliest:
                last = claim


def _line(claim: Claim) -> tuple[str, str, str, str]:
    return (claim.kind, claim.bounds.start_latest, claim.bounds.end_earliest, claim.label)


def _ended(claims: Sequence[Claim], fixed: Sequence[Claim], how: MissingEnds) -> list[Claim]:
    """Those without an end whom somebody of their kind followed, ended as chosen."""
    every = sorted([*claims, *fixed], key=_line)
    ended = {}
    for place, claim in enumerate(every):
        if claim.fixed or claim.end is not None:
            continue
        successor = next(
            (
                other
                for other in every[place + 1 :]
                if other.kind == claim.kind
                and other.person != claim.person
                and other.start is not None
                and other.bounds.start_earliest > claim.bounds.start_latest
            ),
            None,
        )
        if successor is not None:
            end = successor.start if how is MissingEnds.SUCCESSOR else UNKNOWN
            ended[claim.id] = replace(_dated(claim, claim.start, end), ended=True)
    return [ended.get(claim.id, claim) for claim in claims]


def _without_seams(claims: Sequence[Claim], fixed: Sequence[Claim], how: Seams) -> list[Claim]:
    """With the contested days of successors settled as chosen; a fixed tenure stays as it is."""
    now = {claim.id: claim for claim in claims}
    fixed_ids = {claim.id for claim in fixed}
    for one, other in list(_neighbours([*claims, *fixed])):
        if not is_seam(one, other) or (one.id in fixed_ids and other.id in fixed_ids):
            continue
        earlier, later = other.bounds.start_latest, one.bounds.end_earliest
        days = {Seams.EARLIER: earlier, Seams.LATER: later, Seams.UNCERTAIN: f"[{earlier}..{later}]"}[how]
        if one.id in now:
            mine = now[one.id]
            now[one.id] = _dated(mine, mine.start, days, was_end=mine.was_end or mine.end)
        if other.id in now:
            its = now[other.id]
            now[other.id] = _dated(its, days, its.end, was_start=its.was_start or its.start)
    return [now[claim.id] for claim in claims]


def _dated(
    claim: Claim, start: str | None, end: str | None, *, was_start: str | None = None, was_end: str | None = None
) -> Claim:
    return replace(
        claim,
        start=start,
        end=end,
        bounds=bounds_of(start, end),
        was_start=was_start or claim.was_start,
        was_end=was_end or claim.was_end,
    )


def _only_soft(claims: Sequence[Claim]) -> bool:
    """Whether all who overlap are a seam, or somebody without an end: more seats are not what is missing."""
    found = [(one, other) for one, other in _neighbours(claims) if overlap_days(one, other) > 0]
    return bool(found) and all(is_seam(one, other) or one.end is None for one, other in found)


def _most_at_once(claims: Sequence[Claim]) -> int:
    """How many people hold the role at once at most, of either kind."""
    most = 1
    for _, group in groupby(sorted(claims, key=_line), lambda claim: claim.kind):
        ends: list[str] = []
        point: list[Claim] = []
        for claim in group:
            if is_doubtful(claim.start) or is_doubtful(claim.end):
                continue
            if not claim.bounds.lasts:
                point.append(claim)
                continue
            del ends[: bisect_right(ends, claim.bounds.start_latest)]
            insort(ends, claim.bounds.end_earliest)
            most = max(most, len(ends))
        for claim in point:
            beside = sum(other.sure.lasts and cross(other.sure, claim.sure) for other in claims)
            most = max(most, beside + 1)
    return most
