"""What keeping the record costs: an entry beside a bare insert, an import with and without history, the past.

    python benchmarks/record.py [APPOINTMENTS]

Prints times and ratios; the ratios are what to read, the machine's speed cancels out of them.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import build

from registry import Registry
from registry.store.database.registry_file import open_registry

ENTRIES = 300
IMPORTED = 10_000
IMPORTS = 3
QUESTIONS = 2_000
HISTORY = "name like '%_keep_%' or name like '%_are_not_replaced_%'"


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def entry_and_insert(folder: Path) -> None:
    """Processor time of an `appoint` beside the same row inserted into the same schema, with its triggers, in turn.

    On a memory disk where there is one, as what a disk takes to sync varies; the registry and the row grow alike.
    """
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else folder) as fast:
        path, plain = Path(fast) / "entries.db", Path(fast) / "plain.db"
        Registry.create(path)
        with Registry(path, actor="a benchmark") as registry:
            registry.organizations.add("Body")
            for number in range(ENTRIES):
                registry.roles.add(f"Post {number}", "body")
                registry.people.add(f"Person {number}", new=True)
        shutil.copyfile(path, plain)
        direct = open_registry(plain)
        pairs = []
        with Registry(path, actor="a benchmark") as registry:
            for number in range(ENTRIES):
                row = (f"person-{number}", f"post-{number}", "2020-01-01")
                pairs.append(
                    (processor(lambda row=row: registry.appoint(*row)), processor(lambda row=row: put(direct, row)))
                )
        direct.close()
    told(
        "appoint, processor time", statistics.median(pair[0] for pair in pairs),
        "the same row into the same schema", statistics.median(pair[1] for pair in pairs),
    )  # fmt: skip


def put(connection: sqlite3.Connection, row: tuple[str, str, str]) -> None:
    """One appointment by SQL, in a transaction of its own."""
    person, role, start = row
    connection.execute("begin immediate")
    connection.execute(
        "insert into appointments (slug, person_id, role_id, start_date, start_earliest, start_latest)"
        " select :slug, (select id from people where slug = :person), (select id from roles where slug = :role),"
        " :start, :start, :start",
        {"slug": f"{person}-{role}", "person": person, "role": role, "start": start},
    )
    connection.execute("commit")


def processor(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def entries(folder: Path) -> None:
    """A validated `appoint` with everything it checks, and one row that is on the disk, in turn."""
    path = folder / "entries.db"
    Registry.create(path)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("pragma journal_mode = wal")
    columns = "id integer primary key, person text, role text, start_date text"
    bare.execute(f"create table appointments ({columns}) strict")
    insert = "insert into appointments (person, role, start_date) values (?, ?, ?)"
    pairs = []
    with Registry(path, actor="a benchmark") as registry:
        registry.organizations.add("Body")
        for number in range(ENTRIES):
            registry.roles.add(f"Post {number}", "body")
            registry.people.add(f"Person {number}", new=True)
        for number in range(ENTRIES):
            row = (f"person-{number}", f"post-{number}", "2020-01-01")
            pairs.append(
                (seconds(lambda row=row: registry.appoint(*row)), seconds(lambda row=row: bare.execute(insert, row)))
            )
    told(
        "appoint, in process", statistics.median(pair[0] for pair in pairs),
        "a bare insert on the disk", statistics.median(pair[1] for pair in pairs),
    )  # fmt: skip


def imports(folder: Path) -> None:
    """The same package into a registry with its history triggers and into one without."""
    build(folder / "source.db", IMPORTED)
    with Registry(folder / "source.db") as source:
        source.export_package(folder / "package")
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(IMPORTS):
        for kept in (True, False):
            path = folder / f"{number}-{kept}.db"
            Registry.create(path)
            if not kept:
                forget_history(path)
            with Registry(path, actor="a benchmark") as registry:
                times[kept].append(seconds(lambda registry=registry: registry.import_package(folder / "package")))
    told("an import that keeps history", min(times[True]), "without its triggers", min(times[False]))


def forget_history(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        sql = f"select name from sqlite_master where type = 'trigger' and ({HISTORY})"
        for (name,) in connection.execute(sql).fetchall():
            connection.execute(f"drop trigger {name}")


def the_past(folder: Path, count: int) -> None:
    """`who` about random roles and days, now and as known before a tenth of the tenures was corrected."""
    path = folder / "past.db"
    made = build(path, count)
    time.sleep(0.01)
    with sqlite3.connect(path) as connection:
        (moment,) = connection.execute("select strftime('%Y-%m-%dT%H:%M:%fZ', 'now')").fetchone()
        time.sleep(0.01)
        connection.execute("update appointments set rank = 'corrected' where id % 10 = 0")
    with Registry(path) as now, Registry(path, as_known_on=moment) as then:
        roles = [found.slug for found in now.roles.list()]
        told(
            f"who --as-known-on, {made:,} appointments", per_question(then, roles),
            "who", per_question(now, roles),
        )  # fmt: skip


def per_question(registry: Registry, roles: list[str]) -> float:
    rng = random.Random(2)
    times = []
    for _ in range(QUESTIONS + 200):
        role, day = rng.choice(roles), f"{rng.randint(1900, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        times.append(seconds(lambda role=role, day=day: registry.who(role, day)))
    return statistics.median(times[200:])


def told(one: str, its: float, other: str, others: float) -> None:
    print(f"{one}: {its * 1e6:,.0f} µs; {other}: {others * 1e6:,.0f} µs; ratio {its / others:.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        entries(Path(name))
        imports(Path(name))
        the_past(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
