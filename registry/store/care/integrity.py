"""Whether a registry's file is sound: its pages, its schema, its references, its derived columns, its history."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from registry.domain.audit.findings import Limits
from registry.domain.care.problems import REPAIR, RESTORE, Problem
from registry.store.audit.rules import broken, look_at, rules
from registry.store.care.book_keeping import check_no_change_is_open, check_texts, check_times
from registry.store.care.derived_values import check_derived, slug_column, subject
from registry.store.care.expected_schema import check_schema
from registry.store.care.history_continuity import check_history
from registry.store.care.sealed_history import check_outside_writes, check_received, check_seals
from registry.store.database.registry_file import APPLICATION_ID, SCHEMA_VERSION, path_of
from registry.store.names.search_index import check_search
from registry.store.tenures.appointments import of_ids

_AT_MOST = 100  # what SQLite tells of a damaged file before it stops looking
_OF_ROWS = ("CHECK constraint failed", "NULL value in")  # what SQLite finds in rows, not in the structure of the file
NOT_WAL = "the file is not in WAL mode: readers and writers wait for each other"
_GUARDED = ("clash", "twice", "seats-cut")  # the rules for what the guards refuse


def problems(
    connection: sqlite3.Connection, heard: Callable[[str, int, int | None], None] | None = None
) -> list[Problem]:
    """Whatever is wrong, as of one moment. A check that fails on a damaged file is a problem of its own.

    `heard` is told how many checks of how many are done.
    """
    found: list[Problem] = []
    connection.execute("begin")
    try:
        for number, (word, check) in enumerate(_CHECKS.items()):
            if heard:
                heard(f"checks; now: {word}", number, len(_CHECKS))
            try:
                found += check(connection)
            except sqlite3.DatabaseError as error:
                found.append(
                    Problem(word, f"this could not be checked: {error}", f"repair the rest first, or {RESTORE}")
                )
    finally:
        connection.execute("rollback")
    return found


def damage(connection: sqlite3.Connection) -> list[Problem]:
    """What is wrong with pages, rows and references: enough to know whether a copy is whole."""
    try:
        return [*check_integrity(connection), *check_references(connection)]
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        return [Problem("integrity", str(error), RESTORE)]


def is_whole(found: Iterable[Problem]) -> bool:
    """Whether the file's structure is whole, whatever is in its rows."""
    return all(each.check != "integrity" or each.what.startswith(_OF_ROWS) for each in found)


def check_integrity(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What SQLite finds."""
    for (what,) in connection.execute(f"pragma integrity_check({_AT_MOST})"):
        if what != "ok":
            remedy = "correct the row" if what.startswith(_OF_ROWS) else RESTORE
            yield Problem("integrity", what, remedy)


def check_references(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Rows that point at rows that are not there."""
    for table, row_id, parent, number in connection.execute("pragma foreign_key_check").fetchall():
        keys = connection.execute(f"pragma foreign_key_list({table})").fetchall()
        column = next(key[3] for key in keys if key[0] == number)
        slug = slug_column(connection, table)
        name, value = connection.execute(f"select {slug}, {column} from {table} where rowid = ?", [row_id]).fetchone()
        what = f"{subject(table, row_id, name)}: {column} is {value}, and {parent} has no such row"
        yield Problem("references", what, f"correct it, or {RESTORE}")


def check_header(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What tells a registry from other files, and how it is written."""
    application_id = connection.execute("pragma application_id").fetchone()[0]
    version = connection.execute("pragma user_version").fetchone()[0]
    if application_id != APPLICATION_ID:
        yield Problem("header", f"application_id is {application_id}, not {APPLICATION_ID}", RESTORE)
    if version != SCHEMA_VERSION:
        yield Problem("header", f"the schema's version is {version}, not {SCHEMA_VERSION}", RESTORE)
    # Not `pragma journal_mode`: that of a file opened for reading alone says nothing of the file.
    with path_of(connection).open("rb") as file:
        if file.read(20)[18:] != b"\x02\x02":
            yield Problem("header", NOT_WAL, REPAIR, True)


def use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer not wait for each other. Outside a transaction; does nothing while others read."""
    connection.execute("pragma journal_mode = wal")


def check_guarded(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What the guards refuse, written while they were gone."""
    look_at(connection, None)
    for rule in rules():
        if rule.code in _GUARDED:
            for row in broken(connection, rule, "9999-12-31", Limits()):
                ids = [int(str(row[side])) for side in ("a", "b") if row.get(side)]
                about = [subject("appointments", each.id, each.appointment) for each in of_ids(connection, ids)]
                if row.get("role"):
                    (slug,) = connection.execute("select slug from roles where id = ?", [row["role"]]).fetchone()
                    about.append(subject("roles", row["role"], slug))
                what = f"{' and '.join(sorted(about))}: {rule.title[0].lower()}{rule.title[1:]}"
                yield Problem("guards", what, f"see `registry check --rule {rule.code}`")


def _check_changes(connection: sqlite3.Connection) -> Iterator[Problem]:
    yield from check_no_change_is_open(connection)
    yield from check_times(connection)


def _check_sealed(connection: sqlite3.Connection) -> Iterator[Problem]:
    yield from check_seals(connection)
    yield from check_received(connection)
    yield from check_outside_writes(connection)


_CHECKS: dict[str, Callable[[sqlite3.Connection], Iterable[Problem]]] = {
    "integrity": check_integrity,
    "references": check_references,
    "header": check_header,
    "schema": check_schema,
    "derived": check_derived,
    "search": check_search,
    "guards": check_guarded,
    "changes": _check_changes,
    "texts": check_texts,
    "history": check_history,
    "seals": _check_sealed,
}
