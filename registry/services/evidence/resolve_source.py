"""Words -> the one source meant: its slug, its web address or its exact title. Reads only."""

from __future__ import annotations

import sqlite3

from registry.domain.entities.field_types import LONGEST_ADDRESS
from registry.domain.entities.references import EntityReference
from registry.domain.errors import NotFoundError
from registry.domain.names.keys import nearest, title_key
from registry.domain.names.text_hygiene import shown
from registry.services.evidence.evidence import the_one
from registry.services.names.resolve import refuse_nameless
from registry.store.evidence import sources

_SUGGESTED_FROM = 60.0


def resolve_source(connection: sqlite3.Connection, words: str) -> EntityReference:
    """The one with this slug, web address or exact title. Raises NotFoundError, ChoiceError."""
    refuse_nameless("source", words, LONGEST_ADDRESS)
    found = the_one(sources.sources_with_title(connection, words.strip()), words)
    if found is None:
        raise NotFoundError(f"no source {shown(words)}; {_suggestion(connection, words)}")
    return found


def _suggestion(connection: sqlite3.Connection, words: str) -> str:
    known = sources.every_source(connection)
    keys = {key: each for each in known for key in (title_key(each.label), title_key(each.slug))}
    alike = [keys[key] for key in nearest(title_key(words), keys, _SUGGESTED_FROM)]
    if not alike:
        return "see `registry source list`"
    return f"did you mean {' or '.join(dict.fromkeys(f'{each.label!r} ({each.slug})' for each in alike))}?"
