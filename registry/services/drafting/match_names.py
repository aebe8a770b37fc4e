"""Whom and what an article means in the registry: people, roles, organizations. Reads only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from registry.domain.drafting.office_mentions import Office
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, NotFoundError, SimilarError
from registry.services.names.resolve import find, named_so, refuse_similar, resolve
from registry.store.entities.named import PERSON, ROLE


@dataclass(slots=True)
class NameMatch:
    """Whom a name means: `words` as a command takes them; `found` None = nobody who is recorded."""

    words: str
    found: EntityReference | None
    notes: tuple[str, ...] = ()


def match_name(connection: sqlite3.Connection, name: str) -> NameMatch:
    try:
        found = find(connection, PERSON, name)
        if found is None:
            refuse_similar(connection, PERSON, name)
            return NameMatch(name, None)
    except SimilarError as error:
        return _alike(connection, name, error, "similar to")
    except ChoiceError as error:
        return _alike(connection, name, error, "could be")
    whole = bool(named_so(connection, PERSON, name))
    return NameMatch(found.slug, found, () if whole else (f"{name!r} is read as {found.label!r} ({found.slug})",))


def _alike(connection: sqlite3.Connection, name: str, error: ChoiceError, how: str) -> NameMatch:
    """One who is alike is proposed, to be checked; of several none is."""
    listed = " or ".join(f"{label!r} ({slug})" for slug, label in error.candidates)
    if how == "similar to" and len(error.candidates) == 1:
        slug = error.candidates[0][0]
        note = f"{name!r} is similar to {listed} (check); if it is somebody else, write the name and add --new"
        return NameMatch(slug, resolve(connection, PERSON, slug), (note,))
    return NameMatch(name, None, (f"{name!r} {how} {listed} (check): write the slug, or add --new",))


def role_of(connection: sqlite3.Connection, office: Office) -> EntityReference | None:
    """The recorded role; with `Ukraine's` only one that is Ukraine's. Raises ChoiceError."""
    if office.whose:
        return find(connection, ROLE, f"{office.title} {office.whose}")
    return find(connection, ROLE, office.title)


def likely_role(connection: sqlite3.Connection, office: Office) -> str | None:
    try:
        resolve(connection, ROLE, office.title)
    except (NotFoundError, ChoiceError) as error:
        return str(error) if "did you mean" in str(error) else None
    return None
