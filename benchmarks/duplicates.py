"""What it takes to look for people recorded twice, and how many of those who are it finds.

    python benchmarks/duplicates.py [PEOPLE]

Prints the time beside that of reading all names, and of the planted pairs how many are proposed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from people import build

from registry import Registry


def main(folder: Path, count: int) -> None:
    path = folder / "people.db"
    twice = build(path, count)
    with Registry(path) as registry:
        began = time.perf_counter()
        people = registry.people.list()
        read = time.perf_counter() - began
        began = time.perf_counter()
        found = registry.people.duplicates(limit=None)
        took = time.perf_counter() - began
        one = time.perf_counter()
        registry.people.duplicates(people[0].slug)
        alone = time.perf_counter() - one
    hits = len({(pair.person, pair.other) for pair in found} & twice)
    print(f"duplicates among {len(people):,} people: {took:.1f} s, {took / read:.0f} times reading their names")
    print(f"duplicates of one of them: {alone:.2f} s")
    print(f"of {len(twice):,} recorded twice {hits / len(twice):.0%} are proposed; {len(found):,} pairs in all")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
