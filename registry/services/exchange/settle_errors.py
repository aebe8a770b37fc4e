"""What an import wrote and the rules find to be an error: settled as the import says, in sets.

An error is treated like a clash. Rejected, nothing is imported. Otherwise the tenure that the file gave last is left
out or recorded as disputed; a succession that cannot be is left out; and what the file says of somebody or something
that is recorded, and makes an error of a tenure that it did not write, is left as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from registry.domain.exchange.import_report import ImportReport, OnConflict
from registry.domain.vocabulary import Status
from registry.services.session import OpenChange
from registry.store.database.registry_file import update
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.exchange import staged_tenures
from registry.store.history import versions
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from registry.domain.tenures.records import Tenure
    from registry.store.audit.findings import Found

MOST_WARNED = 100_000  # rows up to which the warnings of the rules are worth waiting for
_OF_SUCCESSION = ("replaces-another-role", "replaces-dates", "replaces-later")


def settle(change: OpenChange, done: ImportReport, on_conflict: OnConflict, first_new: int) -> None:
    """Leave no error that was not there before; `first_new`: from which id on appointments are of this file.

    What is left out or flagged is noted in the report, and so are the warnings, by rule, of a file that is not too
    large.
    """
    while found := change.errors():
        if on_conflict is OnConflict.REJECT:
            _note_all(change, done, found, first_new)
            return
        settler = _Settler(change, done, first_new, flag=on_conflict is OnConflict.FLAG)
        if not sum([settler.settle(each) for each in found]):
            change.check()  # raises: nothing that the file says can be left out to mend it
    if done.rows <= MOST_WARNED:
        done.warnings = change.warnings()


def _note_all(change: OpenChange, done: ImportReport, found: Sequence[Found], first_new: int) -> None:
    ids = {row_id for each in found for row_id in each.appointments}
    places = staged_tenures.places_of(change.db.conn, ids, first_new)
    for each in found:
        given = sorted(places[row_id] for row_id in each.appointments if row_id in places)
        place = given[-1][1] if given else each.finding.subjects[0].slug
        done.refused.note(place, f"{each.finding.facts} ({each.finding.rule}); {each.finding.remedy}")


class _Settler:
    """One round: of each error, one thing is given up, and what was given up for another is not looked at again."""

    def __init__(self, change: OpenChange, done: ImportReport, first_new: int, *, flag: bool) -> None:
        self._db = change.db
        self._done = done
        self._first_new = first_new
        self._flag = flag
        self._given_up: set[int] = set()

    def settle(self, found: Found) -> bool:
        """Whether something was given up for it, now or in this round before."""
        if found.appointments & self._given_up:
            return True
        places = staged_tenures.places_of(self._db.conn, found.appointments, self._first_new)
        tenures = {each.id: each for each in appointments.of_ids(self._db.conn, sorted(found.appointments))}
        given_last = sorted(tenures, key=lambda row_id: (row_id >= self._first_new, places.get(row_id, (0, ""))))
        why = f"{found.finding.facts} ({found.finding.rule})"
        for tenure in (tenures[row_id] for row_id in reversed(given_last)):
            _, place = places.get(tenure.id, (0, tenure.appointment))
            if found.finding.rule in _OF_SUCCESSION:
                given_up = self._leave_succession(tenure, tenures, place, why)
            elif tenure.id >= self._first_new:
                given_up = self._give_up(tenure, place, why)
            else:
                given_up = self._put_back("appointments", tenure.id, place, why)
            if given_up:
                self._given_up.add(tenure.id)
                return True
        return any(self._put_back(*row, why) for tenure in tenures.values() for row in self._rows_of(tenure))

    def _give_up(self, tenure: Tenure, place: str, why: str) -> bool:
        """Record a tenure that the file added as disputed, or leave it out."""
        if self._flag:
            if tenure.status == Status.DISPUTED:
                return False
            update(self._db, "appointments", tenure.id, {"status": Status.DISPUTED})
            self._done.flagged.note(place, why)
            return True
        for successor in appointments.replacing(self._db.conn, tenure.id):
            update(self._db, "appointments", successor.id, {"replaces_id": None})
        appointments.remove_appointment(self._db, tenure.id)
        self._done.added["appointments"] -= 1
        self._done.refused.note(place, why)
        return True

    def _leave_succession(self, tenure: Tenure, tenures: dict[int, Tenure], place: str, why: str) -> bool:
        if tenure.replaces_id not in tenures:
            return False
        before = versions.before_change(self._db.conn, "appointments", tenure.id)
        if before is None or before["replaces_id"] != tenure.replaces_id:
            self._done.details -= 1  # it was counted when this import linked them
        update(self._db, "appointments", tenure.id, {"replaces_id": None})
        self._done.refused.note(place, f"whom it replaces is left out: {why}")
        return True

    def _put_back(self, table: str, row_id: int, place: str, why: str) -> bool:
        """Make a row that was recorded before the file came as it was then."""
        before = versions.before_change(self._db.conn, table, row_id)
        if before is None:
            return False
        update(self._db, table, row_id, before)
        self._done.updated[table] -= 1
        if self._flag and before.get("status") == Status.DISPUTED:  # as the import before this one recorded it
            self._done.matched[table] += 1
            self._done.flagged.note(place, why)
            return True
        self._done.refused.note(place, f"it stays as it was: {why}")
        return True

    def _rows_of(self, tenure: Tenure) -> Iterator[tuple[str, int, str]]:
        """What a tenure is of, and the rules hold it against: table, id, slug."""
        for noun, slug in ((PERSON, tenure.person), (ROLE, tenure.role), (ORGANIZATION, tenure.organization)):
            found = named.by_slug(self._db.conn, noun, slug) if slug else None
            if found:
                yield noun.table, found.id, found.slug
