"""Give a further name its details: kind, language, script, from when to when. Each is one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from registry.domain.entities.models import OtherName
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.history.differences import Edited, differences
from registry.domain.names.scripts import script_of
from registry.services.entities.field_edits import refuse_unchanged
from registry.services.entities.name_edits import take_back
from registry.services.names.resolve import resolve
from registry.services.session import Session
from registry.store.entities import further_names, named
from registry.store.entities.named import Noun

if TYPE_CHECKING:
    from sqlite_utils import Database


def name_it(session: Session, noun: Noun, words: str, name: str, details: Mapping[str, Any]) -> Edited:
    """Add a further name, or change the details of the one that is there. Raises UnchangedError, RegistryError."""
    with session.change(f"{noun.word} name {words}, {name}") as change:
        db = change.db
        owner = resolve(db.conn, noun, words)
        before = further_names.further_names(db.conn, noun, owner.id)
        plain = validated(OtherName, {"name": name}).name
        if plain == owner.label:
            raise RegistryError(
                f"{plain!r} is the main {noun.label} of {owner.slug}; only further names have a kind, a language or "
                "dates"
            )
        known = next((each for each in before if each.name == plain), None)
        recorded = asdict(known) if known else {"name": plain, "script": script_of(plain)}
        other = validated(OtherName, {**recorded, **details})
        if known:
            further_names.update_name(db, noun, owner.id, other)
        else:
            named.add_name(db, noun, owner.id, other)
        return _edited(db, noun, owner, before, f"{plain!r} is already a name, with these details")


def take_name_back(session: Session, noun: Noun, words: str, name: str) -> Edited:
    """Remove a further name. Raises RegistryError if there is none such."""
    with session.change(f"{noun.word} name {words}, {name}") as change:
        db = change.db
        owner = resolve(db.conn, noun, words)
        before = further_names.further_names(db.conn, noun, owner.id)
        take_back(db, noun, owner, validated(OtherName, {"name": name}).name)
        return _edited(db, noun, owner, before, "")


def _edited(db: Database, noun: Noun, owner: EntityReference, before: tuple[Any, ...], already: str) -> Edited:
    after = further_names.further_names(db.conn, noun, owner.id)
    was, now = ([asdict(each) for each in told] for told in (before, after))
    differ = differences({"names": was}, {"names": now})
    refuse_unchanged(owner.label, differ, {}, [already])
    return Edited(noun.word, owner.slug, owner.label, differ)
