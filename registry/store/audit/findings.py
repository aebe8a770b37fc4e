"""What the rules find, with the names and dates of the tenures that they speak of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from registry.domain.audit.findings import Finding, Limits, Rule
from registry.domain.presentation.finding_sentences import finding_of
from registry.store.audit import rules
from registry.store.entities import roles
from registry.store.tenures import appointments

_SIDES = ("a", "b")


class Found(NamedTuple):
    """A finding, and the ids of the appointments that it is about; none, if it is about a role alone."""

    finding: Finding
    appointments: frozenset[int]


def findings(
    connection: sqlite3.Connection,
    wanted: Sequence[Rule],
    scope: Sequence[int] | None,
    today: str,
    limits: Limits,
    *,
    heard: Callable[[str, int, int | None], None] | None = None,
) -> list[Found]:
    """What breaks the rules in the roles of the scope (ids; None = all), in the order of the rules.

    `heard` is told how many rules of how many were looked at.
    """
    rules.look_at(connection, scope)
    found: list[Found] = []
    for number, rule in enumerate(wanted, start=1):
        found += _of_rule(connection, rule, today, limits)
        if heard:
            heard("rules", number, len(wanted))
    return found


def appointments_found(
    connection: sqlite3.Connection, rule: Rule, scope: Sequence[int], today: str, limits: Limits
) -> list[frozenset[int]]:
    """Of each thing that breaks the rule, only the ids of the appointments: to count many, none is put into words."""
    rules.look_at(connection, scope)
    rows = rules.broken(connection, rule, today, limits)
    return [frozenset(int(str(row[side])) for side in _SIDES if row.get(side)) for row in rows]


def _of_rule(connection: sqlite3.Connection, rule: Rule, today: str, limits: Limits) -> Iterator[Found]:
    rows = rules.broken(connection, rule, today, limits)
    ids = [int(str(row[side])) for row in rows for side in _SIDES if row.get(side)]
    known = {tenure.id: tenure for tenure in appointments.of_ids(connection, ids)} if ids else {}
    for row in rows:
        tenures = {side: known[int(str(row[side]))] for side in _SIDES if row.get(side)}
        role = roles.role_note(connection, int(str(row["role"]))) if "role" in row else None
        finding = finding_of(rule, row, tenures, role, limits)
        yield Found(finding, frozenset(tenure.id for tenure in tenures.values()))
