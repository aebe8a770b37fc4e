"""What an audit costs: all our rules, and a core set of them beside DuckDB and PostgreSQL.

    pip install duckdb "psycopg[binary]"; apt-get install postgresql-15     # what is missing is left out
    python benchmarks/check.py [APPOINTMENTS]                               # 1,000,000 unless said

The core set: definite clashes in roles with one seat, the same person twice in one role, gaps in continuous roles, ends
missing though somebody has started later. The peers ask in the way that suits them best, over native days; PostgreSQL
with our indexes. Loading is not timed. All must find the same. The core set's times are medians of three; each system
runs in a process of its own. Prints times, ratios and the peak memory of our audit.
"""

from __future__ import annotations

import csv
import multiprocessing
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from peers import lacking_duckdb, lacking_postgres, postgres
from synthetic import build, cite

from registry.domain.audit.findings import Limits
from registry.store.audit.rules import broken, look_at, rules
from registry.store.database.registry_file import open_registry

CORE = ("clash", "twice", "gap", "end-missing")
TODAY = "2025-06-01"
RUNS = 3
FORCED = 300  # of each kind of fault
SHUFFLED = {"beside": "id * 7919 % 10007", "again": "id * 104729 % 10009"}
SHUFFLED |= {"open": "id * 1299709 % 10037", "disputed": "id * 15485863 % 10039"}

Result = TypeVar("Result")
Times = dict[str, tuple[int, float]]  # what was asked for -> how many were found, seconds

CLASH = """
select b.id, a.id from appointments a join roles r on r.id = a.role_id and r.seats = 1
join appointments b on b.role_id = a.role_id and b.kind = a.kind and b.status = 'accepted'
  and b.start_earliest >= a.start_earliest and b.start_earliest < a.end_earliest
  and (b.start_earliest > a.start_earliest or b.id > a.id)
  and a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
where a.status = 'accepted'
"""
TWICE = """
select a.id, b.id from appointments a
join appointments b on b.role_id = a.role_id and b.person_id = a.person_id and b.status = 'accepted'
where a.status = 'accepted' and (a.start_latest < b.start_latest or a.start_latest = b.start_latest and a.id < b.id)
  and a.start_latest < b.end_earliest and b.start_latest < a.end_earliest
"""
GAP = """
with swept as (
  select a.id, a.role_id, a.start_earliest,
    max(a.end_latest) over (partition by a.role_id order by a.start_earliest, a.id
      rows between unbounded preceding and 1 preceding) as reached
  from appointments a join roles r on r.id = a.role_id
  where a.status = 'accepted' and a.person_id is not null and r.continuous
)
select x.id, min(b.id), x.reached + 1, x.start_earliest - 1
from (select * from swept where reached < date '9999-12-31' and reached + 1 < start_earliest) x
join appointments b on b.role_id = x.role_id and b.status = 'accepted' and b.person_id is not null
  and b.end_latest = x.reached
where not exists (
  select 1 from appointments v
  where v.role_id = x.role_id and v.status = 'accepted' and v.person_id is null
    and v.start_earliest <= x.reached + 1 and v.end_latest >= x.start_earliest - 1)
group by x.id, x.reached, x.start_earliest
"""
END_MISSING = """
select distinct on (a.id) a.id, b.id from appointments a join roles r on r.id = a.role_id
join appointments b on b.role_id = a.role_id and b.status = 'accepted'
  and b.start_earliest > a.start_latest and (b.replaces_id = a.id or (r.seats = 1 and b.kind = a.kind))
where a.status = 'accepted' and a.person_id is not null and b.person_id is not null
  and (a.end_date is null or a.end_date = 'XXXX')
order by a.id, b.start_earliest, b.id
"""
QUERIES = dict(zip(CORE, (CLASH, TWICE, GAP, END_MISSING), strict=True))

TABLES = """
create table roles (id integer primary key, seats integer, continuous boolean);
create table appointments (
  id integer primary key, person_id integer, role_id integer, kind text, status text, replaces_id integer,
  end_date text, start_earliest date, start_latest date, end_earliest date, end_latest date);
"""
INDEXES = """
create index appointments_who on appointments
  (role_id, start_earliest, end_latest, start_latest, end_earliest, kind, status, person_id);
create index appointments_person on appointments (person_id);
vacuum analyze;
"""
COLUMNS = {
    "roles": "id, seats, continuous",
    "appointments": "id, person_id, role_id, kind, status, replaces_id, end_date,"
    " start_earliest, start_latest, end_earliest, end_latest",
}


def prepare(path: Path, count: int) -> int:
    """A registry with about `count` appointments, most in order, some not; returns how many."""
    made = build(path, count)
    cite(path)
    connection = open_registry(path)
    connection.execute("begin")
    connection.execute("update roles set continuous = 1 where id % 10 = 0 and seats = 1")
    connection.execute("update roles set term_months = 48, term_limit = 2 where id % 10 = 1")
    connection.execute(
        "insert into role_relations (role_id, kind, other_id)"
        " select id, 'excludes', id + 1 from roles where id % 7 = 1 limit 100"
    )
    force_faults(connection)
    connection.execute("commit")
    connection.execute("analyze")
    for table, columns in COLUMNS.items():
        with path.with_name(f"{table}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(connection.execute(f"select {columns} from {table}"))
    connection.close()
    return made


def force_faults(connection: sqlite3.Connection) -> None:
    """Some hundred of each: people beside the holder, the same person again, ends forgotten, and gaps."""
    connection.execute("drop trigger appointments_do_not_clash_on_insert")
    connection.execute("drop trigger appointments_do_not_clash_on_update")
    copied = "role_id, start_date, start_earliest, start_latest, end_date, end_earliest, end_latest"
    for name, person in (("beside", "1 + id % 300"), ("again", "person_id")):
        connection.execute(
            f"insert into appointments (slug, person_id, {copied}) select slug || '-{name}', {person}, {copied}"
            f" from appointments where end_date is not null order by {SHUFFLED[name]}, id limit {FORCED}"
        )
    connection.execute(
        "update appointments set end_date = null, end_earliest = '9999-12-31', end_latest = '9999-12-31'"
        f" where id in (select id from appointments order by {SHUFFLED['open']}, id limit {FORCED})"
    )
    connection.execute(
        "update appointments set status = 'disputed' where id in (select a.id from appointments a"
        f" join roles r on r.id = a.role_id where r.continuous order by a.{SHUFFLED['disputed']}, a.id limit {FORCED})"
    )


def ours(path: Path, codes: tuple[str, ...]) -> tuple[Times, float]:
    """What each rule finds and takes, and the peak memory of the process in MB."""
    connection = open_registry(path)
    look_at(connection, None)
    times = {}
    for rule in rules():
        if rule.code in codes or not codes:
            times[rule.code] = timed(lambda rule=rule: broken(connection, rule, TODAY, Limits()), RUNS if codes else 1)
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return times, kilobytes / 1024


def in_duckdb(folder: Path) -> Times:
    """The core set in DuckDB."""
    import duckdb

    connection = duckdb.connect(str(folder / "duck.db"))
    connection.execute(TABLES)
    for table in COLUMNS:
        connection.execute(f"copy {table} from '{folder / table}.csv' (header false)")
    return {code: timed(lambda query=query: connection.execute(query).fetchall()) for code, query in QUERIES.items()}


def in_postgres(folder: Path) -> Times:
    """The core set in PostgreSQL."""
    import psycopg

    with postgres() as where, psycopg.connect(where, autocommit=True) as connection:
        connection.execute(TABLES)
        for table in COLUMNS:
            with connection.cursor().copy(f"copy {table} from stdin (format csv)") as copy:
                copy.write((folder / f"{table}.csv").read_bytes())
        for statement in INDEXES.split(";")[:-1]:
            connection.execute(statement)
        return {
            code: timed(lambda query=query: connection.execute(query).fetchall()) for code, query in QUERIES.items()
        }


def timed(ask: Callable[[], list[Any]], runs: int = RUNS) -> tuple[int, float]:
    """How many rows are found, and the median of the seconds that it takes."""
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        found = len(ask())
        seconds.append(time.perf_counter() - began)
    return found, statistics.median(seconds)


def apart(work: Callable[..., Result], *words: Any) -> Result:
    """In a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *words).result()


def report(made: int, all_rules: Times, core: dict[str, Times], peak: float) -> None:
    """The figures, slowest first."""
    print(f"{'rule':<24}{'found':>9}{'seconds':>9}   of {made:,} appointments")
    for code, (found, seconds) in sorted(all_rules.items(), key=lambda item: -item[1][1]):
        print(f"{code:<24}{found:>9,}{seconds:>9.2f}")
    print(f"{'all rules':<33}{sum(seconds for _, seconds in all_rules.values()):>9.2f}\n")
    print(f"{'core set':<24}{'found':>9}" + "".join(f"{system:>12}" for system in core))
    for code in CORE:
        row = [times[code] for times in core.values()]
        assert len({found for found, _ in row}) == 1, f"{code}: {row}"
        print(f"{code:<24}{row[0][0]:>9,}" + "".join(f"{seconds:>12.2f}" for _, seconds in row))
    sums = {system: sum(seconds for _, seconds in times.values()) for system, times in core.items()}
    print(f"{'together':<33}" + "".join(f"{seconds:>12.2f}" for seconds in sums.values()))
    first, *peers = sums
    for peer in peers:
        print(f"ours to {peer:<20}{sums[first] / sums[peer]:>17.2f} times")
    if peers:
        print(f"ours to the faster{sums[first] / min(sums[peer] for peer in peers):>27.2f} times (aim: at most 2)")
    print(f"peak memory of our audit {peak:>17.0f} MB    (aim: under 500)")


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "registry.db"
        made = apart(prepare, path, count)
        all_rules, peak = apart(ours, path, ())
        core = {"ours": apart(ours, path, CORE)[0]}
        for system, lacking, ask in (
            ("DuckDB", lacking_duckdb(), in_duckdb),
            ("PostgreSQL", lacking_postgres(), in_postgres),
        ):
            if lacking:
                print(f"{system} is left out: {lacking}")
            else:
                core[system] = apart(ask, folder)
    report(made, all_rules, core, peak)


if __name__ == "__main__":
    main()
