"""FollowTheMoney: an entity a line of JSON, as OpenSanctions and Aleph have them. https://followthemoney.tech

Person, Position, Occupancy and the organizations are taken, in whatever order the lines stand, also where entities are
nested in each other. Dates are UTC prefixes (2020, 2020-05, 2020-05-03); several dates of one event are alternatives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    CitationStatement,
    DetailStatement,
    FurtherDateStatement,
    NameStatement,
    OrganizationStatement,
    OtherContent,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    SuccessionStatement,
    TenureStatement,
)
from registry.domain.vocabulary import HOW_CONTINUED
from registry.formats.assumed import REMEDY, organization_of, seats_of
from registry.formats.documents import FormatError
from registry.formats.ftm.entities import KINDS, SUCCESSION, Entity, all_entities, key_of
from registry.formats.ftm.writer import ACTING, DETAILS, ELECTED, SAYS, SUFFIX, says_date, write
from registry.formats.not_kept import NotKeptCounter
from registry.formats.tenure_details import ended

__all__ = ["EXCLUSIVE", "GENERAL", "NAME", "SAYS", "SUFFIX", "TITLE", "read", "recognises", "says_date", "write"]

NAME = "ftm"
TITLE = "FollowTheMoney entities, one line of JSON each"
GENERAL = False
EXCLUSIVE = False
ASKS = frozenset({"organization", "seats"})

_NOT_TOLD = frozenset({"current", "ended", "unknown"})  # what a status says is in the dates, or nothing
_REMARKS = (
    ("declarationDate", "declared on"), ("date", "date"), ("recordId", "record"), ("summary", "summary"),
)  # fmt: skip


_OF_ALL = frozenset({
    "name", "alias", "weakAlias", "abbreviation", "previousName", "wikidataId", "notes", "summary", "description",
})  # fmt: skip
_OF_A_BODY = _OF_ALL | {"parent", "incorporationDate", "dissolutionDate", "classification"}
_OF_A_POST = _OF_ALL | {
    "organization", "country", "subnationalArea", "numberOfSeats", "inceptionDate", "dissolutionDate",
}  # fmt: skip
_OF_A_TENURE = frozenset({
    "holder", "post", "startDate", "endDate", "status", "description", "sourceUrl", "publisherUrl", "publisher",
    "retrievedAt", "periodStart", "periodEnd", ELECTED, *DETAILS.values(), *(name for name, _ in _REMARKS),
})  # fmt: skip
# The properties of each schema that are read.
_READ = {
    **dict.fromkeys(KINDS, _OF_A_BODY),
    "Person": _OF_ALL | {"birthDate", "deathDate", "firstName", "lastName", "middleName"},
    "Position": _OF_A_POST,
    "Occupancy": _OF_A_TENURE,
    SUCCESSION: frozenset({"predecessor", "successor", "date", "startDate", "role"}),
}


def recognises(path: Path, head: bytes) -> bool:
    """A first line that is an object with an id, a schema and properties."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    marks = (rb'"id"\s*:\s*"', rb'"schema"\s*:\s*"[A-Z][A-Za-z]+"', rb'"properties"\s*:\s*\{')
    return first.startswith(b"{") and all(re.search(mark, first) for mark in marks)


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every entity of the schemata above; how many there are of others is told at the end."""
    met: dict[str, bool] = {}  # whether it stood inside of another one, where one is written out again and again
    others: Counter[str] = Counter()
    left = NotKeptCounter()
    areas: set[str] = set()  # to which positions belong; they are no entities of their own
    for entity, nested in all_entities(path):
        if isinstance(entity, SkippedStatement):
            yield entity
        elif entity.schema not in KINDS:
            others[entity.schema] += 1
        elif entity.id not in met:
            met[entity.id] = nested
            left.add(entity.properties, _READ[entity.schema])
            yield from _not_again(_given(entity, reading), areas)
        elif not nested and not met[entity.id]:
            yield SkippedStatement(entity.place, f"the entity {entity.id!r} occurs twice; merge the two")
    yield from left.statements()
    for schema, count in sorted(others.items()):
        yield OtherContent(path.name, f"{count} of the schema {schema}, which does not say who held an office")


def _not_again(given: Iterator[Statement], areas: set[str]) -> Iterator[Statement]:
    for each in given:
        if not isinstance(each, OrganizationStatement) or each.key not in areas:
            yield each
        if isinstance(each, OrganizationStatement):
            areas.add(each.key)


def _given(entity: Entity, reading: ReadingOptions) -> Iterator[Statement]:
    try:
        if entity.schema == "Occupancy":
            yield _held(entity, reading)
        elif entity.schema == SUCCESSION:
            yield from _successions(entity)
        elif not entity.all("name"):
            yield SkippedStatement(entity.place, f"the {entity.schema} {entity.id!r} has no name")
        elif entity.schema == "Person":
            yield _someone(entity)
        elif entity.schema == "Position":
            yield from _post(entity, reading)
        else:
            yield _body(entity)
    except RegistryError as error:
        yield SkippedStatement(entity.place, str(error))


def _also(entity: Entity) -> tuple[NameStatement, ...]:
    kinds = (("name", "alias"), ("alias", "alias"), ("weakAlias", "alias"), ("abbreviation", "short"))
    called = [NameStatement(name, kind) for property_, kind in kinds for name in entity.all(property_)]
    called += [NameStatement(name, "former") for name in entity.all("previousName")]
    first = {each.name: each for each in reversed(called) if each.name != entity.all("name")[0]}
    return tuple(each for each in called if first.get(each.name) is each)


def _identifiers(entity: Entity) -> tuple[tuple[str, str], ...]:
    return tuple(("wikidata", value) for value in entity.all("wikidataId"))


def _someone(entity: Entity) -> PersonStatement:
    return PersonStatement(
        entity.key,
        entity.all("name")[0],
        entity.place,
        _also(entity),
        _identifiers(entity),
        birth=entity.date("birthDate"),
        death=entity.date("deathDate"),
        note=entity.remarks("notes", "summary", "description"),
    )


def _body(entity: Entity) -> OrganizationStatement:
    above = entity.all("parent")
    return OrganizationStatement(
        entity.key,
        entity.all("name")[0],
        entity.place,
        _also(entity),
        _identifiers(entity),
        parent=key_of("organization", above[0]) if above else None,
        inception=entity.date("incorporationDate"),
        dissolution=entity.date("dissolutionDate"),
        note=entity.remarks("notes", "summary", "description", "classification"),
    )


def _post(entity: Entity, reading: ReadingOptions) -> Iterator[OrganizationStatement | RoleStatement]:
    """A position without an organization belongs to the area that it names, by the name or code that it has there."""
    named = entity.all("organization")
    if named:
        organization, others = key_of("organization", named[0]), named[1:]
    else:
        bodies = _area(entity, reading)
        yield from bodies
        organization, others = bodies[-1].key, entity.all("country")[1:]
    seats = seats_of(reading, None)
    for count in entity.all("numberOfSeats")[:1]:
        if not count.isascii() or not count.isdecimal():
            raise FormatError(f"numberOfSeats {count!r} is not a number")
        seats = int(count)
    also = f"also of {', '.join(others)}" if others else None
    yield RoleStatement(
        entity.key,
        entity.all("name")[0],
        organization,
        entity.place,
        _also(entity),
        _identifiers(entity),
        seats=seats,
        inception=entity.date("inceptionDate"),
        abolition=entity.date("dissolutionDate"),
        note="; ".join(filter(None, (entity.remarks("notes", "summary", "description"), also))) or None,
    )


def _area(entity: Entity, reading: ReadingOptions) -> list[OrganizationStatement]:
    """The organization that the caller names, else the country and the part of it. Raises FormatError."""
    given = organization_of(reading)
    if given:
        return [given]
    countries = entity.all("country")
    if not countries:
        raise FormatError(f"the Position {entity.id!r} has no organization and no country; {REMEDY}")
    country = OrganizationStatement(f"country:{countries[0]}", countries[0], entity.place)
    parts = entity.all("subnationalArea")
    inside = (
        [OrganizationStatement(f"{country.key}/{parts[0]}", parts[0], entity.place, parent=country.key)]
        if parts
        else []
    )
    return [country, *inside]


def _successions(entity: Entity) -> Iterator[SuccessionStatement]:
    """Each successor of each predecessor. Raises FormatError where one of the two is missing."""
    if not entity.all("predecessor") or not entity.all("successor"):
        raise FormatError(f"the Succession {entity.id!r} has no predecessor or no successor")
    on, said = entity.date("date") or entity.date("startDate"), entity.all("role")
    how = next((each.lower() for each in said if each.lower() in HOW_CONTINUED), None)
    for successor in entity.all("successor"):
        for predecessor in entity.all("predecessor"):
            keys = (key_of("organization", successor), key_of("organization", predecessor))
            yield SuccessionStatement("organization", *keys, how, on, entity.place)


def _held(entity: Entity, reading: ReadingOptions) -> TenureStatement:
    holders, posts = entity.all("holder"), entity.all("post")
    if len(holders) != 1 or len(posts) != 1:
        raise FormatError(
            f"the Occupancy {entity.id!r} has {len(holders)} holders and {len(posts)} posts, not one each"
        )
    end, due = ended(entity.date("endDate"), reading.today)
    if not (end or due) and "ended" in entity.all("status"):
        end = UNKNOWN
    acting, elected = entity.all("summary") == [ACTING], entity.date(ELECTED)
    return TenureStatement(
        key_of("person", holders[0]),
        key_of("role", posts[0]),
        entity.place,
        key=entity.key,
        start=entity.date("startDate"),
        end=end,
        kind=ACTING if acting else "substantive",
        note=_note(entity, acting=acting),
        cited=_cited(entity),
        details=tuple(_details(entity)),
        dates=(*due, *((FurtherDateStatement("start", "elected", elected),) if elected else ())),
    )


def _details(entity: Entity) -> Iterator[DetailStatement]:
    """Several values of one are one in words; a term is from its first day to its last."""
    for field, name in DETAILS.items():
        if values := entity.all(name):
            yield DetailStatement(field, ", ".join(values))
    begun, over = entity.date("periodStart"), entity.date("periodEnd")
    if begun or over:
        yield DetailStatement("term", f"{begun or '..'}/{over or '..'}")


def _note(entity: Entity, *, acting: bool) -> str | None:
    notes = list(entity.all("description"))
    for name, said in _REMARKS:
        if entity.all(name) and not (acting and name == "summary"):
            notes.append(f"{said}: {', '.join(entity.all(name))}")
    notes += [f"status: {status}" for status in entity.all("status") if status not in _NOT_TOLD]
    return "; ".join(notes) or None


def _cited(entity: Entity) -> tuple[CitationStatement, ...]:
    """Each address; who published it and when it was looked at, if there is one alone to which that can belong."""
    addresses = [*entity.all("sourceUrl"), *entity.all("publisherUrl")]
    publishers = entity.all("publisher")
    if not addresses:
        return tuple(CitationStatement(publisher) for publisher in publishers)
    if len(addresses) > 1 or len(publishers) > 1:
        return tuple(CitationStatement(address) for address in addresses)
    return (
        CitationStatement(addresses[0], publisher=next(iter(publishers), None), accessed=entity.date("retrievedAt")),
    )
