"""Popolo JSON: persons, organizations, posts and memberships.

https://www.popoloproject.com/specs/. Read as it is in use (reader.py), ends inclusive; written by the
specification, with `lang` of a name as EveryPolitician has it and `identifiers` of a post as parlparse has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

NAME = "popolo"
TITLE = "Popolo JSON (persons, organizations, posts, memberships)"

GENERAL = False
EXCLUSIVE = False  # parlparse and EveryPolitician give the last day
ASKS = frozenset({"seats"})

SUFFIX = ".json"
SAYS = frozenset(
    {
        *("person.name", "person.also", "person.identifiers", "person.birth", "person.death"),
        *("organization.name", "organization.also", "organization.identifiers", "organization.parent"),
        *("organization.inception", "organization.dissolution"),
        *("role.title", "role.organization", "role.identifiers", "role.inception", "role.abolition"),
        *("tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.cited"),
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
        _list(file, "persons", map(_person, picture.people))
        file.write(",\n")
        _list(file, "organizations", map(_body, picture.bodies))
        file.write(",\n")
        _list(file, "posts", map(_post, picture.posts))
        file.write(",\n")
        _list(file, "memberships", _memberships(picture, left))
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


def _memberships(picture: ExportView, left: list[SkippedStatement]) -> Iterator[dict[str, Any]]:
    posts = {post.key: (post.title, post.organization) for post in picture.posts}
    for held in picture.held:
        reason = why_not(held)
        if reason:
            left.append(SkippedStatement(held.key or held.place, reason))
            continue
        left.extend(without_address(held))
        yield _membership(held, *posts[held.post])


def _membership(held: TenureStatement, title: str, organization: str) -> dict[str, Any]:
    return {
        "id": held.key,
        "role": title,
        "person_id": held.person,
        "organization_id": organization,
        "post_id": held.post,
        **dict(span(held.start, held.end)),
        "sources": sources_out(held.cited),
    }
