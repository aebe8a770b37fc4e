"""What an export costs: rows a second of registry JSON lines and of a table, beside what other programs write.

    python benchmarks/export.py [APPOINTMENTS]

`sqlite3` and `sqlite-utils` write one row an appointment with the slugs of person, role and predecessor, which is what
our table has, too, but without the sources (every other appointment has one), the order and the report of what is
lost. Prints rows a second and ratios; the ratios are what to read, the machine's speed cancels out of them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import build, cite

from registry import Registry
from registry.formats.protocol import writers

ROWS = """
select a.slug, p.slug as person, p.name, r.slug as role, r.title, a.kind, a.status, a.start_date, a.end_date, a.rank,
  a.how, a.end_reason, b.slug as replaces, a.note
from appointments a left join people p on p.id = a.person_id join roles r on r.id = a.role_id
left join appointments b on b.id = a.replaces_id
"""


def others(db: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """The programs that there are, by what they are called."""
    utils = [sys.executable, "-m", "sqlite_utils", "query", str(db), ROWS, "--nl"]
    found: dict[str, Callable[[], object]] = {"sqlite-utils query --nl": lambda: into(utils, folder / "utils.jsonl")}
    shell = shutil.which("sqlite3")
    if shell:
        found["sqlite3 -csv"] = lambda: into([shell, "-csv", "-header", str(db), ROWS], folder / "shell.csv")
    return found


def into(words: list[str], file: Path) -> None:
    with file.open("wb") as sink:
        subprocess.run(words, check=True, stdout=sink)


def exported(db: Path, file: Path, form: str) -> None:
    with Registry(db) as registry:
        registry.export_file(file, form)


def lines(file: Path) -> int:
    with file.open("rb") as read:
        return sum(1 for _ in read)


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measure(folder: Path, count: int) -> None:
    db = folder / "registry.db"
    made = build(db, count)
    cite(db)
    rates = {name: made / seconds(act) for name, act in others(db, folder).items()}
    for form in sorted({each.NAME for each in writers()} & {"jsonl", "csv"}):
        file = folder / f"ours.{form}"
        took = seconds(lambda file=file, form=form: exported(db, file, form))
        rates[f"registry export --format {form}"] = lines(file) / took
    print(f"{made:,} appointments, rows a second:")
    for name, rate in rates.items():
        ratios = ", ".join(
            f"{rate / rates[other]:.2f} of {other}" for other in rates if other != name and name.startswith("registry")
        )
        print(f"  {name}: {rate:,.0f}{f' ({ratios})' if ratios else ''}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
