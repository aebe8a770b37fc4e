"""The rules once more, as plain Python over a role's tenures, written from their explanations.

It reads the dates as texts and knows no bounds, no index and no window: it tries the readings of the dates, pair by
pair, and walks through the days of a role one by one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


def days_meant(text: str) -> tuple[int, int]:
    """The first and the last day of a year, a month, a day or one of several; `~` adds one such unit on both sides."""
    if text == "XXXX":
        return FIRST, LAST
    if text.startswith("["):  # one of these days, or of the days from one to another
        parts = text.strip("[]").replace(",", "..").split("..")
        return days_meant(parts[0])[0] if parts[0] else FIRST, days_meant(parts[-1])[1] if parts[-1] else LAST
    unit, about = text.rstrip("~").removesuffix("-XX"), text.endswith("~")
    numbers = [int(part) for part in unit.split("-")]
    if len(numbers) == 3:
        day = date(*numbers).toordinal()
        return day - about, day + about
    first = numbers[0] * 12 + (numbers[1] - 1 if len(numbers) == 2 else 0)
    last = first if len(numbers) == 2 else first + 11
    margin = about * (last - first + 1)
    (year, month), (last_year, last_month) = divmod(first - margin, 12), divmod(last + margin, 12)
    length = monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1).toordinal(), date(last_year, last_month + 1, length).toordinal()


Reading = tuple[int, int]  # one first and one last day that the dates allow


@dataclass(frozen=True)
class Tenure:
    id: int
    role: int
    person: int | None
    kind: str
    start: str | None
    end: str | None
    replaces: int | None
    accepted: bool

    @property
    def began(self) -> tuple[int, int]:
        """The first and the last day on which it can have begun, given that it did not end before."""
        first, last = days_meant(self.start) if self.start else (FIRST, LAST)
        return first, min(last, self.ends[1])

    @property
    def ended(self) -> tuple[int, int]:
        first, last = self.ends
        return max(first, days_meant(self.start)[0] if self.start else FIRST), last

    @property
    def ends(self) -> tuple[int, int]:
        return days_meant(self.end) if self.end else (LAST, LAST)

    @property
    def longest(self) -> Reading:
        return self.began[0], self.ended[1]

    @property
    def shortest(self) -> list[Reading]:
        """The readings that leave out most days; single days, if it can have begun after it can have ended."""
        begin, end = self.began[1], self.ended[0]
        return [(begin, end)] if begin <= end else [(begin, begin), (end, end)]


def meet(one: Reading, other: Reading) -> bool:
    """Whether they share more than the day on which one ends and the other begins."""
    return not (one[1] <= other[0] or other[1] <= one[0])


def surely_meet(one: Tenure, other: Tenure) -> bool:
    return all(meet(mine, yours) for mine in one.shortest for yours in other.shortest)


def perhaps_meet(one: Tenure, other: Tenure) -> bool:
    return meet(one.longest, other.longest) and not surely_meet(one, other)


def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def one_event(end: tuple[int, int], start: tuple[int, int]) -> bool:
    return within(end, start) or within(start, end)


# --- the sweep: each rule from its explanation ---


@dataclass(frozen=True)
class Role:
    """A role with its tenures that are not rejected; those of vacancies have no person."""

    seats: int | None
    continuous: bool
    entries: list[Tenure]

    @property
    def tenures(self) -> list[Tenure]:
        return [tenure for tenure in self.entries if tenure.accepted]

    @property
    def held(self) -> list[Tenure]:
        return [tenure for tenure in self.tenures if tenure.person is not None]

    @property
    def pairs(self) -> Iterator[tuple[Tenure, Tenure]]:
        """Two tenures of one kind, the one that can have begun first first."""
        in_order = sorted(self.tenures, key=lambda tenure: (tenure.began, tenure.id))
        return ((one, other) for one, other in combinations(in_order, 2) if one.kind == other.kind)

    @property
    def unlinked_pairs(self) -> Iterator[tuple[Tenure, Tenure]]:
        """Of a role with one seat, without those of which one is said to succeed the other."""
        pairs = self.pairs if self.seats == 1 else ()
        return ((a, b) for a, b in pairs if a.replaces != b.id and b.replaces != a.id)


def clash(role: Role) -> Iterator[object]:
    """One seat: every pair that surely meets. More seats: whoever comes when they are taken, and who came last."""
    if role.seats == 1:
        yield from (pair(a, b) for a, b in role.pairs if surely_meet(a, b))
    elif role.seats:
        for x in role.tenures:
            others = beside(x, role.tenures)
            if len(others) >= role.seats:
                yield x.id, max(others, key=lambda other: (other.began[1], other.id)).id


def beside(x: Tenure, tenures: list[Tenure]) -> list[Tenure]:
    """Who of its kind surely holds the role in the night after its start, or if it is one day, before and after."""
    begin, end = x.began[1], x.ended[0]
    nights = [begin] if begin < end else [end - 1, begin]
    return [
        other
        for other in tenures
        if other.kind == x.kind and other != x and all(night in nights_of(other) for night in nights)
    ]


def nights_of(tenure: Tenure) -> range:
    """The nights between two days on both of which it is surely held."""
    return range(tenure.began[1], tenure.ended[0])


def twice(role: Role) -> Iterator[object]:
    for a, b in combinations(role.held, 2):
        if a.person == b.person and surely_meet(a, b):
            yield pair(a, b)


def possible_clash(role: Role) -> Iterator[object]:
    for a, b in role.unlinked_pairs:
        known = a.start is not None and b.start is not None
        if known and perhaps_meet(a, b) and not one_event(a.ended, b.began):
            yield pair(a, b)


def precision(role: Role) -> Iterator[object]:
    for a, b in role.unlinked_pairs:
        vague = a.ended[0] < a.ended[1] or b.began[0] < b.began[1]
        known = a.end not in (None, "XXXX") and b.start is not None
        if vague and known and one_event(a.ended, b.began) and not surely_meet(a, b):
            yield pair(a, b)


def end_missing(role: Role) -> Iterator[object]:
    for a in role.held:
        next_ones = [b for b in role.held if b.replaces == a.id or (b.kind == a.kind and role.seats == 1)]
        later = [b for b in next_ones if b.began[0] > a.began[1]]
        if a.end in (None, "XXXX") and later:
            yield a.id, min(later, key=lambda b: (b.began[0], b.id)).id


def start_missing(role: Role) -> Iterator[object]:
    return (x.id for x in role.entries if x.start in (None, "XXXX"))


def one_day(role: Role) -> Iterator[object]:
    return (x.id for x in role.entries if x.person and x.began == x.ended and x.began[0] == x.began[1])


def duplicate(role: Role) -> Iterator[object]:
    for a, b in combinations(role.entries, 2):
        if a.person and (a.person, a.kind, a.start, a.end) == (b.person, b.kind, b.start, b.end):
            yield pair(a, b)


def gap(role: Role) -> Iterator[object]:
    return (found for found in empty_runs(role, role.held) if not recorded_vacant(role, found))


def gap_vacant(role: Role) -> Iterator[object]:
    return (found for found in empty_runs(role, role.held) if recorded_vacant(role, found))


def gap_acting(role: Role) -> Iterator[object]:
    acting = [x.longest for x in role.held if x.kind == "acting"]
    for found in empty_runs(role, [x for x in role.held if x.kind == "substantive"]):
        if any(begin <= found[3] and found[2] <= end for begin, end in acting):
            yield found


def recorded_vacant(role: Role, found: tuple[int, int, int, int]) -> bool:
    return any(x.person is None and within(found[2:], x.longest) for x in role.tenures)


def empty_runs(role: Role, tenures: list[Tenure]) -> Iterator[tuple[int, int, int, int]]:
    """Days in a row on which no tenure is possible: who comes after, who left before, the first and the last day."""
    named = [day for x in tenures for day in x.longest if FIRST < day < LAST]
    if not (role.continuous and named):
        return
    taken = days_taken(tenures, min(named), max(named))
    for run in re.finditer(rb"\x00+", taken):
        first, last = min(named) + run.start(), min(named) + run.end() - 1
        after = min(x.id for x in tenures if x.longest[0] == last + 1)
        yield after, min(x.id for x in tenures if x.longest[1] == first - 1), first, last


def days_taken(tenures: list[Tenure], first: int, last: int) -> bytearray:
    taken = bytearray(last - first + 1)
    for begin, end in (x.longest for x in tenures):
        begin, end = max(begin, first) - first, min(end, last) - first + 1
        taken[begin:end] = b"\x01" * (end - begin)
    return taken


def pair(one: Tenure, other: Tenure) -> frozenset[int]:
    return frozenset({one.id, other.id})


SWEEPS = {
    "clash": clash,
    "duplicate": duplicate,
    "end-missing": end_missing,
    "gap": gap,
    "gap-acting": gap_acting,
    "gap-vacant": gap_vacant,
    "one-day": one_day,
    "possible-clash": possible_clash,
    "precision": precision,
    "start-missing": start_missing,
    "twice": twice,
}
