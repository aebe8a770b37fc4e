"""Kill a program that writes, again and again: python -m tests.crash.kills acts|inits ROUNDS [SEED].

A fork server: everything is imported once, each round forks a child that works in a loop, and kills it with
SIGKILL at a random moment. What is then in the file is compared with what the child had said to be done.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random

from registry import Registry, RegistryError
from registry.store.schema.versioning_triggers import KEPT
from tests.crash.acts import ACTS, ROLES, founded, rows_of, world_of

LATEST = 0.060  # seconds from its first word on after which the child is killed, at the latest
EXAMINED = 5  # rounds from one examination by the doctor to the next
FRESH = 20  # rounds on one file, so that checking it stays cheap

_FAULTS = {
    "a change is left in progress": "select 1 from change_in_progress",
    "a row of no change": "select 1 from {table} t where not exists (select 1 from changes c "
    "where c.id = t.change_id and c.recorded_at = t.recorded_from)",
    "an old row that no change superseded": "select 1 from {table}_history t where not exists (select 1 from changes c "
    "where c.id = t.superseded_by and c.recorded_at = t.recorded_to)",
    "an old row without a later one": "select 1 from {table}_history t "
    "where not exists (select 1 from {table} n where n.id = t.id and n.recorded_from = t.recorded_to) "
    "and not exists (select 1 from {table}_history n where n.id = t.id and n.recorded_from = t.recorded_to) "
    "and not exists (select 1 from changes c where c.id = t.superseded_by and c.command like 'undo %')",
}
_WRITTEN = "select change_id from {table} union all select change_id from {table}_history"
_SUPERSEDED = "select superseded_by from {table}_history"


Say = Callable[[bytes], object]  # tells the parent how far it is
BEGUN, DONE, NOTHING = b"(", b")", b"-"


def killed(work: Callable[[Say], None], after: float) -> bytes:
    """Run `work` in a child that is killed so many seconds after its first word; what it had said.

    How long it takes to open the file, on a busy machine longer than the rest, is so no part of the time.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work(lambda word: os.write(writing, word))
        except BaseException:  # noqa: BLE001  # a child that fails must not go on as if it were the parent
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    first = os.read(reading, 1)  # nothing if the child failed before
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        said = first + pipe.read()
    assert os.WIFSIGNALED(status), "the child ended by itself"
    return said


def act_on(path: Path, random: Random, folder: Path, say: Say) -> None:
    """A program that does one act after the other, and never ends."""
    world = world_of(path, random, folder)
    while True:
        say(BEGUN)
        did = random.choice(list(ACTS.values())).do(world)
        say(DONE if did else NOTHING)


def faults(path: Path) -> list[str]:
    """What is wrong with the file: broken pages, half changes, half history."""
    with closing(sqlite3.connect(path)) as connection:
        found = [f"integrity: {row}" for row in connection.execute("pragma integrity_check") if row != ("ok",)]
        found += [f"foreign key: {row}" for row in connection.execute("pragma foreign_key_check")]
        for fault, sql in _FAULTS.items():
            for table in KEPT if "{table}" in sql else ("",):
                if connection.execute(sql.format(table=table)).fetchone():
                    found.append(f"{fault} {table}")
        written, superseded = (
            Counter(row[0] for table in KEPT for row in connection.execute(sql.format(table=table)))
            for sql in (_WRITTEN, _SUPERSEDED)
        )
        commands = dict(connection.execute("select id, command from changes"))
        for change, command in connection.execute("select id, command from changes where actor = 'a program'"):
            if (written[change], superseded[change]) != rows_of(change, commands):
                found.append(f"{command}: wrote {written[change]} rows, superseded {superseded[change]}")
    return found


def changes(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("select count(*) from changes").fetchone()[0])


def rounds(number: int, seed: str, folder: Path) -> dict[str, int]:
    """Kill so often; how many kills fell within an act, how many changes there were, how many nobody had heard of."""
    founded(folder / "new.db", folder / "packages")
    path = folder / "killed.db"
    told = Counter[str]()
    for each in range(number):
        random = Random(f"{seed}-{each}")
        if each % FRESH == 0:
            for suffix in ("-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            shutil.copy(folder / "new.db", path)
        before = changes(path)
        work = partial(act_on, path, random, folder / "packages")
        said = killed(work, random.uniform(0, LATEST))
        wrong = faults(path)
        done = said.count(DONE)
        unheard = changes(path) - before - done
        if unheard not in (0, 1):
            wrong.append(f"{done} changes were said to be done, {done + unheard} are there")
        with Registry(path) as registry:
            assert len(registry.holders("staff").roles) == ROLES
            if each % EXAMINED == 0:
                wrong += [problem.what for problem in registry.doctor().left]
        assert not wrong, f"round {seed}-{each}: {wrong}"
        told.update(rounds=1, within=said.endswith(BEGUN), changes=done + unheard, unheard=unheard)
    return dict(told)


def init(path: Path, say: Say) -> None:
    """A program that makes a registry."""
    say(BEGUN)
    Registry.create(path)
    say(DONE)
    signal.pause()


def inits(number: int, seed: str, folder: Path) -> dict[str, int]:
    """Kill so often while a registry is made; the next one to make it completes it."""
    Registry.create(folder / "warm.db")
    told = Counter[str]()
    for each in range(number):
        path = folder / f"{each}.db"
        said = killed(partial(init, path), Random(f"{seed}-{each}").uniform(0, LATEST))
        there = path.exists()
        try:
            Registry.create(path)
        except RegistryError as refused:
            raise AssertionError(f"round {seed}-{each}: {refused}") from refused
        wrong = faults(path)
        with Registry(path) as registry:
            registry.organizations.add("Staff")
        assert not wrong, f"round {seed}-{each}: {wrong}"
        told.update(rounds=1, within=said.endswith(BEGUN), there=there)
    return dict(told)


def main() -> None:
    kill, number = {"acts": rounds, "inits": inits}[sys.argv[1]], int(sys.argv[2])
    seed = sys.argv[3] if len(sys.argv) > 3 else str(time.time_ns())
    sys.stdout.write(f"seed {seed}\n")
    sys.stdout.flush()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = kill(number, seed, Path(folder))
    sys.stdout.write(f"{told} in {time.monotonic() - begun:.1f} s\n")


if __name__ == "__main__":
    main()
