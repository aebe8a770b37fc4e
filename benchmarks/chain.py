"""What a chain of command costs among 100,000 roles, beside a recursive query that weighs nothing.

    python benchmarks/chain.py

Processor time; the ratios are what to read.
"""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from registry import Registry
from registry.domain.tenures.relations import REPORTS_TO
from registry.store.tenures.chain import walk

ROLES = 100_000
BELOW = 11  # how many report to each: up from a role at the bottom there are five
DAY = "2024-05-01"
UP = """
with recursive above (id) as (
  values (?) union select r.other_id from above join role_relations r on r.role_id = above.id and r.kind = 'reports to')
select id from above"""
DOWN = UP.replace("r.other_id", "r.X").replace("r.role_id", "r.other_id").replace("r.X", "r.role_id")


def build(path: Path) -> sqlite3.Connection:
    """A tree of roles, each reporting to another one since 2020; the guards are off while it is written."""
    Registry.create(path)
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    connection.execute("begin")
    for name, _ in triggers:
        connection.execute(f"drop trigger {name}")
    connection.execute("insert into organizations (id, slug, name) values (1, 'army', 'Army')")
    roles = ((number, f"r{number}", f"R{number}") for number in range(1, ROLES + 1))
    connection.executemany("insert into roles (id, slug, title, organization_id) values (?, ?, ?, 1)", roles)
    links = ((number, (number - 2) // BELOW + 1) for number in range(2, ROLES + 1))
    connection.executemany(
        "insert into role_relations (role_id, kind, other_id, start_date, start_earliest, start_latest, end_date,"
        " end_earliest, end_latest) values (?, 'reports to', ?, '2020', '2020-01-01', '2020-12-31', '2030',"
        " '2030-01-01', '2030-12-31')",
        links,
    )
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("commit")
    return connection


def median(question: Callable[[], object], runs: int) -> float:
    """Seconds of processor time."""
    found = []
    for _ in range(runs):
        began = time.process_time()
        question()
        found.append(time.process_time() - began)
    return statistics.median(found)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        connection = build(Path(folder) / "registry.db")
        middle = 14  # 11 + 121 + 1,331 roles are below it
        for name, start, up, sql, runs in (("up", ROLES, True, UP, 200), ("down", middle, False, DOWN, 9)):
            ours = median(lambda start=start, up=up: walk(connection, start, REPORTS_TO, DAY, DAY, up=up), runs)  # type: ignore[misc]
            plain = median(lambda start=start, sql=sql: connection.execute(sql, [start]).fetchall(), runs)  # type: ignore[misc]
            count = len(walk(connection, start, REPORTS_TO, DAY, DAY, up=up))
            print(f"{name}: {count} roles, {ours * 1e3:.2f} ms; {ours / plain:.1f} times a query that weighs nothing")
        connection.close()


if __name__ == "__main__":
    main()
