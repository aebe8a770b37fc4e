"""A source: all that is recorded, and edits of it. An edit is one change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.domain.entities.models import Source
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.evidence.records import CitationNote
from registry.domain.evidence.urls import address_key
from registry.domain.history.differences import Difference, Edited, differences
from registry.services.entities.add import AlreadyRecordedError
from registry.services.entities.field_edits import refuse_unchanged, with_changes
from registry.services.evidence.archives import archive
from registry.services.evidence.evidence import complete, legible, new_source, the_one
from registry.services.evidence.resolve_source import resolve_source
from registry.services.session import Session
from registry.store.database.registry_file import path_of
from registry.store.evidence import sources
from registry.store.evidence.archive_folder import folder_of, place
from registry.store.evidence.archives import archives_of
from registry.store.evidence.source_reports import copies

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.references import EntityReference


@dataclass(frozen=True, slots=True)
class ArchiveNote:
    """A copy that is kept, and in which file."""

    name: str
    bytes: int
    path: str


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """What is recorded of a source, and what it is cited for. Dates EDTF."""

    source: str
    title: str
    url: str | None
    publisher: str | None
    published: str | None
    accessed: str | None
    archive_url: str | None
    copy_of: str | None  # whose report it repeats
    copies: tuple[str, ...]  # what repeats it, at any depth
    retracted: str | None  # why
    archives: tuple[ArchiveNote, ...]
    citations: tuple[CitationNote, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source, whether it is new, and if it is not, what was not known of it until now."""

    slug: str
    title: str
    is_new: bool
    differences: tuple[Difference, ...] = ()


def source_profile(connection: sqlite3.Connection, source: str) -> SourceProfile:
    """The source that the words name."""
    return _profile(connection, resolve_source(connection, source))


def _profile(connection: sqlite3.Connection, found: EntityReference) -> SourceProfile:
    recorded = sources.source_as_recorded(connection, found.id)
    folder = folder_of(path_of(connection))
    return SourceProfile(
        source=found.slug,
        title=str(recorded["title"]),
        url=recorded["url"],
        publisher=recorded["publisher"],
        published=recorded["published"],
        accessed=recorded["accessed"],
        archive_url=recorded["archive_url"],
        copy_of=recorded["copy_of"],
        copies=tuple(copy.slug for copy in copies(connection, found.id)),
        retracted=recorded["retracted"],
        archives=tuple(
            ArchiveNote(kept.name, kept.bytes, str(place(folder, kept.sha256)))
            for kept in archives_of(connection, found.id)
        ),
        citations=sources.citations_of(connection, found.id),
        note=recorded["note"],
    )


def add_source(session: Session, words: str, given: Mapping[str, str | None], copy: Path | None = None) -> AddedSource:
    """Add the source with this web address or title, or what was not known of it; `copy_of` in words.

    `copy`: a file with what it said, of which a copy is kept. Raises EvidenceError if it is recorded otherwise than
    `given` says.
    """
    with session.change(f"source add {words}") as change:
        added = _added(change.db, legible(words), given)
        if copy is not None:
            archive(session, added.slug, copy)
        return added


def _added(db: Database, words: str, given: Mapping[str, str | None]) -> AddedSource:
    given = _with_original(db.conn, given)
    known = the_one(sources.matching_sources(db.conn, words), words)
    if known is None:
        if "://" not in words and " " not in words and "." in words:
            raise NotFoundError(f"{words!r} looks like a web address; give it from https:// on")
        found = new_source(db, words, given)
        return AddedSource(found.slug, found.label, is_new=True)
    before = _profile(db.conn, known)
    _refuse_circle(db.conn, known.slug, given.get("copy_of"))
    complete(db, known.id, given)
    after = _profile(db.conn, known)
    return AddedSource(known.slug, after.title, is_new=False, differences=differences(asdict(before), asdict(after)))


def edit_source(session: Session, source: str, changes: Mapping[str, Any]) -> Edited:
    """Change fields of the model `Source`; `copy_of` in words. Raises UnchangedError, AlreadyRecordedError."""
    with session.change(f"source edit {source}") as change:
        db = change.db
        found = resolve_source(db.conn, source)
        if "retracted" in changes:
            raise RegistryError(
                f"to stop or resume relying on {found.slug}, use `registry source retract {found.slug} --because "
                "…`, "
                "and `registry undo` of that change"
            )
        before = _profile(db.conn, found)
        changes = _with_original(db.conn, changes)
        edited = with_changes(Source, sources.source_as_recorded(db.conn, found.id), changes)
        if edited.url and (before.url is None or address_key(edited.url) != address_key(before.url)):
            for other in sources.sources_with_key(db.conn, address_key(edited.url)):
                raise AlreadyRecordedError(
                    f"{edited.url!r} is already the address of {other.slug}; a source is one row"
                )
        _refuse_circle(db.conn, found.slug, changes.get("copy_of"))
        sources.update_source(db, found.id, edited)
        after = _profile(db.conn, found)
        differ = differences(asdict(before), asdict(after))
        refuse_unchanged(found.label, differ, changes)
        return Edited("source", found.slug, after.title, differ)


def _with_original(connection: sqlite3.Connection, given: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the slug of the source that is repeated."""
    if given.get("copy_of") is None:
        return dict(given)
    return {**given, "copy_of": resolve_source(connection, given["copy_of"]).slug}


def _refuse_circle(connection: sqlite3.Connection, slug: str, original: str | None) -> None:
    """Raises RegistryError if what it is said to repeat repeats it."""
    told = sources.originals_of(connection, original) if original and original != slug else []
    if slug in told:
        through = " through others" if len(told) > 2 else ""
        raise RegistryError(
            f"{slug} cannot be a copy of {original}, which is a copy of it{through}; "
            f"type `registry source edit {original} --copy-of none` first"
        )
