"""The registry's answers as SQL functions, so that the queries of metadata.yml ask what the command line asks.

Each returns a JSON array, one object a row, with the columns of `--format csv` and `refused`: why it cannot be
answered. An empty argument is one that is left out; without what it asks about a function answers nothing.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from registry.api import CommandRegistry, Registry
from registry.domain.errors import RegistryError
from registry.domain.presentation.tables import (
    Table,
    answers_table,
    findings_table,
    movements_table,
    tenures_table,
    vacancies_table,
)
from registry.domain.tenures.vacancies import Vacancy, vacancies

_LOG = logging.getLogger(__name__)
_LONGEST_PATTERN = 200  # of LIKE and GLOB: SQLite's own limit of 50,000 signs lets one comparison last for minutes


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` that one question may read, and `rows` that it may answer."""

    seconds: float
    rows: int


class _Function(NamedTuple):
    arguments: int
    ask: Callable[..., Table]


def add_functions(connection: sqlite3.Connection, path: str, limits: Limits) -> None:
    """Let the connection ask the registry at `path`, and compare with short patterns only."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _LONGEST_PATTERN)
    for name, (arguments, ask) in _FUNCTIONS.items():
        connection.create_function(name, arguments, _answering(ask, path, limits))


def _answering(ask: Callable[..., Table], path: str, limits: Limits) -> Callable[..., str]:
    def answer(*words: str | None) -> str:
        # A connection of its own: the one that calls is in the middle of a statement, and its limit of time does
        # not see what happens in here.
        try:
            with CommandRegistry.to_read(path, seconds=limits.seconds) as registry:
                found = ask(registry, *[word or None for word in words])
        except RegistryError as error:
            return _told([{"refused": str(error)}])
        except Exception as error:
            if isinstance(error, sqlite3.OperationalError) and "interrupted" in str(error):
                return _told([{"refused": f"this takes more than {limits.seconds:g} s; ask about a smaller part"}])
            _LOG.exception("%s failed", ask.__name__)  # SQLite tells nobody why a function has failed
            raise
        # One more than is shown, so that Datasette tells that there are more.
        return _told([dict(zip(found.columns, row, strict=True)) for row in islice(found.rows, limits.rows + 1)])

    return answer


def _told(rows: list[dict[str, object]]) -> str:
    return json.dumps(rows, ensure_ascii=False)


_NOTHING = Table((), ())


def _who(registry: Registry, role: str | None, on: str | None) -> Table:
    return answers_table([registry.who(role, on)]) if role else _NOTHING


def _career(registry: Registry, person: str | None) -> Table:
    return tenures_table(registry.career(person).appointments) if person else _NOTHING


def _holders(registry: Registry, organization: str | None, on: str | None, below: str | None) -> Table:
    if not organization:
        return _NOTHING
    return answers_table(registry.holders(organization, on, below=bool(below)).roles)


def _changes(registry: Registry, start: str | None, end: str | None, organization: str | None) -> Table:
    return movements_table(registry.changes(start, end, organization).movements) if start else _NOTHING


def _vacancies(registry: Registry, role: str | None) -> Table:
    return vacancies_table(
        _every_vacancy(registry, [role] if role else [found.slug for found in registry.roles.list()])
    )


def _every_vacancy(registry: Registry, roles: list[str]) -> Iterator[Vacancy]:
    for role in roles:
        yield from vacancies(registry.history(role))


def _findings(registry: Registry, about: str | None) -> Table:
    return findings_table(registry.check(about))


_FUNCTIONS = {
    "registry_who": _Function(2, _who),
    "registry_career": _Function(1, _career),
    "registry_holders": _Function(3, _holders),
    "registry_changes": _Function(3, _changes),
    "registry_vacancies": _Function(1, _vacancies),
    "registry_findings": _Function(1, _findings),
}
