"""Office holders as others publish them -> a registry, so that the rules meet real data, faults and all.

For tests only: writes past the guards, because real data has what they refuse. A line that even the tables cannot
hold is handed back. The files are read as they are; nothing here repairs a date or chooses between two holders.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from registry.domain.dates.bounds import TenureError, bounds_of

VACANCY = "VACANCY"  # how the name of a recorded vacancy begins
CHAMBERS = {"rep": "United States House of Representatives", "sen": "United States Senate"}
EXECUTIVE = {"prez": "President", "viceprez": "Vice President"}
_INSERT = (
    "insert into appointments (id, person_id, role_id, kind, status, start_date, start_earliest, start_latest,"
    " end_date, end_earliest, end_latest, replaces_id, note)"
    " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One tenure as it is published, its dates as EDTF. No name = a recorded vacancy.

    `person`: what tells people apart, the name if there is nothing better; `replaces`: the number of an earlier
    line of the same load, from 1.
    """

    name: str | None
    start: str | None
    end: str | None
    person: str | None = None
    title: str = "Head"
    organization: str = "Office"
    kind: str = "substantive"
    status: str = "accepted"
    replaces: int | None = None
    note: str | None = None

    @property
    def key(self) -> str | None:
        return self.person or self.name


@dataclass(slots=True)
class Loaded:
    """How many lines became appointments, and those that could not, with the reason."""

    appointments: int = 0
    refused: list[tuple[Line, str]] = field(default_factory=list)


def load_holders(
    connection: sqlite3.Connection, path: Path, *, seats: int | None = 1, continuous: bool = True
) -> Loaded:
    """A flat file of holders, one role for each role, organization and seat that it names."""
    return load_lines(connection, holders(path), seats=seats, continuous=continuous)


def load_legislators(connection: sqlite3.Connection, path: Path) -> Loaded:
    """A file of unitedstates/congress-legislators: a role for each seat of a chamber, and the two executive ones."""
    return load_lines(connection, legislators(path))


def holders(path: Path) -> list[Line]:
    """Of a file with person_id, person_name, role, organization, start, end and their precisions, seat, note."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_holder(row) for row in csv.DictReader(file, strict=True)]


def legislators(path: Path) -> list[Line]:
    """One line a term; the end of a sitting member's is the day on which it is due."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, where there is one, is 15 times faster
    with path.open(encoding="utf-8") as file:
        people = yaml.load(file, Loader=loader)
    return [_term(person, term) for person in people for term in person["terms"]]


def load_lines(
    connection: sqlite3.Connection, lines: Iterable[Line], *, seats: int | None = 1, continuous: bool = True
) -> Loaded:
    """Everything in one transaction; each role with so many seats. The numbers of the lines become the ids."""
    loaded = Loaded()
    people: dict[str, int] = {}
    roles: dict[tuple[str, str], int] = {}
    with _unguarded(connection):
        for number, line in enumerate(lines, 1):
            try:
                bounds = bounds_of(line.start, line.end)
            except TenureError as error:
                loaded.refused.append((line, str(error)))
                continue
            role_id = _role(connection, roles, line, seats, continuous)
            days = tuple(bounds)
            started, ended = (line.start, *days[:2]), (line.end, *days[2:])
            who = (_person(connection, people, line), role_id, line.kind, line.status)
            connection.execute(_INSERT, (number, *who, *started, *ended, line.replaces, line.note))
            loaded.appointments += 1
    return loaded


@contextmanager
def _unguarded(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction without the triggers that refuse what contradicts the rest; they do not come back."""
    connection.execute("begin immediate")
    try:
        guards = connection.execute("select name from sqlite_master where type = 'trigger' and sql like '%guard:%'")
        for (name,) in guards.fetchall():
            connection.execute(f'drop trigger "{name}"')
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _person(connection: sqlite3.Connection, known: dict[str, int], line: Line) -> int | None:
    if line.name is None or line.key is None:
        return None
    if line.key not in known:
        known[line.key] = _insert(connection, "people", name=line.name)
    return known[line.key]


def _role(
    connection: sqlite3.Connection,
    known: dict[tuple[str, str], int],
    line: Line,
    seats: int | None,
    continuous: bool,
) -> int:
    key = (line.organization, line.title)
    if key not in known:
        found = connection.execute("select id from organizations where name = ?", [line.organization]).fetchone()
        organization_id = found[0] if found else _insert(connection, "organizations", name=line.organization)
        known[key] = _insert(
            connection,
            "roles",
            title=line.title,
            organization_id=organization_id,
            seats=seats,
            continuous=int(continuous),
        )
    return known[key]


def _insert(connection: sqlite3.Connection, table: str, **values: object) -> int:
    marks = ", ".join("?" * len(values))
    query = f"insert into {table} ({', '.join(values)}) values ({marks})"
    row_id = connection.execute(query, list(values.values())).lastrowid
    assert row_id is not None
    return row_id


def _holder(row: Mapping[str, str]) -> Line:
    vacant = row["person_name"].startswith(VACANCY)
    seat = f", seat {row['seat']}" if row["seat"] else ""
    return Line(
        name=None if vacant else " ".join(row["person_name"].split()),
        start=edtf(row["start"], row["start_precision"]),
        end=edtf(row["end"], row["end_precision"]),
        person=row["person_id"] or None,
        title=row["role"] + seat,
        organization=row["organization"],
        note=row["note"] or None,
    )


def edtf(text: str, precision: str) -> str | None:
    """A date to the precision that the file gives it; `??` is a day not known, empty is not known or still open."""
    if not text:
        return None
    length = {"year": 4, "month": 7}.get(precision, len(text))
    return text[:length].replace("?", "X")


def _term(person: Mapping[str, Mapping[str, str]], term: Mapping[str, object]) -> Line:
    name, known_as = person["name"], person["id"]
    line = Line(
        name=name.get("official_full") or f"{name['first']} {name['last']}",
        start=str(term["start"]),
        end=str(term["end"]),
        person=str(known_as.get("bioguide") or known_as["govtrack"]),  # a bioguide only for who sat in Congress
    )
    sort = str(term["type"])
    if sort in EXECUTIVE:
        return replace(line, title=EXECUTIVE[sort], organization="United States")
    seat = f"{term['state']}, " + (f"class {term['class']}" if sort == "sen" else f"district {term['district']}")
    return replace(line, title=seat, organization=CHAMBERS[sort])
