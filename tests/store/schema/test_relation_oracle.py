"""What the guards refuse of relations, against every reading of their dates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import pytest

from registry.store.database.registry_file import in_memory
from registry.store.entities.named import ORGANIZATION, ROLE
from tests.services.tenures.world_oracle import (
    Fact,
    a_date,
    add,
    can_be,
    dates,
    fact,
    worlds,
)


@pytest.fixture(scope="module")
def guarded():
    connection = in_memory()
    connection.execute("insert into organizations (id, slug, name) values (9, 'o', 'O')")
    for number in (1, 2, 3):
        row = {"id": number, "slug": f"x{number}"}
        add(connection, "roles", **row, title=f"X{number}", organization_id=9)
        add(connection, "organizations", **row, name=f"X{number}")
    yield connection
    connection.close()


@pytest.mark.parametrize("noun", [ROLE, ORGANIZATION], ids=["roles", "organizations"])
def test_a_relation_is_refused_exactly_when_no_reading_of_all_of_them_can_be(guarded, noun):
    """Twice the same, or a circle, for more than the day of a hand-over in every reading."""
    refused = 0
    for seed in range(worlds(200)):
        random = Random(seed)
        guarded.execute(f"delete from {noun.word}_relations")
        there: list[tuple[str, int, int, Fact]] = []
        for _ in range(random.randint(2, 6)):
            kind = random.choice(("reports to", "ex officio", "excludes")) if noun is ROLE else "part of"
            near, far = random.choices((1, 2, 3), k=2)
            start, end = a_date(random, none=0.5), a_date(random, none=0.5)
            if not can_be(start, end):
                continue
            disputed = random.random() < 0.1
            # Of a relation that may not be so nothing is refused but that it is of a thing to itself.
            ways = () if disputed else fact(start, end, open_start=True).usual
            new = (kind, near, far, Fact(ways, ways))
            cannot = near == far or not_together(new, there)
            row = {f"{noun.word}_id": near, "kind": kind, "other_id": far}
            status = "disputed" if disputed else "accepted"
            try:
                add(guarded, f"{noun.word}_relations", status=status, **row, **dates(start, end, open_start=True))
            except sqlite3.IntegrityError as error:
                refused += 1
                said = str(error)
            else:
                said = ""
                there.append(new)
            assert bool(said) == cannot or "there already" in said, (seed, new, there, said)
    assert refused > worlds(200) / 4


def not_together(new: tuple[str, int, int, Fact], there: Sequence[tuple[str, int, int, Fact]]) -> bool:
    """Whether the new one is there already, or closes a circle, whatever the dates mean."""
    kind, near, far, _ = new
    pairs = {(near, far), (far, near)} if kind == "excludes" else {(near, far)}
    same = [each for each in there if each[0] == kind and (each[1], each[2]) in pairs]
    if any(more_than_a_hand_over(new[3], each[3]) for each in same):
        return True
    return kind != "excludes" and any(last_together([new, *way]) for way in ways_from(kind, far, near, there, ()))


def more_than_a_hand_over(one: Fact, other: Fact) -> bool:
    worlds = list(product(one.usual, other.usual))
    return bool(worlds) and all(a and b and a[0] < b[1] and b[0] < a[1] for a, b in worlds)


def ways_from(kind: str, start: int, goal: int, there, passed) -> Iterator[list[tuple[str, int, int, Fact]]]:
    if start == goal:
        yield list(passed)
        return
    for each in there:
        if each[0] == kind and each[1] == start and each not in passed:
            yield from ways_from(kind, each[2], goal, there, (*passed, each))


def last_together(relations: Sequence[tuple[str, int, int, Fact]]) -> bool:
    """Whether all of them have more than one day in common in every reading."""
    worlds = list(product(*(each[3].usual for each in relations)))
    return bool(worlds) and all(
        None not in world and max(way[0] for way in world) < min(way[1] for way in world) for world in worlds
    )
