"""Revert a change by another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.history.changes import Change, ChangeDetails
from registry.domain.vocabulary import Status
from registry.services.history.log import show
from registry.services.session import Session
from registry.store.database.registry_file import update
from registry.store.history import versions
from registry.store.history.added import added_rows, points_from_outside, take_away_all
from registry.store.history.versions import Row, RowVersions
from registry.store.schema.derived_columns import DERIVED, derived
from registry.store.schema.versioning_triggers import BOOKKEEPING

if TYPE_CHECKING:
    from sqlite_utils import Database

_NAMED = 5
_MANY = 1_000  # rows that a change added and that are taken away together


class UndoError(RegistryError):
    """A change that cannot be reverted as things stand."""


def undo(session: Session, number: int, because: str | None = None, *, with_later: bool = False) -> ChangeDetails:
    """Make what the change wrote as it was before; returns the change that did so, with what the rules say of it.

    What later changes did to other fields of the same rows stays. `with_later`: undo the later changes that depend on
    it, too, the newest first. Raises UndoError, naming the later changes that depend on this one; BrokenRuleError
    where what was there before breaks a rule that nothing may break.
    """
    command = f"undo {number} with later changes" if with_later else f"undo {number}"
    with session.change(command, because) as change:
        connection = change.db.conn
        undone = _change(connection, number)
        rows = added_rows(connection, number)
        if rows is not None and sum(rows.values()) >= _MANY and not points_from_outside(connection, rows, number):
            take_away_all(connection, rows, number)
            findings = change.check()
            made = versions.change_of(connection, versions.newest_change(connection))
            assert made is not None  # it is open
            return ChangeDetails(made, (), findings, rows)
        step = _Undoing(change.db, with_later, {versions.newest_change(connection)})
        step.undo(undone)
        change.include(step.restored)
        findings = change.check()
        return replace(show(connection, versions.newest_change(connection)), findings=findings)


def _change(connection: sqlite3.Connection, number: int) -> Change:
    found = versions.change_of(connection, number)
    if found is None:
        raise NotFoundError(f"no change {number}; `registry log` lists them")
    return found


class _Undoing:
    """One undo: what was undone so far, and what is there again."""

    def __init__(self, db: Database, with_later: bool, own: set[int]) -> None:
        self._db = db
        self._with_later = with_later
        self._own = own  # the numbers of the changes that are undone already, and of the open one
        self.restored: set[tuple[str, int]] = set()

    def undo(self, change: Change) -> None:
        """Undo the change, and before it those that depend on it, if they are to be undone, too. Raises UndoError."""
        connection = self._db.conn
        assert change.number is not None  # what other programs wrote is refused before
        found = versions.passages(connection, change.number)
        passages = [passage for passage in found if passage.before != passage.after]
        if not passages:
            raise UndoError(f"change {change.number} ({change.command}) has nothing left to undo")
        self._undo_later(change, set(_in_the_way(connection, change, passages, self._own)))
        # Undoing the later ones may have taken some rows of this one away.
        targets = _targets(connection, passages)
        try:
            _apply(self._db, passages, targets)
        except sqlite3.IntegrityError as error:
            self._undo_later(change, set(_clashing(connection, change, passages)))
            if not self._with_later:
                raise UndoError(
                    f"change {change.number} ({change.command}) cannot be undone: what was recorded since does not "
                    f"allow it ({error}); see `registry log --since {change.recorded_at}`"
                ) from error
            _apply(self._db, passages, _targets(connection, passages))
        self._own.add(change.number)
        self.restored |= targets.keys()

    def _undo_later(self, change: Change, later: set[Change]) -> None:
        later = {each for each in later if each.number not in self._own}
        if not self._with_later or any(each.number is None for each in later):
            _refuse_depended_on(change, later)
        for each in sorted(later, key=lambda each: each.recorded_at, reverse=True):
            if each.number not in self._own:
                self.undo(each)


def _in_the_way(
    connection: sqlite3.Connection, change: Change, passages: Sequence[RowVersions], own: Collection[int] = ()
) -> Iterator[Change]:
    """The later changes that build on what this one wrote, but for those of `own`, which are undone."""
    rows = {(passage.table, passage.row_id) for passage in passages}
    pointing = versions.pointing(connection)
    for passage in passages:
        if passage.after is not None:
            yield from _altered_since(connection, passage, own)
        if passage.before is None:
            for other in versions.pointing_at(connection, pointing[passage.table], passage.row_id):
                if other not in rows:
                    yield versions.written_by(connection, *other)
        else:
            yield from _in_the_place(connection, change, passage, rows)


def _altered_since(connection: sqlite3.Connection, passage: RowVersions, own: Collection[int]) -> Iterator[Change]:
    """What has written the fields that the change set, or removed the row, even if they are as it left them again."""
    table, row_id, before, after = passage
    if after is None:
        return
    fields = _set_by(table, before, after)
    last = after
    for change, row in versions.later_versions(connection, table, row_id, after):
        if (row is None or any(row[name] != last[name] for name in fields)) and change.number not in own:
            yield change
        last = row or last


def _in_the_place(
    connection: sqlite3.Connection, change: Change, passage: RowVersions, own: set[tuple[str, int]]
) -> Iterator[Change]:
    """What took the place of a row that was there before, or took away what it points at."""
    table, row_id, before, after = passage
    if before is None:
        return
    if after is None:  # it was removed; whatever became of it since is in the way
        yield from versions.later_changes(connection, table, row_id, change.recorded_at)
    bearer = versions.bearing(connection, table, before)
    if bearer not in (None, row_id):
        yield versions.written_by(connection, table, bearer)
    for column, pointed in before.items():
        target = versions.points_to(table, column)
        if target is None or pointed is None or (target, pointed) in own:
            continue
        if versions.current(connection, target, pointed) is None:
            yield from versions.later_changes(connection, target, pointed, change.recorded_at)


def _refuse_depended_on(change: Change, found: Iterable[Change]) -> None:
    later = sorted(set(found), key=lambda each: each.recorded_at)
    if later:
        numbers = [f"`registry undo {each.number}`" for each in reversed(later) if each.number is not None]
        remedy = f"; undo that first: {numbers[0]}" if numbers else "; correct it there"
        names = ", ".join(_named(each) for each in later[:_NAMED])
        more = f" and {len(later) - _NAMED} more" if len(later) > _NAMED else ""
        if numbers and len(later) == len(numbers):
            remedy += f", or all of it with `registry undo {change.number} --with-later`"
        raise UndoError(
            f"change {change.number} ({change.command}) cannot be undone: {names}{more} came later and "
            f"{'depends' if len(later) == 1 else 'depend'} on it{remedy}"
        )


def _named(change: Change) -> str:
    if change.number is None:
        return f"what another program wrote at {change.recorded_at}"
    return f"change {change.number} ({change.command})"


def _set_by(table: str, before: Row | None, after: Row) -> list[str]:
    """The columns that a change set: all of a row that it added."""
    computed = {column for each in DERIVED.get(table, ()) for column in each.columns}
    return [
        name
        for name, value in after.items()
        if name not in computed and name not in BOOKKEEPING and (before is None or before[name] != value)
    ]


def _targets(connection: sqlite3.Connection, passages: Sequence[RowVersions]) -> dict[tuple[str, int], Row]:
    """The rows as they are to be: those that were altered or removed."""
    targets: dict[tuple[str, int], Row] = {}
    for table, row_id, before, after in passages:
        if before is None:
            continue
        row = dict(before)
        now = versions.current(connection, table, row_id) if after is not None else None
        if now is not None and after is not None:
            row = {**now, **{name: before[name] for name in _set_by(table, before, after)}}
        targets[table, row_id] = {**row, **derived(table, row)}
    return targets


_PARKED = {"status": Status.REJECTED, "replaces_id": None, "covers_id": None}
_LINKS = ("replaces_id", "covers_id")


def _apply(db: Database, passages: Sequence[RowVersions], targets: dict[tuple[str, int], Row]) -> None:
    """Tenures are out of the way (rejected) while rows come and go, so that only the outcome is judged."""
    for table, row_id, before, after in passages:
        # What only goes is in nobody's way, unless it replaces or covers another one that goes.
        there = versions.current(db.conn, table, row_id) if table == "appointments" and after is not None else None
        if after is None or there is None:
            continue
        if before is not None or any(after[link] is not None for link in _LINKS):
            update(db, table, row_id, _PARKED)
    _move_off(db, passages, targets)
    for table, row_id, before, _ in reversed(passages):
        if before is None:
            versions.take_away(db, table, row_id)
    for table, _, before, after in passages:
        if before is not None and after is None:
            versions.put_back(db, table, {**before, **(_PARKED if table == "appointments" else {})})
    for (table, row_id), row in sorted(targets.items(), key=lambda target: target[0][0] == "appointments"):
        update(db, table, row_id, {name: row[name] for name in row if name not in ("id", *BOOKKEEPING)})


def _move_off(db: Database, passages: Sequence[RowVersions], targets: Mapping[tuple[str, int], Row]) -> None:
    """What points at a row that goes and is to point at another one that is there, first: it would hold that one fast.

    So where a merge is made again: what belongs to the one who goes is the other's before they go.
    """
    going = {(passage.table, passage.row_id) for passage in passages if passage.before is None}
    for (table, row_id), row in targets.items():
        now = versions.current(db.conn, table, row_id) or {}
        moved = {
            column: row[column]
            for column, value in now.items()
            if (target := versions.points_to(table, column)) is not None
            and (target, value) in going
            and row[column] is not None
            and versions.current(db.conn, target, row[column]) is not None
        }
        if moved:
            update(db, table, row_id, moved)


def _clashing(connection: sqlite3.Connection, change: Change, passages: Sequence[RowVersions]) -> Iterator[Change]:
    """The later changes whose tenures leave no room for what was there before."""
    own = {(passage.table, passage.row_id) for passage in passages}
    for table, row_id, before, after in passages:
        row = before or after or {}
        if table == "appointments" and before is not None:
            rivals = versions.crossing(connection, before)
        elif table in ("roles", "role_seats"):
            rivals = versions.in_role(connection, row_id if table == "roles" else row["role_id"])
        else:
            continue
        for rival in rivals:
            found = versions.written_by(connection, "appointments", rival)
            if ("appointments", rival) not in own and found.recorded_at > change.recorded_at:
                yield found
