"""Tenures of a file that have to be looked at one by one: they may be recorded already, or leave somebody no seat."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import Bounds, cross
from registry.domain.entities.models import Appointment, validated
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ClashError, RegistryError
from registry.domain.exchange.import_report import ImportReport, in_file_order
from registry.domain.names.keys import tenure_slug
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.services.exchange.field_values import entity_of
from registry.services.exchange.match_entities import EntityMatcher
from registry.services.exchange.stage import dates_of, rest_of
from registry.services.tenures.clash import refuse_clash
from registry.services.tenures.writing import person_of
from registry.store.database.transactions import savepoint
from registry.store.entities import named
from registry.store.entities.named import PERSON
from registry.store.entities.roles import role_note
from registry.store.exchange import staged_tenures
from registry.store.exchange.staged_tenures import StagedTenure
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

_FIELDS = ("start", "end", "kind", "status", "rank", "how", "end_reason", "note")

Pair = tuple[StagedTenure, Tenure | None]


class TenureMatcher:
    """`flag`: record as disputed what clashes; `first_new`: from which id on appointments are of this file."""

    def __init__(self, db: Database, done: ImportReport, things: EntityMatcher, *, flag: bool, first_new: int) -> None:
        self._db = db
        self._done = done
        self._things = things
        self._flag = flag
        self._first_new = first_new

    def take(self, tenures: Sequence[StagedTenure]) -> None:
        """Find, update or add the tenures of one role, given by person: in the order of the file.

        What clashes is tried again when the others are in their places: a hand-over can move from either side.
        """
        groups = groupby(tenures, lambda tenure: tenure.person_id)
        pairs = [pair for _, group in groups for pair in self._paired(list(group))]
        todo = sorted(pairs, key=lambda pair: (in_file_order(pair[0].place), pair[0].staged_id))
        while todo:
            clashing = [pair for pair in todo if self._put(pair) is not None]
            if len(clashing) == len(todo):
                break
            todo = clashing
        for pair in todo:
            self._give_up(pair)

    def _put(self, pair: Pair, status: Status | None = None) -> ClashError | None:
        """Record it; the clash if there is one. What is refused for other reasons is noted."""
        staged, known = pair
        try:
            with savepoint(self._db.conn):
                self._record(staged, known, status)
        except ClashError as error:
            return error
        except RegistryError as error:
            self._done.refused.note(staged.place, str(error))
        return None

    def _give_up(self, pair: Pair) -> None:
        """Say why it cannot stand beside what is recorded, or record it as disputed."""
        error = self._put(pair)
        if error is None:
            return
        if not self._flag:
            self._done.refused.note(pair[0].place, str(error))
            return
        self._done.flagged.note(pair[0].place, str(error))
        self._put(pair, Status.DISPUTED)

    # --- which one it is ---

    def _paired(self, group: Sequence[StagedTenure]) -> Iterator[Pair]:
        """Which recorded tenure each one of one person is: by its key, its start, its days; else by what is left."""
        first = group[0]
        assert first.role_id is not None
        recorded = [
            tenure
            for tenure in appointments.of_role_and_person(self._db.conn, first.role_id, first.person_id)
            if tenure.id < self._first_new and not staged_tenures.is_matched(self._db.conn, tenure.id)
        ]
        pairs: dict[StagedTenure, Tenure | None] = {each: self._by_key(each) for each in group}
        for fits in (_same_start, _can_be_same, _at_once):
            for each in group:
                taken = {known.id for known in pairs.values() if known}
                free = [
                    one
                    for one in recorded
                    if one.id not in taken and one.kind == rest_of(each.rest)[0] and fits(one, each)
                ]
                if pairs[each] is None and ((fits is _same_start and free) or len(free) == 1):
                    pairs[each] = free[0]
        taken = {known.id for known in pairs.values() if known}
        ours = [one for one in recorded if one.id not in taken and self._things.may_change("appointments", one.id)]
        new = [each for each, known in pairs.items() if known is None]
        if len(ours) == len(new):  # its dates were corrected
            pairs |= dict(zip(new, ours, strict=True))
        for each in group:
            known = pairs[each]
            if known:
                staged_tenures.match(self._db.conn, [(each.staged_id, known.id)])
            yield each, known

    def _by_key(self, staged: StagedTenure) -> Tenure | None:
        if staged.key is None:
            return None
        known = appointments.identified(self._db.conn, self._done.dataset, staged.key)
        if known is None or staged_tenures.is_matched(self._db.conn, known):
            return None
        return appointments.one(self._db.conn, known)

    # --- record it ---

    def _record(self, staged: StagedTenure, known: Tenure | None, status: Status | None) -> None:
        holder = entity_of(self._db.conn, PERSON, staged.person) if staged.person else None
        assert staged.role_id is not None
        post = role_note(self._db.conn, staged.role_id)
        if known is None and holder is not None:
            known = self._just_so(holder, post, _said(staged, status))
        if known is None:
            number, became = self._add(holder, post, staged, status), self._done.added
        else:
            changed = self._update(known, holder, post, staged, status)
            number, became = known.id, self._done.updated if changed else self._done.matched
        if staged.key and appointments.identified(self._db.conn, self._done.dataset, staged.key) is None:
            appointments.insert_identifier(self._db, number, self._done.dataset, staged.key)
            self._done.details += 1
        staged_tenures.match(self._db.conn, [(staged.staged_id, number)])
        became["appointments"] += 1

    def _just_so(self, holder: EntityReference, post: RoleNote, said: dict[str, Any]) -> Tenure | None:
        """The tenure that says the same: the file can make a statement twice, under two keys, too."""
        recorded = appointments.of_role_and_person(self._db.conn, post.id, holder.id)
        return next((one for one in recorded if all(getattr(one, field) == said[field] for field in _FIELDS)), None)

    def _add(self, holder: EntityReference | None, post: RoleNote, staged: StagedTenure, status: Status | None) -> int:
        slug = named.free_slug(self._db.conn, "appointments", tenure_slug(holder and holder.slug, post.slug))
        appointment = self._seated(holder, post, _appointment(slug, holder, post, _said(staged, status)))
        ids = (holder.id if holder else None, post.id, None)
        try:
            return appointments.insert_appointment(self._db, appointment, *ids)
        except sqlite3.IntegrityError as error:
            raise RegistryError(f"the database refuses it ({error})") from error

    def _seated(self, holder: EntityReference | None, post: RoleNote, appointment: Appointment) -> Appointment:
        """As it is. Raises ClashError if there is no room for it."""
        if appointment.status == Status.ACCEPTED:
            refuse_clash(self._db.conn, post, holder, appointment)
        return appointment

    def _update(
        self, known: Tenure, holder: EntityReference | None, post: RoleNote, staged: StagedTenure, status: Status | None
    ) -> bool:
        """Make it as the file has it now, as far as the file's word is what is recorded; whether anything changed."""
        ours = self._things.may_change("appointments", known.id)
        moved = (known.person_id, known.role_id) != (holder.id if holder else None, post.id)
        kept: list[str] = []
        if moved and not ours:
            kept.append("its person and role")
            holder, moved = person_of(known), False
            post = role_note(self._db.conn, known.role_id)
        recorded = {field: getattr(known, field) for field in _FIELDS}
        news = {}
        for field, new in _said(staged, status).items():
            old = recorded[field]
            if new == old or (new is None and not ours):
                continue
            if ours or (old is None and field != "end"):
                news[field] = new
            else:
                kept.append(f"its {field} {old or 'open'!r}; the file says {new!r}")
        if news or moved:
            self._correct(known, holder, post, recorded | news)
        for each in kept:
            self._done.kept.note(staged.place, f"{known.appointment} keeps {each}")
        return bool(news or moved)

    def _correct(self, known: Tenure, holder: EntityReference | None, post: RoleNote, fields: dict[str, Any]) -> None:
        appointment = self._seated(holder, post, _appointment(known.appointment, holder, post, fields))
        ids = (holder.id if holder else None, post.id, known.replaces_id)
        try:
            appointments.update_appointment(self._db, known.id, appointment, ids)
        except sqlite3.IntegrityError as error:
            raise RegistryError(f"the database refuses it ({error})") from error


def _said(staged: StagedTenure, status: Status | None) -> dict[str, Any]:
    said = dict(zip(_FIELDS, (staged.start, staged.end, *rest_of(staged.rest)), strict=True))
    return said | ({"status": status} if status else {})


def _appointment(slug: str, holder: EntityReference | None, post: RoleNote, fields: dict[str, Any]) -> Appointment:
    values = {"slug": slug, "person": holder.slug if holder else None, "role": post.slug}
    return validated(Appointment, {**values, **fields})


def _same_start(recorded: Tenure, staged: StagedTenure) -> bool:
    return recorded.start == staged.start


def _can_be_same(recorded: Tenure, staged: StagedTenure) -> bool:
    """Whether both can have begun on one day."""
    first, last = recorded.stated.start_earliest, recorded.stated.start_latest
    earliest, latest, *_ = dates_of(staged.start, staged.end)
    return first <= latest and earliest <= last


def _at_once(recorded: Tenure, staged: StagedTenure) -> bool:
    """Whether one would be held while the other is: as nobody holds a role twice at once, its dates were corrected."""
    return cross(recorded.stated, Bounds(*dates_of(staged.start, staged.end)))
