"""A source: all that is recorded, and edits of it. An edit is in the caller's open change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from registry.domain.differences import Edited, differences
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.models import Source
from registry.domain.names import nearest, title_key
from registry.domain.recorded import CitationNote
from registry.services.entities import AlreadyRecordedError
from registry.services.fields import refuse_unchanged, with_changes
from registry.store import sources
from registry.store.archive_folder import folder_of, place
from registry.store.archives import archives_of
from registry.store.database import path_of
from registry.store.reports import copies

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.found import Found

_SUGGESTED_FROM = 60.0


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


def resolve_source(connection: sqlite3.Connection, words: str) -> Found:
    """The one with this slug, web address or exact title. Raises NotFoundError, ChoiceError."""
    found = sources.sources_called(connection, words.strip())
    if len(found) > 1:
        slugs = ", ".join(each.slug for each in found)
        raise ChoiceError(
            f"several sources are called {words!r}: {slugs}; use the slug", [(each.slug, each.label) for each in found]
        )
    if not found:
        raise NotFoundError(f"no source {words!r}; {_suggestion(connection, words)}")
    return found[0]


def _suggestion(connection: sqlite3.Connection, words: str) -> str:
    known = sources.every_source(connection)
    keys = {key: each for each in known for key in (title_key(each.label), title_key(each.slug))}
    alike = [keys[key] for key in nearest(title_key(words), keys, _SUGGESTED_FROM)]
    if not alike:
        return "see `registry source list`"
    return f"did you mean {' or '.join(dict.fromkeys(f'{each.label!r} ({each.slug})' for each in alike))}?"


def source_profile(connection: sqlite3.Connection, source: str) -> SourceProfile:
    """The source that the words name."""
    return _profile(connection, resolve_source(connection, source))


def _profile(connection: sqlite3.Connection, found: Found) -> SourceProfile:
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


def edit_source(db: Database, source: str, changes: Mapping[str, Any]) -> Edited:
    """Change fields of the model `Source`. Raises UnchangedError, AlreadyRecordedError."""
    found = resolve_source(db.conn, source)
    if "retracted" in changes:
        raise RegistryError(
            f"whether {found.slug} is relied on is no edit: `registry source retract {found.slug} --because …`, and "
            "`registry undo` of that change"
        )
    before = _profile(db.conn, found)
    edited = with_changes(Source, sources.source_as_recorded(db.conn, found.id), changes)
    if edited.copy_of in before.copies:
        raise RegistryError(
            f"{found.slug} cannot be a copy of {edited.copy_of}, which repeats it; which of the two was first?"
        )
    for other in sources.sources_called(db.conn, edited.url) if edited.url else []:
        if other.id != found.id:
            raise AlreadyRecordedError(f"{edited.url!r} is the address of {other.slug} already; a source is one row")
    sources.update_source(db, found.id, edited)
    after = _profile(db.conn, found)
    differ = differences(asdict(before), asdict(after))
    refuse_unchanged(found.label, differ, changes)
    return Edited("source", found.slug, after.title, differ)
