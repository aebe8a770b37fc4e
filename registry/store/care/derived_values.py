"""Derived columns that do not follow from their texts: find them, and compute them anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.care.problems import REPAIR, Problem
from registry.domain.errors import RegistryError
from registry.store.database.registry_file import update
from registry.store.schema.derived_columns import DERIVED, Derived

if TYPE_CHECKING:
    from sqlite_utils import Database


class Stale(NamedTuple):
    """A row whose derived columns should be `values`; None = its texts cannot be read."""

    table: str
    id: int
    values: dict[str, object] | None
    problem: Problem


def check_derived(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Each row with columns that its texts do not say, or with texts that say nothing."""
    return (stale.problem for stale in _stale(connection))


def recompute(db: Database) -> dict[Problem, str]:
    """Compute them anew under the open change; returns what the guards refused, and why."""
    refused = {}
    for stale in list(_stale(db.conn)):
        if stale.values is not None:
            try:
                update(db, stale.table, stale.id, stale.values)
            except sqlite3.IntegrityError as error:
                refused[stale.problem] = str(error)
    return refused


def subject(table: str, row_id: object, slug: object = None) -> str:
    """A row as a message names it."""
    return f"{table} {row_id}" if slug is None else f"{table} {slug!r}"


def slug_column(connection: sqlite3.Connection, table: str) -> str:
    """The column by which people name the table's rows, as SQL; null if there is none."""
    return "slug" if any(row[1] == "slug" for row in connection.execute(f"pragma table_info({table})")) else "null"


def _stale(connection: sqlite3.Connection) -> Iterator[Stale]:
    for table, kinds in DERIVED.items():
        slug = slug_column(connection, table)
        for each in kinds:
            yield from _stale_of(connection, table, each, slug)


def _stale_of(connection: sqlite3.Connection, table: str, each: Derived, slug: str) -> Iterator[Stale]:
    known: dict[tuple[str | None, ...], tuple[str | None, ...] | RegistryError] = {}  # many rows have the same dates
    split = len(each.texts)
    columns = ", ".join((*each.texts, *each.columns))
    for row_id, name, *cells in connection.execute(f"select id, {slug}, {columns} from {table} order by id"):
        texts, found = tuple(cells[:split]), tuple(cells[split:])
        if texts not in known:
            try:
                known[texts] = each.compute(*texts)
            except RegistryError as error:
                known[texts] = error
        right = known[texts]
        where = subject(table, row_id, name)
        if isinstance(right, RegistryError):
            remedy = f"correct the text in {' or '.join(each.texts)}"
            yield Stale(table, row_id, None, Problem("derived", f"{where}: {right}", remedy))
        elif right != found:
            yield Stale(table, row_id, dict(zip(each.columns, right, strict=True)), _problem(where, each, found, right))


def _problem(where: str, each: Derived, found: tuple[object, ...], right: tuple[object, ...]) -> Problem:
    differences = ", ".join(
        f"{column} is {there!r} and should be {should!r}"
        for column, there, should in zip(each.columns, found, right, strict=True)
        if there != should
    )
    return Problem("derived", f"{where}: {differences}", REPAIR, repairable=True)
