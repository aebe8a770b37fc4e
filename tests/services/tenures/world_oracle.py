"""Small random worlds in a file, and what brute force says of them: every reading of every date, one after the other.

A date is a text and the days that it can mean. A fact has a reading for each start and end that its texts allow, the
start not after the end. In the usual worlds an open side stays open; in all worlds it may lie anywhere beyond the
evidence; a doubted fact may not be at all. Certain is what is so in all worlds, presumed in all usual ones, possible in
some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product
from random import Random
from typing import NamedTuple

from registry.domain.dates.bounds import bounds_of, open_bounds
from tests.conftest import PROFILE, examples

DAYS = range(1, 6)
BEFORE, AFTER = 0, 6  # on no day that is asked about
GRADES = ("no", "possible", "presumed", "certain")
Reading = tuple[int, int] | None


def worlds(number: int) -> int:
    """How many worlds a test tries: twenty times as many in `make soak`."""
    return examples(number) * (4 if PROFILE == "searching" else 1)


def day(number: int) -> str:
    return f"2024-02-{number:02}"


def stored(number: int) -> str:
    return "0001-01-01" if number <= BEFORE else "9999-12-31" if number >= AFTER else day(number)


class When(NamedTuple):
    """A date as somebody may give it; without a text it is not recorded."""

    text: str | None
    first: int = BEFORE
    last: int = AFTER

    @property
    def doubted(self) -> bool:
        return self.text is not None and "?" in self.text


NOT_RECORDED = When(None)


def a_date(random: Random, *, none: float, unknown: float = 0.08, doubt: float = 0.1) -> When:
    if random.random() < none:
        return NOT_RECORDED
    if random.random() < unknown:
        return When("XXXX")
    first = random.choice(DAYS)
    if random.random() < 0.5:
        return When(f"{day(first)}{'?' if random.random() < doubt else ''}", first, first)
    last = random.choice(range(first, DAYS[-1] + 1))
    side = random.random()
    if side < 0.15:
        return When(f"[..{day(last)}]", BEFORE, last)
    if side < 0.3:
        return When(f"[{day(first)}..]", first, AFTER)
    return When(f"[{day(first)}..{day(last)}]", first, last)


class Fact(NamedTuple):
    """The readings of something in all worlds and in the usual ones; None = it is not so at all."""

    every: tuple[Reading, ...]
    usual: tuple[Reading, ...]


def fact(
    start: When, end: When, *, open_start: bool, witnesses: Iterable[int] = (), confirmed: int = BEFORE,
    doubted: bool = False,
) -> Fact:  # fmt: skip
    """`open_start`: no start means as far back as anything; else that it is not known. `witnesses`: days on which it
    was seen; `confirmed`: a day on which an open end had not yet come.
    """
    begins = (start.first, start.last) if start.text or not open_start else (BEFORE, BEFORE)
    ends = (end.first, end.last) if end.text else (AFTER, AFTER)
    seen = [each for each in witnesses if begins[0] <= each <= ends[1]]
    latest, earliest = min([begins[1], ends[1], *seen]), max([ends[0], begins[0], *seen])
    found: list[tuple[Reading, ...]] = []
    for usual in (False, True):
        starts: Iterable[int] = range(begins[0], begins[1] + 1)
        if start.text is None and open_start and not usual:
            starts = range(BEFORE, min([*seen, earliest if end.text else AFTER]) + 1)
        lasts: Iterable[int] = range(ends[0], ends[1] + 1)
        if end.text is None and not usual:
            known = BEFORE if start.text is None and open_start else latest
            lasts = range(max([known, confirmed, *seen]), AFTER + 1)
        ways: list[Reading] = [
            (one, other) for one, other in product(starts, lasts)
            if one <= other and all(one <= each <= other for each in seen)
        ]  # fmt: skip
        found.append((*ways, None) if doubted or start.doubted or end.doubted else tuple(ways))
    return Fact(*found)


def is_on(reading: Reading, first: int, last: int) -> bool:
    """Whether it is so at some time from the first day to the last."""
    return reading is not None and reading[0] <= last and reading[1] >= first


def graded(facts: Sequence[Fact], is_so: Callable[[Sequence[Reading]], bool]) -> str:
    """How sure something is that depends on all of the facts."""
    every, usual = (
        {is_so(world) for world in product(*ways)} for ways in zip(*facts, strict=True)
    )  # fmt: skip
    if every == {True}:
        return "certain"
    return "presumed" if usual == {True} else "possible" if True in every | usual else "no"


Members = Callable[[Sequence[bool]], set[Hashable]]


def graded_members(facts: Sequence[Fact], first: int, last: int, members: Members) -> dict[Hashable, str] | None:
    """The same for each member of a set that depends on which facts are so; None where there are too many worlds."""
    states = [[{is_on(reading, first, last) for reading in ways} for ways in each] for each in facts]
    size = 1
    for each in states:
        size *= len(each[0])
    if size > 2_000:
        return None
    every, usual = ([members(world) for world in product(*(each[family] for each in states))] for family in (0, 1))
    found = set().union(*every, *usual)
    return {
        member: "certain" if all(member in each for each in every)
        else "presumed" if all(member in each for each in usual) else "possible"
        for member in found
    }  # fmt: skip


def best(grades: Iterable[str]) -> str:
    return max(grades, key=GRADES.index, default="no")


# --- rows ---


def add(db: sqlite3.Connection, table: str, **row: object) -> int:
    marks = ", ".join(f":{name}" for name in row)
    return int(db.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", row).lastrowid or 0)


def life_columns(word: str, when: When) -> dict[str, object]:
    if when.text is None:
        return {}
    return {f"{word}_date": when.text, f"{word}_earliest": stored(when.first), f"{word}_latest": stored(when.last)}


def dates(start: When, end: When, *, open_start: bool) -> dict[str, object]:
    bounds = (open_bounds if open_start else bounds_of)(start.text, end.text)
    return {"start_date": start.text, "end_date": end.text, **bounds._asdict()}


def can_be(start: When, end: When) -> bool:
    return not (start.text and end.text) or end.last >= start.first


def spans(random: Random) -> Iterator[tuple[int, int]]:
    """Each day, and one stretch of several."""
    yield from ((number, number) for number in DAYS)
    first = random.choice(DAYS[:-1])
    yield first, random.choice(range(first + 1, DAYS[-1] + 1))
