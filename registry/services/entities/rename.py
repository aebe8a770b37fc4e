"""Rename an organization or a role from a day on: the old name stays, as a former one. Each is one change."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from registry.domain.dates.bounds import day_after, day_before
from registry.domain.dates.edtf import exact_day, read_edtf
from registry.domain.entities.models import Organization, OtherName, Role
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Difference, Edited
from registry.services.entities.add import refuse_same
from registry.services.entities.field_edits import UnchangedError, with_changes
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import further_names, named, organizations, roles
from registry.store.entities.named import ORGANIZATION, Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

    from registry.domain.entities.references import EntityReference
    from registry.domain.tenures.records import NameNote


def rename(session: Session, noun: Noun, words: str, name: str, on: str) -> Edited:
    """Give an organization or a role another main name from `on` (EDTF) on.

    The old one becomes a former name that ends the day before. Raises UnchangedError, RegistryError.
    """
    with session.change(f"{noun.word} rename {words} to {name}, {on}") as change:
        db = change.db
        found = resolve(db.conn, noun, words)
        name = validated(OtherName, {"name": name}).name
        if name == found.label:
            raise UnchangedError(f"{found.slug} is called {name!r} already; give its new name")
        known = further_names.further_names(db.conn, noun, found.id)
        try:
            _set_name(db, noun, found, name)
        except sqlite3.IntegrityError as error:
            raise RegistryError(f"another role of the organization is called {name!r}; give another title") from error
        former = _former(found.label, on, known)
        if any(each.name == former.name for each in known):
            further_names.update_name(db, noun, found.id, former)
        else:
            named.add_name(db, noun, found.id, former)
        differ = (
            Difference(noun.label, found.label, name),
            Difference("former name", None, f"{former.name}, until {former.end}"),
        )
        return Edited(noun.word, found.slug, name, differ)


def _set_name(db: Database, noun: Noun, found: EntityReference, name: str) -> None:
    changes = {noun.label: name}
    if noun == ORGANIZATION:
        edited = with_changes(Organization, organizations.organization_as_recorded(db.conn, found.id), changes)
        refuse_same(db, ORGANIZATION, edited.name, found.id)
        organizations.update_organization(db, found.id, edited)
    else:
        role = with_changes(Role, roles.role_as_recorded(db.conn, found.id), changes)
        roles.update_role(db, found.id, role, resolve(db.conn, ORGANIZATION, role.organization).id)
    further_names.remove_name(db, noun, found.id, name, undated=True)


def _former(name: str, on: str, known: tuple[NameNote, ...]) -> OtherName:
    """The old name: from the day after the last former one ended, to the day before the new one."""
    day = exact_day(read_edtf(on))
    own = next((each for each in known if each.name == name), None)
    ends = [end for each in known if each.end and each.name != name and (end := exact_day(read_edtf(each.end)))]
    earlier = [end for end in ends if day is None or end < day]
    start = own.start if own else day_after(max(earlier)) if earlier else None
    values = {
        "name": name,
        "kind": own.kind if own else "former",
        "start": start,
        "end": day_before(day) if day else on,
    }
    return validated(OtherName, values | ({"language": own.language, "script": own.script} if own else {}))
