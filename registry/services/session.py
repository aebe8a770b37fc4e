"""Who writes to an open registry, when and why; one change at a time, and the rules that each change has to keep.

A verb of the services that writes takes a session, and writes inside `session.change(...)` alone: that opens the
transaction, and before it ends runs the rules on what was written, whoever calls.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from registry.domain.errors import BrokenRuleError, RegistryError
from registry.domain.names.text_hygiene import one_line
from registry.store.database import registry_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding, Rule
    from registry.domain.vocabulary import DateOrder
    from registry.store.audit.findings import Found

_OF_TIME = ("unconfirmed",)  # time that passes is not news about what was just written


class OpenChange:
    """What is being written: `db` to write with, and `check` for what the rules say of it.

    Whether or not a verb asks, what it wrote last is checked before the change ends.
    """

    def __init__(self, db: Database, today: str) -> None:
        from registry.store.audit.written import marks

        self.db = db
        self.today = today
        self._marks = marks(db.conn)
        self._checked = db.conn.total_changes

    def include(self, rows: Iterable[tuple[str, int]]) -> None:
        """Rows (table, id) that are written again under the ids that they had: these look like old ones."""
        self._marks.include(rows)

    def check(self) -> tuple[Finding, ...]:
        """The warnings about the tenures that were touched so far that are new; none if nothing was written.

        What was there before is not new, nor is what was waived.
        Raises BrokenRuleError for an error that is new; what is wrong already stands in nobody's way.
        """
        if not self._is_unchecked():
            return ()
        new = self.new_among(self.findings())
        for each in new:
            if each.finding.severity == "error":
                raise BrokenRuleError(f"{each.finding.facts} ({each.finding.rule}); {each.finding.remedy}")
        self._checked = self.db.conn.total_changes
        return tuple(each.finding for each in new)

    def errors(self) -> list[Found]:
        """For a verb that settles errors itself: those that were not there before, and that nobody has waived."""
        found = self.new_among(self.findings("error"))
        if not found:
            self._checked = self.db.conn.total_changes
        return found

    def findings(self, severity: str = "warning") -> list[Found]:
        """What the rules say of the tenures that were touched so far; `severity`: this bad or worse."""
        from registry.domain.audit.findings import Limits, Severity
        from registry.store.audit.findings import findings
        from registry.store.audit.rules import rules
        from registry.store.audit.written import touched_among, touched_roles

        unchecked, worst = self._is_unchecked(), list(Severity)
        bad = worst[: worst.index(Severity(severity)) + 1]
        wanted = [rule for rule in rules() if rule.severity in bad and rule.code not in _OF_TIME]
        scope = touched_roles(self.db.conn, self._marks)
        found = findings(
            self.db.conn, wanted, scope, self.today, Limits(),
            among=lambda ids: touched_among(self.db.conn, self._marks, ids),
        ) if scope else []  # fmt: skip
        if not unchecked:
            self._checked = self.db.conn.total_changes  # the rules keep a list of their own
        return found

    def warnings(self) -> Counter[str]:
        """How many warnings there are about the tenures that were touched so far, by rule."""
        from registry.domain.audit.findings import Limits, Severity
        from registry.store.audit.findings import appointments_found
        from registry.store.audit.rules import rules
        from registry.store.audit.written import touched_among, touched_roles

        unchecked, scope = self._is_unchecked(), touched_roles(self.db.conn, self._marks)
        wanted = [rule for rule in rules() if rule.severity == Severity.WARNING and rule.code not in _OF_TIME]
        found = {
            rule.code: appointments_found(self.db.conn, rule, scope, self.today, Limits()) for rule in wanted if scope
        }
        ids = {row_id for each in found.values() for about in each for row_id in about}
        touched = touched_among(self.db.conn, self._marks, ids)
        if not unchecked:
            self._checked = self.db.conn.total_changes  # the rules keep a list of their own
        return +Counter({code: sum(not about.isdisjoint(touched) for about in each) for code, each in found.items()})

    def new_among(self, found: Sequence[Found]) -> list[Found]:
        """Those of the findings that were not there before the change, and that nobody has waived.

        A finding whose dates alone changed is the same one: of a rule there are no more about the tenures than before.
        """
        from registry.store.audit.rules import rules
        from registry.store.audit.waivers import waivers
        from registry.store.audit.written import new_among as new_tenures

        accepted = waivers(self.db.conn, self.today) if found else {}
        found = [each for each in found if each.finding.finding not in accepted]
        written = new_tenures(self.db.conn, self._marks, {row_id for each in found for row_id in each.appointments})
        old = [each for each in found if not each.appointments & written]
        if not old:
            return found  # so that most entries need not read the registry as it was
        codes = {each.finding.rule for each in old}
        before = self._known_before([rule for rule in rules() if rule.code in codes], old)
        known = {each.finding.finding for each in before}
        other = [each for each in found if each.finding.finding not in known]
        still = {each.finding.finding for each in found}
        room = Counter(_about(each) for each in before if each.finding.finding not in still)
        more = Counter(_about(each) for each in other)
        return [each for each in other if more[_about(each)] > room[_about(each)]]

    def close(self) -> None:
        """Check what was written since the last check, unless nothing is to come of the change."""
        from registry.store.database.transactions import is_open

        if is_open(self.db):
            self.check()

    def _is_unchecked(self) -> bool:
        return self.db.conn.total_changes > self._checked

    def _known_before(self, wanted: Sequence[Rule], found: Sequence[Found]) -> list[Found]:
        """The findings about the same tenures that another reader still sees: those from before the open change."""
        from registry.domain.audit.findings import Limits
        from registry.store.audit.findings import findings
        from registry.store.audit.written import touched_roles
        from registry.store.tenures import appointments

        scope = touched_roles(self.db.conn, self._marks)
        slugs = [subject.slug for each in found for subject in each.finding.subjects if subject.kind == "appointment"]
        same = {row_id for each in found for row_id in each.appointments}
        with closing(registry_file.open_registry(registry_file.path_of(self.db.conn))) as before:
            same |= appointments.ids_of(before, slugs)  # one that is written anew has another id
            return findings(before, wanted, scope, self.today, Limits(), among=same.intersection)


def _about(found: Found) -> tuple[str, frozenset[int]]:
    """The rule and the tenures of a finding."""
    return found.finding.rule, found.appointments


class Session:
    """An open registry and who acts on it. `clock`: the time in UTC; `actor`: who is asked for only when writing;
    `because`: why, where a verb is not told; `date_order`: how 03/04/2025 is meant; `known_on`: the moment of the past
    from which questions are answered, and then nothing is written.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        clock: Callable[[], datetime],
        actor: Callable[[], str],
        because: str | None = None,
        date_order: DateOrder | None = None,
        known_on: datetime | None = None,
    ) -> None:
        self.connection = connection
        self.clock = clock
        self.actor = actor
        self.because = because
        self.date_order = date_order
        self.known_on = known_on
        self._open: OpenChange | None = None

    def today(self) -> str:
        """The ISO day where the machine stands, or that of the moment asked about: an office is held in local days."""
        now = self.clock()
        return _day_of(min(now, self.known_on or now))

    @contextmanager
    def change(self, command: str, because: str | None = None) -> Iterator[OpenChange]:
        """One change: everything written in the block is there whole or not at all, and keeps the rules.

        A verb that is part of another one writes within the change of that one. Raises BrokenRuleError at the end;
        RegistryError for a registry as it was in the past.
        """
        if self._open:
            from registry.store.database.transactions import savepoint

            with savepoint(self.connection):
                yield self._open
            return
        with self._written(command, because) as (db, at):
            self._open = OpenChange(db, _day_of(at))
            try:
                yield self._open
                self._open.close()
            except sqlite3.IntegrityError as error:
                words = next((text for guard, text in _GUARDS.items() if guard in str(error)), None)
                if words is None:
                    raise  # a fault of ours
                raise RegistryError(words) from error
            finally:
                self._open = None

    @contextmanager
    def repair(self, command: str) -> Iterator[Database]:
        """A change of what follows from the facts, not of facts: no rule speaks of it, and none stands in its way."""
        with self._written(command, None) as (db, _):
            yield db

    @contextmanager
    def _written(self, command: str, because: str | None) -> Iterator[tuple[Database, datetime]]:
        if self.known_on:
            raise RegistryError(
                "this is the registry as known in the past, which cannot be changed; open it without that date to write"
            )
        from registry.store.database import transactions  # 5 ms, and a question does without

        reason = because or self.because
        # Written down before its words are looked at, so whatever they hold.
        actor, command = one_line(self.actor()), one_line(command)
        act = transactions.Act(actor, self.clock(), command, one_line(reason, 10_000) if reason else None)
        with transactions.change(self.connection, act) as db:
            yield db, act.at


def _day_of(at: datetime) -> str:
    return at.astimezone().date().isoformat()


_GUARDS = {  # what a guard refuses of any verb, and what to do
    "guard: a detail would lie outside": "a detail of this tenure would lie outside it; see `registry career`, "
    "and remove the detail with `registry detail … --remove --because …` or give it other dates first",
    "guard: only an acting tenure covers one": "one tenure covers another only as an acting one of somebody else in "
    "the same role; change or remove the tenure that covers first",
    "guard: this source is cited": "this source is cited for a relation; remove that first with `registry role "
    "link … --remove` or `succeeded … --remove`",
    "guard: this appointment has details": "this tenure has details or is covered; take these back first",
}


def needed(because: str) -> str:
    """The reason for what is corrected or removed. Raises RegistryError for none."""
    if not because.strip():
        raise RegistryError("a correction or removal needs a reason; give it with --because")
    return because.strip()
