"""What an import costs: one flat CSV into a new registry, beside programs that put it into a table as it is.

    pip install sqlite-utils "psycopg[binary]"; apt-get install sqlite3 postgresql-15    # what is not there is left out
    python benchmarks/imports.py [ROWS ...]                                              # 100,000 unless said

Ours is the command as somebody types it: it finds people, organizations and roles in the rows, reads each date,
refuses whoever has no seat, makes them searchable and (up to 100,000 rows) audits the registry in the end.
`sqlite-utils insert` and `sqlite3 .import` check nothing and keep the cells as texts. PostgreSQL refuses overlaps in
roles of one seat by an exclusion constraint over whole days; it is favoured: its file is prepared before the clock
starts, with dates as ranges, its server and the connection are there already, and it resolves no names, keeps no
history and is not searchable. Once its roles are the texts of the file, once numbers that somebody has made of them.
The memory of its server is not told.

The others run as processes of their own, one after the other. Prints seconds, rows a second, the ratio to ours and the
peak resident memory; of several sizes, whether the time of a row stays the same. 10,000,000 rows take some 15 GB in
TMPDIR.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from peers import lacking_postgres, postgres
from tables import rows, write_file

from registry.domain.dates.bounds import bounds_of

OURS, UTILS, SHELL = "registry import", "sqlite-utils insert", "sqlite3 .import"
TEXTS, NUMBERS = "PostgreSQL, texts", "PostgreSQL, numbers"
BLOCK = 1 << 20
MOST_MB = 500
LINEAR = 1.25  # times the seconds a row of the smallest size
TABLE = """
drop table if exists appointments;
create extension if not exists btree_gist;
create table appointments (
  person text not null,
  {columns},
  one_seat boolean not null,
  period daterange not null,
  exclude using gist ({same}, period with &&) where (one_seat)
);
"""
ROLES = {TEXTS: {"organization": "text", "role": "text"}, NUMBERS: {"role": "integer"}}


class Run(NamedTuple):
    """Peak MB None = not known."""

    seconds: float
    peak: float | None


def prepare(folder: Path, count: int) -> None:
    """Write the CSV, and what PostgreSQL is to read."""
    write_file(folder / "rows.csv", count)
    for name in ROLES:
        with (folder / f"{name}.txt").open("w", encoding="utf-8") as file:
            file.writelines(for_postgres(count, texts=name == TEXTS))


def for_postgres(count: int, *, texts: bool) -> Iterator[str]:
    """Person, role, whether it has one seat, and the days that the tenure certainly has (none: an empty range)."""
    roles: dict[tuple[str, str], int] = {}
    for person, title, place, seats, start, end in rows(count):
        role = f"{place}\t{title}" if texts else roles.setdefault((title, place), len(roles))
        bounds = bounds_of(start, end or None)
        days = f"[{bounds.start_latest},{max(bounds.start_latest, bounds.end_earliest)})"
        yield f"{person}\t{role}\t{seats == '1'}\t{days}\n"


def run(*words: str) -> Run:
    """Run a program to its end. Raises CalledProcessError."""
    began = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, words)
    return Run(seconds, used.ru_maxrss / 1024)


def measure(folder: Path, count: int, where: str | None) -> dict[str, Run]:
    """Each program on the same rows. What it wrote is removed before the next one starts."""
    # By another process: a new program's peak begins with the memory of the one that starts it.
    writer = get_context("spawn").Process(target=prepare, args=(folder, count))
    writer.start()
    writer.join()
    file, db = folder / "rows.csv", folder / "rows.db"
    python, shell = sys.executable, shutil.which("sqlite3")
    programs = {OURS: [python, "-m", "registry", "--db", str(db), "import", str(file)]}
    if find_spec("sqlite_utils"):
        programs[UTILS] = [python, "-m", "sqlite_utils", "insert", str(db), "t", str(file), "--csv"]
    if shell:
        programs[SHELL] = [shell, str(db), f".import --csv {file} t"]
    found = {}
    for name, words in programs.items():
        found[name] = run(*words)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{db}{suffix}").unlink(missing_ok=True)
    for name, columns in ROLES.items() if where else ():
        found[name] = into_postgres(str(where), folder / f"{name}.txt", columns)
    return found


def into_postgres(where: str, file: Path, columns: Mapping[str, str]) -> Run:
    """Copy the prepared text into an empty table; `columns`: by which roles are told apart, with their types."""
    import psycopg

    defined = ", ".join(f"{name} {kind} not null" for name, kind in columns.items())
    same = ", ".join(f"{name} with =" for name in columns)
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute(TABLE.format(columns=defined, same=same))
        began = time.perf_counter()
        with connection.cursor().copy("copy appointments from stdin") as copy, file.open("rb") as read:
            while block := read.read(BLOCK):
                copy.write(block)
        return Run(time.perf_counter() - began, None)


CASES = {"again": 0.6, "filled": 1.2, "conflicts": 1.5}  # at most so many times the processor time of the other


def ours(db: Path, file: Path, **options: str) -> float:
    """Processor seconds of an import in this process."""
    from registry import Registry

    began = time.process_time()
    with Registry.creating(db, actor="a benchmark") as registry:
        registry.import_file(file, **options)
    return time.process_time() - began


def cases(folder: Path, count: int) -> None:
    """The same file again, a filled registry and an empty one, 950 conflicts in 1,000 rows and none; as ratios."""
    file, other = folder / "rows.csv", folder / "other.csv"
    write_file(file, count)
    first = ours(folder / "a.db", file)
    ratios = {"again": ours(folder / "a.db", file) / first}
    with file.open(encoding="utf-8", newline="") as read, other.open("w", encoding="utf-8", newline="") as write:
        lines = csv.reader(read)
        out = csv.writer(write)
        out.writerow(next(lines))
        out.writerows([f"X{who}", role, f"Y{body}", *rest] for who, role, body, *rest in lines)
    ratios["filled"] = ours(folder / "a.db", other) / ours(folder / "b.db", other)
    head = "person,role,organization,start,end\n"
    plain, clash = folder / "plain.csv", folder / "clash.csv"
    plain.write_text(head + "".join(f"P{n} Q{n},Chair {n},Council,2001-01-01,2002-01-01\n" for n in range(1000)))
    clash.write_text(head + "".join(f"P{n} Q{n},Chair {n % 50},Council,2001-01-01,2002-01-01\n" for n in range(1000)))
    without = ours(folder / "c.db", plain)
    ratios["conflicts"] = ours(folder / "d.db", clash, on_conflict="skip") / without
    for name, ratio in ratios.items():
        print(f"  {name:10} {ratio:.2f} times (aim: {CASES[name]} at most)")


def tell(count: int, found: dict[str, Run]) -> None:
    print(f"{count:,} rows")
    for name, one in found.items():
        peak = "" if one.peak is None else f"{one.peak:7,.0f} MB"
        ratio = one.seconds / found[OURS].seconds
        print(f"  {name:20} {one.seconds:8.1f} s {count / one.seconds:10,.0f} rows/s {ratio:7.2f} of our time {peak}")
    aims = {TEXTS: "at least 2", NUMBERS: "at least 2", UTILS: "more than 1"}
    for name, aim in aims.items():
        if name in found:
            print(f"  ours to {name}: {found[name].seconds / found[OURS].seconds:.2f} times as fast (aim: {aim})")
    print(f"  peak: {found[OURS].peak:,.0f} MB (aim: less than {MOST_MB})")


def main() -> None:
    counts = [int(word.replace(",", "").replace("_", "")) for word in sys.argv[1:]] or [100_000]
    every: dict[int, Run] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        lacking = lacking_postgres()
        where = None if lacking else stack.enter_context(postgres())
        if lacking:
            print(f"PostgreSQL is left out: {lacking}")
        for count in counts:
            found = measure(folder, count, where)
            tell(count, found)
            every[count] = found[OURS]
        print(f"processor time of ours in other cases, {counts[0]:,} rows")
        cases(folder, counts[0])
    if len(every) > 1:
        first, *_, last = sorted(every)
        times = every[last].seconds / last / (every[first].seconds / first)
        told = "linear" if times <= LINEAR else "not linear"
        print(f"a row of {last:,} takes {times:.2f} times as long as one of {first:,}: {told} (aim: {LINEAR} at most)")


if __name__ == "__main__":
    main()
