"""Edit the further names and the identifiers of what has names. Within the open change of an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.domain.entities.models import OtherName
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import ChoiceError, RegistryError
from registry.services.entities.add import add_names, free_identifier
from registry.store.entities import further_names, named
from registry.store.entities.named import Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class NameEdits:
    """Further names to add and to take back; identifiers (scheme and value) to set and to take back."""

    also: Sequence[str] = ()
    not_also: Sequence[str] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    not_identifiers: Sequence[tuple[str, str]] = ()

    def already(self) -> Iterator[str]:
        """What is asked for, said as recorded already."""
        yield from (f"{name!r} is already a name" for name in self.also)
        yield from (f"{scheme}={value} is already an identifier" for scheme, value in self.identifiers.items())


def edit_names(db: Database, noun: Noun, owner: EntityReference, edits: NameEdits) -> None:
    """What is taken back goes first. `owner.label`: the main name as it is now."""
    for name in edits.not_also:
        take_back(db, noun, owner, validated(OtherName, {"name": name}).name)
    add_names(db, noun, owner.id, edits.also)
    for scheme, value in edits.not_identifiers:
        if not further_names.remove_identifier(db, noun, owner.id, scheme, value):
            known = [f"{each.scheme}={each.value}" for each in further_names.identifiers_of(db.conn, noun, owner.id)]
            raise RegistryError(f"{scheme}={value} is not an identifier of {owner.label!r}; {_they_are(known)}")
    for scheme, value in edits.identifiers.items():
        _identify(db, noun, owner, scheme, value)


def renamed(db: Database, noun: Noun, owner: EntityReference, name: str) -> EntityReference:
    """It with its new main name, which then is no further name any more; one with dates keeps them."""
    if name != owner.label:
        further_names.remove_name(db, noun, owner.id, name, undated=True)
    return owner._replace(label=name)


def take_back(db: Database, noun: Noun, owner: EntityReference, name: str) -> None:
    """Remove a further name. Raises RegistryError if it has none such."""
    if further_names.remove_name(db, noun, owner.id, name):
        return
    if name == owner.label:
        raise RegistryError(f"{name!r} is the main {noun.label} of {owner.slug}; give another with --{noun.label}")
    known = [repr(each.name) for each in further_names.further_names(db.conn, noun, owner.id)]
    raise RegistryError(f"{name!r} is not a further name of {owner.label!r}; {_they_are(known)}")


def _they_are(known: Sequence[str]) -> str:
    if not known:
        return "none is recorded"
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"recorded: {', '.join(known[:_SHOWN])}{more}"


def _identify(db: Database, noun: Noun, owner: EntityReference, scheme: str, value: str) -> None:
    """Add the identifier, or put it in the place of the one that is recorded for the scheme."""
    identifier = free_identifier(db.conn, noun, owner.id, scheme, value)
    known = [each for each in further_names.identifiers_of(db.conn, noun, owner.id) if each.scheme == identifier.scheme]
    if identifier.value in [each.value for each in known]:
        return
    if len(known) > 1:
        values = [f"{each.scheme}={each.value}" for each in known]
        raise ChoiceError(
            f"{owner.label!r} has several identifiers of {scheme}: {', '.join(values)}; remove the wrong one with "
            "--no-id",
            [(each, owner.label) for each in values],
        )
    if known:
        further_names.exchange_identifier(db, noun, known[0], identifier.value)
    else:
        named.add_identifier(db, noun, owner.id, identifier)
