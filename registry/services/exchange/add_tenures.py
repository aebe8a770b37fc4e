"""The tenures of a file of others: which recorded one each is, what differs, or that it is new.

What is new beyond doubt is added in sets, and whatever that leaves no seat is taken back; it is looked at one by one,
like what may be recorded already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import Bounds, cross
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_plan import Cause, ImportChoices
from registry.domain.exchange.import_report import ImportReport, OnConflict
from registry.domain.tenures.windows import sure_bounds
from registry.domain.vocabulary import Status
from registry.services.exchange.match_entities import EntityMatcher
from registry.services.exchange.match_tenures import SettledDate, TenureMatcher
from registry.services.exchange.stage import rest_of
from registry.store.database.registry_file import free_id, update
from registry.store.entities import named, roles
from registry.store.entities.named import PERSON, ROLE
from registry.store.exchange import new_tenures, staged_entities, staged_tenures
from registry.store.exchange.new_tenures import NewTenure
from registry.store.exchange.staged_tenures import StagedTenure

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT_ONCE = 100_000  # rows between two times that it is told how far it is


class Tenures:
    """`every`: whether it is noted which appointment each tenure of the file is, as more is to be said of all."""

    def __init__(
        self,
        db: Database,
        done: ImportReport,
        things: EntityMatcher,
        *,
        on_conflict: OnConflict,
        choices: ImportChoices,
        every: bool,
    ) -> None:
        self._db = db
        self._done = done
        self._things = things
        self._on_conflict = on_conflict
        self._choices = choices
        self._first_role = free_id(db.conn, "roles")
        self.settled_dates: list[SettledDate] = []
        self._every = every
        self._matched = self._added = 0
        self._twice: list[int] = []  # given tenures that say what another one says
        self.first_new = free_id(db.conn, "appointments")
        self._above = self.first_new - 1  # how much higher the id of an appointment is than that of a new tenure

    def add_new(self, heard: Callable[[int], None]) -> None:
        """Add what is new beyond doubt; `heard` is told how many there are, now and then."""
        staged_tenures.end_what_was_replaced(self._db.conn)
        staged_tenures.match_tenures(self._db.conn, self._done.dataset)
        self._matched = staged_tenures.count_matched(self._db.conn)
        found = new_tenures.find_new(self._db.conn)
        self._look_at_close()
        for first in range(1, found + 1, _AT_ONCE):
            ids = range(first, min(first + _AT_ONCE, found + 1))
            self._added += new_tenures.add_new(self._db.conn, ids, self._above, every=self._every)
            heard(self._added)

    def take_unclear(self) -> None:
        """Take back what leaves somebody no seat; look at that, and at what may be recorded already."""
        connection, done = self._db.conn, self._done
        given = staged_tenures.count_staged(connection)
        if given > self._matched + self._added + len(self._twice) + staged_tenures.count_unclear(connection):
            for lost in staged_tenures.lost_tenures(connection):
                self._report_lost(lost)
        crowded = new_tenures.crowded_roles(connection, self.first_new)
        crowded = sorted({*crowded, *staged_tenures.roles_with_unclear(connection)})
        staged_tenures.forget_matches(connection, crowded, self.first_new)
        done.added["appointments"] += self._added - new_tenures.take_back(connection, crowded, self.first_new)
        staged_tenures.make_roles_unclear(connection, crowded)
        done.matched["appointments"] += self._matched + staged_tenures.count_matched(connection, self._twice)
        staged_tenures.add_identifiers(connection, done.dataset, self.first_new)
        staged_tenures.index_matches(connection)
        matcher = TenureMatcher(
            self._db, done, self._things, on_conflict=self._on_conflict, choices=self._choices,
            first_new=self.first_new, first_role=self._first_role,
        )  # fmt: skip
        for _, tenures in groupby(staged_tenures.unclear_tenures(connection), lambda tenure: tenure.role_id):
            matcher.take(list(tenures))
        self.settled_dates = matcher.settled_dates

    def set_seats(self) -> None:
        """Give roles the seats that were chosen for them. Raises RegistryError for a role that is not in the file."""
        for words, seats in self._choices.seats_of:
            found = staged_entities.roles_with_title(self._db.conn, words, ROLE.key(words))
            if not found:
                raise RegistryError(
                    f"--seats {words}={seats}: no role of the file is called {words!r}; write its title"
                )
            for role_id in found:
                if role_id < self._first_role:
                    self._done.updated["roles"] += roles.role_note(self._db.conn, role_id).seats != (seats or None)
                update(self._db, "roles", role_id, {"seats": seats or None})

    def _report_lost(self, lost: StagedTenure) -> None:
        if lost.role_id is None:
            self._done.refused.note(
                lost.place, f"there is no role {lost.post!r} in the file, or it was refused; see above"
            )
            return
        found = named.by_key(self._db.conn, PERSON, PERSON.key(lost.person or ""))
        if len(found) > 1:
            slugs = ", ".join(each.slug for each in found)
            why = f"{lost.person!r} could be {slugs}; give the one that is meant in the file by an identifier"
            self._done.refuse(Cause.NAMESAKES, lost.place, why)
        else:
            why = f"there is no person {lost.person!r} in the file, or it was refused; see above"
            self._done.refused.note(lost.place, why)

    def _look_at_close(self) -> None:
        """Leave out what says what another one says, and have looked at what cannot stand beside another one."""
        connection = self._db.conn
        for _, of_slug in groupby(new_tenures.close_tenures(connection), lambda tenure: tenure.slug):
            kept: list[int] = []
            for _, group in groupby(of_slug, lambda tenure: (tenure.person_id, tenure.role_id)):
                held = list(group)
                same = self._same(held)
                if len(same) < len(held):  # they cannot all stand: all of them are settled together
                    same = {}
                kept += (each.id for each in held if same.get(each.id) == each.id)
                left = [each for each in held if same.get(each.id) != each.id]
                twice = [(each.staged_id, self._above + same[each.id]) for each in left if each.id in same]
                new_tenures.leave_out(connection, (each.id for each in left))
                staged_tenures.make_unclear(connection, (each.staged_id for each in left if each.id not in same))
                staged_tenures.match(connection, twice)
                self._twice += (staged_id for staged_id, _ in twice)
            new_tenures.number_new(connection, enumerate(kept, 1))

    def _same(self, held: Sequence[NewTenure]) -> dict[int, int]:
        """By the id of each tenure, of one person and role, that of the first that says the same.

        Nobody holds a role twice at once: what cannot stand beside one that is before it in the file is not in it.
        """
        if held[0].person_id is None:
            return {each.id: each.id for each in held}
        same: dict[int, int] = {}
        said: dict[tuple[str | None, ...], int] = {}
        dated: set[tuple[str | None, ...]] = set()
        accepted: list[tuple[tuple[str | None, ...], Bounds]] = []  # dates and bounds
        for each in sorted(held, key=lambda tenure: tenure.staged_id):
            kind, status, *_ = rest_of(each.rest)
            dates = (each.start, each.end, kind)
            first = said.get((each.start, each.end, each.rest))
            if first is None:
                if status != Status.REJECTED and dates in dated:  # in the same dates, otherwise worded
                    continue
                dated.add(dates)
                if status == Status.ACCEPTED:
                    sure = sure_bounds(each.start, each.end, each.bounds)
                    if any(dates == others or cross(sure, other) for others, other in accepted):
                        continue
                    accepted.append((dates, sure))
                first = said[each.start, each.end, each.rest] = each.id
            same[each.id] = first
        return same
