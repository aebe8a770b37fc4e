"""EveryPolitician's lists of office holders from Wikidata: CSV, a row a statement. Read only.

https://github.com/every-politician-scrapers: holders21.csv, current.csv (of those without an end) and legislators.csv
with position, person, personID, start, end, DOB, DOD; a folder with them, also with positions.csv. A date is as long
as it is exact (2005, 2005-02, 2005-02-17). The files do not say to whom the positions belong.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    NotKept,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.formats.assumed import REMEDY, organization_of, seats_of
from registry.formats.documents import FormatError
from registry.formats.not_kept import NotKeptCounter
from registry.formats.plain_dates import plain_date
from registry.formats.tenure_details import ended

NAME = "wikidata-holders"
TITLE = "EveryPolitician's holders of positions from Wikidata (CSV)"
GENERAL = False
EXCLUSIVE = False
ASKS = frozenset({"organization", "seats"})

_HEADING = ("position", "person", "personID", "start")
_START = ",".join(_HEADING).encode()
_READ = frozenset({*_HEADING, "end", "DOB", "DOD"})
_POSITIONS = ("id", "position", "country", "jurisdiction")


class _Line(NamedTuple):
    place: str
    cells: dict[str, str]

    def date(self, column: str) -> str | None:
        """Raises DateError."""
        text = self.cells.get(column)
        return plain_date(text) if text else None


def recognises(path: Path, head: bytes) -> bool:
    """A heading that begins with position, person, personID, start; or a folder with holders21.csv."""
    if path.is_dir():
        return (path / "holders21.csv").is_file()
    return head.removeprefix(b"\xef\xbb\xbf").startswith(_START)


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Of a folder, every such file: first those that say when somebody left."""
    body = organization_of(reading)
    if body is None:
        raise FormatError(f"{path.name} does not name the organization of the positions; {REMEDY}")
    yield body
    files = _files(path)
    known = _known_positions(path / "positions.csv") if path.is_dir() else {}
    yield from _listed(files, body, known, reading)
    for title, line in known.items():
        said = f"{title!r} ({line.cells['id']}) is not a position in these lists"
        yield OtherContent(line.place, f"{said}; add this identifier to the right role by hand")


def _files(path: Path) -> list[Path]:
    """Raises FormatError if there are none."""
    if not path.is_dir():
        return [path]
    found = []
    for each in sorted(path.glob("*.csv")):
        with each.open("rb") as file:
            heading = file.readline(10_000).removeprefix(b"\xef\xbb\xbf")
        if heading.startswith(_START):
            found.append((b"end" not in heading.strip().split(b","), each))
    if not found:
        raise FormatError(f"{path.name} has no CSV with the columns {', '.join(_HEADING)}")
    return [each for _, each in sorted(found)]


def _lines(path: Path, wanted: tuple[str, ...]) -> Iterator[_Line | SkippedStatement]:
    """The rows that have as many cells as the heading. Raises FormatError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            heading = next(rows, [])
            missing = [column for column in wanted if column not in heading]
            if missing:
                raise FormatError(f"{path.name} has no column {missing[0]!r}; it needs {', '.join(wanted)}")
            for row in rows:
                place = f"{path.name}, line {rows.line_num}"
                if len(row) == len(heading):
                    yield _Line(place, {column: cell.strip() for column, cell in zip(heading, row, strict=True)})
                elif row:
                    yield SkippedStatement(place, f"has {len(row)} cells, but the heading has {len(heading)}")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (OSError, csv.Error) as error:
        raise FormatError(f"{path.name} cannot be read: {error}") from error


def _known_positions(path: Path) -> dict[str, _Line]:
    """By title, what Wikidata says of the position itself."""
    lines = _lines(path, _POSITIONS) if path.is_file() else ()
    return {line.cells["position"]: line for line in lines if isinstance(line, _Line)}


def _listed(
    files: list[Path], body: OrganizationStatement, known: dict[str, _Line], reading: ReadingOptions
) -> Iterator[RoleStatement | PersonStatement | TenureStatement | SkippedStatement | NotKept]:
    """Takes from `known` what is somebody's position."""
    posts: set[str] = set()
    people: set[str] = set()
    left = NotKeptCounter()
    said: set[tuple[str, str, str]] = set()  # in files read before this one
    for path in files:
        here: set[tuple[str, str, str]] = set()
        for line in _lines(path, _HEADING):
            if isinstance(line, SkippedStatement):
                yield line
                continue
            title, person, start = (line.cells[column] for column in ("position", "personID", "start"))
            if not title or not person or not line.cells["person"]:
                yield SkippedStatement(line.place, "has no position, no person or no personID")
                continue
            if title not in posts:
                posts.add(title)
                yield from _post(title, body, line, known.pop(title, None), seats_of(reading, 1))
            if person not in people:
                people.add(person)
                yield from _someone(line)
            left.add(line.cells, _READ)
            here.add((title, person, start))
            if (title, person, start) not in said:
                yield _held(line, reading)
        said |= here
    yield from left.statements()


def _post(
    title: str, body: OrganizationStatement, line: _Line, position: _Line | None, seats: int | None
) -> Iterator[RoleStatement | SkippedStatement]:
    post = RoleStatement(title, title, body.key, line.place, seats=seats)
    if position:
        post = post._replace(place=position.place, identifiers=(("wikidata", position.cells["id"]),))
        try:
            post = post._replace(inception=position.date("start"), abolition=position.date("end"))
        except RegistryError as error:
            yield SkippedStatement(position.place, str(error))
    yield post


def _someone(line: _Line) -> Iterator[PersonStatement | SkippedStatement]:
    person = line.cells["personID"]
    someone = PersonStatement(person, line.cells["person"], line.place, identifiers=(("wikidata", person),))
    try:
        someone = someone._replace(birth=line.date("DOB"), death=line.date("DOD"))
    except RegistryError as error:
        yield SkippedStatement(line.place, str(error))
    yield someone


def _held(line: _Line, reading: ReadingOptions) -> TenureStatement | SkippedStatement:
    try:
        start, (end, due) = line.date("start"), ended(line.date("end"), reading.today)
    except RegistryError as error:
        return SkippedStatement(line.place, str(error))
    return TenureStatement(line.cells["personID"], line.cells["position"], line.place, start=start, end=end, dates=due)
