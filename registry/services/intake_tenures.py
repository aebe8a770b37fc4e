"""The tenures of a file of others: which recorded one each is, what differs, or that it is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from registry.domain.errors import ClashError, RegistryError
from registry.domain.found import Found
from registry.domain.intake import Intake
from registry.domain.models import Appointment, validated
from registry.domain.recorded import RoleNote, Tenure
from registry.domain.upstream import Held, Left
from registry.domain.vocabulary import Status
from registry.services.clash import refuse_clash
from registry.services.evidence import Evidence, cite
from registry.services.intake_things import Things
from registry.services.tenures import person_of
from registry.store import appointments, named
from registry.store.database import savepoint
from registry.store.named import PERSON, ROLE
from registry.store.roles import role_note

if TYPE_CHECKING:
    from sqlite_utils import Database

_FIELDS = ("start", "end", "kind", "status", "rank", "how", "end_reason", "note")


class Tenures:
    """`known_before`: the appointments that earlier versions of the file had, by key; `ids`: those of this one."""

    def __init__(self, db: Database, done: Intake, things: Things, *, flag: bool, evidence: Evidence | None) -> None:
        self._db = db
        self._done = done
        self._things = things
        self._flag = flag
        self._evidence = evidence
        self.known_before = appointments.identified(db.conn, done.dataset)
        self.ids: dict[str, int] = {}

    def take(self, key: str, held: Held) -> None:
        """Find, update or add the tenure, with its sources. Raises RegistryError for what cannot be recorded."""
        holder = self._things.of(PERSON, held.person) if held.person else None
        post = role_note(self._db.conn, self._things.of(ROLE, held.post).id)
        known = self._known(key, holder, post, held)
        with savepoint(self._db.conn):
            if known is None:
                appointment_id, became = self._add(holder, post, held), self._done.added
            else:
                appointment_id = known.id
                changed = self._update(known, holder, post, held)
                became = self._done.updated if changed else self._done.matched
            if self.known_before.get(key) != appointment_id:
                appointments.insert_identifier(self._db, appointment_id, self._done.dataset, key)
            for evidence in self._sources(held):
                supports = [field for field in ("start", "end", "rank", "how", "end_reason") if getattr(held, field)]
                slug = known.appointment if known else self._slug(appointment_id)
                cite(self._db, evidence, appointment_id, slug, ["role", *supports])
        self.ids[key] = appointment_id
        became["appointments"] += 1

    def link(self, key: str, held: Held) -> None:
        """Record whom the tenure directly succeeded, unless somebody has said otherwise."""
        tenure = appointments.one(self._db.conn, self._id(key))
        previous_id = self._id(held.replaces or "")
        if tenure.replaces_id == previous_id:
            return
        if tenure.replaces_id and not self._things.may_change("appointments", tenure.id):
            self._done.kept.append(Left(held.place, f"{tenure.appointment} keeps whom it replaced"))
            return
        with savepoint(self._db.conn):
            appointments.set_replaced(self._db, tenure.id, previous_id)

    def _id(self, key: str) -> int:
        try:
            return self.ids[key]
        except KeyError:
            raise RegistryError(f"there is no tenure {key!r} in the file, or it was refused; see above") from None

    def _slug(self, appointment_id: int) -> str:
        return appointments.one(self._db.conn, appointment_id).appointment

    def _known(self, key: str, holder: Found | None, post: RoleNote, held: Held) -> Tenure | None:
        """The one that the file had before; else the one that can be the same, if no other row has claimed it."""
        if key in self.known_before:
            return appointments.one(self._db.conn, self.known_before[key])
        claimed = set(self.ids.values())
        bounds = _appointment("x", holder, post, held).bounds()
        same = [
            tenure
            for tenure in appointments.of_role(self._db.conn, post.id)
            if tenure.person_id == (holder.id if holder else None)
            and tenure.kind == held.kind
            and tenure.id not in claimed
            and tenure.stated.start_earliest <= bounds.start_latest
            and bounds.start_earliest <= tenure.stated.start_latest
        ]
        exact = [tenure for tenure in same if tenure.start == held.start]
        if exact or len(same) == 1:
            return (exact or same)[0]
        return None

    def _add(self, holder: Found | None, post: RoleNote, held: Held) -> int:
        wanted = f"{holder.slug if holder else 'vacancy'}-{post.slug}"
        slug = named.free_slug(self._db.conn, "appointments", wanted[:180])
        appointment = self._seated(holder, post, held, _appointment(slug, holder, post, held))
        ids = (holder.id if holder else None, post.id, None)
        try:
            return appointments.insert_appointment(self._db, appointment, *ids)
        except sqlite3.IntegrityError as error:
            raise RegistryError(f"the database refuses it ({error})") from error

    def _seated(self, holder: Found | None, post: RoleNote, held: Held, appointment: Appointment) -> Appointment:
        """As it is; disputed, if there is no room for it and the import is to say so."""
        if appointment.status != Status.ACCEPTED:
            return appointment
        try:
            refuse_clash(self._db.conn, post, holder, appointment)
        except ClashError as error:
            if not self._flag:
                raise
            self._done.flagged.append(Left(held.place, str(error)))
            return appointment.model_copy(update={"status": Status.DISPUTED})
        return appointment

    def _update(self, known: Tenure, holder: Found | None, post: RoleNote, held: Held) -> bool:
        """Make it as the file has it now, as far as the file's word is what is recorded; whether anything changed."""
        ours = self._things.may_change("appointments", known.id)
        moved = (known.person_id, known.role_id) != (holder.id if holder else None, post.id)
        if moved and not ours:
            self._done.kept.append(Left(held.place, f"{known.appointment} keeps its person and role"))
            holder, moved = person_of(known), False
            post = role_note(self._db.conn, known.role_id)
        recorded = {field: getattr(known, field) for field in _FIELDS}
        news = dict(self._news(known, recorded, held, ours=ours))
        if not (news or moved):
            return False
        fields: dict[str, Any] = {**recorded, **news}
        appointment = validated(
            Appointment,
            {"slug": known.appointment, "person": holder.slug if holder else None, "role": post.slug, **fields},
        )
        appointment = self._seated(holder, post, held, appointment)
        if not moved and {field: getattr(appointment, field) for field in _FIELDS} == recorded:
            return False  # flagged before, and flagged again
        ids = (holder.id if holder else None, post.id, known.replaces_id)
        try:
            appointments.update_appointment(self._db, known.id, appointment, ids)
        except sqlite3.IntegrityError as error:
            raise RegistryError(f"the database refuses it ({error})") from error
        return True

    def _news(
        self, known: Tenure, recorded: dict[str, Any], held: Held, *, ours: bool
    ) -> Iterator[tuple[str, str | None]]:
        for field, old in recorded.items():
            new = getattr(held, field)
            if new == old or (new is None and not ours):
                continue
            if ours or (old is None and field != "end"):
                yield field, new
            else:
                said = f"keeps its {field} {old or 'open'!r}; the file says {new!r}"
                self._done.kept.append(Left(held.place, f"{known.appointment} {said}"))

    def _sources(self, held: Held) -> list[Evidence]:
        given = [Evidence(each.source, each.title, each.publisher, each.published, each.quote) for each in held.cited]
        return [*given, *([replace(self._evidence)] if self._evidence else [])]


def _appointment(slug: str, holder: Found | None, post: RoleNote, held: Held) -> Appointment:
    values = {"slug": slug, "person": holder.slug if holder else None, "role": post.slug}
    return validated(Appointment, {**values, **{field: getattr(held, field) for field in _FIELDS}})
