"""Write the registry as a lake, or bring a lake up to date: only partitions whose rows have changed are replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from registry.domain.dates.bounds import day_before
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.tenures.relations import EX_OFFICIO
from registry.lake.flatten import Replaced, Row, joined_rows, tenure_rows
from registry.lake.layout import ENTITIES_IN_PART, MANIFEST, ROLES_IN_PART
from registry.lake.stretches import holder_rows, name_rows, stretches
from registry.lake.writer import LakeWriter
from registry.store.database.transactions import interruptible, one_reading
from registry.store.entities.lives import lives_of
from registry.store.entities.named import ROLE
from registry.store.entities.relations import relations_of
from registry.store.exchange import lake_rows
from registry.store.tenures.chain import walk

NAME = "lake"

Heard = Callable[[str, int], None]


def is_lake(path: Path) -> bool:
    """Whether a lake is there already."""
    return (path / MANIFEST).is_file()


def export_lake(connection: sqlite3.Connection, folder: Path, heard: Heard) -> tuple[dict[str, int], int]:
    """Write the lake, in bounded memory; returns the rows of each table and how many files were written anew.

    `heard` is told how many tenures were written, now and then. Raises LakeError where the folder holds something
    that is no lake, or where pyarrow is not installed.
    """
    writer = LakeWriter(folder)
    with interruptible(connection), one_reading(connection):
        _put_roles(connection, writer, heard)
        for table in ("people", "organizations", "changes"):
            for part in lake_rows.parts(connection, table, ENTITIES_IN_PART):
                first, last = _ids(part, ENTITIES_IN_PART)
                writer.put(table, part, lake_rows.rows(connection, table, first, last))
        named = {
            part
            for table in ("people", "organizations", "roles")
            for part in lake_rows.parts(connection, table, ENTITIES_IN_PART)
        }
        for part in sorted(named):
            first, last = _ids(part, ENTITIES_IN_PART)
            writer.put("names", part, lake_rows.names(connection, first, last))
            writer.put("identifiers", part, lake_rows.identifiers(connection, first, last))
            writer.put("relations", part, lake_rows.rows(connection, "relations", first, last))
            dated = lake_rows.dated_names(connection, first, last)
            writer.put("names_then", part, (row for each in dated for row in name_rows(*each)))
        rows = writer.finish(lake_rows.newest_change(connection))
    return rows, writer.replaced


def _put_roles(connection: sqlite3.Connection, writer: LakeWriter, heard: Heard) -> None:
    """What is in the partition of its role."""
    written = 0
    for part in lake_rows.parts(connection, "roles", ROLES_IN_PART):
        first, last = _ids(part, ROLES_IN_PART)
        roles = {role.note.id: role for role in lake_rows.lake_roles(connection, first, last)}
        writer.put("roles", part, map(_role_row, roles.values()))
        writer.put("seats", part, (row for role in roles.values() for row in seat_rows(role.note)))
        replaced = {row_id: Replaced(*named) for row_id, named in lake_rows.replaced(connection, first, last).items()}
        groups = _counted(lake_rows.tenures_by_person(connection, first, last), written, heard)
        writer.put(
            "tenures",
            part,
            (
                row
                for tenures in groups
                for row in tenure_rows(tenures, roles[tenures[0].role_id].organization_id, replaced)
            ),
        )
        together = lake_rows.tenures_by_person(connection, first, last)
        writer.put("joined_terms", part, (row for tenures in together for row in joined_rows(tenures)))
        for table in ("citations", "details", "dates"):
            writer.put(table, part, lake_rows.rows(connection, table, first, last))
        writer.put("holder_days", part, _holder_rows(connection, roles, first, last))
        writer.put("conferred", part, _conferred_rows(connection, first, last))


def _holder_rows(
    connection: sqlite3.Connection, roles: Mapping[int, lake_rows.LakeRole], first: int, last: int
) -> Iterator[Row]:
    details, covers = lake_rows.daily_details(connection, first, last), lake_rows.covered(connection, first, last)
    if details or covers:
        for tenures in lake_rows.tenures_by_person(connection, first, last):
            if tenures[0].person_id is not None:
                yield from holder_rows(roles[tenures[0].role_id].note, tenures, details, covers)


def _conferred_rows(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Row]:
    """On which days each role comes with which other one, directly or by way of a third."""
    for role_id in lake_rows.conferred_roles(connection, first, last):
        ever = [role_id, *walk(connection, role_id, EX_OFFICIO, FIRST_DAY, LAST_DAY, up=False)]
        links = relations_of(connection, ROLE, ever, (EX_OFFICIO,), up=False)
        days = [day for link in links for day in link.windows()]
        days += [day for life in lives_of(connection, ROLE, ever).values() for day in life]

        reached = _reached(connection, role_id)
        for other_id in ever[1:]:
            for begun, ended, certainty in stretches(days, partial(_certainty, reached, other_id)):
                yield (role_id, other_id, begun, ended, certainty)


def _reached(connection: sqlite3.Connection, role_id: int) -> Callable[[str], dict[int, str]]:
    """For an ISO day: with which other roles the role comes, and how surely."""

    @cache
    def on(day: str) -> dict[int, str]:
        found = walk(connection, role_id, EX_OFFICIO, day, day, up=False)
        return {each.role_id: str(each.certainty) for each in found.values()}

    return on


def _certainty(reached: Callable[[str], dict[int, str]], other_id: int, day: str) -> str | None:
    return reached(day).get(other_id)


def _counted(groups: Iterator[list[Tenure]], written: int, heard: Heard) -> Iterator[list[Tenure]]:
    for number, group in enumerate(groups, written):
        if number % 10_000 == 0 and number:
            heard("written", number)
        yield group


def _role_row(role: lake_rows.LakeRole) -> Row:
    note = role.note
    return (
        note.id, note.slug, note.title, role.organization_id, note.organization, note.organization_name,
        role.began, role.ended, note.life.start_earliest, note.life.end_latest,
        role.inception_earliest, role.abolition_latest,
    )  # fmt: skip


def seat_rows(role: RoleNote) -> Iterator[Row]:
    """From which day to which day, both inclusive, the role has how many seats (null = unlimited), for all days."""
    since = [(FIRST_DAY, role.seats), *role.seat_changes]
    following = [*(day for day, _ in since[1:]), None]
    for (first, seats), end in zip(since, following, strict=True):
        if end is None or first < end:
            yield (role.id, first, day_before(end) if end else LAST_DAY, seats)


def _ids(part: int, size: int) -> tuple[int, int]:
    return part * size, (part + 1) * size - 1
