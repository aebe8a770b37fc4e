"""The tenures of a file of others: which recorded one each is, what differs, or that it is new.

What is new beyond doubt is added in sets, and whatever that leaves no seat is taken back; it is looked at one by one,
like what may be recorded already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from registry.domain.intake import Intake
from registry.services.intake_odd import Odd
from registry.services.intake_things import Things
from registry.store import bulk, named, staging
from registry.store.named import PERSON
from registry.store.staging import StagedTenure

if TYPE_CHECKING:
    from sqlite_utils import Database

_LONGEST_SLUG = 180
_START, _END, _KIND = 2, 5, 0  # where they stand among the fields of a plain tenure
_CERTAIN = (4, 6)  # the latest start and the earliest end


class Tenures:
    """`every`: whether it is noted which appointment each tenure of the file is, as more is to be said of all."""

    def __init__(self, db: Database, done: Intake, things: Things, *, flag: bool, every: bool) -> None:
        self._db = db
        self._done = done
        self._things = things
        self._flag = flag
        self._every = every
        self._twice: list[int] = []  # given tenures that say what another one says
        self.first_new = bulk.next_id(db.conn, "appointments")

    def take(self, heard: Callable[[int], None]) -> None:
        """Find, update or add every tenure that is staged; `heard` is told how many were added, now and then."""
        for lost in staging.lost_tenures(self._db.conn):
            self._done.refused.note(lost.place, self._why_lost(lost))
        staging.meet_tenures(self._db.conn, self._done.dataset)
        self._done.matched["appointments"] += staging.count_met(self._db.conn)
        there = self.first_new > 1
        with bulk.guards_aside(self._db.conn, indexes=not there):
            added = self._add_plain(heard)
        crowded = bulk.crowded_roles(self._db.conn, self.first_new)
        staging.forget_met(self._db.conn, crowded, self.first_new)
        added -= bulk.take_back(self._db.conn, crowded, self.first_new)
        staging.make_roles_odd(self._db.conn, crowded)
        self._done.added["appointments"] += added
        self._done.matched["appointments"] += staging.count_met(self._db.conn, self._twice)
        staging.add_identifiers(self._db.conn, self._done.dataset, self.first_new)
        staging.index_met(self._db.conn)
        odd = Odd(self._db, self._done, self._things, flag=self._flag)
        for _, tenures in groupby(staging.odd_tenures(self._db.conn), lambda tenure: tenure.role_id):
            odd.take(list(tenures))

    def _why_lost(self, lost: StagedTenure) -> str:
        if lost.role_id is None:
            return f"there is no role {lost.post!r} in the file, or it was refused; see above"
        found = named.by_key(self._db.conn, PERSON, PERSON.key(lost.person or ""))
        if len(found) > 1:
            slugs = ", ".join(each.slug for each in found)
            return f"{lost.person!r} could be {slugs}; give the one that is meant in the file by an identifier"
        return f"there is no person {lost.person!r} in the file, or it was refused; see above"

    # --- in sets ---

    def _add_plain(self, heard: Callable[[int], None]) -> int:
        added = 0
        for batch in bulk.batches(self._plain()):
            rows = [row for row, _ in batch]
            for row in bulk.add_appointments(self._db.conn, rows):
                slug = named.free_slug(self._db.conn, "appointments", str(row[1]))
                bulk.add_appointments(self._db.conn, [(row[0], slug, *row[2:])])
            staging.meet(self._db.conn, [(given, int(str(row[0]))) for row, each in batch for given in each])
            added += len(rows)
            heard(added)
        return added

    def _plain(self) -> Iterator[tuple[Sequence[Any], list[int]]]:
        """The rows that are to be added, each with the given tenures of which that is to be noted."""
        number = self.first_new
        found = staging.plain_tenures(self._db.conn)
        for (person, role, person_id, role_id), same in groupby(found, lambda row: row[3:7]):
            slug = f"{person}-{role}"[:_LONGEST_SLUG]
            group = list(same)
            kept: list[tuple[int, tuple[Any, ...]]] = []  # of one person: who holds a role twice at once is looked at
            at_once = person_id is not None and len(group) > 1
            for row in group:
                if at_once and self._is_odd(row, kept):
                    continue
                kept.append((number, row))
                more: list[int] = [row[0]] if at_once or self._every or row[1] is not None or row[2] else []
                name = slug if len(kept) == 1 else f"{slug}-{len(kept)}"
                yield (number, name, person_id, role_id, *row[7:]), more
                number += 1

    def _is_odd(self, row: tuple[Any, ...], kept: Sequence[tuple[int, tuple[Any, ...]]]) -> bool:
        """Whether it is the same as one before it, or crosses one; that is noted."""
        fields = row[7:]
        for number, other in kept:
            others = other[7:]
            if (fields[_START], fields[_END], fields[_KIND]) == (others[_START], others[_END], others[_KIND]):
                if row[1] is None and fields == others:  # one statement, made twice
                    staging.meet(self._db.conn, [(row[0], number)])
                    self._twice.append(row[0])
                else:
                    staging.make_odd(self._db.conn, [row[0]])
                return True
            late, early = _CERTAIN
            if fields[late] < others[early] and others[late] < fields[early]:
                staging.make_odd(self._db.conn, [row[0]])
                return True
        return False
