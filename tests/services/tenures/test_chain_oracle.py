"""Chains of command and absences against a naive statement: every reading of every date, one world after the other.

A fact has a reading for each start and end that its texts allow, the start not after the end. In the usual worlds an
open side is open for ever; in all worlds it may lie anywhere that the other side allows. A doubted fact may not be at
all. Certain is what is so in all worlds, presumed in all usual ones, possible in some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from random import Random

import pytest

from registry.domain.tenures.details import DetailNote, in_charge
from registry.domain.vocabulary import Certainty
from registry.store.tenures.chain import walk
from tests.conftest import examples
from tests.store.audit.random_registries import an_unguarded_database

DAYS = range(1, 6)
BEFORE, AFTER = 0, 6  # on no day that is asked about
Dates = tuple[tuple[int, int] | None, tuple[int, int] | None, bool]
Reading = tuple[int, int] | None
REPORTS = "insert into role_relations (role_id, kind, other_id, start_date, start_earliest, start_latest, end_date,\
 end_earliest, end_latest) values (?, 'reports to', ?, ?, ?, ?, ?, ?, ?)"


def day(number: int) -> str:
    return f"2024-02-{number:02}"


def some_dates(random: Random) -> Dates:
    """Start, end (each from .. to, None = open) and whether the fact is doubted."""
    while True:
        sides = [
            None if random.random() < 0.3 else tuple(sorted(random.choice(DAYS) for _ in range(2))) for _ in range(2)
        ]
        start, end = sides
        if not (start and end) or end[1] >= start[0]:
            return start, end, random.random() < 0.15


def text(side: tuple[int, int] | None, mark: str) -> str | None:
    if side is None:
        return None
    first, last = side
    return f"{day(first)}{mark}" if first == last else f"[{day(first)}..{day(last)}]"


def readings(dates: Dates, *, usual: bool) -> list[Reading]:
    start, end, doubted = dates
    sure_start = min(start[1], end[1]) if start and end else start[1] if start else BEFORE
    sure_end = max(end[0], start[0]) if start and end else end[0] if end else AFTER
    starts = range(start[0], start[1] + 1) if start else [BEFORE] if usual else range(BEFORE, sure_end + 1)
    ends = range(end[0], end[1] + 1) if end else [AFTER] if usual else range(sure_start, AFTER + 1)
    found: list[Reading] = [(first, last) for first, last in product(starts, ends) if first <= last]
    return [*found, None] if doubted else found


def grade(facts: list[Dates], is_so: Callable[[tuple[Reading, ...]], bool]) -> str:
    """By trying all worlds."""
    usual, every = (
        [is_so(world) for world in product(*(readings(fact, usual=usual) for fact in facts))] for usual in (True, False)
    )
    if all(every) and all(usual):
        return "certain"
    return "presumed" if all(usual) else "possible" if any(every) or any(usual) else "no"


def on(reading: Reading, number: int) -> bool:
    return reading is not None and reading[0] <= number <= reading[1]


def reached(links: Sequence[tuple[int, int]], world: tuple[Reading, ...], number: int) -> set[int]:
    found, frontier = {1}, [1]
    while frontier:
        here = frontier.pop()
        for (below, above), reading in zip(links, world, strict=True):
            if below == here and above not in found and on(reading, number):
                found.add(above)
                frontier.append(above)
    return found


def worlds() -> Iterator[int]:
    yield from range(examples(150))


@pytest.fixture(scope="module")
def unguarded():
    connection = an_unguarded_database()
    connection.execute("insert into organizations (id, slug, name) values (1, 'army', 'Army')")
    for number in (1, 2, 3, 4):
        row = [number, f"r{number}", f"R{number}"]
        connection.execute("insert into roles (id, slug, title, organization_id) values (?, ?, ?, 1)", row)
    yield connection
    connection.close()


def test_a_chain_is_as_sure_as_all_readings_of_its_links_make_it(unguarded):
    for seed in worlds():
        random = Random(seed)
        links = list({tuple(random.sample((1, 2, 3, 4), 2)) for _ in range(random.choice((1, 2, 3)))})
        facts = [some_dates(random) for _ in links]
        unguarded.execute("begin")
        for (below, above), (start, end, doubted) in zip(links, facts, strict=True):
            mark = "?" if doubted else ""
            given = text(start, mark), text(end, mark)
            exact = all(side is None or side[0] == side[1] for side in (start, end)) and (start or end)
            unguarded.execute(
                REPORTS, [below, above, given[0], *columns(start, end, 0), given[1], *columns(start, end, 1)]
            )
            if doubted and not exact:  # a set of days has no mark: such a link is disputed
                unguarded.execute("update role_relations set status = 'disputed' where id = last_insert_rowid()")
        number = random.choice(DAYS)
        found = {
            each.role_id: each.certainty
            for each in walk(unguarded, 1, "reports to", day(number), day(number), up=True).values()
        }
        for role in (2, 3, 4):
            wanted = grade(
                facts, lambda world, goal=(role, number), ways=tuple(links): goal[0] in reached(ways, world, goal[1])
            )
            known = found.get(role, "no")
            assert known == wanted, (seed, role)
        unguarded.execute("rollback")


def columns(start: tuple[int, int] | None, end: tuple[int, int] | None, side: int) -> tuple[str, str]:
    """The days of a side as the registry keeps them: the start no later than the end in every reading."""
    if side == 0:
        latest = min(start[1], end[1]) if start and end else start[1] if start else None
        return (day(start[0]), day(latest)) if start and latest else ("0001-01-01", "0001-01-01")
    earliest = max(end[0], start[0]) if start and end else end[0] if end else None
    return (day(earliest), day(end[1])) if end and earliest else ("9999-12-31", "9999-12-31")


def test_a_holder_is_in_charge_unless_absent_in_some_reading():
    for seed in worlds():
        random = Random(seed)
        dates = some_dates(random)
        start, end, doubted = dates
        status = "disputed" if doubted else "accepted"
        absence = DetailNote("absence", "leave", text(start, ""), text(end, ""), status)
        number = random.choice(DAYS)
        absent = grade([dates], lambda world, number=number: on(world[0], number))
        wanted = {"certain": "no", "presumed": "possible", "possible": "possible", "no": "certain"}[absent]
        assert in_charge(Certainty.CERTAIN, [absence], day(number), day(number)) == wanted, (seed, dates, number)
