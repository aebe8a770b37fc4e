"""What a file says of its tenures beside who, when and how: their details, further dates, and absences they cover.

What an import of the dataset wrote, a newer version of the file changes. What somebody recorded or took back by hand
stays as it is, and is reported.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from registry.domain.entities.relation_models import Detail, FurtherDate
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import DetailStatement, FurtherDateStatement
from registry.domain.vocabulary import SINGLE_DETAILS, Kind
from registry.store.database.registry_file import update
from registry.store.database.transactions import savepoint
from registry.store.exchange import staged_tenures
from registry.store.exchange.datasets import last_wrote, was_taken_back
from registry.store.tenures import appointments, details
from registry.store.tenures.details import RecordedDetail

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Said(NamedTuple):
    appointment_id: int
    slug: str
    place: str


class DetailAdder:
    """`done`: the report that is written on."""

    def __init__(self, db: Database, done: ImportReport) -> None:
        self._db = db
        self._done = done

    def add(self) -> None:
        """Record the details, further dates and covers of every tenure of the file that has any."""
        for appointment_id, place, more in staged_tenures.values_of(self._db.conn, "more"):
            given, dates, covers = json.loads(more)
            said = _Said(appointment_id, appointments.one(self._db.conn, appointment_id).appointment, place)
            self._details(said, [DetailStatement(*each) for each in given])
            for each in dates:
                self._date(said, FurtherDateStatement(*each))
            if covers is not None:
                self._cover(said, covers)

    def _details(self, said: _Said, given: Sequence[DetailStatement]) -> None:
        recorded = details.recorded_details(self._db.conn, said.appointment_id)
        wanted = [each for each in dict.fromkeys(given) if each not in [known.said for known in recorded]]
        fields = {each.field for each in given}
        for known in recorded:  # what an earlier version of the file said of these fields, and this one does not
            if known.said.field in fields and known.said not in given:
                if last_wrote(self._db.conn, "appointment_details", known.id, self._done.dataset):
                    details.remove_detail(self._db, known.id)
                elif rival := _rival(known, wanted):
                    wanted.remove(rival)
                    self._keep(said, f"its {known.said.field} {known.said.value!r}; the file says {rival.value!r}")
        for each in wanted:
            self._detail(said, each)

    def _detail(self, said: _Said, given: DetailStatement) -> None:
        row = {"appointment_id": said.appointment_id, "field": given.field, "value": given.value}
        row |= {"start_date": given.start, "end_date": given.end}
        if was_taken_back(self._db.conn, "appointment_details", row, self._done.dataset):
            self._keep(said, f"nothing of its {given.field} {given.value!r}, which was removed by hand")
            return
        try:
            detail = validated(Detail, {"appointment": said.slug, **given._asdict()})
            with savepoint(self._db.conn):
                details.insert_detail(self._db, said.appointment_id, detail)
        except sqlite3.IntegrityError as error:
            why = "lies outside its tenure" if "outside" in str(error) else "is already recorded for that time"
            self._done.refused.note(said.place, f"{given.field} {given.value!r} {why}; correct its dates")
        except RegistryError as error:
            self._done.refused.note(said.place, f"{given.field}: {error}")
        else:
            self._done.details += 1

    def _date(self, said: _Said, given: FurtherDateStatement) -> None:
        found = details.recorded_dates(self._db.conn, said.appointment_id, given.side, given.act)
        if given.on in found.values():
            return
        row = {"appointment_id": said.appointment_id, "side": given.side, "act": given.act, "on_date": given.on}
        ours = [each for each in found if last_wrote(self._db.conn, "appointment_dates", each, self._done.dataset)]
        if len(ours) < len(found):
            recorded = " and ".join(sorted(set(found.values())))
            self._keep(said, f"the {given.side} that was {given.act} on {recorded}; the file says {given.on}")
            return
        if was_taken_back(self._db.conn, "appointment_dates", row, self._done.dataset):
            self._keep(said, f"no {given.side} that was {given.act} on {given.on}, which was removed by hand")
            return
        try:
            known = validated(FurtherDate, {"appointment": said.slug, **given._asdict()})
        except RegistryError as error:
            self._done.refused.note(said.place, f"{given.act}: {error}")
            return
        for each in found.values():
            details.remove_date(self._db, said.appointment_id, given.side, given.act, each)
        details.insert_date(self._db, said.appointment_id, known)
        self._done.details += 1

    def _cover(self, said: _Said, key: str) -> None:
        other = staged_tenures.appointment_of(self._db.conn, key)
        if other is None:
            self._done.refused.note(said.place, f"there is no tenure {key!r} in the file to cover, or it was refused")
            return
        recorded = details.covered_by(self._db.conn, said.appointment_id)
        if recorded == other:
            return
        if recorded and not last_wrote(self._db.conn, "appointments", said.appointment_id, self._done.dataset):
            self._keep(said, "whose tenure it covers")
            return
        row = {"id": said.appointment_id, "covers_id": other}
        if recorded is None and was_taken_back(self._db.conn, "appointments", row, self._done.dataset, "covers_id"):
            self._keep(said, "no tenure that it covers, as that was removed by hand")
            return
        if appointments.one(self._db.conn, said.appointment_id).kind != Kind.ACTING:
            self._done.refused.note(said.place, "it covers an absence, but is not acting; correct its kind")
            return
        try:
            with savepoint(self._db.conn):
                update(self._db, "appointments", said.appointment_id, {"covers_id": other})
        except sqlite3.IntegrityError as error:
            self._done.refused.note(said.place, f"it cannot cover {key!r} ({error})")
        else:
            self._done.details += 1

    def _keep(self, said: _Said, what: str) -> None:
        self._done.kept.note(said.place, f"{said.slug} keeps {what}")


def _rival(known: RecordedDetail, given: Sequence[DetailStatement]) -> DetailStatement | None:
    """What the file says for the same time of a field that has one value at a time."""
    if known.said.field not in SINGLE_DETAILS:
        return None
    return next((each for each in given if _same_time(each, known.said)), None)


def _same_time(one: DetailStatement, other: DetailStatement) -> bool:
    return one.field == other.field and (one.start == other.start or None in (one.start, other.start))
