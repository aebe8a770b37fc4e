"""Popolo JSON: persons, organizations, posts and memberships.

https://www.popoloproject.com/specs/. Read as it is in use (reader.py), ends inclusive; written by the
specification, with `lang` of a name as EveryPolitician has it and `identifiers` of a post as parlparse has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import IO, Any

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    NameStatement,
    OrganizationStatement,
    PersonStatement,
    RoleStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.domain.names.text_hygiene import shown
from registry.formats.documents import FormatError, read_json
from registry.formats.popolo.parts import (
    identifiers_out,
    sayable,
    says_date,
    sources_out,
    span,
    why_not,
    without_address,
    without_empty,
)
from registry.formats.popolo.reader import Document
from registry.formats.tenure_details import due_end, whole_details

NAME = "popolo"
TITLE = "Popolo JSON (persons, organizations, posts, memberships)"

GENERAL = False
EXCLUSIVE = False  # parlparse and EveryPolitician give the last day
ASKS = frozenset({"seats"})

SUFFIX = ".json"
DETAILS = ("party", "on behalf of", "area", "term")
SAYS = frozenset(
    {
        *("person.name", "person.also", "person.identifiers", "person.birth", "person.death"),
        *("organization.name", "organization.also", "organization.identifiers", "organization.parent"),
        *("organization.inception", "organization.dissolution"),
        *("role.title", "role.organization", "role.identifiers", "role.inception", "role.abolition"),
        *("tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.cited"),
        *(f"detail.{field}" for field in DETAILS),
        "date.due",
        *("name.name", "name.kind", "name.language", "name.start", "name.end"),
        *("source.source", "source.title"),
    }
)

_LISTS = re.compile(rb'"(persons|posts|memberships)"\s*:\s*\[')
_REFERENCES = re.compile(rb'"(persons"\s*:|person_id"\s*:|organization_id"\s*:)')

__all__ = ["EXCLUSIVE", "GENERAL", "NAME", "SAYS", "SUFFIX", "TITLE", "read", "recognises", "says_date", "write"]


def recognises(path: Path, head: bytes) -> bool:
    """A JSON object with one of Popolo's lists, whose entries refer to each other as Popolo has it."""
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    return begins and _LISTS.search(head) is not None and _REFERENCES.search(head) is not None


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every membership as a tenure."""
    found = read_json(path)
    if not isinstance(found, dict) or not any(isinstance(found.get(part), list) for part in ("persons", "memberships")):
        raise FormatError(f"{path.name} has no list of persons or memberships; give a Popolo document, which has")
    yield from Document(path.name, found, reading).given()


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """One document, an entry a line. What would be stated as a fact and is none is left out."""
    left: list[SkippedStatement] = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("{\n")
        named = Named()
        _list(file, "persons", map(_person, picture.people))
        file.write(",\n")
        _list(file, "posts", map(_post, picture.posts))
        file.write(",\n")
        _list(file, "memberships", _memberships(picture, named, left))
        file.write(",\n")
        _list(file, "organizations", chain(map(_body, picture.bodies), named.organizations()))
        if named.terms:
            file.write(",\n")
            _list(file, "events", named.events())
        file.write("\n}\n")
    return left


def _list(file: IO[str], name: str, entries: Iterable[Mapping[str, Any]]) -> None:
    file.write(f'"{name}": [')
    for number, entry in enumerate(entries):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(without_empty(entry), ensure_ascii=False))
    file.write("\n]")


def _person(person: PersonStatement) -> dict[str, Any]:
    return {
        "id": person.key,
        "name": person.name,
        "other_names": [_called(name) for name in person.also],
        "identifiers": identifiers_out(person.identifiers),
        "birth_date": sayable(person.birth),
        "death_date": sayable(person.death),
    }


def _body(body: OrganizationStatement) -> dict[str, Any]:
    return {
        "id": body.key,
        "name": body.name,
        "other_names": [_called(name) for name in body.also],
        "identifiers": identifiers_out(body.identifiers),
        "parent_id": body.parent,
        "founding_date": sayable(body.inception),
        "dissolution_date": sayable(body.dissolution),
    }


def _post(post: RoleStatement) -> dict[str, Any]:
    return {
        "id": post.key,
        "label": post.title,
        "other_label": post.also[0].name if post.also else None,  # the schema has one text
        "role": post.title,
        "organization_id": post.organization,
        "identifiers": identifiers_out(post.identifiers),
        **dict(span(post.inception, post.abolition)),
    }


def _called(name: NameStatement) -> dict[str, Any]:
    said = {"name": name.name, "note": name.kind, "lang": name.language, **dict(span(name.start, name.end))}
    return without_empty(said)


class Named:
    """What memberships refer to and the registry has the name of alone: by name, its id."""

    def __init__(self) -> None:
        self.parties: dict[str, str] = {}
        self.others: dict[str, str] = {}  # on behalf of whom somebody is a member
        self.terms: dict[str, str] = {}

    def id_of(self, kind: str, names: dict[str, str], name: str) -> str:
        """The id of what is called so; no slug of the registry has a stroke."""
        return names.setdefault(name, f"{kind}/{len(names) + 1}")

    def organizations(self) -> Iterator[dict[str, Any]]:
        """Those on whose behalf somebody is a member."""
        for name, key in self.parties.items():
            yield {"id": key, "name": name, "classification": "party"}
        for name, key in self.others.items():
            yield {"id": key, "name": name}

    def events(self) -> Iterator[dict[str, Any]]:
        """The terms of a parliament, as EveryPolitician has them."""
        for name, key in self.terms.items():
            yield {"id": key, "name": name, "classification": "legislative period"}


def _memberships(picture: ExportView, named: Named, left: list[SkippedStatement]) -> Iterator[dict[str, Any]]:
    posts = {post.key: (post.title, post.organization) for post in picture.posts}
    for held in picture.held:
        reason = why_not(held)
        if reason:
            left.append(SkippedStatement(held.key or held.place, reason))
            continue
        left.extend(without_address(held))
        due = due_end(held, picture.today, left) if held.dates else None
        yield {
            **_membership(held, *posts[held.post], due),
            **(_details(held, named, left) if held.details else {}),
        }


def _details(held: TenureStatement, named: Named, left: list[SkippedStatement]) -> dict[str, Any]:
    found = whole_details(held, DETAILS, left)
    party, other, area, term = map(found.get, DETAILS)
    if party and other:
        why = f"on behalf of {shown(other)}: the format holds one for whom, which is the party"
        left.append(SkippedStatement(held.key or held.place, why))
    behalf = named.id_of("party", named.parties, party) if party else None
    behalf = named.id_of("other", named.others, other) if other and not behalf else behalf
    return {
        "on_behalf_of_id": behalf,
        "area": {"name": area} if area else None,
        "legislative_period_id": named.id_of("term", named.terms, term) if term else None,
    }


def _membership(held: TenureStatement, title: str, organization: str, due: str | None) -> dict[str, Any]:
    return {
        "id": held.key,
        "role": title,
        "person_id": held.person,
        "organization_id": organization,
        "post_id": held.post,
        **dict(span(held.start, held.end or due)),
        "sources": sources_out(held.cited),
    }
