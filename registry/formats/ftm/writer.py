"""The registry as FollowTheMoney entities. Every entity is valid by the package followthemoney 4 (see the tests)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from registry.domain.dates.bounds import UNKNOWN
from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.statements import (
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    TenureStatement,
)
from registry.formats.plain_dates import plain_dates

SUFFIX = ".json"
PREFIX = "registry"  # of an id, before the kind of thing and its slug
ACTING = "acting"  # a summary for people; no property of an occupancy says so
SAYS = frozenset({
    "person.name", "person.also", "person.identifiers", "person.birth", "person.death", "person.note",
    "organization.name", "organization.also", "organization.identifiers", "organization.parent",
    "organization.inception", "organization.dissolution", "organization.note",
    "role.title", "role.organization", "role.also", "role.identifiers", "role.seats", "role.inception",
    "role.abolition", "role.note",
    "tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.note", "tenure.cited",
    "name.name", "source.source",
})  # fmt: skip

_Entity = dict[str, object]
_Properties = dict[str, Sequence[str]]


def says_date(text: str) -> bool:
    """A year, a month, a day, or one of several such; and that a tenure has ended."""
    return text == UNKNOWN or bool(plain_dates(text))


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """An entity a line: organizations, positions, people, occupancies."""
    left: list[SkippedStatement] = []
    entities = chain(
        (_body(each, left) for each in picture.bodies),
        (_post(each, left) for each in picture.posts),
        (_person(each, left) for each in picture.people),
        _occupancies(picture, left),
    )
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entity in entities:
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return left


def _entity(kind: str, slug: str, schema: str, properties: _Properties) -> _Entity:
    said = {name: list(values) for name, values in properties.items() if values}
    return {"id": _id(kind, slug), "schema": schema, "properties": said}


def _id(kind: str, slug: str) -> str:
    return f"{PREFIX}.{kind}.{slug}"


def _one(value: str | None) -> Sequence[str]:
    return (value,) if value else ()


def _date(text: str | None) -> Sequence[str]:
    return plain_dates(text) if text else ()


def _names(name: str, also: Iterable[NameStatement]) -> _Properties:
    return {
        "name": [name],
        "alias": [each.name for each in also if each.kind != "former"],
        "previousName": [each.name for each in also if each.kind == "former"],
    }


def _wikidata(
    given: PersonStatement | OrganizationStatement | RoleStatement, left: list[SkippedStatement]
) -> _Properties:
    values = []
    for scheme, value in given.identifiers:
        if scheme == "wikidata" and re.fullmatch("Q[0-9]+", value):
            values.append(value)
        else:
            left.append(SkippedStatement(given.key, f"the identifier {scheme} {value}: only Wikidata's have a place"))
    return {"wikidataId": values}


def _body(body: OrganizationStatement, left: list[SkippedStatement]) -> _Entity:
    return _entity("organization", body.key, "Organization", {
        **_names(body.name, body.also),
        **_wikidata(body, left),
        "parent": [_id("organization", body.parent)] if body.parent else (),
        "incorporationDate": _date(body.inception),
        "dissolutionDate": _date(body.dissolution),
        "notes": _one(body.note),
    })  # fmt: skip


def _post(post: RoleStatement, left: list[SkippedStatement]) -> _Entity:
    return _entity("role", post.key, "Position", {
        **_names(post.title, post.also),
        **_wikidata(post, left),
        "organization": [_id("organization", post.organization)],
        "numberOfSeats": [str(post.seats)] if post.seats else (),
        "inceptionDate": _date(post.inception),
        "dissolutionDate": _date(post.abolition),
        "notes": _one(post.note),
    })  # fmt: skip


def _person(person: PersonStatement, left: list[SkippedStatement]) -> _Entity:
    return _entity("person", person.key, "Person", {
        **_names(person.name, person.also),
        **_wikidata(person, left),
        "birthDate": _date(person.birth),
        "deathDate": _date(person.death),
        "notes": _one(person.note),
    })  # fmt: skip


def _occupancies(picture: ExportView, left: list[SkippedStatement]) -> Iterator[_Entity]:
    for tenure in picture.held:
        slug = str(tenure.key)
        if tenure.person is None:
            left.append(SkippedStatement(slug, "a vacancy: an occupancy needs its holder"))
        elif tenure.status != "accepted":
            left.append(SkippedStatement(slug, f"it is {tenure.status}, and an occupancy would state it as a fact"))
        else:
            yield _occupancy(slug, tenure.person, tenure, picture.today, left)


def _status(end: str | None, today: str) -> Sequence[str]:
    """Left out where it depends on which day the end is."""
    if end is None:
        return ("current",)
    earliest, latest = widened(read_edtf(end))
    if end == UNKNOWN or latest < today:
        return ("ended",)
    return ("current",) if earliest >= today else ()


def _occupancy(slug: str, person: str, tenure: TenureStatement, today: str, left: list[SkippedStatement]) -> _Entity:
    addresses = []
    for cited in tenure.cited:
        if cited.source.startswith(("http://", "https://")):
            addresses.append(cited.source)
        else:
            left.append(SkippedStatement(slug, f"its source {cited.source!r}: only web addresses have a place"))
    alone = tenure.cited[0] if len(tenure.cited) == len(addresses) == 1 else None
    return _entity("tenure", slug, "Occupancy", {
        "holder": [_id("person", person)],
        "post": [_id("role", tenure.post)],
        "startDate": _date(tenure.start),
        "endDate": _date(tenure.end),
        "status": _status(tenure.end, today),
        "summary": [ACTING] if tenure.kind == ACTING else (),
        "description": _one(tenure.note),
        "sourceUrl": list(dict.fromkeys(addresses)),
        "publisher": _one(alone.publisher) if alone else (),
        "retrievedAt": _date(alone.accessed) if alone else (),
    })  # fmt: skip
