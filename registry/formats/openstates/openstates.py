"""openstates people: YAML, one file a person with the offices that were held.

https://github.com/openstates/people/blob/main/schema.md. Years, months or days; both ends inclusive; the end of a
sitting officer's term is the day on which it is due, so it is not taken for an end.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from registry.domain.exchange.export_view import ExportView
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import (
    CitationStatement,
    OtherContent,
    PersonStatement,
    SkippedStatement,
    Statement,
    TenureStatement,
)
from registry.domain.names.text_hygiene import shown
from registry.formats.documents import FormatError, read_yaml
from registry.formats.openstates.offices import JURISDICTION, PERSON, type_and_district
from registry.formats.openstates.reader import People, is_of_a_person
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
from registry.formats.tenure_details import due_end, whole_details

NAME = "openstates"
TITLE = "openstates people YAML (a folder, or the file of one person)"

GENERAL = False
EXCLUSIVE = False  # the last day of a term, or the day of a hand-over
ASKS = frozenset({"seats"})

SUFFIX = ""
SAYS = frozenset(
    {
        *("person.name", "person.also", "person.identifiers", "person.birth", "person.death"),
        *("name.name", "name.start", "name.end"),
        *("organization.name", "role.title", "role.organization"),
        *("tenure.person", "tenure.post", "tenure.start", "tenure.end", "tenure.end_reason"),
        *("detail.party", "date.due"),
        *("source.source", "source.title"),  # which tenure it speaks of is lost
    }
)

__all__ = ["EXCLUSIVE", "GENERAL", "NAME", "SAYS", "SUFFIX", "TITLE", "read", "recognises", "says_date", "write"]

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:---\s*\n)?id: *['\"]?(ocd-person/)?")
_FOLDERS_LOOKED_AT = 200  # a home directory is not searched through to see what it is
_FILES_LOOKED_AT = 20
_HEAD = 65_536  # bytes


def recognises(path: Path, head: bytes) -> bool:
    """A file that begins with the id of a person, or a folder with such a file among its first."""
    if not path.is_dir():
        return _is_person(head)
    folders = islice(os.walk(path), _FOLDERS_LOOKED_AT)
    files = (Path(folder, name) for folder, _, names in folders for name in sorted(names) if _is_yaml(name))
    return any(_is_person(_head(file)) for file in islice(files, _FILES_LOOKED_AT))


def _is_person(head: bytes) -> bool:
    begins = _BEGINS.match(head)
    return begins is not None and (begins[1] is not None or (b"\nroles:" in head and b"jurisdiction:" in head))


def _is_yaml(name: str) -> bool:
    return name.endswith((".yml", ".yaml")) and not name.startswith(".")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:  # a link to nowhere, a file of others: it shows nothing
        return b""


def read(path: Path, reading: ReadingOptions) -> Iterator[Statement]:
    """Every role as a tenure. In a folder a file that cannot be read is left out, and the rest read on."""
    people = People(reading)
    if not path.is_dir():
        found = read_yaml(path)
        if not is_of_a_person(found):
            raise FormatError(f"{path.name} does not describe a person; give a file with an id, a name and roles")
        yield from people.person(path.name, found)
        yield from people.not_kept.statements()
        return
    others = 0
    for file in _files(path):
        place = file.relative_to(path).as_posix()
        try:
            found = read_yaml(file)
        except FormatError as error:
            yield SkippedStatement(place, str(error))
            continue
        if is_of_a_person(found):
            yield from people.person(place, found)
        else:
            others += 1
    if not people.met:
        raise FormatError(f"{path.name} contains no file of a person; give a folder of YAML files with an id and roles")
    yield from people.not_kept.statements()
    if others:
        told = "1 file" if others == 1 else f"{others} files"
        yield OtherContent(
            path.name, f"{told} that does not describe a person (a committee, a list of places) left out"
        )


def _files(folder: Path) -> Iterator[Path]:
    """Without what is hidden: a repository's own settings are YAML, too."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and _is_yaml(path.name) and path.is_file():
            yield path


# --- write ---


def write(picture: ExportView, path: Path) -> Sequence[SkippedStatement]:
    """A file a person. A tenure is added to its holder's file when it is met: they stand by role in the picture."""
    left: list[SkippedStatement] = []
    for person in picture.people:
        _add(path, person.key, _dumped(_person(person)))
    jurisdictions = _jurisdictions(picture)
    offices = {post.key: (post.title, jurisdictions[post.organization]) for post in picture.posts}
    said: set[str] = set()
    sources: dict[str, set[tuple[str, str]]] = {}  # of each holder
    parties: dict[str, set[tuple[str, str, str]]] = {}  # of each holder: its name, since when, until when
    for held in picture.held:
        reason = why_not(held)
        if reason:
            left.append(SkippedStatement(held.key or held.place, reason))
            continue
        left.extend(without_address(held))
        holder = str(held.person)
        due = due_end(held, picture.today, left) if held.dates else None
        role = _dumped([_role(held, *offices[held.post], due)])
        _add(path, holder, role if holder in sources else f"roles:\n{role}")
        sources.setdefault(holder, set()).update((each.source, each.title or "") for each in held.cited)
        said.add(held.post)
        if party := _party(held, left) if held.details else None:
            parties.setdefault(holder, set()).add(party)
    for person in picture.people:
        # Sorted: what is read again has each source for each tenure.
        cited = sources_out(
            CitationStatement(source, title or None) for source, title in sorted(sources.get(person.key, ()))
        )
        _add(path, person.key, "" if person.key in sources else "roles: []\n")
        _add(path, person.key, _dumped({"sources": cited}) if cited else "")
        had = sorted(parties.get(person.key, ()), key=lambda each: (each[1], each))
        named = [{"name": name, **dict(span(start or None, end or None))} for name, start, end in had]
        _add(path, person.key, _dumped({"party": named}) if named else "")
    return [*left, *_unsaid(picture, said)]


def _add(folder: Path, slug: str, text: str) -> None:
    with (folder / f"{slug}.yml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _dumped(value: object) -> str:
    import yaml  # 15 ms, and few commands need it

    # The emitter in C folds lines elsewhere: the same registry would be other bytes on another machine.
    return str(yaml.dump(value, Dumper=yaml.SafeDumper, sort_keys=False, allow_unicode=True, width=1_000))


def _person(person: PersonStatement) -> dict[str, Any]:
    own = next((value for scheme, value in person.identifiers if scheme == PERSON), None)
    others = [each for each in person.identifiers if each != (PERSON, own)]
    return without_empty(
        {
            "id": own or person.key,
            "name": person.name,
            "birth_date": sayable(person.birth),
            "death_date": sayable(person.death),
            "other_names": [{"name": name.name, **dict(span(name.start, name.end))} for name in person.also],
            "other_identifiers": identifiers_out(others),
        }
    )


def _role(held: TenureStatement, title: str, jurisdiction: str, due: str | None) -> dict[str, Any]:
    kind, district = type_and_district(jurisdiction, title)
    return without_empty(
        {
            "type": kind,
            "district": district,
            "jurisdiction": jurisdiction,
            **dict(span(held.start, held.end or due)),
            "end_reason": held.end_reason,
        }
    )


def _party(held: TenureStatement, left: list[SkippedStatement]) -> tuple[str, str, str] | None:
    """The party of the tenure, as the person's on its days: the format knows only parties of persons."""
    found = whole_details(held, ("party",), left).get("party")
    if found and held.start is None:
        why = f"its party {shown(found)}: the format would give it to every tenure without the day on which it began"
        left.append(SkippedStatement(held.key or held.place, why))
        return None
    return (found, held.start or "", held.end or "") if found else None


def _jurisdictions(picture: ExportView) -> dict[str, str]:
    """By the organization's key: its Open Civic Data id, else its name, else (several have the name) the key."""
    names = Counter(body.name for body in picture.bodies)
    return {
        body.key: dict(body.identifiers).get(JURISDICTION) or (body.name if names[body.name] == 1 else body.key)
        for body in picture.bodies
    }


def _unsaid(picture: ExportView, said: set[str]) -> Iterator[SkippedStatement]:
    """What the format knows only by those who held it."""
    for post in picture.posts:
        if post.key not in said:
            yield SkippedStatement(
                post.key, "it has no holder in the export, and the format has no offices without one"
            )
    bodies = {post.organization for post in picture.posts if post.key in said}
    for body in picture.bodies:
        if body.key not in bodies:
            yield SkippedStatement(
                body.key, "none of its offices is in the export, and the format has no organizations without one"
            )
