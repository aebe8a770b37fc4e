"""The registry as FollowTheMoney entities. Every entity is valid by the package followthemoney 4 (see the tests)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

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
from registry.domain.names.text_hygiene import shown
from registry.formats.plain_dates import plain_dates
from registry.formats.tenure_details import due_end, further_dates, whole_details

SUFFIX = ".json"
PREFIX = "registry"  # of an id, before the kind of thing and its slug
ACTING = "acting"  # a summary for people; no property of an occupancy says so
ELECTED = "electionDate"
DETAILS = {"area": "constituency", "group": "politicalGroup"}
SAYS = frozenset({
    *(f"detail.{field}" for field in (*DETAILS, "term")), "date.elected", "date.due", "successions",
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
        _successions(picture, left),
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
            left.append(
                SkippedStatement(
                    given.key, f"the identifier {scheme} {value}: the format has a place only for Wikidata's"
                )
            )
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


def _successions(picture: ExportView, left: list[SkippedStatement]) -> Iterator[_Entity]:
    """Of organizations; the format has none of positions."""
    for each in picture.successions:
        if each.noun == "organization":
            yield _entity("succession", f"{each.key}.{each.came_of}", "Succession", {
                "predecessor": [_id("organization", each.came_of)],
                "successor": [_id("organization", each.key)],
                "date": _date(each.on),
                "role": _one(each.how),
            })  # fmt: skip
        else:
            why = f"that it came of {each.came_of}: the format has successions of organizations alone"
            left.append(SkippedStatement(each.key, why))


def _occupancies(picture: ExportView, left: list[SkippedStatement]) -> Iterator[_Entity]:
    lives = _lives(picture)
    for tenure in picture.held:
        slug = str(tenure.key)
        if tenure.person is None:
            left.append(SkippedStatement(slug, "a vacancy: an occupancy needs a holder"))
        elif tenure.status != "accepted":
            left.append(SkippedStatement(slug, f"it is {tenure.status}, and an occupancy would state it as a fact"))
        else:
            more = _details(tenure, picture.today, left) if tenure.details or tenure.dates else {}
            yield _occupancy(slug, tenure.person, tenure, _status(tenure, lives, picture.today), more, left)


def _status(tenure: TenureStatement, lives: _Lives, today: str) -> Sequence[str]:
    """`current` and `ended` state a fact: so only where it is certain on the day of the export.

    An open tenure is current as far as its newest evidence goes, and ended with the life of the person, the role or
    the organization. Left out where it is presumed, or depends on which day the end is.
    """
    ended = [latest for latest in lives.ends(tenure) if latest < today]
    if tenure.end is not None:
        if tenure.end == UNKNOWN:
            return ("ended",)
        earliest, latest = widened(read_edtf(tenure.end))
        doubtful = "?" in tenure.end or "%" in tenure.end
        if (latest < today and not doubtful) or ended:
            return ("ended",)
        return ("current",) if earliest >= today and not doubtful and _begun(tenure, today) else ()
    if ended:
        return ("ended",)
    seen = [each.observed or (widened(read_edtf(each.published))[0] if each.published else "") for each in tenure.cited]
    return ("current",) if max(seen, default="") >= today and _begun(tenure, today) else ()


def _begun(tenure: TenureStatement, today: str) -> bool:
    return tenure.start is not None and widened(read_edtf(tenure.start))[1] <= today


class _Lives(NamedTuple):
    """When people, roles and organizations came to their end (EDTF), by key; doubtful ends left out."""

    people: Mapping[str, str]
    roles: Mapping[str, str]
    organizations: Mapping[str, str]
    organization_of: Mapping[str, str]

    def ends(self, tenure: TenureStatement) -> Iterator[str]:
        """The last day that each life that ends the tenure can have had."""
        body = self.organization_of.get(tenure.post, "")
        found = (self.people.get(tenure.person or ""), self.roles.get(tenure.post), self.organizations.get(body))
        return (widened(read_edtf(end))[1] for end in found if end)


def _lives(picture: ExportView) -> _Lives:
    def ended(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
        return {key: end for key, end in pairs if end and "?" not in end and "%" not in end}

    return _Lives(
        ended((each.key, each.death) for each in picture.people),
        ended((each.key, each.abolition) for each in picture.posts),
        ended((each.key, each.dissolution) for each in picture.bodies),
        {each.key: each.organization for each in picture.posts},
    )


def _occupancy(
    slug: str,
    person: str,
    tenure: TenureStatement,
    status: Sequence[str],
    more: _Properties,
    left: list[SkippedStatement],
) -> _Entity:
    addresses = []
    for cited in tenure.cited:
        if cited.source.startswith(("http://", "https://")):
            addresses.append(cited.source)
        else:
            left.append(
                SkippedStatement(slug, f"its source {cited.source!r}: the format has a place only for web addresses")
            )
    alone = tenure.cited[0] if len(tenure.cited) == len(addresses) == 1 else None
    return _entity("tenure", slug, "Occupancy", {
        "holder": [_id("person", person)],
        "post": [_id("role", tenure.post)],
        "startDate": _date(tenure.start),
        "endDate": _date(tenure.end),
        "status": status,
        "summary": [ACTING] if tenure.kind == ACTING else (),
        "description": _one(tenure.note),
        "sourceUrl": list(dict.fromkeys(addresses)),
        "publisher": _one(alone.publisher) if alone else (),
        "retrievedAt": _date(alone.accessed) if alone else (),
        **more,
    })  # fmt: skip


_TERM = re.compile(r"([0-9-]+|\.\.)/([0-9-]+|\.\.)")


def _details(tenure: TenureStatement, today: str, left: list[SkippedStatement]) -> _Properties:
    """The details and further dates that an occupancy has a place for; of a term its days, if it is called by them."""
    found = whole_details(tenure, (*DETAILS, "term"), left)
    term = _TERM.fullmatch(found.get("term", ""))
    if "term" in found and not term:
        why = f"its term {shown(found['term'])}: the format holds a term by its first and last days"
        left.append(SkippedStatement(str(tenure.key), why))
    begun, over = (("" if day == ".." else day) for day in term.groups()) if term else ("", "")
    elected = further_dates(tenure, {("start", "elected"): ELECTED}, left).get(ELECTED)
    due = due_end(tenure, today, left)
    return {
        **{name: _one(found.get(field)) for field, name in DETAILS.items()},
        "periodStart": _date(begun),
        "periodEnd": _date(over),
        ELECTED: _date(elected),
        **({"endDate": _date(due)} if due else {}),
    }
