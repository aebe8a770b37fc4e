"""Synthetic registries of realistic shape: most roles have 1 to 30 holders one after another, a few are committees of
hundreds and one is a committee of thousands. A fifth of the dates is a month or a year."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from registry import Registry
from registry.domain.dates.bounds import bounds_of, one_event
from registry.domain.names.keys import name_key, title_key
from registry.store.database.registry_file import open_registry

_FIRST = date(1900, 1, 1).toordinal()
_LAST = date(2025, 1, 1).toordinal()
_DAYS_BETWEEN = (0,) * 40 + (1,) * 59 + (60,)  # the end of one holder to the start of the next

Appointment = tuple[int, int, str, str | None]  # person, role, start, end


def committees(count: int) -> tuple[int, ...]:
    """How many members the committees have, in `count` tenures; they are the first roles, with unlimited seats."""
    return (min(5_000, count // 20), *(min(500, count // 200),) * 5)


def appointments(count: int, seed: int = 1) -> Iterator[Appointment]:
    """`count` tenures, grouped by role; ids of people and roles from 1."""
    rng = random.Random(seed)
    people, role, made = max(1, count // 3), 0, 0
    for members in committees(count):
        role, made = role + 1, made + members
        for _ in range(members):
            start = rng.randrange(_FIRST, _LAST - 4_000)
            yield rng.randint(1, people), role, _text(start, rng), _text(start + rng.randint(30, 4_000), rng, start)
    while made < count:
        role += 1
        holders = min(count - made, rng.choice((1, 2, 5, 8, 12, 20, 30)))
        days = sorted(rng.sample(range(_FIRST, _LAST), holders + 1))
        for start, end in pairwise(days):
            last = end == days[-1] and rng.random() < 0.5
            left = end - rng.choice(_DAYS_BETWEEN)
            yield rng.randint(1, people), role, _text(start, rng), None if last else _text(left, rng, start)
        made += holders


def _text(day: int, rng: random.Random, floor: int = 0) -> str:
    """A day, now and then only its month or year."""
    iso = (date.min + timedelta(days=max(day, floor) - 1)).isoformat()
    return iso if rng.random() < 0.8 else iso[: rng.choice((4, 7))]


def build(path: Path, count: int) -> int:
    """A registry with about `count` appointments at `path`; returns how many. Tenures that clash are left out."""
    connection = furnish(path, count)
    connection.execute("begin")
    last_id, last_role, last = None, 0, None
    for number, (person, role, start, end) in enumerate(appointments(count)):
        bounds = bounds_of(start, end)
        follows = role == last_role and last is not None and one_event(last, bounds)
        replaced = last_id if follows and role > len(committees(count)) and number % 3 == 0 else None
        last_id, last_role, last = _insert(connection, number, (person, role, start, end), replaced), role, bounds
    connection.execute("commit")
    made = int(connection.execute("select count(*) from appointments").fetchone()[0])
    connection.execute("analyze")
    connection.close()
    return made


def furnish(path: Path, count: int) -> sqlite3.Connection:
    """A new registry with the people and roles of `count` appointments, but none of these yet."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    Registry.create(path)
    connection = open_registry(path)
    roles, boards = max(row[1] for row in appointments(count)), len(committees(count))
    connection.execute("begin")
    connection.execute("insert into organizations (slug, name, name_key) values ('body', 'Body', 'body')")
    connection.executemany(
        "insert into people (slug, name, name_key) values (?, ?, ?)",
        (
            (f"person-{number}", f"Person {number}", name_key(f"Person {number}"))
            for number in range(1, max(1, count // 3) + 1)
        ),
    )
    connection.executemany(
        "insert into roles (slug, title, name_key, organization_id, seats) values (?, ?, ?, 1, ?)",
        (
            (f"role-{number}", f"Role {number}", title_key(f"Role {number}"), 1 if number > boards else None)
            for number in range(1, roles + 1)
        ),
    )
    connection.execute("commit")
    return connection


def _insert(connection: sqlite3.Connection, number: int, row: Appointment, replaced: int | None) -> int | None:
    """The new appointment's id; None if it clashes."""
    person, role, start, end = row
    bounds = bounds_of(start, end)
    try:
        return connection.execute(
            "insert into appointments (slug, person_id, role_id, start_date, end_date,"
            " start_earliest, start_latest, end_earliest, end_latest, replaces_id)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                f"appointment-{number}", person, role, start, end,
                bounds.start_earliest, bounds.start_latest, bounds.end_earliest, bounds.end_latest, replaced,
            ),
        ).lastrowid  # fmt: skip
    except sqlite3.IntegrityError:
        return None


def cite(path: Path) -> None:
    """Cite a source for every other appointment, now and then for its start with the year that it gives."""
    connection = open_registry(path)
    connection.execute("begin")
    connection.execute(
        "insert into sources (slug, title, published_date, published_earliest, published_latest)"
        " with recursive n (id) as (select 1 union all select id + 1 from n"
        "   where id < (select count(*) / 10 + 1 from appointments))"
        " select 'source-' || id, 'Source ' || id, year, year || '-01-01', year || '-12-31'"
        " from (select id, 1980 + id % 45 as year from n)"
    )
    connection.execute(
        "insert into citations (appointment_id, source_id, supports, says, says_earliest, says_latest)"
        " select id, 1 + id % (select max(id) from sources), iif(year, 'start', null), year, year || '-01-01',"
        "   year || '-12-31'"
        " from (select id, iif(id % 3, substr(start_date, 1, 4), null) as year from appointments where id % 2)"
    )
    connection.execute("commit")
    connection.execute("analyze")
    connection.close()
