"""One synthetic file of appointments, of realistic shape: a flat CSV as a spreadsheet or a scraper has it.

    python benchmarks/tables.py COUNT FILE

Tenures as in synthetic.py (most roles have 1 to 30 holders, a few are committees of hundreds and one of thousands; a
fifth of the dates is a month or a year), with names: a third as many people as tenures, and offices of the same few
titles in many organizations. Nobody clashes. Rows come in no order of names, as they do in files.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from people import words
from synthetic import appointments, committees

_TITLES = (
    "Director", "Deputy Director", "Secretary", "Chair", "Treasurer", "Head of Finance", "Head of Personnel",
    "Inspector General", "Legal Adviser", "Chief of Staff", "Press Officer", "Ombudsman", "Auditor", "Registrar",
    "Head of Archives", "Commissioner", "Rapporteur", "Controller", "Head of Security", "Chief Engineer",
)  # fmt: skip
_KINDS = ("Ministry", "Agency", "Court", "Institute", "University", "Council", "Office", "Bank", "Museum", "Board")
HEADINGS = ("person", "role", "organization", "seats", "start", "end")

Row = tuple[str, str, str, str, str, str]


def rows(count: int) -> Iterator[Row]:
    """The file's rows, as many as `count`."""
    given, surnames, places = words(2, 800, 2), words(3, 30_000, 3), words(4, 30_000, 3)
    boards = len(committees(count))
    members = 0
    for person, role, start, end in appointments(count):
        if role <= boards:  # nobody sits twice in a committee
            members += 1
            person = members
        name = f"{given[person % 800]} {surnames[person // 800 % 30_000]}"
        body = role // len(_TITLES)
        place = f"{_KINDS[body % len(_KINDS)]} of {places[body // len(_KINDS) % 30_000]}"
        title = f"Member {role}" if role <= boards else _TITLES[role % len(_TITLES)]
        yield name, title, place, "unlimited" if role <= boards else "1", start, end or ""


def write_file(path: Path, count: int) -> None:
    """Write the CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))


if __name__ == "__main__":
    write_file(Path(sys.argv[2]), int(sys.argv[1]))
