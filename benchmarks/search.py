"""Search for people by other spellings: ours beside brute-force rapidfuzz and a plain full-text index, in one run.

    python benchmarks/search.py [PEOPLE ...]      # 1,000, 100,000 and 1,000,000 unless said

Each question is the name of somebody recorded, spelt otherwise, some with a slip, turned round or with an initial
(names.py). Prints milliseconds of processor time a question (median and 95th percentile), in how many the name was
found at all and in how many it, or a name as likely, came first; and what the index costs the entry of the people.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from names import asked, names

from registry import Registry
from registry.domain.names.keys import name_key
from registry.domain.names.similarity import most_alike
from registry.store.database.registry_file import open_registry
from registry.store.entities.named import PERSON
from registry.store.names.search_index import names_like

QUESTIONS = 200
SHOWN = 200

Search = Callable[[str], list[tuple[str, float]]]  # keys and how likely each is, best first


def furnish(path: Path, people: list[str], *, indexed: bool = True) -> float:
    """Seconds that it takes to enter the people in one transaction."""
    Registry.create(path)
    connection = open_registry(path)
    if not indexed:
        connection.execute("drop trigger people_search_on_insert")
    rows = [(f"person-{number}", name, name_key(name)) for number, name in enumerate(people)]
    began = time.process_time()
    connection.execute("begin")
    connection.executemany("insert into people (slug, name, name_key) values (?, ?, ?)", rows)
    connection.execute("commit")
    seconds = time.process_time() - began
    connection.close()
    return seconds


def ours(path: Path) -> Search:
    connection = open_registry(path)

    def search(key: str) -> list[tuple[str, float]]:
        scores = most_alike(key, {name.key for name in names_like(connection, PERSON, key)})
        return sorted(scores.items(), key=lambda told: -told[1])

    return search


def brute_force(people: list[str]) -> Search:
    from rapidfuzz import fuzz, process

    keys = list({name_key(name) for name in people})

    def search(key: str) -> list[tuple[str, float]]:
        found = process.extract(key, keys, scorer=fuzz.token_sort_ratio, limit=SHOWN)
        return [(known, score) for known, score, _ in found]

    return search


def full_text(path: Path) -> Search:
    """FTS5 over the words as they are, any of which may match, by bm25."""
    connection = open_registry(path)
    connection.execute("create virtual table temp.plain using fts5(key)")
    connection.execute("insert into plain select distinct name_key from people")

    def search(key: str) -> list[tuple[str, float]]:
        match = " OR ".join(f'"{word}"' for word in key.split())
        sql = "select key, -rank from plain where plain match ? order by rank limit ?"
        return connection.execute(sql, [match, SHOWN]).fetchall()

    return search


def told(title: str, search: Search, questions: list[tuple[str, str]]) -> float:
    """Prints how it does; returns its median, in seconds."""
    times, found, first = [], 0, 0
    for key, wanted in questions:
        began = time.process_time()
        ranked = search(key)
        times.append(time.process_time() - began)
        scores = dict(ranked)
        found += wanted in scores
        first += wanted in scores and scores[wanted] >= ranked[0][1]
    median, slow = statistics.median(times), sorted(times)[int(len(times) * 0.95)]
    share = f"found {found / len(questions):4.0%}, first {first / len(questions):4.0%}"
    print(f"  {title:24} {median * 1e3:9.1f} ms {slow * 1e3:9.1f} ms   {share}")
    return median


def compare(folder: Path, count: int) -> None:
    people = names(count)
    rng = random.Random(9)
    wanted = [rng.choice(people) for _ in range(QUESTIONS)]
    questions = [(name_key(asked(name, rng)), name_key(name)) for name in wanted]
    with_index, without = furnish(folder / "a.db", people), furnish(folder / "b.db", people, indexed=False)
    print(f"{count:,} people, {len(set(people)):,} names; entered in {with_index:.1f} s, {without:.1f} s unindexed")
    own = told("ours", ours(folder / "a.db"), questions)
    theirs = told("rapidfuzz, all names", brute_force(people), questions)
    plain = told("FTS5, plain words", full_text(folder / "b.db"), questions)
    print(f"  ours to rapidfuzz {own / theirs:.3f} times, to FTS5 {own / plain:.2f} times")


def main() -> None:
    for count in [int(each) for each in sys.argv[1:]] or [1_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), count)


if __name__ == "__main__":
    main()
