"""Find what is wrong with a registry's file, and repair what follows from the rest of it. Facts are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from registry.domain.care.problems import Diagnosis, Problem
from registry.services.session import Session
from registry.store.care import integrity
from registry.store.care.book_keeping import count_as_written, mend_book_keeping
from registry.store.care.derived_values import recompute
from registry.store.care.expected_schema import is_a_lost_table
from registry.store.names.search_index import rebuild
from registry.store.schema.fingerprints import altered_guard
from registry.store.schema.seals import replace_contents

_VALUES = ("integrity", "texts", "changes", "derived")  # the checks that look at values


Heard = Callable[[str, int, int | None], None] | None


def examine(connection: sqlite3.Connection, heard: Heard = None) -> Diagnosis:
    """What is wrong; `heard` is told what is done, how many of how many."""
    return Diagnosis((), tuple(integrity.problems(connection, heard)))


def impossible_value(connection: sqlite3.Connection) -> Problem | None:
    """The first value that cannot be, which another program wrote past the guards; None if there is none."""
    if connection.in_transaction:
        return None
    return next((problem for problem in integrity.problems(connection) if problem.check in _VALUES), None)


def repair(session: Session, heard: Heard = None) -> Diagnosis:
    """Recompute derived columns and search, recreate triggers, views and indexes, restore WAL mode: as one change.

    A file whose structure is damaged is left alone: writing could make it worse.
    """
    connection = session.connection
    before = integrity.problems(connection, heard)
    if not any(problem.repairable for problem in before) or not _may_be_written(before):
        return Diagnosis((), tuple(before))
    integrity.use_wal(connection)
    # Nothing is written without the guards, so what the book-keeping is comes before the change.
    sealed, refused = mend_book_keeping(connection)
    if altered_guard(connection) is None:
        with session.repair("doctor --repair") as db:
            count_as_written(db.conn)
            replace_contents(db.conn, sealed)
            refused |= recompute(db)
            rebuild(db.conn)
    after = integrity.problems(connection, heard)
    left = [_refused(problem, refused.get(problem)) for problem in after]
    return Diagnosis(tuple(problem for problem in before if problem not in after), tuple(left))


def _may_be_written(found: Sequence[Problem]) -> bool:
    """Whether structure and tables are whole, so that a repair makes nothing worse."""
    return integrity.is_whole(found) and not any(map(is_a_lost_table, found))


def _refused(problem: Problem, reason: str | None) -> Problem:
    if reason is None:
        return problem
    return replace(problem, remedy=f"it was refused ({reason}); correct what prevents it", repairable=False)
