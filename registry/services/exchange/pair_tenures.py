"""Which recorded tenure each one of a file is: by its key, its start or its days. A role at a time; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from registry.domain.dates.bounds import UNKNOWN, Bounds, cross
from registry.domain.entities.references import EntityReference
from registry.domain.errors import RegistryError
from registry.domain.exchange.claims import Claim
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.settle_conflicts import says_no_more
from registry.domain.tenures.records import RoleNote, Tenure
from registry.services.exchange.field_values import entity_of
from registry.services.exchange.match_entities import EntityMatcher
from registry.services.exchange.stage import dates_of, rest_of
from registry.services.tenures.writing import person_of
from registry.store.entities.named import PERSON
from registry.store.exchange import staged_tenures
from registry.store.exchange.staged_tenures import StagedTenure
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database

FIELDS = ("start", "end", "kind", "status", "rank", "how", "end_reason", "note")


@dataclass(slots=True)
class PairedTenure:
    """A staged tenure, the recorded one that it is, and the fields with which it is to be recorded.

    `fixed`: the dates are somebody else's, and stay.
    """

    staged: StagedTenure
    known: Tenure | None
    fields: dict[str, Any]
    holder: EntityReference | None
    moved: bool = False
    fixed: bool = False


class TenurePairing:
    """`first_new`: from which id on appointments are of this file. What is kept or refused is noted on `report`.

    `ends_settled`: an end that the file lacks may have been settled by the successor's start.
    """

    def __init__(
        self, db: Database, report: ImportReport, entities: EntityMatcher, first_new: int, *, ends_settled: bool = False
    ) -> None:
        self._ends_settled = ends_settled
        self._db = db
        self._report = report
        self._entities = entities
        self._first_new = first_new

    def pairs(
        self, tenures: Sequence[StagedTenure], recorded: Sequence[Tenure], matched: set[int], role: RoleNote
    ) -> Iterator[PairedTenure]:
        """The tenures of one role, given by person, each with the recorded one that it is."""
        free: dict[int | None, list[Tenure]] = {}
        known_here: dict[int | None, list[Tenure]] = {}
        for tenure in recorded:
            if tenure.id < self._first_new:
                (known_here if tenure.id in matched else free).setdefault(tenure.person_id, []).append(tenure)
        for person_id, group in groupby(tenures, lambda tenure: tenure.person_id):
            pairs = self._paired(list(group), free.get(person_id, []), known_here.get(person_id, []))
            for staged, known in pairs:
                holder = None
                try:
                    holder = entity_of(self._db.conn, PERSON, staged.person) if staged.person else None
                except RegistryError as error:
                    self._report.refused.note(staged.place, str(error))
                    continue
                yield self._row(staged, known, holder, role, recorded)

    def _paired(
        self, group: Sequence[StagedTenure], recorded: Sequence[Tenure], known_here: Sequence[Tenure]
    ) -> Iterator[tuple[StagedTenure, Tenure | None]]:
        """Which recorded tenure each one of one person is: by its key, its start, its days; else by what is left."""
        pairs: dict[StagedTenure, Tenure | None] = {each: self._by_key(each) for each in group}
        for fits in (_same_start, _can_be_same, _at_once) if recorded else ():
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
        ours = [one for one in recorded if one.id not in taken and self._entities.may_change("appointments", one.id)]
        new = [each for each, known in pairs.items() if known is None]
        if len(ours) == len(new):  # its dates were corrected
            pairs |= dict(zip(new, ours, strict=True))
        for each in group:  # the file says the same twice, and once more exactly than is recorded
            less = [one for one in known_here if pairs[each] is None and self._is_less_exact(one, each)]
            yield each, pairs[each] or (less[0] if less else None)

    def _is_less_exact(self, known: Tenure, staged: StagedTenure) -> bool:
        kind, status, *_ = rest_of(staged.rest)
        if staged.person_id is None or (known.kind, known.status) != (kind, status):
            return False
        mine, its = recorded_claim(known, given=True), _staged_claim(staged, kind, status)
        return says_no_more(mine, its) and self._entities.may_change("appointments", known.id)

    def _by_key(self, staged: StagedTenure) -> Tenure | None:
        if staged.key is None:
            return None
        known = appointments.identified(self._db.conn, self._report.dataset, staged.key)
        if known is None or staged_tenures.is_matched(self._db.conn, known):
            return None
        return appointments.one(self._db.conn, known)

    def _row(
        self,
        staged: StagedTenure,
        known: Tenure | None,
        holder: EntityReference | None,
        role: RoleNote,
        recorded: Sequence[Tenure],
    ) -> PairedTenure:
        """With the fields as they are to be: as the file has them, as far as its word is what is recorded."""
        said = dict(zip(FIELDS, (staged.start, staged.end, *rest_of(staged.rest)), strict=True))
        if known is None:
            return PairedTenure(staged, None, said, holder)
        ours = self._entities.may_change("appointments", known.id)
        moved = (known.person_id, known.role_id) != (holder.id if holder else None, role.id)
        kept: list[str] = []
        if moved and not ours:
            kept.append("its person and role")
            holder, moved = person_of(known), False
        fields = {field: getattr(known, field) for field in FIELDS}
        for field, new in said.items():
            old = fields[field]
            if new == old or (new is None and not ours):
                continue
            if field == "end" and new is None and self._is_settled_end(known, recorded):
                continue
            if ours or (old is None and field != "end"):
                fields[field] = new
            else:
                kept.append(f"its {field} {old or 'open'!r}; the file says {new!r}")
        for each in kept:
            self._report.kept.note(staged.place, f"{known.appointment} keeps {each}")
        return PairedTenure(staged, known, fields, holder, moved, fixed=not ours)

    def _is_settled_end(self, known: Tenure, recorded: Sequence[Tenure]) -> bool:
        """Whether the end is that of somebody whose end is missing, settled when the file was imported before.

        The seats may have become more since, so that nothing would settle it again.
        """
        followed = any(other.person_id != known.person_id and other.start == known.end for other in recorded)
        return self._ends_settled and (followed or known.end == UNKNOWN)


def recorded_claim(tenure: Tenure, *, given: bool) -> Claim:
    """A recorded tenure as a claim to a seat; `given`: the file says it, too."""
    return Claim(
        -tenure.id, "", tenure.person_id, tenure.name or "", tenure.kind, tenure.status, tenure.start, tenure.end,
        tenure.stated, fixed=True, given=given,
    )  # fmt: skip


def _staged_claim(staged: StagedTenure, kind: str, status: str) -> Claim:
    bounds = Bounds(*dates_of(staged.start, staged.end))
    return Claim(staged.staged_id, staged.place, staged.person_id, "", kind, status, staged.start, staged.end, bounds)


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
