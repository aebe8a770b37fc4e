"""Taking care of a registry's file: doctor, backup, a public copy; and words for damage that shows while it is open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from registry.api.file import HasFile
from registry.domain.errors import RegistryError
from registry.store.database import registry_file

if TYPE_CHECKING:
    from registry.domain.care.problems import Diagnosis
    from registry.services.care.backup import BackupReport
    from registry.services.publishing.publish import Published


_OF_VALUES = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, AssertionError)


def doctor(
    registry: HasFile, *, repair: bool = False, heard: Callable[[str, int, int | None], None] | None = None
) -> Diagnosis:
    """What is wrong with the file; `repair`: after mending what follows from the rest of it, as one change.

    `heard`: is told which check is done, how many of how many.

    >>> registry.doctor().left
    ()
    """
    from registry.services.care import doctor

    if repair:
        return doctor.repair(registry.file.session, heard)
    return doctor.examine(registry.file.connection, heard)


def backup(registry: HasFile, file: str | Path, *, force: bool = False) -> BackupReport:
    """Write a checked copy to `file`, while others may write; `force`: in place of a file that is there.

    >>> registry.backup("copy.db").command
    'source add https://example.org/unused'
    """
    from registry.services.care.backup import backup

    return backup(registry.file.connection, Path(file), force=force)


def publish(
    registry: HasFile,
    file: str | Path,
    *,
    redact: Sequence[str] = (),
    actors: bool = False,
    history: bool = True,
    strict: bool = False,
) -> Published:
    """Write a checked copy for everybody to `file`, where nothing is: without what is marked `private:`.

    `redact`: columns to leave out, as TABLE.COLUMN; `actors`: tell who made the changes; `history`: with what was
    recorded before; `strict`: refuse where `check` finds errors.

    >>> registry.publish("public.db").private
    0
    """
    from registry.services.publishing.publish import publish
    from registry.store.publishing.public_copy import Rules

    return publish(
        registry.file.connection, Path(file), Rules(redact, actors, history), registry.file.today(), strict=strict
    )


def counts(registry: HasFile) -> dict[str, int]:
    """How many people, organizations, roles, appointments and sources are recorded.

    >>> registry.counts()["people"]
    4
    """
    from registry.store.entities.counts import counts

    return counts(registry.file.connection)


def explain_damage(connection: sqlite3.Connection, error: object) -> None:
    """Raises DatabaseError if its damage, or a value that cannot be, ended the work with the file."""
    if not isinstance(error, RegistryError) and isinstance(error, _OF_VALUES):
        _say_what_cannot_be(connection, error)
    if isinstance(error, sqlite3.DatabaseError):
        with registry_file.in_words(registry_file.path_of(connection)):
            _say_what_is_missing(connection, error)
            raise error


def _say_what_cannot_be(connection: sqlite3.Connection, error: Exception) -> None:
    """A value that another program wrote past the guards is a fault of the file; anything else is a bug of ours."""
    from registry.services.care.doctor import impossible_value

    if problem := impossible_value(connection):
        path = registry_file.path_of(connection)
        raise registry_file.DatabaseError(
            f"{str(path)!r} holds what cannot be ({problem.what}); see `registry doctor`"
        ) from error


def _say_what_is_missing(connection: sqlite3.Connection, error: sqlite3.DatabaseError) -> None:
    """A table or a view that our SQL asks for in vain is a fault of the file if a new registry has it."""
    from registry.store.care.expected_schema import check_schema

    if "no such" in str(error):
        for problem in check_schema(connection):
            path = registry_file.path_of(connection)
            raise registry_file.DatabaseError(f"{str(path)!r}: {problem.what}; see `registry doctor`") from error
