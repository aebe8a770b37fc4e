"""Synthetic people with names as they are spread in the world: a few that many bear, many that hardly anybody does.

Every fiftieth is recorded twice: in another spelling, with a slip, with a middle initial, in another order."""

from __future__ import annotations

import random
import sqlite3
from itertools import accumulate
from pathlib import Path

from registry import Registry
from registry.domain.names.keys import name_key, slug_of
from registry.store.database.registry_file import open_registry

_SYLLABLES = (
    "ba", "ko", "li", "mar", "ne", "o", "pet", "ry", "sha", "tu", "vo", "zen", "chu", "dro", "fi", "ga",
    "hry", "je", "kly", "lo", "my", "nik", "ol", "pa", "ros", "ste", "tym", "va", "ya", "zub",
)  # fmt: skip
_ENDINGS = ("enko", "uk", "ov", "sky", "chuk", "ak", "yn", "ets", "er", "son", "")
_GIVEN, _SURNAMES = 800, 30_000
_DOUBLES = 50  # one person of so many
_HOLDERS = 30  # of an office, one after the other


def names(count: int, seed: int = 1) -> list[tuple[str, str | None]]:
    """A name each, and how the person is recorded a second time, if they are."""
    chance = random.Random(seed)
    given, surnames = _words(chance, _GIVEN, 2), _words(chance, _SURNAMES, 3)
    weights = [list(accumulate(1 / (rank + 5) for rank in range(size))) for size in (_GIVEN, _SURNAMES)]
    first = chance.choices(given, cum_weights=weights[0], k=count)
    last = chance.choices(surnames, cum_weights=weights[1], k=count)
    return [
        (f"{one} {two}", _again(chance, one, two) if number % _DOUBLES == 0 else None)
        for number, (one, two) in enumerate(zip(first, last, strict=True))
    ]


def words(seed: int, count: int, syllables: int) -> list[str]:
    """So many made-up names, each another."""
    return _words(random.Random(seed), count, syllables)


def _words(chance: random.Random, count: int, syllables: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, syllables)))
        found[(word + chance.choice(_ENDINGS)).capitalize()] = None
    return list(found)


def _again(chance: random.Random, one: str, two: str) -> str:
    at = chance.randrange(1, len(two))
    return chance.choice(
        (f"{one} {two}", f"{two} {one}", f"{one} {two}".replace("y", "i"), f"{one} {two[:at]}{two[at + 1 :]}",
         f"{one} X. {two}")
    )  # fmt: skip


def build(path: Path, count: int) -> set[tuple[str, str]]:
    """A registry of so many people and those recorded twice, each pair in the same office one after the other.

    Returns the slugs of these pairs.
    """
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    Registry.create(path)
    connection = open_registry(path)
    connection.execute("begin")
    connection.execute("insert into organizations (slug, name) values ('body', 'Body')")
    connection.executemany(
        "insert into roles (slug, title, organization_id, seats) values (?, ?, 1, null)",
        ((f"office-{number}", f"Office {number}") for number in range(count // _HOLDERS + 1)),
    )
    twice = set()
    for number, (name, again) in enumerate(names(count)):
        slug, role, year = f"{slug_of(name)}-{number}", number // _HOLDERS + 1, 1950 + number % _HOLDERS * 2
        _add(connection, role, slug, name, year)
        if again:
            _add(connection, role, f"{slug}-again", again, year + 1)
            twice.add((slug, f"{slug}-again"))
    connection.execute("commit")
    connection.execute("analyze")
    connection.close()
    return twice


def _add(connection: sqlite3.Connection, role: int, slug: str, name: str, year: int) -> None:
    """Somebody who held the office for a year."""
    sql = "insert into people (slug, name, name_key) values (?, ?, ?)"
    person = connection.execute(sql, [slug, name, name_key(name)]).lastrowid
    sql = (
        "insert into appointments (slug, person_id, role_id, start_date, end_date, start_earliest, start_latest,"
        " end_earliest, end_latest) values (:slug, :person, :role, :start, :end, :start, :start, :end, :end)"
    )
    days = {"start": f"{year}-01-01", "end": f"{year + 1}-01-01"}
    connection.execute(sql, {"slug": slug, "person": person, "role": role, **days})
