"""Record relations between organizations and between roles, and the events by which one came of another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from registry.domain.dates.wording import date_in_words
from registry.domain.entities.relation_models import OrganizationRelation, RelationCitation, RoleRelation
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.tenures.relations import (
    CONTINUES,
    EX_OFFICIO,
    EXCLUDES,
    KINDS,
    PART_OF,
    REPORTS_TO,
    Relation,
    RelationNote,
    note_of,
)
from registry.domain.vocabulary import HOW_CONTINUED
from registry.services.entities.add import AlreadyRecordedError
from registry.services.evidence.evidence import Evidence, source_of
from registry.services.names.resolve import resolve
from registry.services.session import Session, needed
from registry.store.entities import relations
from registry.store.entities.named import ROLE, Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.audit.findings import Finding
    from registry.domain.entities.references import EntityReference
    from registry.services.session import OpenChange


class RelationError(RegistryError):
    """A relation that cannot be, or that is not recorded."""


# Of the kinds in which there can be no circle.
_IN_WORDS = {PART_OF: "is part of", REPORTS_TO: "reports to", EX_OFFICIO: "is held ex officio by the holder of"}


@dataclass(frozen=True, slots=True)
class RelationReport:
    """The relations that were recorded or taken back, and what the rules find about the tenures that it concerns."""

    noun: str
    relations: tuple[RelationNote, ...]
    findings: tuple[Finding, ...] = ()


def relate(
    session: Session,
    noun: Noun,
    one: str,
    kind: str,
    others: Sequence[str],
    *,
    start: str | None = None,
    end: str | None = None,
    how: str | None = None,
    status: str = "accepted",
    note: str | None = None,
    evidence: Evidence | None = None,
) -> RelationReport:
    """Record that `one` *kind* each of `others` from start to end (EDTF; None = open). Raises RelationError."""
    with session.change(f"{noun.word} link {one} {kind} {', '.join(others)}") as change:
        db = change.db
        _refuse_kind(noun, kind)
        first = resolve(db.conn, noun, one)
        values = {"kind": kind, "start": start, "end": end, "how": how, "status": status, "note": note}
        ends = [(first, resolve(db.conn, noun, words)) for words in others]
        return RelationReport(noun.word, tuple(write_relation(db, noun, each, values, evidence) for each in ends))


def exclude(
    session: Session,
    roles: Sequence[str],
    *,
    start: str | None = None,
    end: str | None = None,
    evidence: Evidence | None = None,
) -> RelationReport:
    """Record that nobody may hold two of the roles at once; what is recorded of a pair already stays."""
    with session.change(f"role link --excludes {', '.join(roles)}") as change:
        db = change.db
        found = list({each.id: each for each in (resolve(db.conn, ROLE, words) for words in roles)}.values())
        if len(found) < 2:
            raise RelationError("roles that exclude each other are at least two; name another one")
        written = []
        for pair in combinations(found, 2):
            try:
                written.append(write_relation(db, ROLE, pair, {"kind": EXCLUDES, "start": start, "end": end}, evidence))
            except AlreadyRecordedError:
                continue
        if not written:
            raise AlreadyRecordedError("it is already recorded that these roles exclude each other at that time")
        return RelationReport(ROLE.word, tuple(written))


def unlink(
    session: Session,
    noun: Noun,
    ones: Sequence[str],
    kind: str,
    others: Sequence[str],
    because: str,
    *,
    start: str | None = None,
) -> RelationReport:
    """Take back what was recorded by mistake: that each of `ones` *kind* each of `others`.

    `start` (EDTF): which one, where there are several. Raises RelationError.
    """
    command = f"{noun.word} link {', '.join(ones)} {kind} {', '.join(others)} --remove"
    with session.change(command, needed(because)) as change:
        db = change.db
        _refuse_kind(noun, kind)
        owners = [resolve(db.conn, noun, words) for words in ones]
        related = [resolve(db.conn, noun, words) for words in others]
        notes = [_remove(db, noun, (owner, other), kind, start) for owner in owners for other in related]
        return RelationReport(noun.word, tuple(notes))


def succeeded(
    session: Session,
    noun: Noun,
    old: Sequence[str],
    by: Sequence[str],
    how: str,
    on: str,
    evidence: Evidence | None = None,
) -> RelationReport:
    """Record an event in the world: each of `by` came of each of `old` on the day `on` (EDTF), its first day.

    `how`: renamed, moved, merged, replaced (the old ones ended); split, transferred (they may have gone on).
    """
    command = f"{noun.word} succeeded {', '.join(old)} --by {', '.join(by)} --how {how} --on {on}"
    with session.change(command) as change:
        if how not in HOW_CONTINUED:
            raise RelationError(
                f"{how!r} does not say how one came of the other; give one of {', '.join(HOW_CONTINUED)}"
            )
        befores = [resolve(change.db.conn, noun, words) for words in old]
        afters = [resolve(change.db.conn, noun, words) for words in by]
        values = {"kind": CONTINUES, "how": how, "start": on}
        written = [write_relation(change.db, noun, (new, gone), values, evidence) for new in afters for gone in befores]
        return RelationReport(noun.word, tuple(written), change.check())


def record_succession(
    change: OpenChange, new: EntityReference, old: EntityReference, how: str, on: str, evidence: Evidence | None
) -> RelationNote:
    """That one role came of another, within the change of another verb."""
    return write_relation(change.db, ROLE, (new, old), {"kind": CONTINUES, "how": how, "start": on}, evidence)


def _refuse_kind(noun: Noun, kind: str) -> None:
    if kind not in KINDS[noun.word]:
        raise RelationError(f"{kind!r} is not a relation of {noun.table}; give one of {', '.join(KINDS[noun.word])}")


def _remove(
    db: Database, noun: Noun, ends: tuple[EntityReference, EntityReference], kind: str, start: str | None
) -> RelationNote:
    relation = f"{ends[0].slug} {kind} {ends[1].slug}"
    known = _between(db.conn, noun, ends, kind)
    found = [each for each in known if start is None or each.start == start]
    if not found:
        recorded = f", but {_starts(known)}" if known else ""
        raise RelationError(f"it is not recorded that {relation}{_since(start)}{recorded}; nothing to remove")
    if len(found) > 1:
        raise RelationError(f"that {relation} is recorded several times; choose one by its start: {_starts(found)}")
    relations.remove_relation(db, noun, found[0].id)
    return _note(found[0], ends)


def _starts(found: Sequence[Relation]) -> str:
    return ", ".join(f"from {each.start}" if each.start else "without a start" for each in found)


def _since(start: str | None) -> str:
    return f" from {date_in_words(start)}" if start else ""


def write_relation(
    db: Database,
    noun: Noun,
    ends: tuple[EntityReference, EntityReference],
    values: dict[str, Any],
    evidence: Evidence | None,
) -> RelationNote:
    """Record a relation within the change of another verb. Raises RelationError, AlreadyRecordedError."""
    one, other = ends
    if one.id == other.id:
        raise RelationError(f"{one.slug} is given twice; name two different {noun.table}")
    model = RoleRelation if noun == ROLE else OrganizationRelation
    given = validated(model, {**values, noun.word: one.slug, "other": other.slug})
    assert isinstance(given, RoleRelation | OrganizationRelation)
    try:
        row_id = relations.insert_relation(db, noun, (one.id, other.id), given)
    except sqlite3.IntegrityError as error:
        raise _refusal(db.conn, noun, ends, given, error) from error
    if evidence:
        source, _ = source_of(db, evidence)
        cited = {
            "noun": noun.word, "subject": one.slug, "kind": given.kind, "other": other.slug, "start": given.start,
            "source": source.slug, "quote": evidence.quote, "locator": evidence.locator, "observed": evidence.observed,
        }  # fmt: skip
        relations.insert_relation_citation(db, noun, row_id, source.id, validated(RelationCitation, cited))
    return _note(relations.relation(db.conn, noun, row_id), ends)


def _refusal(
    connection: sqlite3.Connection,
    noun: Noun,
    ends: tuple[EntityReference, EntityReference],
    given: RoleRelation | OrganizationRelation,
    error: sqlite3.IntegrityError,
) -> RegistryError:
    one, other = ends
    if "circle" in str(error):
        return RelationError(
            f"{other.label!r} {_IN_WORDS[given.kind]} {one.label!r} at that time, directly or through others, "
            f"so the opposite cannot be: see `registry {noun.word} show {other.slug}`, or give the dates of both"
        )
    if "clash" in str(error) or "already" in str(error) or "UNIQUE" in str(error):
        recorded = _starts(_between(connection, noun, ends, given.kind))
        return AlreadyRecordedError(
            f"it is already recorded that {one.slug} {given.kind} {other.slug}{', ' if recorded else ''}{recorded}; "
            "to change that, remove it with --remove and record it again"
        )
    return RelationError(f"the database refuses that {one.slug} {given.kind} {other.slug} ({error})")


def _between(
    connection: sqlite3.Connection, noun: Noun, ends: tuple[EntityReference, EntityReference], kind: str
) -> list[Relation]:
    one, other = ends
    found = relations.relations_of(connection, noun, [one.id], (kind,), up=True)
    between = [each for each in found if each.other_id == other.id]
    if kind == EXCLUDES:
        turned = relations.relations_of(connection, noun, [other.id], (kind,), up=True)
        between += [each for each in turned if each.other_id == one.id]
    return between


def _note(found: Relation, ends: Iterable[EntityReference]) -> RelationNote:
    labels = {each.id: each.label for each in ends}
    return note_of(found, labels[found.owner_id], labels[found.other_id])
