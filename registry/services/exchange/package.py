"""Import and export the registry as a whole. An import is one change, all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import warn

from pydantic import BaseModel

from registry.domain.entities.models import (
    Appointment,
    Archive,
    Citation,
    DatasetKeyRow,
    DatasetRow,
    Distinct,
    DistinctOrganizations,
    DistinctRoles,
    Identifier,
    Organization,
    OrganizationRedirect,
    OtherName,
    Person,
    Redirect,
    Role,
    RoleRedirect,
    Roster,
    SeatChange,
    Source,
    WaiverRow,
)
from registry.domain.entities.relation_models import (
    Detail,
    FurtherDate,
    OrganizationRelation,
    RelationCitation,
    RoleRelation,
)
from registry.domain.entities.validation import validated
from registry.domain.errors import PackageWarning, RegistryError
from registry.domain.evidence.urls import address_key
from registry.domain.history.seals import PackageSeal
from registry.domain.names.text_hygiene import shown
from registry.domain.tenures.relations import EXCLUDES
from registry.formats.own import jsonl
from registry.formats.own.datapackage import DESCRIPTOR, Row, read_package
from registry.formats.own.package_seals import SEALS, read_seals
from registry.formats.own.package_tables import TABLES
from registry.services.session import Session
from registry.services.tenures.clash import refuse_clash
from registry.store.audit.waivers import Waiver, set_waiver
from registry.store.database.transactions import forgo
from registry.store.entities import merge_rows, named, organizations, people, relations, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.evidence import archives, rosters, sources
from registry.store.exchange import datasets, package_rows
from registry.store.history.received_seals import own_heads, receive, received_seals
from registry.store.tenures import appointments, details

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.store.audit.findings import Found

Cells = dict[str, str | None]

_UNLIMITED = "unlimited"  # how the package writes a role without a number of seats
_SHOWN = 20
_NOUNS = (ORGANIZATION, PERSON, ROLE)
_MODELS: dict[str, type[BaseModel]] = {
    "organizations": Organization,
    "organization_relations": OrganizationRelation,
    "people": Person,
    "roles": Role,
    "role_seats": SeatChange,
    "role_relations": RoleRelation,
    "appointments": Appointment,
    "sources": Source,
    "archives": Archive,
    "rosters": Roster,
    "person_redirects": Redirect,
    "distinct_people": Distinct,
    "organization_redirects": OrganizationRedirect,
    "distinct_organizations": DistinctOrganizations,
    "role_redirects": RoleRedirect,
    "distinct_roles": DistinctRoles,
    "dataset_keys": DatasetKeyRow,
    "appointment_details": Detail,
    "appointment_dates": FurtherDate,
    "citations": Citation,
    "relation_citations": RelationCitation,
    "waivers": WaiverRow,
    "datasets": DatasetRow,
    **{f"{noun.word}_names": OtherName for noun in _NOUNS},
    **{f"{noun.word}_identifiers": Identifier for noun in _NOUNS},
    "appointment_identifiers": Identifier,
}


class ImportRefusedError(RegistryError):
    """A row that cannot be recorded: where it stands and why. Nothing was imported."""


@dataclass(frozen=True, slots=True)
class TableReport:
    """How many rows of a table were added, and how many were there already."""

    table: str
    added: int
    unchanged: int


def import_package(session: Session, folder: Path, *, dry_run: bool = False) -> list[TableReport]:
    """Add what `folder` holds and the registry does not; a file is registry JSON lines.

    `dry_run`: only say what would be added. Raises ImportRefusedError, with the file and the line of a row that cannot
    be recorded, and for errors that the rules find in what was added, unless they are waived there; SealError where
    its history does not follow. Warns with PackageWarning where the rows are not those that it was sealed with.
    """
    with session.change(f"import {folder.name}") as change:
        loader = _Loader(change.db)
        tables = jsonl.read_rows(folder) if folder.is_file() else read_package(folder)
        seals = read_seals(tables)
        added = [loader.load(table, rows) for table, rows in tables.items() if table != SEALS]
        if seals:
            added.append(_receive(change.db, seals))
        _refuse_errors(change.errors())
        if dry_run:
            forgo(change.db)
    return added


def _receive(db: Database, seals: Sequence[PackageSeal]) -> TableReport:
    """Keep what the package brings of the history of others; what is of this registry's own stays where it is."""
    own = own_heads(db.conn)
    known = own.union(seal.head for seal in received_seals(db.conn))
    if seals[-1].previous in own:
        known.add(seals[-1].head)  # this registry wrote the package
    new = [seal for seal in seals if seal.head not in known]
    receive(db.conn, new)
    if new and not seals[-1].same_rows:
        warn(
            "the rows of the package are not those that its seals end with: somebody has edited them after it was "
            "written. They were imported as they are; a check of the history says so from now on",
            PackageWarning,
            stacklevel=2,
        )
    return TableReport(SEALS, len(new), len(seals) - len(new))


def _refuse_errors(found: Sequence[Found]) -> None:
    if found:
        count = "1 error" if len(found) == 1 else f"{len(found)} errors"
        lines = [f"{each.finding.facts} ({each.finding.rule}); {each.finding.remedy}" for each in found[:_SHOWN]]
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        raise ImportRefusedError(
            "\n  ".join([f"{count} by the rules, so nothing was imported:", *lines, *more])
            + (
                "\nCorrect the registry that wrote the package, or accept the finding there with `registry waive`, "
                "and export again"
            )
        )


def is_ours(path: Path) -> bool:
    """Whether a data package or a file of JSON lines of a registry is there."""
    return (path / DESCRIPTOR).is_file() or (path.is_file() and jsonl.is_ours(path))


class _Loader:
    """One import: the ids behind the slugs that were met so far, and a writer for each table."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._ids = {
            table: package_rows.slugs(db.conn, table) for table, kept in TABLES.items() if kept.key == ("slug",)
        }
        self._writers: dict[str, Callable[[Any, Cells], int]] = {
            "organizations": lambda model, _: organizations.insert_organization(db, model),
            "organization_relations": partial(self._write_relation, ORGANIZATION),
            "people": lambda model, _: people.insert_person(db, model),
            "roles": self._write_role,
            "role_seats": self._write_seats,
            "role_relations": partial(self._write_relation, ROLE),
            "appointments": self._write_appointment,
            "sources": self._write_source,
            "appointment_identifiers": lambda identifier, cells: appointments.insert_identifier(
                db, self._id("appointments", str(cells["appointment"])), identifier.scheme, identifier.value
            ),
            "archives": lambda kept, _: archives.insert_archive(
                db, self._id("sources", kept.source), kept.sha256, kept.bytes, kept.name
            ),
            "rosters": self._write_roster,
            "dataset_keys": self._write_dataset_key,
            "appointment_details": lambda row, _: details.insert_detail(
                db, self._id("appointments", row.appointment), row
            ),
            "appointment_dates": lambda row, _: details.insert_date(db, self._id("appointments", row.appointment), row),
            "citations": self._write_citation,
            "relation_citations": self._write_relation_citation,
            "waivers": lambda row, _: set_waiver(db, Waiver(row.finding, row.because, row.until)),
            "datasets": lambda row, _: datasets.remember(db, datasets.Dataset(**row.model_dump())),
        }
        for noun in _NOUNS:
            self._writers[f"{noun.word}_redirects"] = partial(self._write_redirect, noun)
            self._writers[f"distinct_{noun.table}"] = partial(self._write_distinct, noun)
            self._writers[f"{noun.word}_names"] = self._adder(noun, named.add_name)
            self._writers[f"{noun.word}_identifiers"] = self._adder(noun, named.add_identifier)

    def load(self, table: str, rows: Iterable[Row]) -> TableReport:
        """Add the rows that are new. Raises ImportRefusedError at the first that cannot be."""
        recorded = {}
        for found in package_rows.rows(self._db.conn, table):
            cells = dict(zip(TABLES[table].columns, found, strict=True))
            recorded[_key(table, cells)] = cells
        added = unchanged = 0
        for row in _ordered(table, rows):
            try:
                model, cells = _read(table, row.cells)
                known = recorded.setdefault(_key(table, cells), cells)
                if known is cells:
                    self._write(table, model, cells)
            except RegistryError as error:
                raise ImportRefusedError(f"{row.place}: {error}") from error
            if known != cells:
                raise ImportRefusedError(f"{row.place}: {_difference(cells, known)}")
            added += known is cells
            unchanged += known is not cells
        return TableReport(table, added, unchanged)

    def _write(self, table: str, model: BaseModel, cells: Cells) -> None:
        try:
            row_id = self._writers[table](model, cells)
        except sqlite3.IntegrityError as error:
            if isinstance(model, Appointment):
                self._refuse_clash(model)
            if isinstance(model, Person | Redirect):
                self._refuse_redirected(model)
            raise ImportRefusedError(f"the database refuses this row ({error})") from error
        if table in self._ids:
            self._ids[table][str(cells["slug"])] = row_id

    def _refuse_clash(self, appointment: Appointment) -> None:
        """What the guard refused, in the words of `appoint`."""
        post = roles.role_note(self._db.conn, self._id("roles", appointment.role))
        found = named.by_slug(self._db.conn, PERSON, appointment.person) if appointment.person else None
        refuse_clash(self._db.conn, post, found, appointment)

    def _refuse_redirected(self, row: Person | Redirect) -> None:
        """A slug means one person for ever, and a merge gave it away or is not yet made here."""
        led = merge_rows.led_to(self._db.conn, row.slug)
        if led and isinstance(row, Person):
            raise ImportRefusedError(
                f"the slug {row.slug!r} leads to {led.label!r} ({led.slug}) since a merge; use that slug, or give "
                "this person another one"
            )
        if isinstance(row, Redirect) and row.slug in self._ids["people"]:
            raise ImportRefusedError(
                f"the slug {row.slug!r} is a person's here; if they are {row.person!r}, type "
                f"`registry person merge {row.person} {row.slug}` first"
            )

    def _id(self, table: str, slug: str) -> int:
        try:
            return self._ids[table][slug]
        except KeyError:
            raise ImportRefusedError(f"no {shown(slug)} in {table}; add it there, or correct the slug") from None

    def _adder(self, noun: Noun, add: Callable[[Database, Noun, int, Any], int]) -> Callable[[Any, Cells], int]:
        return lambda model, cells: add(self._db, noun, self._id(noun.table, str(cells[noun.word])), model)

    def _write_relation(self, noun: Noun, given: OrganizationRelation | RoleRelation, _: Cells) -> int:
        return relations.insert_relation(
            self._db, noun, self._related(noun, getattr(given, noun.word), given.other), given
        )

    def _related(self, noun: Noun, one: str, other: str) -> tuple[int, int]:
        return self._id(noun.table, one), self._id(noun.table, other)

    def _write_relation_citation(self, row: RelationCitation, _: Cells) -> int:
        noun = next(noun for noun in _NOUNS if noun.word == row.noun)
        ids = self._related(noun, row.subject, row.other)
        found = relations.find_relation(self._db.conn, noun, ids, row.kind, row.start)
        if found is None and row.kind == EXCLUDES:
            found = relations.find_relation(self._db.conn, noun, (ids[1], ids[0]), row.kind, row.start)
        if found is None:
            raise RegistryError(
                f"{row.subject} {row.kind} {row.other} is not a relation here; correct the slugs or the start"
            )
        source_id = self._id("sources", row.source)
        return relations.insert_relation_citation(self._db, noun, found, source_id, row)

    def _write_role(self, role: Role, _: Cells) -> int:
        return roles.insert_role(self._db, role, self._id("organizations", role.organization))

    def _write_seats(self, change: SeatChange, _: Cells) -> int:
        return roles.insert_seats(self._db, self._id("roles", change.role), change.since, change.seats)

    def _write_appointment(self, appointment: Appointment, _: Cells) -> int:
        person_id = self._id("people", appointment.person) if appointment.person else None
        role_id = self._id("roles", appointment.role)
        replaces_id = self._id("appointments", appointment.replaces) if appointment.replaces else None
        covers_id = self._id("appointments", appointment.covers) if appointment.covers else None
        return appointments.insert_appointment(self._db, appointment, person_id, role_id, replaces_id, covers_id)

    def _write_source(self, source: Source, _: Cells) -> int:
        for other in sources.sources_with_key(self._db.conn, address_key(source.url)) if source.url else []:
            raise ImportRefusedError(
                f"{source.url!r} is already the address of {other.slug}; a source is one row: use that slug instead of "
                f"{source.slug}"
            )
        return sources.insert_source(self._db, source)

    def _write_dataset_key(self, row: DatasetKeyRow, _: Cells) -> int:
        noun = next(noun for noun in _NOUNS if noun.word == row.noun)
        slug = getattr(row, row.noun)
        if slug is None:
            raise RegistryError(f"the key {row.value!r} names no {row.noun}; give its slug")
        return datasets.insert_key(self._db, row.dataset, noun, row.value, self._id(noun.table, slug))

    def _write_redirect(self, noun: Noun, link: Redirect | OrganizationRedirect | RoleRedirect, _: Cells) -> int:
        return merge_rows.insert_redirect(self._db, noun, link.slug, self._id(noun.table, getattr(link, noun.word)))

    def _write_distinct(self, noun: Noun, pair: Distinct | DistinctOrganizations | DistinctRoles, _: Cells) -> int:
        one, other = (self._id(noun.table, slug) for slug in (getattr(pair, noun.word), pair.other))
        return merge_rows.insert_distinct(self._db, noun, one, other, pair.because)

    def _write_roster(self, roster: Roster, _: Cells) -> int:
        ids = (self._id("organizations", roster.organization), self._id("sources", roster.source))
        return rosters.insert_roster(self._db, *ids, roster.day)

    def _write_citation(self, citation: Citation, _: Cells) -> int:
        ids = (self._id("appointments", citation.appointment), self._id("sources", citation.source))
        return sources.insert_citation(self._db, citation, *ids)


def _read(table: str, cells: Cells) -> tuple[BaseModel, Cells]:
    """The row's model, and its cells as an export would write them."""
    owner = {
        word: cells[word]
        for word in (*(noun.word for noun in _NOUNS), "appointment")
        if _MODELS[table] in (OtherName, Identifier) and word in cells
    }
    values: Cells = {column: cell for column, cell in cells.items() if cell is not None and column not in owner}
    unlimited = "0" if table == "datasets" else None  # there no number says that the format has it
    if values.get("seats") == _UNLIMITED:
        values["seats"] = unlimited
    model = validated(_MODELS[table], values)
    tidied = {column: None if cell is None else str(cell) for column, cell in model.model_dump(mode="json").items()}
    if "seats" in tidied and tidied["seats"] == unlimited:
        tidied["seats"] = _UNLIMITED
    if "continuous" in tidied:
        tidied["continuous"] = "true" if tidied["continuous"] == "True" else None
    return model, {**owner, **tidied}


def _key(table: str, cells: Cells) -> tuple[str | None, ...]:
    return tuple(cells[column] for column in TABLES[table].key)


def _ordered(table: str, rows: Iterable[Row]) -> list[Row]:
    """Each row after those of its own table to which it refers: a tenure after the one that it replaces or covers."""
    columns = [column for column, other in TABLES[table].refers.items() if other == table]
    if TABLES[table].key != ("slug",) or not columns:
        return list(rows)
    by_slug: dict[str | None, Row] = {}
    for row in rows:
        if row.cells["slug"] in by_slug:
            raise ImportRefusedError(f"{row.place}: the slug {row.cells['slug']!r} is already used above")
        by_slug[row.cells["slug"]] = row
    graph = {slug: {row.cells[column] for column in columns} & by_slug.keys() for slug, row in by_slug.items()}
    try:
        return [by_slug[slug] for slug in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        first = by_slug[error.args[1][0]]
        raise ImportRefusedError(
            f"{first.place}: {table} that refer to each other in a circle ({', '.join(columns)})"
        ) from error


def _difference(cells: Cells, known: Cells) -> str:
    column = next(column for column, cell in cells.items() if known[column] != cell)
    return (
        f"already recorded with another {column} ({known[column] or 'none'}, not {cells[column] or 'none'}); "
        "importing a package adds rows and changes none"
    )
