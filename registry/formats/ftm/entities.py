"""The entities of a FollowTheMoney file: their properties, and those that are written out inside of others. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from registry.domain.exchange.statements import SkippedStatement
from registry.formats.documents import FormatError, json_lines
from registry.formats.ftm.writer import PREFIX
from registry.formats.plain_dates import one_of, plain_date

SUCCESSION = "Succession"  # of organizations
_BODIES = frozenset({"Organization", "PublicBody", "LegalEntity", "Company"})
KINDS = {
    "Person": "person", "Position": "role", "Occupancy": "tenure", SUCCESSION: "succession",
    **dict.fromkeys(_BODIES, "organization"),
}  # fmt: skip


class Entity(NamedTuple):
    id: str
    schema: str
    place: str
    properties: Mapping[str, Sequence[str]]

    @property
    def key(self) -> str:
        return key_of(KINDS[self.schema], self.id)

    def all(self, name: str) -> Sequence[str]:
        return self.properties.get(name, ())

    def date(self, name: str) -> str | None:
        """Raises DateError."""
        return one_of(plain_date(each) for each in self.all(name))

    def remarks(self, *names: str) -> str | None:
        return "; ".join(text for name in names for text in self.all(name)) or None


def key_of(kind: str, entity_id: str) -> str:
    """Of what `write` wrote: the slug again."""
    return entity_id.removeprefix(f"{PREFIX}.{kind}.")


def all_entities(path: Path) -> Iterator[tuple[Entity | SkippedStatement, bool]]:
    """And whether each stands inside of another one. Raises FormatError if the first line is none."""
    for number, (place, found) in enumerate(json_lines(path)):
        if _is_entity(found):
            yield from _entities(found, place, nested=False)
        elif number:
            yield SkippedStatement(place, "is not an entity with an id, a schema and properties"), False
        else:
            raise FormatError(f"{place} is not a FollowTheMoney entity: an object with id, schema and properties")


def _is_entity(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and isinstance(found.get("id"), str)
        and found["id"].strip() != ""
        and isinstance(found.get("schema"), str)
        and isinstance(found.get("properties"), dict)
    )


def _entities(found: Any, place: str, *, nested: bool) -> Iterator[tuple[Entity | SkippedStatement, bool]]:
    """The entity and those written out in its properties."""
    here = f"{place}, {found['id']}" if nested else place
    properties: dict[str, list[str]] = {}
    inner, odd = [], []
    for name, values in found["properties"].items():
        texts = properties.setdefault(name, [])
        for value in values if isinstance(values, list) else [values]:
            if _is_entity(value):
                inner.append(value)
                texts.append(value["id"])
            elif isinstance(value, str | int | float):
                texts += [str(value)] if str(value).strip() else []
            elif value is not None:
                odd.append(name)
    if odd:
        yield SkippedStatement(here, f"{found['id']!r} has {odd[0]} that is neither a text nor an entity"), nested
    else:
        yield Entity(found["id"], found["schema"], here, properties), nested
    for each in inner:
        yield from _entities(each, place, nested=True)
