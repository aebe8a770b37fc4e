"""What the rules find, with the names and dates of the tenures that they speak of."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from registry.domain.audit.findings import Finding, Limits, Rule
from registry.domain.presentation.finding_sentences import finding_of, tenure_words
from registry.domain.tenures.records import RoleNote
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
    among: Callable[[set[int]], set[int]] | None = None,
    heard: Callable[[str, int, int | None], None] | None = None,
) -> list[Found]:
    """What breaks the rules in the roles of the scope (ids; None = all), in the order of the rules.

    `among`: only what is about one of the tenures that it picks out of those found; the rest is not put into words.
    `heard` is told how many rules of how many were looked at.
    """
    rules.look_at(connection, scope)
    found: list[Found] = []
    for number, rule in enumerate(wanted, start=1):
        rows = rules.broken(connection, rule, today, limits)
        found += _worded(connection, rule, _picked(rows, among) if among else rows, limits)
        if heard:
            heard("rules", number, len(wanted))
    return found


def findings_part(
    connection: sqlite3.Connection,
    wanted: Sequence[Rule],
    scope: Sequence[int] | None,
    today: str,
    limits: Limits,
    *,
    skip: int,
    most: int,
    waived: Collection[str] = (),
) -> tuple[list[Finding], int]:
    """`most` findings after the first `skip`, as `findings` orders them, and how many there are.

    Only these are put into words, and of a rule of which something is waived all, since a finding is known by them.
    """
    rules.look_at(connection, scope)
    part: list[Finding] = []
    before = 0
    for rule in wanted:
        rows = rules.broken(connection, rule, today, limits)
        first = max(skip - before, 0)
        last = max(skip + most - before, 0)
        if any(name.rpartition("-")[0] == rule.code for name in waived):
            kept = [each.finding for each in _worded(connection, rule, rows, limits)]
            kept = [finding for finding in kept if finding.finding not in waived]
            part += kept[first:last]
            before += len(kept)
        else:
            part += [each.finding for each in _worded(connection, rule, rows[first:last], limits)]
            before += len(rows)
    return part, before


def appointments_found(
    connection: sqlite3.Connection, rule: Rule, scope: Sequence[int], today: str, limits: Limits
) -> list[frozenset[int]]:
    """Of each thing that breaks the rule, only the ids of the appointments: to count many, none is put into words."""
    rules.look_at(connection, scope)
    return rules.about(connection, rule, today, limits, _SIDES)


def _about(row: Mapping[str, object]) -> frozenset[int]:
    return frozenset(int(str(row[side])) for side in _SIDES if row.get(side))


def _picked(rows: list[dict[str, object]], among: Callable[[set[int]], set[int]]) -> list[dict[str, object]]:
    about = [_about(row) for row in rows]
    ids = {row_id for each in about for row_id in each}
    picked = among(ids) if ids else set()
    return [row for row, each in zip(rows, about, strict=True) if not each.isdisjoint(picked)]


def _worded(
    connection: sqlite3.Connection, rule: Rule, rows: Sequence[Mapping[str, object]], limits: Limits
) -> Iterator[Found]:
    """The rows that a rule found as findings; each tenure and each role is put into words once."""
    ids = {row_id for row in rows for row_id in _about(row)}
    known = {tenure.id: tenure_words(tenure) for tenure in appointments.of_ids(connection, sorted(ids))} if ids else {}
    notes: dict[int, RoleNote] = {}
    for row in rows:
        tenures = {side: known[int(str(row[side]))] for side in _SIDES if row.get(side)}
        role = None
        if "role" in row:
            role_id = int(str(row["role"]))
            role = notes.setdefault(role_id, notes.get(role_id) or roles.role_note(connection, role_id))
        yield Found(finding_of(rule, row, tenures, role, limits), _about(row))
