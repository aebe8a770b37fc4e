"""Writers at the same time: changes a second, and how long the unluckiest waits.

Each writer is a process that adds people, one a change. `--peers`: the same with SQLite's waiting alone (no queue), by
bare SQL in the same file format, and in PostgreSQL; all in one run, since only the ratios mean anything.

On a machine that others use, too, a wait in seconds is theirs as well. What is fair is told by how many changes of the
others went before one that waited (of eight writers in turn: seven, and some between two changes of its own), and what
it costs by the processor time of a change; `busy` is the processor time that the writers got in a second.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sqlite3
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from secrets import token_hex

import peers

from registry import Registry
from registry.store.database import transactions

Waits = list[tuple[float, float]]  # when each change was begun and when it was done
_GATE: multiprocessing.synchronize.Event  # type: ignore[name-defined]


def _name() -> str:
    """A name that is like no other."""
    return f"{token_hex(4)} {token_hex(4)}"


def with_registry(where: str, writer: int, changes: int) -> Waits:
    """When each change was begun and done, by the one clock of the machine."""
    waits = []
    with Registry(where, actor=f"writer {writer}") as registry:
        registry.people.add(_name(), new=True)  # what is imported once is imported now
        _GATE.wait()
        for _ in range(changes):
            before = time.perf_counter()
            registry.people.add(_name(), new=True)
            waits.append((before, time.perf_counter()))
    return waits


def without_queue(where: str, writer: int, changes: int) -> Waits:
    """The same where SQLite alone lets writers wait."""

    @contextmanager
    def none(*_: object) -> Iterator[None]:
        yield

    transactions.turn = none  # type: ignore[assignment]
    return with_registry(where, writer, changes)


def with_sql(where: str, writer: int, changes: int) -> Waits:
    """A bare insert a transaction: what no registry can be faster than."""
    waits = []
    with closing(sqlite3.connect(where, timeout=30, isolation_level=None)) as connection:
        _GATE.wait()
        for number in range(changes):
            before = time.perf_counter()
            connection.execute("begin immediate")
            connection.execute("insert into people (name) values (?)", [f"Person {writer} {number}"])
            connection.execute("commit")
            waits.append((before, time.perf_counter()))
    return waits


def with_postgres(where: str, writer: int, changes: int) -> Waits:
    """One insert a transaction, one after the other by a lock on the table, as in the registry."""
    import psycopg

    waits = []
    with psycopg.connect(where) as connection:
        _GATE.wait()
        for number in range(changes):
            before = time.perf_counter()
            connection.execute("lock table people in exclusive mode")
            connection.execute("insert into people (name) values (%s)", [f"Person {writer} {number}"])
            connection.commit()
            waits.append((before, time.perf_counter()))
    return waits


def measured(write: Callable[[str, int, int], Waits], where: str, writer: int, changes: int) -> tuple[Waits, float]:
    """The waits, and the processor time in seconds; not that of what is done before the gate opens."""

    class Gate:
        def __init__(self, real: multiprocessing.synchronize.Event) -> None:
            self.real, self.used = real, 0.0

        def wait(self) -> None:
            self.real.wait()
            self.used = time.process_time()

    global _GATE
    _GATE = gate = Gate(_GATE)  # type: ignore[assignment]
    waits = write(where, writer, changes)
    return waits, time.process_time() - gate.used


def run(label: str, write: Callable[[str, int, int], Waits], where: str, writers: int, changes: int) -> None:
    global _GATE
    _GATE = multiprocessing.Event()  # inherited by the processes, which are forked
    with multiprocessing.get_context("fork").Pool(writers) as pool:
        results = [pool.apply_async(measured, (write, where, writer, changes)) for writer in range(writers)]
        time.sleep(3)  # until all stand at the gate
        begun = time.perf_counter()
        _GATE.set()
        found = [result.get() for result in results]
        taken = time.perf_counter() - begun
    each = [change for one, _ in found for change in one]
    done = sorted(end for _, end in each)
    waits = sorted(end - start for start, end in each)
    passed = max(bisect_left(done, end) - bisect_right(done, start) for start, end in each)
    used = sum(seconds for _, seconds in found)
    print(
        f"{label:22} {len(each) / taken:7.0f} changes/s   middle {waits[len(waits) // 2] * 1000:7.1f} ms   "
        f"longest {waits[-1]:6.2f} s   at most {passed:4} went before   {used / len(each) * 1000:6.2f} ms each   "
        f"busy {used / taken:.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--changes", type=int, default=100, help="of each writer")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    size = (options.writers, options.changes)
    ways = [("registry", with_registry)]
    if options.peers:
        ways += [("registry, no queue", without_queue), ("sqlite3, bare insert", with_sql)]
    for label, write in ways:
        with tempfile.TemporaryDirectory() as folder:
            Registry.create(f"{folder}/a.db")
            run(label, write, f"{folder}/a.db", *size)
    lacking = peers.lacking_postgres()
    if options.peers and lacking:
        print(f"PostgreSQL left out: {lacking}")
    elif options.peers:
        import psycopg

        with peers.postgres() as where:
            with psycopg.connect(where) as connection:
                connection.execute(
                    "create table people (id bigint generated always as identity primary key, name text)"
                )
            run("PostgreSQL", with_postgres, where, *size)


if __name__ == "__main__":
    main()
