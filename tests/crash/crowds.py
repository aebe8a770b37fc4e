"""Several programs on one file at the same moment: python -m tests.crash.crowds seats|inits|entries|reader.

Prints what each of them was answered, as JSON. Forked from a process without threads, which has imported everything.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from registry import Registry
from tests.crash.acts import founded, packed

CROWD = 8
MANY = 25  # entries of each
PEOPLE = 3_500  # of the package: with their other names and tenures, ten thousand rows
_FORK = multiprocessing.get_context("fork")


def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each answers; all begin at the same moment."""
    barrier = _FORK.Barrier(len(works))
    pipes = []
    for work in works:
        reading, writing = _FORK.Pipe(duplex=False)
        _FORK.Process(target=_work, args=(work, barrier, writing), daemon=True).start()
        writing.close()
        pipes.append(reading)
    return [pipe.recv() for pipe in pipes]


def _work(work: Callable[[], Any], barrier: Any, pipe: Connection) -> None:
    barrier.wait()
    try:
        pipe.send(work())
    except Exception as error:  # noqa: BLE001  # whatever it is, the test is to see it
        pipe.send(f"{type(error).__name__}: {error}")


def seats(folder: Path) -> object:
    """Everybody appoints somebody else to the same seat; for several roles."""
    path = folder / "a.db"
    founded(path, folder / "packages")
    with Registry(path) as registry:
        for number in range(10):
            registry.roles.add(f"Seat {number}", "staff")

    def appoint(person: str, role: str) -> str:
        with Registry(path, actor=person) as registry:
            return registry.appoint(person, role, "2001", new=True).tenures[0].appointment

    return [
        together([partial(appoint, f"Claimant {letter}{number}", f"seat-{number}") for letter in "abcdefgh"])
        for number in range(10)
    ]


def inits(folder: Path) -> object:
    """Everybody makes the same registry."""
    Registry.create(folder / "warm.db")
    return [together([partial(Registry.create, folder / f"{number}.db")] * CROWD) for number in range(5)]


def entries(folder: Path) -> object:
    """Everybody records many appointments; the longest that one of them took, in seconds."""
    path = folder / "a.db"
    founded(path, folder / "packages")
    with Registry(path) as registry:
        registry.roles.add("Member", "staff", seats=None)

    def record(letter: str) -> float:
        longest = 0.0
        with Registry(path, actor=letter) as registry:
            for number in range(MANY):
                begun = time.monotonic()
                registry.appoint(f"Member {letter}{number}", "member", "2001", new=True)
                longest = max(longest, time.monotonic() - begun)
        return longest

    took = together([partial(record, letter) for letter in "abcdefgh"])
    with Registry(path) as registry:
        return {"took": took, "members": sorted(holder.name for holder in registry.who("member", "2002-06-01").holders)}


def reader(folder: Path) -> object:
    """One asks all the time while another imports; answers while the import was open, and how long the longest took."""
    path = folder / "a.db"
    founded(path, folder / "packages")
    with Registry(path) as registry:
        registry.roles.add("Member", "staff", seats=None)
        registry.appoint("Founding Member", "member", "2000")
    also = [
        {"slug": slug, "person": f"big-{number}", "role": "member", "kind": "substantive", "status": "accepted",
         "start": "2001"}
        for number, slug in enumerate(("first", "last"))
    ]  # fmt: skip
    big = packed(folder / "big", "big", PEOPLE, also)

    over = _FORK.Event()

    def load() -> object:
        time.sleep(0.2)  # the other one is asking by now
        try:
            with Registry(path) as registry:
                begun = time.monotonic()
                registry.import_package(big)
                return begun, time.monotonic()
        finally:
            over.set()

    def ask() -> object:
        """Until the import is over, however long it takes on a busy machine, and once more after it."""
        answers = []
        last = False
        with Registry(path) as registry:
            while not last:
                last = over.is_set()
                begun = time.monotonic()
                names = sorted(holder.name for holder in registry.who("member", "2002-06-01").holders)
                answers.append((begun, time.monotonic(), names))
        return answers

    (begun, ended), answers = together([load, ask])
    return {
        "import": ended - begun,
        "during": sum(begun < done < ended for _, done, _ in answers),
        "longest": max(done - asked for asked, done, _ in answers),
        "answers": sorted({tuple(names) for _, _, names in answers}),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        json.dump(globals()[sys.argv[1]](Path(temporary)), sys.stdout)
