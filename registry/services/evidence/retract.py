"""Retract a source: it stays recorded, and nothing rests on it any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.domain.entities.models import Source
from registry.domain.errors import RegistryError
from registry.domain.names.text_hygiene import shown
from registry.services.entities.field_edits import with_changes
from registry.services.evidence.impact import Impact, impact
from registry.services.evidence.resolve_source import resolve_source
from registry.services.session import Session, needed
from registry.store.evidence import sources

if TYPE_CHECKING:
    pass


class RetractedError(RegistryError):
    """A source that is retracted already."""


def retract_source(session: Session, source: str, because: str) -> Impact:
    """Retract the source; returns what this changed in today's answers. Raises RetractedError.

    What repeats it stays as it is: the impact names it.
    """
    with session.change(f"source retract {source}", needed(because)) as change:
        db = change.db
        found = resolve_source(db.conn, source)
        recorded = sources.source_as_recorded(db.conn, found.id)
        if recorded["retracted"] is not None:
            raise RetractedError(
                f"{found.slug} is already retracted ({shown(recorded['retracted'])}); "
                f"`registry log {found.slug}` shows by which change, and `registry undo` brings it back"
            )
        tidied = with_changes(Source, recorded, {"retracted": because.strip()})
        assert tidied.retracted is not None
        sources.retract(db, found.id, tidied.retracted)
        return impact(db.conn, found.slug, change.today)
