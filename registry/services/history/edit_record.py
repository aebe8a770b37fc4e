"""One record as fields that can be edited by hand, and what was edited as one change.

An appointment, a person, a role, an organization or a source; the edit goes through the verbs that correct and edit
them, so that nothing is written that these would refuse.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.history.differences import Edited, differences
from registry.domain.tenures.records import IdentifierNote, NameNote
from registry.services.entities.field_edits import UnchangedError
from registry.services.entities.further_names import name_it, take_name_back
from registry.services.entities.name_edits import NameEdits
from registry.services.entities.organizations import edit_organization, organization_profile
from registry.services.entities.people import edit_person, person_profile
from registry.services.entities.roles import edit_role, policies
from registry.services.evidence.sources import edit_source, source_profile
from registry.services.history.correct import correct
from registry.services.names.resolve import find, suggestion
from registry.services.names.resolve_tenure import resolve_tenure
from registry.services.session import Session, needed
from registry.store.entities import named
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE
from registry.store.evidence import sources
from registry.store.tenures import appointments

NOUNS = ("appointment", "person", "role", "organization", "source")
_NAMED = {noun.word: noun for noun in (PERSON, ROLE, ORGANIZATION)}
_NAME_DETAILS = ("kind", "language", "script", "start", "end")
UNLIMITED = "unlimited"


@dataclass(frozen=True, slots=True)
class RecordFields:
    """What is recorded of one thing: its fields by name, as texts, lists of texts and lists of mappings."""

    noun: str
    slug: str
    label: str
    fields: dict[str, Any]


class _NotKept(Exception):  # noqa: N818  # not an error: the change was only tried
    def __init__(self, edited: Edited) -> None:
        self.edited = edited


def record_fields(connection: sqlite3.Connection, words: str, noun: str | None = None) -> RecordFields:
    """The record that the words name; `noun`: what it is, where several are called that. Raises ChoiceError."""
    if noun is None:
        found = _with_slug(connection, words.strip()) or _called(connection, words)
        noun, words = found
    return _READERS[noun](connection, words)


def edit_record(
    session: Session, words: str, noun: str, changes: Mapping[str, Any], because: str, *, dry_run: bool = False
) -> Edited:
    """Change the fields; lists are given whole. None clears a field. Raises UnchangedError. `dry_run`: only try it."""
    before = record_fields(session.connection, words, noun)
    try:
        with session.change(f"edit {noun} {before.slug}", needed(because)) as change:
            changed = {field: value for field, value in changes.items() if value != before.fields[field]}
            _WRITERS[noun](session, before, changed, because)
            after = record_fields(session.connection, before.slug, noun)
            change.check()
            edited = Edited(noun, before.slug, after.label, differences(before.fields, after.fields))
            if not edited.differences:
                raise UnchangedError(f"nothing to change in {before.label}")
            if dry_run:
                raise _NotKept(edited)  # noqa: TRY301  # so that the change is taken back
    except _NotKept as tried:
        return tried.edited
    return edited


# --- what the words mean ---


def _with_slug(connection: sqlite3.Connection, slug: str) -> tuple[str, str] | None:
    """The only thing with this slug. Raises ChoiceError."""
    found = [word for word, noun in _NAMED.items() if named.by_slug(connection, noun, slug)]
    if appointments.by_slug(connection, slug):
        found.append("appointment")
    if any(each.slug == slug for each in sources.sources_with_title(connection, slug)):
        found.append("source")
    return _the_only(slug, found)


def _called(connection: sqlite3.Connection, words: str) -> tuple[str, str]:
    """The only thing with this name; `PERSON, ROLE` is an appointment. Raises NotFoundError, ChoiceError."""
    found = [word for word, noun in _NAMED.items() if find(connection, noun, words)]
    if sources.sources_with_title(connection, words.strip()):
        found.append("source")
    only = _the_only(words, found)
    if only:
        return only
    if "," in words:
        return "appointment", resolve_tenure(connection, words).appointment
    raise NotFoundError(
        f"no slug, name, 'PERSON, ROLE' or address of a source is {words!r}; "
        f"{suggestion(connection, [*_NAMED.values()], words)}"
    )


def _the_only(words: str, found: Sequence[str]) -> tuple[str, str] | None:
    if len(found) > 1:
        raise ChoiceError(
            f"{words!r} is {' and '.join(found)}; choose one with --kind {found[0]}", [(words, noun) for noun in found]
        )
    return (found[0], words) if found else None


# --- the fields of each ---


def _appointment(connection: sqlite3.Connection, words: str) -> RecordFields:
    tenure = resolve_tenure(connection, words)
    names = ("person", "role", "start", "end", "kind", "status", "rank", "how", "end_reason")
    fields = {field: getattr(tenure, field) for field in names}
    fields["replaces"] = appointments.one(connection, tenure.replaces_id).appointment if tenure.replaces_id else None
    return RecordFields(
        "appointment", tenure.appointment, f"{tenure.holder}, {tenure.title}", {**fields, "note": tenure.note}
    )


def _person(connection: sqlite3.Connection, words: str) -> RecordFields:
    found = person_profile(connection, words)
    fields = {"name": found.name, "birth": found.birth, "death": found.death, **_names(found)}
    return RecordFields("person", found.person, found.name, {**fields, "note": found.note})


def _organization(connection: sqlite3.Connection, words: str) -> RecordFields:
    found = organization_profile(connection, words)
    fields = {
        "name": found.name, "inception": found.inception, "dissolution": found.dissolution,
        "parents": [_told(asdict(each)) for each in found.parents], **_names(found), "note": found.note,
    }  # fmt: skip
    return RecordFields("organization", found.organization, found.name, fields)


def _role(connection: sqlite3.Connection, words: str) -> RecordFields:
    found = policies(connection, words)
    fields = {
        "title": found.title, "organization": found.organization,
        "seats": UNLIMITED if found.seats is None else str(found.seats),
        "inception": found.inception, "abolition": found.abolition, "continuous": "yes" if found.continuous else "no",
        "term_months": _number(found.term_months), "term_limit": _number(found.term_limit),
        "incompatible": [*found.incompatible], **_names(found), "note": found.note,
    }  # fmt: skip
    return RecordFields("role", found.role, found.title, fields)


def _source(connection: sqlite3.Connection, words: str) -> RecordFields:
    found = source_profile(connection, words)
    names = ("title", "url", "publisher", "published", "accessed", "archive_url", "copy_of", "note")
    return RecordFields("source", found.source, found.title, {field: getattr(found, field) for field in names})


def _names(found: Any) -> dict[str, list[Any]]:
    names: Sequence[NameNote] = found.names
    identifiers: Sequence[IdentifierNote] = found.identifiers
    return {
        "names": [_told(asdict(each)) for each in names],
        "identifiers": [f"{each.scheme}={each.value}" for each in identifiers],
    }


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if value is not None}


def _number(number: int | None) -> str | None:
    return None if number is None else str(number)


# --- the edits of each ---


def _correct(session: Session, before: RecordFields, changed: Mapping[str, Any], because: str) -> None:
    if changed:
        correct(session, before.slug, because, changed)


def _edit_person(session: Session, before: RecordFields, changed: Mapping[str, Any], _: str) -> None:
    fields, edits = _edits(session, before, changed)
    if fields or edits:
        edit_person(session, before.slug, fields, edits or NameEdits())


def _edit_organization(session: Session, before: RecordFields, changed: Mapping[str, Any], _: str) -> None:
    fields, edits = _edits(session, before, changed)
    new = fields.pop("parents", before.fields["parents"])
    for each in new:
        if not isinstance(each, dict) or not each.get("organization") or set(each) - {"organization", "start", "end"}:
            raise RegistryError("each of the parents has an organization, and may have a start and an end")
    gone = [each["organization"] for each in before.fields["parents"] if each not in new]
    if fields or edits or gone:
        edit_organization(
            session, before.slug, fields, edits or NameEdits(), parent=None, not_parents=[*dict.fromkeys(gone)]
        )
    for each in new:
        if each["organization"] in gone or each not in before.fields["parents"]:
            dates = {side: each.get(side) for side in ("start", "end")}
            edit_organization(session, before.slug, {}, NameEdits(), parent=each["organization"], parent_dates=dates)


def _edit_role(session: Session, before: RecordFields, changed: Mapping[str, Any], _: str) -> None:
    fields, edits = _edits(session, before, changed)
    apart = fields.pop("incompatible", before.fields["incompatible"])
    old = before.fields["incompatible"]
    for field in ("seats", "term_months", "term_limit"):
        if fields.get(field) is not None:
            fields[field] = None if field == "seats" and fields[field] == UNLIMITED else _whole(field, fields[field])
    if "continuous" in fields:
        fields["continuous"] = _yes(fields["continuous"])
    new, gone = [each for each in apart if each not in old], [each for each in old if each not in apart]
    if fields or edits or new or gone:
        edit_role(session, before.slug, fields, incompatible=new, compatible=gone, edits=edits)


def _edit_source(session: Session, before: RecordFields, changed: Mapping[str, Any], _: str) -> None:
    if changed:
        edit_source(session, before.slug, changed)


def _edits(
    session: Session, before: RecordFields, changed: Mapping[str, Any]
) -> tuple[dict[str, Any], NameEdits | None]:
    """The plain fields, and the identifiers; further names are written at once."""
    fields = dict(changed)
    noun = _NAMED[before.noun]
    names = {each["name"]: each for each in map(_as_name, fields.pop("names", before.fields["names"]))}
    old = {each["name"]: each for each in before.fields["names"]}
    for gone in [name for name in old if name not in names]:
        take_name_back(session, noun, before.slug, gone)
    for name, details in names.items():
        if old.get(name) != details:
            told = {
                field: details.get(field) for field in _NAME_DETAILS if field in details or field in old.get(name, {})
            }
            name_it(session, noun, before.slug, name, told)
    if "identifiers" not in fields:
        return fields, None
    new = dict(_as_identifier(each) for each in fields["identifiers"] if each not in before.fields["identifiers"])
    gone_pairs = [_as_identifier(each) for each in before.fields["identifiers"] if each not in fields["identifiers"]]
    del fields["identifiers"]
    return fields, NameEdits((), (), new, [pair for pair in gone_pairs if pair[0] not in new])


def _as_name(value: Any) -> dict[str, Any]:
    details = {"name": value, "kind": "alias"} if isinstance(value, str) else value
    if not isinstance(details, dict) or not details.get("name") or set(details) - {"name", *_NAME_DETAILS}:
        raise RegistryError(f"names has {value!r}; a name has a name, and may have {', '.join(_NAME_DETAILS)}")
    return details


def _as_identifier(value: Any) -> tuple[str, str]:
    scheme, equals, rest = value.partition("=") if isinstance(value, str) else ("", "", "")
    if not (scheme.strip() and equals and rest.strip()):
        raise RegistryError(f"identifiers has {value!r}; write SCHEME=VALUE, such as wikidata=Q42")
    return scheme.strip(), rest.strip()


def _whole(field: str, value: str) -> int:
    if value.isascii() and value.isdecimal() and 0 < len(value) < 10:
        return int(value)
    raise RegistryError(f"{field} {value!r} is not a whole number; write one such as 4")


def _yes(value: str | None) -> bool:
    if value not in ("yes", "no"):
        raise RegistryError(f"continuous {value!r} is neither yes nor no")
    return value == "yes"


_Writer = Callable[[Session, RecordFields, Mapping[str, Any], str], None]
_READERS: dict[str, Callable[[sqlite3.Connection, str], RecordFields]] = {
    "appointment": _appointment, "person": _person, "role": _role, "organization": _organization, "source": _source,
}  # fmt: skip
_WRITERS: dict[str, _Writer] = {
    "appointment": _correct, "person": _edit_person, "role": _edit_role, "organization": _edit_organization,
    "source": _edit_source,
}  # fmt: skip
