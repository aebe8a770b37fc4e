"""Questions about the record itself: what was recorded when, by whom and why. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial

from registry.domain.entities.references import KINDS, EntityReference, qualified
from registry.domain.errors import ChoiceError, NotFoundError
from registry.domain.history.changes import Alteration, Change, ChangeDetails, Field, RowAct
from registry.domain.names.text_hygiene import shown as shown_words
from registry.services.names.resolve import find, suggestion
from registry.store.entities import merge_rows
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.history import versions
from registry.store.history.versions import Row, RowVersions
from registry.store.schema.derived_columns import DERIVED
from registry.store.schema.versioning_triggers import BOOKKEEPING

_NOUNS = (ROLE, PERSON, ORGANIZATION)
_TABLES = dict(zip(KINDS, ("people", "roles", "organizations", "appointments", "sources"), strict=True))
_OWNERS = (
    "organization_relation_id",
    "role_relation_id",
    "appointment_id",
    "person_id",
    "role_id",
    "organization_id",
    "source_id",
)


def log(
    connection: sqlite3.Connection,
    about: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> list[Change]:
    """The changes, newest first; `about`: those that touched a person, role, organization, appointment or source.

    `since`, `until`: UTC stamps, inclusive. What is no longer recorded is found by its slug; `role:chair` says which
    kind of thing is meant. Raises NotFoundError, and ChoiceError where several things are meant.
    """
    if about is None:
        return versions.changes(connection, since, until, limit)
    return versions.changes_about(connection, _subject(connection, about), since, until, limit)


def _subject(connection: sqlite3.Connection, about: str) -> Mapping[str, Sequence[int]]:
    """The rows that are meant and those that belong to them, by table; `role:chair` says of which kind."""
    kind, colon, name = about.strip().partition(":")
    kinds, words = ([kind], name.strip()) if colon and kind in _TABLES else ([*_TABLES], about.strip())
    nouns = [noun for noun in _NOUNS if noun.word in kinds]
    found = _by_slug(connection, kinds, words) or _by_name(connection, nouns, words)
    if len(found) > 1:
        listed = [(qualified(each, words), f"{words} ({each})") for each, _ in found]
        shown = " or ".join(slug for slug, _ in listed)
        raise ChoiceError(f"{words!r} is the slug of several entries; choose one: {shown}", listed)
    if found:
        return _with_its_own(connection, *found[0][1])
    if not nouns:
        raise NotFoundError(f"no {kind} {shown_words(words)}; give its slug")
    raise NotFoundError(f"nothing is called {shown_words(words)}; {suggestion(connection, nouns, words)}")


def _by_slug(connection: sqlite3.Connection, kinds: Sequence[str], words: str) -> list[tuple[str, tuple[str, int]]]:
    """The kind, table and row of each thing that has or had this slug."""
    found = []
    for kind in kinds:
        noun = next((noun for noun in _NOUNS if noun.word == kind), None)
        led = merge_rows.led_to(connection, words, noun) if noun else None
        row_id = led.id if led else versions.id_ever(connection, _TABLES[kind], words)
        if row_id is not None:
            found.append((kind, (_TABLES[kind], row_id)))
    return found


def _by_name(connection: sqlite3.Connection, nouns: Sequence[Noun], words: str) -> list[tuple[str, tuple[str, int]]]:
    """The first thing that the words name: roles come before people and organizations."""
    for noun in nouns:
        found: EntityReference | None = find(connection, noun, words)
        if found:
            return [(noun.word, (noun.table, found.id))]
    return []


def _with_its_own(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, Sequence[int]]:
    """A person's and a role's tenures are theirs, an organization's roles, and the tenures in these.

    Each is also whatever was merged into it.
    """
    ever = partial(versions.ids_ever, connection)
    if table == "people":
        ids = [row_id, *merge_rows.merged_into(connection, row_id)]
        return {table: ids, "appointments": ever("appointments", "person_id", ids)}
    if table == "roles":
        ids = [row_id, *merge_rows.merged_into(connection, row_id, ROLE)]
        return {table: ids, "appointments": ever("appointments", "role_id", ids)}
    if table == "organizations":
        ids = [row_id, *merge_rows.merged_into(connection, row_id, ORGANIZATION)]
        roles = ever("roles", "organization_id", ids)
        return {table: ids, "roles": roles, "appointments": ever("appointments", "role_id", roles)}
    return {table: [row_id]}


def show(connection: sqlite3.Connection, number: int) -> ChangeDetails:
    """All that a change did, field by field. Raises NotFoundError."""
    change = versions.change_of(connection, number)
    if change is None:
        raise NotFoundError(f"no change {number}; `registry log` lists them")
    told = [_alteration(connection, passage) for passage in versions.passages(connection, number)]
    return ChangeDetails(change, tuple(each for each in told if each.fields))


def _alteration(connection: sqlite3.Connection, passage: RowVersions) -> Alteration:
    before, after = (_told(connection, passage.table, row) for row in (passage.before, passage.after))
    fields = tuple(
        Field(name, before.get(name), after.get(name))
        for name in (after or before)
        if before.get(name) != after.get(name)
    )
    verb = RowAct.ADDED if passage.before is None else RowAct.REMOVED if passage.after is None else RowAct.ALTERED
    row = passage.after or passage.before or {}
    return Alteration(verb, passage.table, _slug(connection, row), fields)


def _told(connection: sqlite3.Connection, table: str, row: Row | None) -> Row:
    """A row in the words of the data package: slugs for ids, dates as written, nothing derived."""
    computed = {column for each in DERIVED.get(table, ()) for column in each.columns}
    told = {}
    for name, value in (row or {}).items():
        if name in computed or name in BOOKKEEPING or name == "id":
            continue
        target = versions.points_to(table, name)
        word = name.removesuffix("_id") if target else name.removesuffix("_date")
        told[word] = versions.slug_ever(connection, target, value) if target and value is not None else value
    return told


def _slug(connection: sqlite3.Connection, row: Row) -> str:
    """Its own slug, or that of what it belongs to."""
    if "slug" in row:
        return str(row["slug"])
    owner = next((column for column in _OWNERS if row.get(column) is not None), None)
    if owner is None:  # a waiver or a dataset
        return str(row["finding"] if "finding" in row else row["name"])
    return versions.slug_ever(connection, versions.POINTS_TO[owner], row[owner])
