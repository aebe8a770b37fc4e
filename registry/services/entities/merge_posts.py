"""Two roles or two organizations on record that are one: put them together. Each is one change.

What the merge of roles does to tenures, the merge of organizations does for each role that both have.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from registry.domain.entities.models import Distinct
from registry.domain.entities.references import DistinctPair, EntityReference
from registry.domain.entities.validation import validated
from registry.domain.tenures.records import Tenure
from registry.services.entities.add import AlreadyRecordedError, add_names
from registry.services.entities.merge import MergeError, join_tenure
from registry.services.names.resolve import resolve
from registry.services.session import Session, needed
from registry.store.database.registry_file import update
from registry.store.database.transactions import forgo
from registry.store.entities import merge_rows
from registry.store.entities.named import ORGANIZATION, ROLE, Noun
from registry.store.tenures import appointments

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class PostMergeReport:
    """What is one now: `other`'s slug leads to `kept`.

    `tenures`: slugs of the tenures that are of the role that stays; `joined`: those that were recorded twice, as they
    were called and as they are; `roles`: of organizations, slugs of roles that moved, and of those that were merged
    with the slugs of what they are now; `left`: what was recorded of the other and is not taken over.
    """

    noun: str
    kept: str
    name: str
    other: str
    other_name: str
    tenures: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    moved_roles: tuple[str, ...] = ()
    merged_roles: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()


def merge_roles(
    session: Session, role: str, other: str, because: str | None = None, *, dry_run: bool = False
) -> PostMergeReport:
    """Give `role` all that is recorded of `other`, whose slug leads there from now on. Raises MergeError."""
    with session.change(f"merge roles {role}, {other}", because) as change:
        keep, gone = _two(change.db, ROLE, role, other)
        report = _merge_role(change.db, keep, gone)
        if dry_run:
            forgo(change.db)
        return report


def merge_organizations(
    session: Session, organization: str, other: str, because: str | None = None, *, dry_run: bool = False
) -> PostMergeReport:
    """Give `organization` all that is recorded of `other`; roles of one title become one. Raises MergeError."""
    with session.change(f"merge organizations {organization}, {other}", because) as change:
        db = change.db
        keep, gone = _two(db, ORGANIZATION, organization, other)
        tenures: list[str] = []
        joined: list[tuple[str, str]] = []
        moved: list[str] = []
        merged: list[tuple[str, str]] = []
        left: list[str] = []
        for theirs, key in merge_rows.roles_of(db.conn, gone.id):
            mine = next((each for each, known in merge_rows.roles_of(db.conn, keep.id) if known == key), None)
            if mine is None:
                update(db, "roles", theirs.id, {"organization_id": keep.id})
                moved.append(theirs.slug)
            else:
                part = _merge_role(db, mine, theirs)
                tenures += part.tenures
                joined += part.joined
                left += part.left
                merged.append((theirs.slug, mine.slug))
        left += merge_rows.move_rows(db, "organization_relations", ("organization_id", "other_id"), keep, gone)
        left += merge_rows.move_rows(db, "rosters", ("organization_id",), keep, gone)
        _finish(db, ORGANIZATION, keep, gone)
        if dry_run:
            forgo(db)
        return PostMergeReport(
            ORGANIZATION.word, keep.slug, keep.label, gone.slug, gone.label, tuple(tenures), tuple(joined),
            tuple(moved), tuple(merged), tuple(left),
        )  # fmt: skip


def _merge_role(db: Database, keep: EntityReference, gone: EntityReference) -> PostMergeReport:
    mine = appointments.of_role(db.conn, keep.id)
    tenures, joined, left = [], [], []
    covers = merge_rows.take_covers(db, gone.id)  # one covers another in the same role, so they move together
    kept: dict[int, int] = {}
    for tenure in appointments.of_role(db.conn, gone.id):
        twin = next((each for each in mine if tenure.person_id is not None and _what(each) == _what(tenure)), None)
        if twin is not None:
            mine.remove(twin)
            kept[tenure.id] = twin.id
            left += [f"{twin.appointment} keeps its {each.field}" for each in join_tenure(db, twin, tenure)]
            joined.append((tenure.appointment, twin.appointment))
            continue
        try:
            update(db, "appointments", tenure.id, {"role_id": keep.id})
        except sqlite3.IntegrityError as error:
            raise MergeError(_no_room(keep, gone, tenure)) from error
        tenures.append(tenure.appointment)
    merge_rows.give_covers(db, {kept.get(one, one): kept.get(other, other) for one, other in covers.items()})
    left += merge_rows.move_rows(db, "role_seats", ("role_id",), keep, gone)
    left += merge_rows.move_rows(db, "role_relations", ("role_id", "other_id"), keep, gone)
    _finish(db, ROLE, keep, gone)
    return PostMergeReport(
        ROLE.word, keep.slug, keep.label, gone.slug, gone.label, tuple(tenures), tuple(joined), left=tuple(left)
    )


def _what(tenure: Tenure) -> tuple[object, ...]:
    return tenure.person_id, tenure.kind, tenure.status, tenure.start, tenure.end


def _no_room(keep: EntityReference, gone: EntityReference, tenure: Tenure) -> str:
    return (
        f"{keep.label!r} ({keep.slug}) and {gone.label!r} ({gone.slug}) cannot be one as they are recorded: "
        f"{tenure.holder}'s tenure {tenure.appointment} does not fit with those of {keep.slug}. If the role has more "
        f"seats, type `registry role edit {keep.slug} --seats NUMBER` first; if dates are wrong, correct them with "
        f"`registry correct {tenure.appointment} --because …`"
    )


def _finish(db: Database, noun: Noun, keep: EntityReference, gone: EntityReference) -> None:
    merge_rows.move_belongings(db, noun, keep, gone)
    add_names(db, noun, keep.id, [gone.label])
    merge_rows.redirect(db, noun, keep, gone)


def _two(db: Database, noun: Noun, one: str, other: str) -> tuple[EntityReference, EntityReference]:
    keep, gone = resolve(db.conn, noun, one), resolve(db.conn, noun, other)
    if keep.id == gone.id:
        raise MergeError(f"{one!r} and {other!r} are already one: {keep.label!r} ({keep.slug}); name another one")
    known = merge_rows.why_distinct(db.conn, noun, keep.id, gone.id)
    if known is not None:
        raise MergeError(
            f"{keep.slug} and {gone.slug} are recorded as two ({known}); if that is wrong, type "
            f"`registry {noun.word} distinct {keep.slug} {gone.slug} --remove --because …` first"
        )
    return keep, gone


def distinct(session: Session, noun: Noun, one: str, other: str, because: str) -> DistinctPair:
    """Record that two roles or two organizations are not one, so that they are not merged. Raises MergeError."""
    with session.change(f"distinct {one}, {other}", needed(because)) as change:
        keep, gone = resolve(change.db.conn, noun, one), resolve(change.db.conn, noun, other)
        if keep.id == gone.id:
            raise MergeError(f"{one!r} and {other!r} are one: {keep.label!r} ({keep.slug}); name another one")
        known = merge_rows.why_distinct(change.db.conn, noun, keep.id, gone.id)
        if known is not None:
            raise AlreadyRecordedError(f"{keep.slug} and {gone.slug} are already recorded as two: {known}")
        pair = validated(Distinct, {"person": keep.slug, "other": gone.slug, "because": because})
        merge_rows.insert_distinct(change.db, noun, keep.id, gone.id, pair.because)
        return DistinctPair(keep.slug, keep.label, gone.slug, gone.label, pair.because)


def not_distinct(session: Session, noun: Noun, one: str, other: str, because: str) -> DistinctPair:
    """Take back that the two are not one. Raises MergeError if that is not recorded."""
    with session.change(f"distinct {one}, {other} --remove", needed(because)) as change:
        keep, gone = resolve(change.db.conn, noun, one), resolve(change.db.conn, noun, other)
        known = merge_rows.why_distinct(change.db.conn, noun, keep.id, gone.id)
        if known is None:
            raise MergeError(f"{keep.slug} and {gone.slug} are not recorded as two")
        merge_rows.remove_distinct(change.db, noun, keep.id, gone.id)
        return DistinctPair(keep.slug, keep.label, gone.slug, gone.label, known)
