"""The tenures of a file of others: which recorded one each is, what differs, or that it is new.

What is new beyond doubt is added in sets, and whatever that leaves no seat is taken back; it is looked at one by one,
like what may be recorded already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count, groupby
from typing import TYPE_CHECKING, Any

from registry.domain.intake import Intake
from registry.domain.names import tenure_slug
from registry.domain.tenure import Bounds, cross
from registry.domain.vocabulary import Status
from registry.services.intake_odd import Odd
from registry.services.intake_stage import dates_of, rest_of
from registry.services.intake_things import Things
from registry.store import bulk, named, staged_tenures
from registry.store.database import free_id
from registry.store.named import PERSON
from registry.store.staged_tenures import PlainTenure, StagedTenure

if TYPE_CHECKING:
    from sqlite_utils import Database


class Tenures:
    """`every`: whether it is noted which appointment each tenure of the file is, as more is to be said of all."""

    def __init__(self, db: Database, done: Intake, things: Things, *, flag: bool, every: bool) -> None:
        self._db = db
        self._done = done
        self._things = things
        self._flag = flag
        self._every = every
        self._matched = self._added = 0
        self._twice: list[int] = []  # given tenures that say what another one says
        self.first_new = free_id(db.conn, "appointments")

    def add_new(self, heard: Callable[[int], None]) -> None:
        """Add what is new beyond doubt; `heard` is told how many there are, now and then."""
        staged_tenures.end_what_was_replaced(self._db.conn)
        staged_tenures.meet_tenures(self._db.conn, self._done.dataset)
        self._matched = staged_tenures.count_met(self._db.conn)
        for batch in bulk.batches(self._plain()):
            rows = [row for row, _ in batch]
            for row in bulk.add_appointments(self._db.conn, rows):
                slug = named.free_slug(self._db.conn, "appointments", str(row[1]))
                bulk.add_appointments(self._db.conn, [(row[0], slug, *row[2:])])
            staged_tenures.meet(self._db.conn, [(given, row[0]) for row, given in batch if given is not None])
            self._added += len(rows)
            heard(self._added)

    def take_odd(self) -> None:
        """Take back what leaves somebody no seat; look at that, and at what may be recorded already."""
        connection, done = self._db.conn, self._done
        given = staged_tenures.count_given(connection)
        if given > self._matched + self._added + len(self._twice) + staged_tenures.count_odd(connection):
            for lost in staged_tenures.lost_tenures(connection):
                done.refused.note(lost.place, self._why_lost(lost))
        crowded = bulk.crowded_roles(connection, self.first_new)
        staged_tenures.forget_met(connection, crowded, self.first_new)
        done.added["appointments"] += self._added - bulk.take_back(connection, crowded, self.first_new)
        staged_tenures.make_roles_odd(connection, crowded)
        done.matched["appointments"] += self._matched + staged_tenures.count_met(connection, self._twice)
        staged_tenures.add_identifiers(connection, done.dataset, self.first_new)
        staged_tenures.index_met(connection)
        odd = Odd(self._db, done, self._things, flag=self._flag, first_new=self.first_new)
        for _, tenures in groupby(staged_tenures.odd_tenures(connection), lambda tenure: tenure.role_id):
            odd.take(list(tenures))

    def _why_lost(self, lost: StagedTenure) -> str:
        if lost.role_id is None:
            return f"there is no role {lost.post!r} in the file, or it was refused; see above"
        found = named.by_key(self._db.conn, PERSON, PERSON.key(lost.person or ""))
        if len(found) > 1:
            slugs = ", ".join(each.slug for each in found)
            return f"{lost.person!r} could be {slugs}; give the one that is meant in the file by an identifier"
        return f"there is no person {lost.person!r} in the file, or it was refused; see above"

    def _plain(self) -> Iterator[tuple[Sequence[Any], int | None]]:
        """The rows that are to be added, each with the given tenure of which that is to be noted."""
        numbers = count(self.first_new)
        for _, group in groupby(staged_tenures.plain_tenures(self._db.conn), lambda tenure: tenure[3:7]):
            held = list(group)
            same = self._same(held)
            taken: dict[int, int] = {}
            for given_id, key, more, person, role, person_id, role_id, start, end, rest in held:
                if same.get(given_id) != given_id:
                    continue
                number = taken[given_id] = next(numbers)
                slug = tenure_slug(person, role) + (f"-{len(taken)}" if len(taken) > 1 else "")
                first, late, early, last = dates_of(start, end)
                kind, status, *others = rest_of(rest)
                row = (number, slug, person_id, role_id, kind, status, start, first, late, end, early, last, *others)
                yield row, given_id if more or self._every or key is not None else None
            if len(held) > len(taken):
                twice = [(given_id, taken[first]) for given_id, first in same.items() if given_id != first]
                staged_tenures.meet(self._db.conn, twice)
                self._twice += [given_id for given_id, _ in twice]

    def _same(self, held: Sequence[PlainTenure]) -> dict[int, int]:
        """By the number of each tenure that can be added, of one person and role, that of the first that says the same.

        Nobody holds a role twice at once: what cannot stand beside one that is before it in the file is left out, and
        noted to be looked at.
        """
        if len(held) == 1 or held[0][5] is None:
            return {each[0]: each[0] for each in held}
        same: dict[int, int] = {}
        said: dict[tuple[str | None, ...], int] = {}
        accepted: list[tuple[tuple[str | None, ...], Bounds]] = []
        for given_id, *_, start, end, rest in sorted(held):
            kind, status, *_ = rest_of(rest)
            dates, bounds = (start, end, kind), Bounds(*dates_of(start, end))
            if (start, end, rest) in said:
                same[given_id] = said[start, end, rest]
                continue
            if status == Status.ACCEPTED:
                if any(dates == others or cross(bounds, other) for others, other in accepted):
                    staged_tenures.make_odd(self._db.conn, [given_id])
                    continue
                accepted.append((dates, bounds))
            same[given_id] = said[start, end, rest] = given_id
        return same
