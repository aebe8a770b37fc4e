"""The organizations of a file of others, and its people and roles that may be recorded already: one by one.

Which recorded one each is, or that it is new. What is new beyond doubt is add_entities.py's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from registry.domain.dates.edtf import read_edtf, widened
from registry.domain.entities.models import Identifier, Organization, OtherName, Parent, Person, validated
from registry.domain.entities.models import Role as RoleModel
from registry.domain.entities.references import EntityReference
from registry.domain.errors import ChoiceError, RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import OrganizationStatement, PersonStatement, RoleStatement
from registry.domain.names.keys import slug_of
from registry.services.entities.add import role_slug
from registry.services.exchange.field_values import Given, fields, identifiers, label, other_name, thing_of
from registry.services.exchange.package import ImportRefusedError
from registry.services.exchange.stage import one_line_of, things_of
from registry.store.entities import further_names, named, organizations, parents, people, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.exchange import staged_entities
from registry.store.exchange.datasets import last_wrote

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Kept(NamedTuple):
    """How one kind of thing is read and written."""

    noun: Noun
    model: type[BaseModel]
    recorded: Callable[[sqlite3.Connection, int], dict[str, Any]]
    update: Callable[[Database, int, Any], None]


_PERSON = _Kept(PERSON, Person, people.person_as_recorded, people.update_person)
_BODY = _Kept(ORGANIZATION, Organization, organizations.organization_as_recorded, organizations.update_organization)


class EntityMatcher:
    """Which recorded thing each key of the file is; `done`: the report that is written on."""

    def __init__(self, db: Database, done: ImportReport) -> None:
        self._db = db
        self._done = done
        self._met: dict[Noun, set[int]] = {PERSON: set(), ORGANIZATION: set(), ROLE: set()}  # by some key of the file
        self._role = _Kept(ROLE, RoleModel, roles.role_as_recorded, self._update_role)

    def take_odd(self) -> None:
        """Find or add the organizations, and what may be recorded already."""
        odd: tuple[tuple[Noun, Callable[[Any], None]], ...] = (
            (ORGANIZATION, self._body), (ROLE, self._post), (PERSON, self._person),
        )  # fmt: skip
        for noun, one in odd:
            if noun is not ORGANIZATION:  # of those there are few, and each can stand below others
                staged_entities.mark_odd(self._db.conn, noun)
            found = [things_of(noun, record) for record in staged_entities.odd_things(self._db.conn, noun)]
            for given in _parents_first(found):
                try:
                    one(given)
                except RegistryError as error:
                    self._done.refused.note(given.place, str(error))

    def may_change(self, table: str, row_id: int) -> bool:
        """Whether the row is as an import of this dataset wrote it."""
        return last_wrote(self._db.conn, table, row_id, self._done.dataset)

    def _person(self, given: PersonStatement) -> None:
        """Find or add the person. Raises ChoiceError if it could be several."""
        found = self._match(PERSON, given, named.by_key(self._db.conn, PERSON, PERSON.key(given.name)))
        if found is None:
            slug = named.free_slug(self._db.conn, "people", slug_of(given.name))
            person = validated(Person, {"slug": slug, "name": one_line_of(given.name), **fields(given)})
            found = EntityReference(people.insert_person(self._db, person), person.slug, person.name)
            self._done.added["people"] += 1
        else:
            self._update(_PERSON, found, given)
        self._remember(PERSON, given, found)

    def _body(self, given: OrganizationStatement) -> None:
        """Find or add the organization, and what it stands below."""
        same = named.by_key(self._db.conn, ORGANIZATION, ORGANIZATION.key(given.name))
        found = self._match(ORGANIZATION, given, same)
        if found is None:
            slug = named.free_slug(self._db.conn, "organizations", slug_of(given.name))
            body = validated(Organization, {"slug": slug, "name": one_line_of(given.name), **fields(given)})
            found = EntityReference(organizations.insert_organization(self._db, body), body.slug, body.name)
            self._done.added["organizations"] += 1
        else:
            self._update(_BODY, found, given)
        self._remember(ORGANIZATION, given, found)
        if given.parent:
            self._put_below(found, thing_of(self._db.conn, ORGANIZATION, given.parent))

    def _post(self, given: RoleStatement) -> None:
        """Find or add the role."""
        body = thing_of(self._db.conn, ORGANIZATION, given.organization)
        there = roles.ids_of(self._db.conn, body.id)
        same = [each for each in named.by_key(self._db.conn, ROLE, ROLE.key(given.title)) if each.id in there]
        found = self._match(ROLE, given, same)
        if found is None:
            title = one_line_of(given.title)
            values: dict[str, Any] = {"slug": role_slug(self._db.conn, title, body.slug), "title": title}
            values |= {"organization": body.slug, "seats": given.seats, **fields(given)}
            role = validated(RoleModel, values)
            found = EntityReference(self._insert_role(role, body.id), role.slug, role.title)
            self._done.added["roles"] += 1
        else:
            self._update(self._role, found, given)
        self._remember(ROLE, given, found)

    def _insert_role(self, role: RoleModel, body_id: int) -> int:
        try:
            return roles.insert_role(self._db, role, body_id)
        except sqlite3.IntegrityError as error:
            raise RegistryError(
                f"{role.organization} has a role {role.title!r} already, which is another one"
            ) from error

    def _match(self, noun: Noun, given: Given, same_name: Sequence[EntityReference]) -> EntityReference | None:
        """By an identifier; else the one of the same name; in any case one that nothing tells apart from it."""
        by_identifier = [named.by_identifier(self._db.conn, noun, *each) for each in given.identifiers]
        known = [
            found
            for found in dict.fromkeys(found for found in by_identifier if found)
            if not self._told_apart(noun, found, given)
        ]
        if not known:
            known = [
                found
                for found in same_name
                if found.id not in self._met[noun] and not self._told_apart(noun, found, given)
            ]
        if len(known) > 1:
            slugs = ", ".join(found.slug for found in known)
            raise ChoiceError(
                f"{label(given)!r} could be {slugs}; give the one that is meant an identifier that the file has, "
                "or merge them",
                [(found.slug, found.label) for found in known],
            )
        return known[0] if known else None

    def _told_apart(self, noun: Noun, found: EntityReference, given: Given) -> bool:
        """Whether another identifier of the same scheme, or a birth or a death, says that it is not the same."""
        recorded_ids = further_names.identifiers_of(self._db.conn, noun, found.id)
        for scheme in {scheme for scheme, _ in given.identifiers}:
            said = {value for other, value in given.identifiers if other == scheme}
            known = {each.value for each in recorded_ids if each.scheme == scheme}
            if known and not known & said:
                return True
        if noun is not PERSON:
            return False
        recorded, own = people.person_as_recorded(self._db.conn, found.id), fields(given)
        return any(not _agree(own[field], recorded[field]) for field in ("birth", "death"))

    def _update(self, kept: _Kept, found: EntityReference, given: Given) -> None:
        """Fill in what is not known; change what this dataset said before; leave what others said, and tell it."""
        recorded = kept.recorded(self._db.conn, found.id)
        twice = found.id in self._met[kept.noun]  # the file has it under two keys
        ours = not twice and self.may_change(kept.noun.table, found.id)
        news = {}
        for field, value in fields(given).items():
            if value is None or value == recorded[field]:
                continue
            if recorded[field] is None or ours:
                news[field] = value
            else:
                said = f"{found.slug} keeps its {field} {recorded[field]!r}; the file says {value!r}"
                self._done.kept.note(given.place, said)
        if news:
            kept.update(self._db, found.id, validated(kept.model, {**recorded, **news}))
        (self._done.updated if news else self._done.matched)[kept.noun.table] += 1

    def _update_role(self, db: Database, role_id: int, role: RoleModel) -> None:
        body = named.by_slug(db.conn, ORGANIZATION, role.organization)
        assert body is not None  # as recorded
        roles.update_role(db, role_id, role, body.id)

    def _remember(self, noun: Noun, given: Given, found: EntityReference) -> None:
        """Note which one it is, with the names and identifiers that were not known of it."""
        self._met[noun].add(found.id)
        staged_entities.met(self._db.conn, noun, [(found.id, found.slug, given.key)])
        known = {found.label, *named.names_of(self._db.conn, noun, found.id)}
        main = validated(OtherName, {"name": one_line_of(label(given))})
        for other in [main, *(other_name(called) for called in given.also)]:
            if other.name not in known:
                known.add(other.name)
                named.add_name(self._db, noun, found.id, other)
                self._done.details += 1
        have = {(each.scheme, each.value) for each in further_names.identifiers_of(self._db.conn, noun, found.id)}
        for scheme, value in identifiers(given):
            if (scheme, value) in have:
                continue
            bearer = named.by_identifier(self._db.conn, noun, scheme, value)
            if bearer:
                said = f"{scheme}={value} is {bearer.slug}'s, whom something else tells apart from {found.slug}"
                self._done.kept.note(given.place, said)
            else:
                named.add_identifier(self._db, noun, found.id, Identifier(scheme=scheme, value=value))
                self._done.details += 1

    def _put_below(self, found: EntityReference, parent: EntityReference) -> None:
        if parent.id in [link.parent_id for link in parents.parents_of(self._db.conn, found.id)]:
            return
        link = Parent(organization=found.slug, parent=parent.slug)
        if parents.in_a_circle(self._db.conn, found.id, parent.id, link):
            raise RegistryError(f"{found.label!r} stands above {parent.label!r} as recorded, so not below it")
        organizations.insert_parent(self._db, found.id, parent.id, link)
        self._done.details += 1


def _parents_first(things: Sequence[Given]) -> Sequence[Given]:
    """Organizations after those that they stand below; others as they are."""
    parents_of = {given.key: given.parent for given in things if isinstance(given, OrganizationStatement)}
    by_key = {given.key: given for given in things}
    graph = {key: {parent for parent in [parents_of.get(key)] if parent in by_key} for key in by_key}
    try:
        return [by_key[key] for key in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        first = by_key[error.args[1][0]]
        raise ImportRefusedError(f"{first.place}: organizations that stand below each other in a circle") from error


def _agree(one: str | None, other: str | None) -> bool:
    """Whether the two dates can be of one event; what is not known agrees with anything."""
    if one is None or other is None:
        return True
    first, second = widened(read_edtf(one)), widened(read_edtf(other))
    return first[0] <= second[1] and second[0] <= first[1]
