"""Synthetic registries of realistic shape: most roles have 1 to 30 holders one after another, some are committees."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from registry import Registry
from registry.domain.tenure import bounds_of
from registry.store.database import open_registry

_FIRST = date(1900, 1, 1).toordinal()
_LAST = date(2025, 1, 1).toordinal()

Appointment = tuple[int, int, str, str | None]  # person, role, start, end


def appointments(count: int, seed: int = 1) -> Iterator[Appointment]:
    """`count` tenures, grouped by role; ids of people and roles from 1. A fifth of the dates is vague."""
    rng = random.Random(seed)
    people, role, made = max(1, count // 3), 0, 0
    while made < count:
        role += 1
        holders = min(count - made, rng.choice((1, 2, 5, 8, 12, 20, 30)))
        days = sorted(rng.sample(range(_FIRST, _LAST), holders + 1))
        for start, end in pairwise(days):
            last = end == days[-1] and rng.random() < 0.5
            yield rng.randint(1, people), role, _text(start, rng), None if last else _text(end - 40, rng, start)
        made += holders


def _text(day: int, rng: random.Random, floor: int = 0) -> str:
    """A day, now and then only its month or year."""
    iso = (date.min + timedelta(days=max(day, floor) - 1)).isoformat()
    return iso if rng.random() < 0.8 else iso[: rng.choice((4, 7))]


def build(path: Path, count: int) -> int:
    """A registry with about `count` appointments at `path`; returns how many. Tenures that clash are left out."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    Registry.create(path)
    connection = open_registry(path)
    rows = list(appointments(count))
    connection.execute("begin")
    connection.execute("insert into organizations (slug, name) values ('body', 'Body')")
    connection.executemany(
        "insert into people (slug, name, name_key) values (?1, ?1, ?1)",
        ((f"person-{number}",) for number in range(1, max(row[0] for row in rows) + 1)),
    )
    connection.executemany(
        "insert into roles (slug, title, name_key, organization_id) values (?1, ?1, ?1, 1)",
        ((f"role-{number}",) for number in range(1, max(row[1] for row in rows) + 1)),
    )
    for number, (person, role, start, end) in enumerate(rows):
        _insert(connection, number, person, role, start, end)
    connection.execute("commit")
    made = int(connection.execute("select count(*) from appointments").fetchone()[0])
    connection.execute("analyze")
    connection.close()
    return made


def _insert(connection: sqlite3.Connection, number: int, person: int, role: int, start: str, end: str | None) -> None:
    bounds = bounds_of(start, end)
    try:
        connection.execute(
            "insert into appointments (slug, person_id, role_id, start_date, end_date,"
            " start_earliest, start_latest, end_earliest, end_latest) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                f"appointment-{number}", person, role, start, end,
                bounds.start_earliest, bounds.start_latest, bounds.end_earliest, bounds.end_latest,
            ),
        )  # fmt: skip
    except sqlite3.IntegrityError:
        return
