"""Retract a source: it stays recorded, and nothing rests on it any more. In the caller's open change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.domain.entities.models import Source
from registry.domain.errors import RegistryError
from registry.domain.names.text_hygiene import shown
from registry.services.entities.field_edits import with_changes
from registry.services.evidence.impact import Impact, impact
from registry.services.evidence.sources import resolve_source
from registry.store.evidence import sources

if TYPE_CHECKING:
    from sqlite_utils import Database


class RetractedError(RegistryError):
    """A source that is retracted already."""


def retract_source(db: Database, source: str, because: str, on: str) -> Impact:
    """Retract the source; returns what this changed in the answers for the ISO day `on`. Raises RetractedError.

    What repeats it stays as it is: the impact names it.
    """
    found = resolve_source(db.conn, source)
    recorded = sources.source_as_recorded(db.conn, found.id)
    if recorded["retracted"] is not None:
        raise RetractedError(
            f"{found.slug} is retracted already ({shown(recorded['retracted'])}); "
            f"`registry log {found.slug}` shows by which change, and `registry undo` brings it back"
        )
    tidied = with_changes(Source, recorded, {"retracted": because})
    assert tidied.retracted is not None
    sources.retract(db, found.id, tidied.retracted)
    return impact(db.conn, found.slug, on)
