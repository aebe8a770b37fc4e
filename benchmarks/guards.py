"""What the guards cost: appointments inserted row by row, in one transaction, beside an exclusion constraint.

    pip install "psycopg[binary]"; apt-get install postgresql-15     # without them only our figure is printed
    python benchmarks/guards.py [APPOINTMENTS]                       # 100,000 unless said

Our triggers refuse a clash in a role with one seat, the same person twice, and an appointment of a missing person or
role. PostgreSQL refuses the first by an exclusion constraint (half-open date ranges, so that a shared hand-over day is
no overlap), and the last by foreign keys. Both take the same rows, in the same shuffled order, from one client with a
prepared statement. Prints rows per second, the medians of three runs, and the ratio.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from peers import lacking_postgres, postgres
from synthetic import build, furnish

from registry.store.database.registry_file import open_registry

RUNS = 3
COLUMNS = "slug, person_id, role_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest"
POSTGRES = """
create extension btree_gist;
create table people (id integer primary key);
create table roles (id integer primary key, seats integer);
create table appointments (
  id integer generated always as identity primary key,
  slug text not null unique,
  person_id integer references people (id),
  role_id integer not null references roles (id),
  one_seat boolean not null,
  period daterange not null,
  exclude using gist (role_id with =, period with &&) where (one_seat)
);
"""
INTO_POSTGRES = """
insert into appointments (slug, person_id, role_id, one_seat, period) values (%s, %s, %s, %s, daterange(%s, %s, '[)'))
"""

Row = tuple[Any, ...]


def accepted(folder: Path, count: int) -> tuple[list[Row], int]:
    """The rows to insert, all of which the guards accept, and how many roles have unlimited seats (the first ones)."""
    build(folder / "rows.db", count)
    connection = open_registry(folder / "rows.db")
    rows = connection.execute(f"select {COLUMNS} from appointments order by id").fetchall()
    unlimited = connection.execute("select count(*) from roles where seats is null").fetchone()[0]
    connection.close()
    random.Random(4).shuffle(rows)
    return rows, unlimited


def ours(folder: Path, rows: list[Row], count: int) -> float:
    """Seconds that it takes to insert the rows into a new registry."""
    connection = furnish(folder / "ours.db", count)
    began = time.perf_counter()
    connection.execute("begin immediate")
    for row in rows:
        connection.execute(f"insert into appointments ({COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("commit")
    seconds = time.perf_counter() - began
    assert connection.execute("select count(*) from appointments").fetchone() == (len(rows),)
    connection.close()
    return seconds


def in_postgres(where: str, rows: list[Row], unlimited: int) -> float:
    """Seconds that it takes to insert the rows into an empty table of PostgreSQL."""
    import psycopg

    values = [_for_postgres(row, unlimited) for row in rows]
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("drop table if exists appointments, people, roles; drop extension if exists btree_gist")
        connection.execute(POSTGRES)
        for table, column in (("people", 1), ("roles", 2)):
            connection.execute(
                f"insert into {table} (id) select generate_series(1, {max(row[column] for row in rows)})"
            )
        connection.execute("vacuum analyze")
        began = time.perf_counter()
        with connection.transaction(), connection.cursor() as cursor:
            for row in values:
                cursor.execute(INTO_POSTGRES, row, prepare=True)
        seconds = time.perf_counter() - began
        assert connection.execute("select count(*) from appointments").fetchone() == (len(rows),)
    return seconds


def _for_postgres(row: Row, unlimited: int) -> Row:
    """Slug, person, role, whether it has one seat, and the days that it certainly has (none: an empty range)."""
    slug, person, role, _, _, start, _, end, _ = row
    return slug, person, role, role > unlimited, date.fromisoformat(start), date.fromisoformat(max(start, end))


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        rows, unlimited = accepted(folder, count)
        lacking = lacking_postgres()
        where = None if lacking else stack.enter_context(postgres())
        # In turn, so that drift meets both.
        runs = [(ours(folder, rows, count), where and in_postgres(where, rows, unlimited)) for _ in range(RUNS)]
    print(f"our guards                       {len(rows) / statistics.median(own for own, _ in runs):>9,.0f} rows/s")
    if lacking:
        print(f"PostgreSQL is left out: {lacking}")
        return
    print(f"PostgreSQL, exclusion constraint {len(rows) / statistics.median(peer for _, peer in runs):>9,.0f} rows/s")
    ratio = statistics.median(peer / own for own, peer in runs)
    print(f"ours to PostgreSQL               {ratio:>9.2f} times (aim: at least 1)")


if __name__ == "__main__":
    main()
