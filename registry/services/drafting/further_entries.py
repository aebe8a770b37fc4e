"""Further facts of a text, matched to what is recorded, as entries. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from registry.domain.dates.bounds import bounds_of
from registry.domain.drafting.further_facts import FactKind, FurtherFact
from registry.domain.drafting.proposals import Act, Entry, LeftOut
from registry.domain.drafting.statements import Skipped
from registry.domain.entities.references import EntityReference
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.tenures.details import ABSENCE, RANK
from registry.domain.tenures.relations import CONTINUES, REPORTS_TO
from registry.services.names.resolve import find, resolve, suggestion
from registry.services.names.resolve_tenure import resolve_tenure
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.entities.relations import find_relation
from registry.store.tenures.details import find_details

Made = Entry | LeftOut


def further_entries(
    connection: sqlite3.Connection, facts: Sequence[FurtherFact]
) -> tuple[list[Entry], list[LeftOut], list[Skipped]]:
    """What is new, what is recorded already, and what cannot be proposed, with the reason."""
    entries: list[Entry] = []
    recorded: list[LeftOut] = []
    skipped: list[Skipped] = []
    for fact in facts:
        try:
            made = [*_ENTRIES[fact.kind](connection, fact)]
        except RegistryError as error:
            skipped.append(Skipped(fact.sentence, fact.kind.value, str(error)))
            continue
        for each in made:
            if isinstance(each, LeftOut):
                recorded.append(each)
            elif each.act is not Act.ORGANIZATION or each.organization not in {one.organization for one in entries}:
                entries.append(each.said_in(fact.sentence, fact.sentence))
    return entries, recorded, skipped


def _renamed(connection: sqlite3.Connection, fact: FurtherFact) -> Iterator[Made]:
    noun, old = _organization_or_role(connection, fact.subjects[0])
    named = find(connection, noun, fact.others[0])
    if named and (named.id == old.id or named.label == fact.others[0]):
        yield _left_out(fact, old.slug)
    elif noun is ORGANIZATION:
        yield Entry(Act.RENAME_ORGANIZATION, organization=old.slug, others=fact.others, start=fact.start)
    else:
        yield Entry(Act.RENAME_ROLE, role=old.slug, others=fact.others, start=fact.start)


def _succeeded(connection: sqlite3.Connection, fact: FurtherFact) -> Iterator[Made]:
    """Merged or split; what came of it is added if it is not recorded."""
    befores = [resolve(connection, ORGANIZATION, name) for name in fact.subjects]
    afters = [find(connection, ORGANIZATION, name) for name in fact.others]
    for old in befores:
        known = [
            new is not None and find_relation(connection, ORGANIZATION, (new.id, old.id), CONTINUES, fact.start)
            for new in afters
        ]
        if all(known):
            yield _left_out(fact, old.slug)
            continue
        missing = [name for name, new in zip(fact.others, afters, strict=True) if new is None]
        for name in missing:
            note = f"no organization is called {name!r}; check the name"
            yield Entry(Act.ORGANIZATION, organization=name, notes=(note,))
        others = [
            new.slug if new else name
            for name, new, done in zip(fact.others, afters, known, strict=True) if not done
        ]  # fmt: skip
        how = "merged" if fact.kind is FactKind.MERGED else "split"
        yield Entry(Act.SUCCEEDED, organization=old.slug, others=tuple(others), how=how, start=fact.start)


def _reports(connection: sqlite3.Connection, fact: FurtherFact) -> Iterator[Made]:
    role, superior = (resolve(connection, ROLE, name) for name in (fact.subjects[0], fact.others[0]))
    if find_relation(connection, ROLE, (role.id, superior.id), REPORTS_TO, fact.start):
        yield _left_out(fact, role.slug)
    else:
        yield Entry(Act.LINK, role=role.slug, others=(superior.slug,), start=fact.start, end=fact.end)


def _detail(connection: sqlite3.Connection, fact: FurtherFact) -> Iterator[Made]:
    """An absence or a rank, of the one tenure that the person had on these days."""
    held = resolve_tenure(connection, f"{fact.subjects[0]}, {fact.role}" if fact.role else fact.subjects[0])
    told, days = bounds_of(fact.start, fact.end), held.tightened()
    if told.start_latest < days.start_earliest or told.start_earliest > days.end_latest:
        raise NotFoundError(f"it lies outside the tenure {held.appointment}; check the dates")
    field, value = (RANK, fact.value) if fact.kind is FactKind.RANK else (ABSENCE, fact.value)
    if any(start == fact.start for _, start in find_details(connection, held.id, field, value or "")):
        yield _left_out(fact, held.appointment)
    elif fact.kind is FactKind.RANK:
        yield Entry(Act.DETAIL, appointment=held.appointment, value=value, start=fact.start)
    else:
        cover = resolve(connection, PERSON, fact.others[0]).slug if fact.others else None
        yield Entry(Act.ABSENT, appointment=held.appointment, start=fact.start, end=fact.end, reason=value,
                    covered_by=cover)  # fmt: skip


def _organization_or_role(connection: sqlite3.Connection, name: str) -> tuple[Noun, EntityReference]:
    """The one that is called that. Raises NotFoundError, ChoiceError."""
    body = find(connection, ORGANIZATION, name)
    role = None if body else find(connection, ROLE, name)
    if body is None and role is None:
        raise NotFoundError(f"no organization or role {name!r}; {suggestion(connection, (ORGANIZATION, ROLE), name)}")
    return (ORGANIZATION, body) if body else (ROLE, role)  # type: ignore[return-value]


def _left_out(fact: FurtherFact, slug: str) -> LeftOut:
    what = ", ".join(fact.others) or fact.value or fact.kind.value
    return LeftOut(fact.subjects[0], what, fact.start, "already recorded", slug, fact.sentence)


_ENTRIES = {
    FactKind.RENAMED: _renamed,
    FactKind.MERGED: _succeeded,
    FactKind.SPLIT: _succeeded,
    FactKind.REPORTS: _reports,
    FactKind.ABSENT: _detail,
    FactKind.RANK: _detail,
}
