"""A lake of many tenures, asked by DuckDB and by Spark: a day, a role's history, the overlap audit. `make bench-scale`.

    python benchmarks/lake.py [--tenures 1000000] [--spark] [--keep FOLDER]

The tenures are made in partitions of 10,000 roles with ten each, as `registry export --format lake` would write them,
so that no registry of that size is needed. Printed for each size: rows a second of making it, seconds and processor
time of each question, and the largest memory of this process.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from registry.lake import Lake
from registry.lake.lake import statement
from registry.lake.layout import ROLES_IN_PART, TABLES, Manifest

TERMS = 10  # of a role: five years each, the last of them open; every hundredth is held too long by a day or more
DAY = "2000-06-01"

_TENURES = """
select r * 10 + n as id, 'holder-' || (r * 10 + n) || '-post-' || r as appointment,
  r as role_id, 'post-' || r as role, 'Post ' || r as title,
  r // 20 as organization_id, 'body-' || (r // 20) as organization, 'Body ' || (r // 20) as organization_name,
  (r * 7 + n * 104729) % {people} + 1 as person_id, 'person-' || person_id as person, 'Person ' || person_id as name,
  'substantive' as kind, 'accepted' as status, start as start_date, finish as end_date,
  first as recorded_start_earliest, first as recorded_start_latest,
  coalesce(last, date '9999-12-31') as recorded_end_earliest, coalesce(last, date '9999-12-31') as recorded_end_latest,
  recorded_start_earliest as start_earliest, recorded_start_latest as start_latest,
  recorded_end_earliest as end_earliest, recorded_end_latest as end_latest,
  first as certain_from, coalesce(last, first) as certain_to,
  first as presumed_from, end_earliest as presumed_to, first as possible_from, end_latest as possible_to,
  last is null as open, false as doubted, id as spell_id, 0 as spell_place,
  'entered' as entered_as, first as entered_earliest, first as entered_latest, false as entered_inferred,
  false as entered_doubted,
  case when last is not null then 'left' end as left_as, last as left_earliest, last as left_latest,
  false as left_inferred, false as left_doubted
from (
  select r, n, date '1975-01-01' + cast(n * 1826 + r % 900 as integer) as first,
    case when n < 9 then first + cast(1826 + case when r % 100 = 0 then 1 else 0 end as integer) end as last,
    strftime(first, '%Y-%m-%d') as start, strftime(last, '%Y-%m-%d') as finish
  from range({first}, {end}) a(r) cross join range(0, 10) b(n)
)
order by role_id, id
"""
_ROLES = """
select r as id, 'post-' || r as slug, 'Post ' || r as title, r // 20 as organization_id,
  'body-' || (r // 20) as organization, 'Body ' || (r // 20) as organization_name,
  date '0001-01-01' as life_from, date '9999-12-31' as life_to,
  date '0001-01-01' as inception_earliest, date '9999-12-31' as abolition_latest
from range({first}, {end}) a(r)"""
_SEATS = """
select r as role_id, date '0001-01-01' as first_day, date '9999-12-31' as last_day, 1 as seats
from range({first}, {end}) a(r)"""
_IDENTIFIERS = "select 'role' as noun, r as id, 'slug' as scheme, 'post-' || r as value from range({first}, {end}) a(r)"
_MADE = {"tenures": _TENURES, "roles": _ROLES, "seats": _SEATS, "identifiers": _IDENTIFIERS}
_KINDS = {"id": "bigint", "day": "date", "flag": "boolean", "text": "varchar"}


def make(folder: Path, tenures: int) -> None:
    """Write a lake of so many tenures, a partition at a time."""
    connection = duckdb.connect(":memory:")
    roles = tenures // TERMS
    manifest = Manifest()
    for part, first in enumerate(range(0, roles, ROLES_IN_PART)):
        end = min(first + ROLES_IN_PART, roles)
        for table, sql in _MADE.items():
            _write(connection, folder, manifest, table, part, sql.format(first=first, end=end, people=roles * 4))
    for table in TABLES.keys() - _MADE.keys():
        _write(connection, folder, manifest, table, 0, "select 1 as nothing where false")
    (folder / "lake.json").write_text(manifest.text(), "utf-8")


def _write(connection: Any, folder: Path, manifest: Manifest, table: str, part: int, sql: str) -> None:
    path = f"{table}/part={part}/made.parquet"
    (folder / path).parent.mkdir(parents=True)
    made = {column[0] for column in connection.execute(f"describe {sql}").fetchall()}
    cells = ", ".join(
        f"cast({column if column in made else 'null'} as {_KINDS[kind]}) as {column}"
        for column, kind in TABLES[table].items()
    )
    copied = f"copy (select {cells} from ({sql})) to '{folder / path}' (compression zstd)"
    (rows,) = connection.execute(copied).fetchone()
    manifest.files.setdefault(table, {})[part] = {"path": path, "rows": rows, "sha256": ""}


def ask(lake: Lake, tenures: int) -> None:
    """Print what each question took."""
    middle = f"post-{tenures // TERMS // 2}"
    measured("one role on a day", lambda: lake.who(middle, DAY))
    measured("one role's history", lambda: lake.history(middle))
    settings = {"roles": "true", "tenures": "true", "day": f"date '{DAY}'", "everyone": "false", "empty": "false"}
    held = measured("every role on a day, counted", lambda: count(lake, statement("on_day", **settings)))
    found = measured("the overlap audit, counted", lambda: count(lake, statement("check", today="date '2025-12-31'")))
    print(f"    {held:,} held, {found:,} found in {tenures:,} tenures")


def count(lake: Lake, sql: str) -> int:
    """How many rows the question has: the engine makes all of them, and this process holds none."""
    return int(lake.ask(f"select count(*) from ({sql}) answered")[1][0][0])


def measured(what: str, act: Callable[[], Any]) -> Any:
    """Do it, and print its seconds and processor time."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    print(f"  {what}: {time.perf_counter() - wall:.2f} s, processor {time.process_time() - cpu:.2f} s")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tenures", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    print(json.dumps({"made": datetime.now(UTC).date().isoformat(), "duckdb": duckdb.__version__}))
    for tenures in given.tenures:
        folder = Path(tempfile.mkdtemp(dir=given.keep))
        try:
            print(f"{tenures:,} tenures")
            measured("made", lambda folder=folder, tenures=tenures: make(folder, tenures))
            size = sum(path.stat().st_size for path in folder.rglob("*.parquet"))
            print(f"    {size / tenures:.0f} bytes a tenure")
            for engine in ("duckdb", *(["spark"] if given.spark else [])):
                print(f" {engine}")
                with Lake(folder, engine) as lake:
                    ask(lake, tenures)
            print(f"  largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        finally:
            if given.keep is None:
                shutil.rmtree(folder)


if __name__ == "__main__":
    main()
