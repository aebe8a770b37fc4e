"""Revert a change by another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.history.changes import Change, ChangeDetails
from registry.domain.vocabulary import Status
from registry.services.history.log import show
from registry.services.session import Session
from registry.store.database.registry_file import update
from registry.store.history import versions
from registry.store.history.versions import Row, RowVersions
from registry.store.schema.derived_columns import DERIVED, derived
from registry.store.schema.versioning_triggers import BOOKKEEPING

if TYPE_CHECKING:
    from sqlite_utils import Database

_NAMED = 5


class UndoError(RegistryError):
    """A change that cannot be reverted as things stand."""


def undo(session: Session, number: int, because: str | None = None) -> ChangeDetails:
    """Make what the change wrote as it was before; returns the change that did so, with what the rules say of it.

    What later changes did to other fields of the same rows stays. Raises UndoError, naming the later changes that
    depend on this one; BrokenRuleError where what was there before breaks a rule that nothing may break.
    """
    with session.change(f"undo {number}", because) as change:
        db = change.db
        undone = versions.change_of(db.conn, number)
        if undone is None:
            raise NotFoundError(f"no change {number}; `registry log` lists them")
        passages = [passage for passage in versions.passages(db.conn, number) if passage.before != passage.after]
        if not passages:
            raise UndoError(f"change {number} ({undone.command}) left nothing that could be undone")
        _refuse_depended_on(undone, _in_the_way(db.conn, undone, passages))
        targets = _targets(db.conn, passages)
        try:
            _apply(db, passages, targets)
        except sqlite3.IntegrityError as error:
            _refuse_depended_on(undone, _clashing(db.conn, undone, passages))
            raise UndoError(
                f"change {number} ({undone.command}) cannot be undone: what was recorded since does not allow it "
                f"({error}); see `registry log --since {undone.recorded_at}`"
            ) from error
        change.include(targets)
        findings = change.check()
        return replace(show(db.conn, versions.newest_change(db.conn)), findings=findings)


def _in_the_way(connection: sqlite3.Connection, change: Change, passages: Sequence[RowVersions]) -> Iterator[Change]:
    """The later changes that build on what this one wrote."""
    own = {(passage.table, passage.row_id) for passage in passages}
    pointing = versions.pointing(connection)
    for passage in passages:
        if passage.after is not None and _altered_since(connection, passage):
            yield from versions.later_changes(connection, passage.table, passage.row_id, change.recorded_at)
        elif passage.before is None:
            for other in versions.pointing_at(connection, pointing[passage.table], passage.row_id):
                if other not in own:
                    yield versions.written_by(connection, *other)
        else:
            yield from _in_the_place(connection, change, passage, own)


def _altered_since(connection: sqlite3.Connection, passage: RowVersions) -> bool:
    """Whether what the change set is not there any more."""
    table, row_id, before, after = passage
    now = versions.current(connection, table, row_id)
    return now is None or after is None or any(now[name] != after[name] for name in _set_by(table, before, after))


def _in_the_place(
    connection: sqlite3.Connection, change: Change, passage: RowVersions, own: set[tuple[str, int]]
) -> Iterator[Change]:
    """What took the place of a row that was there before, or took away what it points at."""
    table, row_id, before, after = passage
    if before is None:
        return
    if after is None and versions.current(connection, table, row_id) is not None:
        yield from versions.later_changes(connection, table, row_id, change.recorded_at)
    bearer = versions.bearing(connection, table, before)
    if bearer not in (None, row_id):
        yield versions.written_by(connection, table, bearer)
    for column, target in versions.POINTS_TO.items():
        pointed = before.get(column)
        if pointed is None or (target, pointed) in own:
            continue
        if versions.current(connection, target, pointed) is None:
            yield from versions.later_changes(connection, target, pointed, change.recorded_at)


def _refuse_depended_on(change: Change, found: Iterable[Change]) -> None:
    later = sorted(set(found), key=lambda each: each.recorded_at)
    if later:
        names = ", ".join(_named(each) for each in later[:_NAMED])
        more = f" and {len(later) - _NAMED} more" if len(later) > _NAMED else ""
        numbers = [f"`registry undo {each.number}`" for each in reversed(later) if each.number is not None]
        remedy = f"; undo that first: {numbers[0]}" if numbers else "; correct it there"
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


_PARKED = {"status": Status.REJECTED, "replaces_id": None}


def _apply(db: Database, passages: Sequence[RowVersions], targets: dict[tuple[str, int], Row]) -> None:
    """Tenures are out of the way (rejected) while rows come and go, so that only the outcome is judged."""
    for table, row_id, before, after in passages:
        # What only goes is in nobody's way, unless it replaces another one that goes.
        if table == "appointments" and after is not None and (before is not None or after["replaces_id"] is not None):
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
            for column, target in versions.POINTS_TO.items()
            if (target, now.get(column)) in going
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
