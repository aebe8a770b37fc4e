"""The state of a registry on one screen: what is there, what is newest, and what waits to be done. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.audit.findings import Severity
from registry.domain.history.changes import Change
from registry.services.audit.check import check
from registry.store.entities.counts import counts, newest_changes
from registry.store.entities.unheld_roles import unheld_roles

_NEWEST = 3
_STALE = "unconfirmed"
_CONTRADICTORY = "claim-contradicts"


@dataclass(frozen=True, slots=True)
class RegistryStatus:
    """What is there by table, the newest changes, and what waits.

    `vacant`: slug and title of the roles without a holder today. `stale`: open tenures that have not been confirmed
    for long. `contradictory`: dates that a source contradicts. `errors`, `warnings`: all findings of that severity.
    """

    counts: dict[str, int]
    newest: tuple[Change, ...]
    vacant: tuple[tuple[str, str], ...]
    stale: int
    contradictory: int
    errors: int
    warnings: int


def status(connection: sqlite3.Connection, today: str, until: str | None = None) -> RegistryStatus:
    """The state on the ISO day `today`; `until`: the UTC stamp up to which changes are known."""
    found = check(connection, None, today, severity=Severity.WARNING)
    errors = sum(each.severity == Severity.ERROR for each in found)
    return RegistryStatus(
        counts(connection),
        tuple(newest_changes(connection, until, _NEWEST)),
        tuple(unheld_roles(connection, today)),
        sum(each.rule == _STALE for each in found),
        sum(each.rule == _CONTRADICTORY for each in found),
        errors,
        len(found) - errors,
    )
