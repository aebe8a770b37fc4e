"""The registry as a Tabular Data Package: datapackage.json and one CSV a table. Lossless for what is recorded now.

Frictionless Data, https://specs.frictionlessdata.io/tabular-data-package/. Things are named by their slugs, rows are
sorted, lines end with \\n and an empty cell means unknown, so that the same registry gives the same bytes and a
change is a small diff. Reads and writes text; what a row means is the caller's to say.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from registry.domain.errors import RegistryError
from registry.domain.exchange.export_view import FIELDS, OURS, ExportView
from registry.domain.exchange.statements import SkippedStatement
from registry.domain.history.seals import PackageSeal, RowsDigest
from registry.domain.names.text_hygiene import one_line
from registry.domain.vocabulary import END_REASONS, HOW, Kind, Status
from registry.formats.own.package_seals import COLUMNS, REQUIRED, SEALS, cells_of, closed

NAME = "package"
TITLE = "registry data package: a folder of CSV files"
SUFFIX = ""
SAYS = FIELDS | OURS.keys()

DESCRIPTOR = "datapackage.json"
_LONGEST_CELL = 1_000_000  # characters; more is a broken quotation mark, not a cell


class PackageError(RegistryError):
    """A package that cannot be read: which file, which line, and why."""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV: its columns in order, what identifies a row, and which columns hold other tables' slugs."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    refers: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a CSV: where it stands and its cells, None where empty."""

    place: str
    cells: dict[str, str | None]


def _names(thing: str, table: str) -> Table:
    columns = (thing, "name", "kind", "language", "script", "start", "end")
    return Table(columns, (thing, "name"), {thing: table}, (thing, "name", "kind"))


def _identifiers(thing: str, table: str) -> Table:
    return Table((thing, "scheme", "value"), ("scheme", "value"), {thing: table}, (thing, "scheme", "value"))


def _redirects(thing: str, table: str) -> Table:
    return Table(("slug", thing), ("slug",), {thing: table}, ("slug", thing))


def _relations(thing: str, table: str) -> Table:
    return Table(
        (thing, "kind", "other", "how", "status", "start", "end", "note"),
        (thing, "kind", "other", "start"),
        {thing: table, "other": table},
        (thing, "kind", "other", "status"),
    )


def _distinct(thing: str, table: str) -> Table:
    return Table(
        (thing, "other", "because"), (thing, "other"), {thing: table, "other": table}, (thing, "other", "because")
    )


# In an order in which every row comes after those that it refers to.
TABLES: dict[str, Table] = {
    "organizations": Table(
        ("slug", "name", "inception", "dissolution", "note"), ("slug",), {}, ("slug", "name")
    ),
    "organization_names": _names("organization", "organizations"),
    "organization_identifiers": _identifiers("organization", "organizations"),
    "organization_relations": _relations("organization", "organizations"),
    "organization_redirects": _redirects("organization", "organizations"),
    "distinct_organizations": _distinct("organization", "organizations"),
    "people": Table(("slug", "name", "birth", "death", "note"), ("slug",), {}, ("slug", "name")),
    "person_names": _names("person", "people"),
    "person_identifiers": _identifiers("person", "people"),
    "person_redirects": _redirects("person", "people"),
    "distinct_people": _distinct("person", "people"),
    "roles": Table(
        (
            "slug", "title", "organization", "seats", "inception", "abolition",
            "continuous", "term_months", "term_limit", "note",
        ),
        ("slug",),
        {"organization": "organizations"},
        ("slug", "title", "organization", "seats"),
    ),
    "role_names": _names("role", "roles"),
    "role_identifiers": _identifiers("role", "roles"),
    "role_redirects": _redirects("role", "roles"),
    "distinct_roles": _distinct("role", "roles"),
    "role_seats": Table(("role", "since", "seats"), ("role", "since"), {"role": "roles"}, ("role", "since", "seats")),
    "role_relations": _relations("role", "roles"),
    "appointments": Table(
        (
            "slug", "person", "role", "kind", "status", "start", "end", "rank", "how", "end_reason", "replaces",
            "covers", "note",
        ),
        ("slug",),
        {"person": "people", "role": "roles", "replaces": "appointments", "covers": "appointments"},
        ("slug", "role", "kind", "status"),
    ),
    "appointment_details": Table(
        ("appointment", "field", "value", "status", "start", "end", "note"),
        ("appointment", "field", "value", "start"),
        {"appointment": "appointments"},
        ("appointment", "field", "value", "status"),
    ),
    "appointment_dates": Table(
        ("appointment", "side", "act", "on", "note"),
        ("appointment", "side", "act", "on"),
        {"appointment": "appointments"},
        ("appointment", "side", "act", "on"),
    ),
    "appointment_identifiers": _identifiers("appointment", "appointments"),
    "sources": Table(
        (
            "slug", "url", "title", "publisher", "published", "accessed", "archive_url", "copy_of", "retracted", "note",
        ),
        ("slug",),
        {"copy_of": "sources"},
        ("slug", "title"),
    ),
    "archives": Table(
        ("source", "sha256", "bytes", "name"),
        ("source", "sha256"),
        {"source": "sources"},
        ("source", "sha256", "bytes", "name"),
    ),
    "rosters": Table(
        ("organization", "source", "day"),
        ("organization", "source", "day"),
        {"organization": "organizations", "source": "sources"},
        ("organization", "source", "day"),
    ),
    "citations": Table(
        ("appointment", "source", "supports", "quote", "locator", "observed", "says", "note"),
        ("appointment", "source", "supports", "quote", "locator", "observed", "says"),
        {"appointment": "appointments", "source": "sources"},
        ("appointment", "source"),
    ),
    "relation_citations": Table(
        ("noun", "subject", "kind", "other", "start", "source", "quote", "locator", "observed"),
        ("noun", "subject", "kind", "other", "start", "source", "quote", "observed"),
        {"source": "sources"},
        ("noun", "subject", "kind", "other", "source"),
    ),
    "waivers": Table(("finding", "because", "until"), ("finding",), {}, ("finding", "because")),
    "datasets": Table(("name", "format", "columns", "ends", "seats", "choices"), ("name",), {}, ("name", "format")),
    "dataset_keys": Table(
        ("dataset", "noun", "value", "person", "organization", "role"),
        ("dataset", "noun", "value"),
        {"person": "people", "organization": "organizations", "role": "roles"},
        ("dataset", "noun", "value"),
    ),
}  # fmt: skip

# The history of the registry, as digests. Not among the tables: what it holds is imported as it stands, or not at all.
SEALED = Table(COLUMNS, ("head",), {}, REQUIRED)

# Files of older packages, which are read with what they became; none is written.
OLDER_TABLES: dict[str, Table] = {
    "organization_parents": Table(
        ("organization", "parent", "start", "end"),
        ("organization", "parent", "start"),
        {"organization": "organizations", "parent": "organizations"},
        ("organization", "parent"),
    ),
    "role_incompatibilities": Table(
        ("role", "other"), ("role", "other"), {"role": "roles", "other": "roles"}, ("role", "other")
    ),
}

_CONSTRAINTS: dict[str, dict[str, object]] = {
    "slug": {"pattern": "[a-z0-9]+(-[a-z0-9]+)*"},
    "seats": {"pattern": "[1-9][0-9]*|unlimited"},
    "status": {"enum": [status.value for status in Status]},
}
_TYPES = {
    "observed": "date", "since": "date", "until": "date", "continuous": "boolean",
    "term_months": "integer", "term_limit": "integer", "day": "date", "bytes": "integer",
}  # fmt: skip
_DESCRIPTIONS = {
    "slug": "readable key",
    "start": "EDTF; empty = not known",
    "end": "EDTF, inclusive; empty = still open as far as recorded, XXXX = ended, day not known",
    "birth": "EDTF",
    "death": "EDTF; empty = alive as far as recorded",
    "inception": "EDTF",
    "dissolution": "EDTF; empty = exists as far as recorded",
    "abolition": "EDTF; empty = exists as far as recorded",
    "published": "EDTF",
    "accessed": "EDTF",
    "language": "BCP 47",
    "script": "ISO 15924",
    "seats": "how many may hold it at once, or unlimited",
    "rank": "at the time",
    "how": f"how it began: {', '.join(HOW)}, or another term",
    "end_reason": f"why it ended: {', '.join(END_REASONS)}, or another term",
    "replaces": "the tenure that was directly succeeded: its end and this start are one event",
    "supports": "comma list of the appointment's fields that the source supports; empty = the tenure in general",
    "quote": "the words quoted from the source",
    "locator": "where they stand in the source",
    "observed": "day on which the source shows the person in office",
    "says": "the value this source gives for that field; a start or an end in EDTF",
    "person": "empty for a recorded vacancy of one seat",
    "continuous": "true if a day without a holder is worth a warning",
    "term_months": "how long one term is",
    "term_limit": "how many terms one person may serve",
    "since": "from this day on",
    "other": "what the relation is to, or what is not the first",
    "covers": "the tenure of the absent holder whom this acting one covers",
    "field": "what it is: absence, rank, title, party, area, …",
    "value": "what was so from start to end; without dates during the whole tenure",
    "side": "start or end of the tenure",
    "act": "what happened then: announced, decreed, sworn in, due, …",
    "on": "EDTF",
    "subject": "the organization or the role whose relation it is",
    "noun": "organization or role; of a key of a dataset also person",
    "copy_of": "the source whose report it repeats",
    "retracted": "why it is retracted; empty = it is not",
    "day": "on which it lists everybody who held a role of the organization",
    "sha256": "of the file that was kept",
    "bytes": "its size",
    "finding": "rule and fingerprint, as `registry check` names it",
    "until": "the last day on which the waiver applies; empty = no end",
    "change_number": "in the registry that made the change; empty = outside any, or the package itself",
    "content": "SHA-256 of what the change wrote, or of the rows of the package",
    "replaced": "what forgetting somebody or a repair has left of the content; empty = all of it",
    "previous": "the head that the seal follows from",
    "head": "SHA-256 of the previous head, the kind, the change and the content",
    "received_by": "the change by which this registry imported the seal; empty = its own history",
    "same_rows": "whether the rows that came with a package were those that were sealed",
}


def read_package(folder: Path) -> dict[str, list[Row]]:
    """The rows of every table in `folder`, in the order of TABLES, and last its seals. Raises PackageError."""
    if not folder.is_dir():
        raise PackageError(f"no folder {str(folder)!r}; give the folder that holds {DESCRIPTOR}")
    if not (folder / DESCRIPTOR).is_file():
        raise PackageError(f"{str(folder)!r} holds no {DESCRIPTOR}, so it is not a package of this registry")
    found = {name: _read_table(folder / f"{name}.csv", table) for name, table in TABLES.items()}
    for name, table in OLDER_TABLES.items():
        add_older(found, name, _read_table(folder / f"{name}.csv", table))
    return {**found, SEALS: _read_table(folder / f"{SEALS}.csv", SEALED)}


def add_older(found: dict[str, list[Row]], table: str, rows: Iterable[Row]) -> None:
    """Add rows of a table of older packages to those of the table that they became."""
    for row in rows:
        cells, other = dict(row.cells), "parent" if table == "organization_parents" else "other"
        relation = "organization_relations" if table == "organization_parents" else "role_relations"
        kind = "part of" if other == "parent" else "excludes"
        known = {"kind": kind, "status": "accepted", "other": cells.pop(other), **cells}
        found[relation].append(Row(row.place, {column: known.get(column) for column in TABLES[relation].columns}))


def write_package(
    folder: Path, tables: Mapping[str, Iterable[tuple[str | None, ...]]], seals: Sequence[PackageSeal] = ()
) -> None:
    """Write every table's rows, sorted by their cells, the seals, and the descriptor."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = RowsDigest()
    for name, table in TABLES.items():
        rows = sorted(tuple(cell or "" for cell in row) for row in tables[name])
        _write_table(folder, name, table, rows)
        if seals:
            for row in rows:
                digest.add(name, dict(zip(table.columns, row, strict=True)))
    # Also without any: those of a former package in the folder would be of other rows.
    _write_table(folder, SEALS, SEALED, list(map(cells_of, closed(seals, digest))))
    text = json.dumps(_descriptor(), indent=2, ensure_ascii=False) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8", newline="")


def _write_table(folder: Path, name: str, table: Table, rows: Sequence[tuple[str, ...]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([table.columns, *rows])


def says_date(_: str) -> bool:
    """Any: as it is."""
    return True


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """Write all tables into the folder."""
    write_package(path, {table: map(_cells, picture.rows(table)) for table in TABLES}, picture.seals())
    return ()


def _cells(row: tuple[object, ...]) -> tuple[str | None, ...]:
    return tuple(None if cell is None else str(cell) for cell in row)


def _read_table(path: Path, table: Table) -> list[Row]:
    if not path.is_file():
        return []
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            heading = _heading(path, next(lines, []), table)
            return [_row(f"{path.name}, line {lines.line_num}", cells, heading, table) for cells in lines if cells]
    except UnicodeDecodeError as error:
        raise PackageError(f"{path.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except csv.Error as error:
        raise PackageError(f"{path.name} is not CSV that can be read: {error}") from error


def _heading(path: Path, heading: list[str], table: Table) -> list[str]:
    """The columns that there are. An older package has fewer: what may be empty may be missing."""
    expected = [column for column in table.columns if column in heading or column in table.required]
    if heading != expected:
        found = one_line(", ".join(heading), 200) or "(none)"
        raise PackageError(f"{path.name} has the columns {found}; they must be {', '.join(table.columns)}")
    return heading


def _row(place: str, cells: list[str], heading: list[str], table: Table) -> Row:
    if len(cells) != len(heading):
        raise PackageError(f"{place}: {len(cells)} cells where there are {len(heading)} columns")
    given = dict(zip(heading, cells, strict=True))
    return Row(place, {column: given.get(column) or None for column in table.columns})


def _descriptor() -> dict[str, object]:
    return {
        "profile": "tabular-data-package",
        "name": "registry",
        "title": "Who held which office, when, and how we know",
        "resources": [_resource(name, table) for name, table in {**TABLES, SEALS: SEALED}.items()],
    }


def _resource(name: str, table: Table) -> dict[str, object]:
    foreign = [
        {"fields": column, "reference": {"resource": "" if other == name else other, "fields": "slug"}}
        for column, other in table.refers.items()
    ]
    # A key with a column that may be empty is no primary key to the standard.
    primary = {"primaryKey": list(table.key)} if set(table.key) <= set(table.required) else {}
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column, table) for column in table.columns],
            **primary,
            **({"foreignKeys": foreign} if foreign else {}),
        },
    }


def _field(column: str, table: Table) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column in table.required else {}
    constraints |= _CONSTRAINTS.get(column, {})
    if column == "kind" and "replaces" in table.columns:
        constraints["enum"] = [kind.value for kind in Kind]
    told = column in _DESCRIPTIONS and (column, column in table.required) != ("person", True)
    return {
        "name": column,
        "type": _TYPES.get(column, "string"),
        **({"description": _DESCRIPTIONS[column]} if told else {}),
        **({"constraints": constraints} if constraints else {}),
    }
