"""Tenures of a file as they are to be recorded: which can stand in their role, and what becomes of the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.domain.dates.bounds import Bounds
from registry.domain.dates.wording import span_in_words
from registry.domain.entities.models import Appointment
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.exchange.claims import Claim, Settlement
from registry.domain.exchange.import_plan import Cause, ImportChoices
from registry.domain.exchange.import_report import ImportReport, OnConflict
from registry.domain.exchange.settle_conflicts import settle
from registry.domain.names.keys import tenure_slug
from registry.domain.tenures.records import RoleNote, Tenure
from registry.domain.vocabulary import Status
from registry.services.exchange.match_entities import EntityMatcher
from registry.services.exchange.pair_tenures import FIELDS, PairedTenure, TenurePairing, recorded_claim
from registry.services.exchange.stage import dates_of
from registry.store.database.registry_file import update
from registry.store.database.transactions import savepoint
from registry.store.entities import named
from registry.store.entities.roles import role_note
from registry.store.exchange import staged_tenures
from registry.store.exchange.staged_tenures import StagedTenure
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database


class SettledDate(NamedTuple):
    """A date of the file that was settled otherwise: of which appointment, where it stands, `start` or `end`."""

    appointment_id: int
    staged_id: int
    field: str
    says: str


class TenureMatcher:
    """`first_new`: from which id on appointments are of this file, `first_role`: roles. Writes on `report`."""

    def __init__(
        self,
        db: Database,
        report: ImportReport,
        entities: EntityMatcher,
        *,
        on_conflict: OnConflict,
        choices: ImportChoices,
        first_new: int,
        first_role: int,
    ) -> None:
        self._db = db
        self._report = report
        self._pairing = TenurePairing(db, report, entities, first_new, ends_settled=choices.missing_ends is not None)
        self._on_conflict = on_conflict
        self._choices = choices
        self._first_role = first_role
        self.settled_dates: list[SettledDate] = []

    def take(self, tenures: Sequence[StagedTenure]) -> None:
        """Find, update or add the tenures of one role, given by person; report those that cannot stand."""
        role_id = tenures[0].role_id
        assert role_id is not None
        recorded = appointments.of_role(self._db.conn, role_id)
        matched = staged_tenures.matched_in_role(self._db.conn, role_id)
        role = role_note(self._db.conn, role_id)
        rows = list(self._pairing.pairs(tenures, recorded, matched, role))
        while True:
            settled = self._settle(role, rows, recorded, matched)
            held_back = {claim.id for claim, _, _ in settled.refused} if self._on_conflict is OnConflict.SKIP else set()
            stay = [row for row in rows if row.staged.staged_id in held_back and row.known and not row.fixed]
            if not stay:
                break
            for row in stay:  # what is recorded stands as it is, and the others must fit beside it
                row.fixed = True
                row.fields |= {field: getattr(row.known, field) for field in ("start", "end", "status")}
        self._apply(role, rows, settled)

    # --- which can stand ---

    def _settle(
        self, role: RoleNote, rows: Sequence[PairedTenure], recorded: Sequence[Tenure], matched: set[int]
    ) -> Settlement:
        ours = {row.known.id for row in rows if row.known}
        claims = [recorded_claim(tenure, given=tenure.id in matched) for tenure in recorded if tenure.id not in ours]
        for row in rows:
            bounds = Bounds(*dates_of(row.fields["start"], row.fields["end"]))
            claims.append(
                Claim(
                    row.staged.staged_id,
                    row.staged.place,
                    row.holder.id if row.holder else None,
                    row.holder.label if row.holder else "",
                    row.fields["kind"],
                    row.fields["status"],
                    row.fields["start"],
                    row.fields["end"],
                    bounds,
                    fixed=row.fixed,
                    given=row.fixed,
                )
            )
        return settle(claims, role.seats, role.seat_changes, self._choices)

    # --- record it ---

    def _apply(self, role: RoleNote, rows: Sequence[PairedTenure], settled: Settlement) -> None:
        if settled.seats is not None:
            self._set_seats(role, settled.seats)
        by_id = {row.staged.staged_id: row for row in rows}
        self._share_details(by_id, settled)
        written: dict[int, int] = {}
        updates: list[tuple[PairedTenure, Claim | None]] = [(row, None) for row in rows if row.fixed]
        news: list[tuple[PairedTenure, Claim]] = []
        recorded = list(settled.accepted)
        disputed = {
            (claim.person, claim.kind, claim.start, claim.end): claim.id
            for claim in settled.accepted
            if claim.status == Status.DISPUTED
        }
        for claim, cause, others in settled.refused:
            self._refuse(role, by_id[claim.id], claim, cause, others)
            if self._on_conflict is OnConflict.FLAG:
                by_id[claim.id].fields["status"] = Status.DISPUTED.value
                twin = disputed.setdefault((claim.person, claim.kind, claim.start, claim.end), claim.id)
                if twin == claim.id or claim.person is None:
                    recorded.append(claim)
                else:
                    settled.same[claim.id] = twin
        for claim in recorded:
            row = by_id[claim.id]
            (updates if row.known else news).append((row, claim))
        self._update_all(role, updates, written)
        for row, claim in news:
            self._write(row, claim, lambda row=row: self._add(role, row), "added", written)  # type: ignore[misc]
        for given, other in settled.same.items():
            number = -other if other < 0 else written.get(_last(other, settled.same))
            if number is not None:
                self._note(by_id[given], number)
                self._report.matched["appointments"] += 1
            else:
                self._refuse_with(role, by_id, given, settled)

    def _refuse_with(self, role: RoleNote, rows: dict[int, PairedTenure], given: int, settled: Settlement) -> None:
        """Refuse a row that says what another row says that was refused: it is not left out without a word."""
        row, last = rows[given], _last(given, settled.same)
        for claim, cause, others in settled.refused:
            if claim.id == last:
                own = replace(claim, start=row.fields["start"], end=row.fields["end"])
                self._refuse(role, row, own, cause, others)
                return
        reason = f"it repeats {rows[last].staged.place}, which cannot be recorded"
        self._report.refuse(Cause.OTHER, row.staged.place, reason)

    def _set_seats(self, role: RoleNote, seats: int) -> None:
        update(self._db, "roles", role.id, {"seats": seats})
        if role.id < self._first_role:
            self._report.updated["roles"] += 1
        self._report.settled.note(role.slug, f"{role.title} has {seats} seats, as many as were held at once")

    def _share_details(self, rows: dict[int, PairedTenure], settled: Settlement) -> None:
        """What only a less exact statement of a tenure says of its rank, reasons and note is kept, too."""
        for given, other in settled.same.items():
            leader = rows.get(_last(other, settled.same))
            if leader is not None:
                for field in ("rank", "how", "end_reason", "note"):
                    if leader.fields[field] is None:
                        leader.fields[field] = rows[given].fields[field]

    def _update_all(
        self, role: RoleNote, rows: Sequence[tuple[PairedTenure, Claim | None]], written: dict[int, int]
    ) -> None:
        """Update what is recorded; a hand-over may move from either side, so what a guard refuses is tried again."""
        todo = list(rows)
        while todo:
            again = [pair for pair in todo if not self._write_known(role, *pair, written)]
            if len(again) == len(todo):
                break
            todo = again
        if todo:  # they stand in each other's way: out of it first
            for row, _ in todo:
                assert row.known is not None
                update(self._db, "appointments", row.known.id, {"status": Status.REJECTED.value})
            for row, claim in todo:
                if not self._write_known(role, row, claim, written):
                    self._report.refuse(
                        Cause.OTHER, row.staged.place, "the database refuses it together with what is recorded"
                    )

    def _write_known(self, role: RoleNote, row: PairedTenure, claim: Claim | None, written: dict[int, int]) -> bool:
        try:
            with savepoint(self._db.conn):
                known = row.known
                assert known is not None
                if claim is not None:
                    row.fields |= {"start": claim.start, "end": claim.end}
                changed = row.moved or any(getattr(known, field) != row.fields[field] for field in FIELDS)
                if changed:
                    self._correct(role, row, known)
        except sqlite3.IntegrityError:
            return False
        except RegistryError as error:
            self._report.refuse(Cause.OTHER, row.staged.place, str(error))
            return True
        written[row.staged.staged_id] = known.id
        self._note(row, known.id)
        self._note_settled(row, claim, known.id)
        (self._report.updated if changed else self._report.matched)["appointments"] += 1
        return True

    def _write(
        self, row: PairedTenure, claim: Claim, add: Callable[[], int], became: str, written: dict[int, int]
    ) -> None:
        row.fields |= {"start": claim.start, "end": claim.end}
        try:
            with savepoint(self._db.conn):
                number = add()
        except sqlite3.IntegrityError as error:
            self._report.refuse(Cause.OTHER, row.staged.place, f"the database refuses it ({error})")
            return
        except RegistryError as error:
            self._report.refuse(Cause.OTHER, row.staged.place, str(error))
            return
        written[row.staged.staged_id] = number
        self._note(row, number)
        self._note_settled(row, claim, number)
        getattr(self._report, became)["appointments"] += 1

    def _add(self, role: RoleNote, row: PairedTenure) -> int:
        holder = row.holder
        slug = named.free_slug(self._db.conn, "appointments", tenure_slug(holder and holder.slug, role.slug))
        appointment = _appointment(slug, holder, role, row.fields)
        return appointments.insert_appointment(self._db, appointment, holder.id if holder else None, role.id, None)

    def _correct(self, role: RoleNote, row: PairedTenure, known: Tenure) -> None:
        post = role if row.moved or known.role_id == role.id else role_note(self._db.conn, known.role_id)
        holder = row.holder
        appointment = _appointment(known.appointment, holder, post, row.fields)
        ids = (holder.id if holder else None, post.id, known.replaces_id)
        appointments.update_appointment(self._db, known.id, appointment, ids)

    def _note(self, row: PairedTenure, number: int) -> None:
        """Note which appointment it is, and by which key the dataset knows it."""
        staged = row.staged
        staged_tenures.match(self._db.conn, [(staged.staged_id, number)])
        if staged.key and appointments.identified(self._db.conn, self._report.dataset, staged.key) is None:
            appointments.insert_identifier(self._db, number, self._report.dataset, staged.key)
            self._report.details += 1

    def _note_settled(self, row: PairedTenure, claim: Claim | None, number: int) -> None:
        if claim is None:
            return
        for field, says in (("start", claim.was_start), ("end", claim.was_end)):
            if says is not None:
                self.settled_dates.append(SettledDate(number, row.staged.staged_id, field, says))
                now = row.fields[field]
                self._report.settled.note(row.staged.place, f"{claim.label}: the {field} {says} is settled as {now}")
        if claim.ended:
            self._report.settled.note(
                row.staged.place,
                f"{claim.label} had no end, and ends {row.fields['end']}, because somebody else followed",
            )

    def _refuse(self, role: RoleNote, row: PairedTenure, claim: Claim, cause: Cause, others: Sequence[Claim]) -> None:
        who = " and ".join(
            f"{other.label or 'a vacancy'} {span_in_words(other.start, other.end)}" for other in others[:3]
        )
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        span = span_in_words(claim.start, claim.end)
        seats = role.seats_on(max(claim.bounds.start_latest, others[0].bounds.start_latest))
        number = "one seat" if seats == 1 else f"{seats} seats"
        name = claim.label or "a vacancy"
        reason = (
            f"{name} as {role.title!r} {span}, and {who}{more}: one person holds a role only once at a time"
            if cause is Cause.TWICE
            else f"{name} as {role.title!r} {span}, together with {who}{more}: the role has {number}"
        )
        if self._on_conflict is OnConflict.FLAG:
            self._report.flagged.note(row.staged.place, reason)
        else:
            self._report.refuse(cause, row.staged.place, reason)


def _last(given: int, same: dict[int, int]) -> int:
    """The claim at the end of those that are one."""
    while given in same:
        given = same[given]
    return given


def _appointment(slug: str, holder: EntityReference | None, post: RoleNote, fields: dict[str, Any]) -> Appointment:
    values = {"slug": slug, "person": holder.slug if holder else None, "role": post.slug}
    return validated(Appointment, {**values, **fields})
