"""What a file says of a person, an organization or a role, in the fields of the models; which recorded one it is."""

from __future__ import annotations

import sqlite3

from registry.domain.entities.models import Identifier, OtherName
from registry.domain.entities.references import EntityReference
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.exchange.statements import NameStatement, OrganizationStatement, PersonStatement, RoleStatement
from registry.services.exchange.stage import one_line_of
from registry.store.entities import named
from registry.store.entities.named import Noun
from registry.store.exchange import staged_entities

Given = PersonStatement | OrganizationStatement | RoleStatement


def label(given: Given) -> str:
    return given.title if isinstance(given, RoleStatement) else given.name


def fields(given: Given) -> dict[str, str | None]:
    """What the thing says of itself beside its names."""
    dates: tuple[str, ...] = ("birth", "death")
    if not isinstance(given, PersonStatement):
        dates = ("inception", "dissolution") if isinstance(given, OrganizationStatement) else ("inception", "abolition")
    return {
        **{field: getattr(given, field) for field in dates},
        "note": one_line_of(given.note) if given.note else None,
    }


def other_name(called: NameStatement) -> OtherName:
    return validated(OtherName, {**called._asdict(), "name": one_line_of(called.name)})


def further_names(noun: Noun, given: Given) -> list[tuple[object, ...]]:
    """The rows of its further names, each once."""
    found = {other.name: other for other in map(other_name, given.also)}
    found.pop(label(given), None)
    return [named.name_cells(noun, other) for other in found.values()]


def identifiers(given: Given) -> list[tuple[str, str]]:
    each = [validated(Identifier, {"scheme": scheme, "value": value}) for scheme, value in given.identifiers]
    return list(dict.fromkeys((identifier.scheme, identifier.value) for identifier in each))


def entity_of(connection: sqlite3.Connection, noun: Noun, key: str) -> EntityReference:
    """The thing that the file calls `key`. Raises RegistryError if it has none, or that was refused."""
    found = staged_entities.entity(connection, noun, key)
    if found is None:
        raise RegistryError(f"there is no {noun.word} {key!r} in the file, or it was refused; see above")
    return EntityReference._make(found)
