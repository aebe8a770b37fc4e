"""The people, organizations and roles of a file of others: which recorded one each is, or that it is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from registry.domain.dates import read_edtf, widened
from registry.domain.errors import ChoiceError, RegistryError
from registry.domain.found import Found
from registry.domain.intake import Intake
from registry.domain.models import Identifier, Organization, OtherName, Parent, Person, validated
from registry.domain.models import Role as RoleModel
from registry.domain.names import slug_of
from registry.domain.upstream import Body, Left, Post, Someone
from registry.services.entities import role_slug
from registry.store import named, names, organizations, parents, people, roles
from registry.store.datasets import last_wrote
from registry.store.named import ORGANIZATION, PERSON, ROLE, Noun

if TYPE_CHECKING:
    from sqlite_utils import Database

Given = Someone | Body | Post


class _Kept(NamedTuple):
    """How one kind of thing is read and written."""

    noun: Noun
    model: type[BaseModel]
    recorded: Callable[[sqlite3.Connection, int], dict[str, Any]]
    update: Callable[[Database, int, Any], None]


_PERSON = _Kept(PERSON, Person, people.person_as_recorded, people.update_person)
_BODY = _Kept(ORGANIZATION, Organization, organizations.organization_as_recorded, organizations.update_organization)


class Things:
    """Which recorded thing each key of the file is; `done`: the report that is written on."""

    def __init__(self, db: Database, done: Intake) -> None:
        self._db = db
        self._done = done
        self._found: dict[Noun, dict[str, Found]] = {PERSON: {}, ORGANIZATION: {}, ROLE: {}}
        self._posts: dict[int, set[int]] = {}  # the roles of each organization that was met
        self._role = _Kept(ROLE, RoleModel, roles.role_as_recorded, self._update_role)

    def of(self, noun: Noun, key: str) -> Found:
        """The thing that the file calls `key`. Raises RegistryError if it has none, or that was refused."""
        found = self._found[noun].get(key)
        if found is None:
            raise RegistryError(f"there is no {noun.word} {key!r} in the file, or it was refused; see above")
        return found

    def person(self, given: Someone) -> None:
        """Find or add the person. Raises ChoiceError if it could be several."""
        fields = {"birth": given.birth, "death": given.death, "note": given.note}
        found = self._match(PERSON, given, named.by_key(self._db.conn, PERSON, PERSON.key(given.name)), fields)
        if found is None:
            slug = named.free_slug(self._db.conn, "people", slug_of(given.name))
            person = validated(Person, {"slug": slug, "name": given.name, **fields})
            found = Found(people.insert_person(self._db, person), person.slug, person.name)
            self._done.added["people"] += 1
        else:
            self._update(_PERSON, found, given.place, fields)
        self._remember(PERSON, given, found)

    def body(self, given: Body) -> None:
        """Find or add the organization, and what it stands below."""
        fields = {"inception": given.inception, "dissolution": given.dissolution, "note": given.note}
        same = named.by_key(self._db.conn, ORGANIZATION, ORGANIZATION.key(given.name))
        found = self._match(ORGANIZATION, given, same, fields)
        if found is None:
            slug = named.free_slug(self._db.conn, "organizations", slug_of(given.name))
            body = validated(Organization, {"slug": slug, "name": given.name, **fields})
            found = Found(organizations.insert_organization(self._db, body), body.slug, body.name)
            self._done.added["organizations"] += 1
        else:
            self._update(_BODY, found, given.place, fields)
        self._remember(ORGANIZATION, given, found)
        if given.parent:
            self._put_below(found, self.of(ORGANIZATION, given.parent))

    def post(self, given: Post) -> None:
        """Find or add the role."""
        body = self.of(ORGANIZATION, given.organization)
        fields = {"inception": given.inception, "abolition": given.abolition, "note": given.note}
        there = self._posts_of(body)
        same = [each for each in named.by_key(self._db.conn, ROLE, ROLE.key(given.title)) if each.id in there]
        found = self._match(ROLE, given, same, fields)
        if found is None:
            values: dict[str, Any] = {"slug": role_slug(self._db.conn, given.title, body.slug), "title": given.title}
            values |= {"organization": body.slug, "seats": given.seats, **fields}
            role = validated(RoleModel, values)
            found = Found(roles.insert_role(self._db, role, body.id), role.slug, role.title)
            there.add(found.id)
            self._done.added["roles"] += 1
        else:
            self._update(self._role, found, given.place, fields)
        self._remember(ROLE, given, found)

    def may_change(self, table: str, row_id: int) -> bool:
        """Whether the row is as an import of this dataset wrote it."""
        return last_wrote(self._db.conn, table, row_id, self._done.dataset)

    def _match(
        self, noun: Noun, given: Given, same_name: Sequence[Found], fields: Mapping[str, str | None]
    ) -> Found | None:
        """By an identifier; else the one of the same name; in any case one that nothing tells apart from it."""
        by_identifier = [named.by_identifier(self._db.conn, noun, *each) for each in given.identifiers]
        known = [
            found
            for found in dict.fromkeys(found for found in by_identifier if found)
            if not self._told_apart(noun, found, given, fields)
        ]
        if not known:
            taken = {found.id for found in self._found[noun].values()}
            known = [
                found
                for found in same_name
                if found.id not in taken and not self._told_apart(noun, found, given, fields)
            ]
        if len(known) > 1:
            slugs = ", ".join(found.slug for found in known)
            raise ChoiceError(
                f"{_name(given)!r} could be {slugs}; give the one that is meant an identifier that the file has, "
                "or merge them",
                [(found.slug, found.label) for found in known],
            )
        return known[0] if known else None

    def _told_apart(self, noun: Noun, found: Found, given: Given, fields: Mapping[str, str | None]) -> bool:
        """Whether another identifier of the same scheme, or a birth or a death, says that it is not the same."""
        schemes = dict(given.identifiers)
        for each in names.identifiers_of(self._db.conn, noun, found.id):
            if schemes.get(each.scheme, each.value) != each.value:
                return True
        if noun is not PERSON:
            return False
        recorded = people.person_as_recorded(self._db.conn, found.id)
        return any(not _agree(fields[field], recorded[field]) for field in ("birth", "death"))

    def _update(self, kept: _Kept, found: Found, place: str, given: Mapping[str, str | None]) -> None:
        """Fill in what is not known; change what this dataset said before; leave what others said, and tell it."""
        recorded = kept.recorded(self._db.conn, found.id)
        met = found.id in {other.id for other in self._found[kept.noun].values()}  # the file has it twice
        ours = not met and self.may_change(kept.noun.table, found.id)
        news = {}
        for field, value in given.items():
            if value is None or value == recorded[field]:
                continue
            if recorded[field] is None or ours:
                news[field] = value
            else:
                self._done.kept.append(
                    Left(place, f"{found.slug} keeps its {field} {recorded[field]!r}; the file says {value!r}")
                )
        if news:
            kept.update(self._db, found.id, validated(kept.model, {**recorded, **news}))
        (self._done.updated if news else self._done.matched)[kept.noun.table] += 1

    def _posts_of(self, body: Found) -> set[int]:
        if body.id not in self._posts:
            self._posts[body.id] = {post.id for post in roles.roles_of(self._db.conn, [body.id])}
        return self._posts[body.id]

    def _update_role(self, db: Database, role_id: int, role: RoleModel) -> None:
        body = named.by_slug(db.conn, ORGANIZATION, role.organization)
        assert body is not None  # as recorded
        roles.update_role(db, role_id, role, body.id)

    def _remember(self, noun: Noun, given: Given, found: Found) -> None:
        """Note which one it is, with the names and identifiers that were not known of it."""
        self._found[noun][given.key] = found
        known = {found.label, *named.names_of(self._db.conn, noun, found.id)}
        values = [{"name": _name(given)}, *({**each._asdict()} for each in given.also)]
        for other in [validated(OtherName, value) for value in values]:
            if other.name not in known:
                known.add(other.name)
                named.add_name(self._db, noun, found.id, other)
        have = {(each.scheme, each.value) for each in names.identifiers_of(self._db.conn, noun, found.id)}
        for scheme, value in dict.fromkeys(given.identifiers):
            identifier = validated(Identifier, {"scheme": scheme, "value": value})
            if (identifier.scheme, identifier.value) in have:
                continue
            bearer = named.by_identifier(self._db.conn, noun, identifier.scheme, identifier.value)
            if bearer:
                said = f"{scheme}={value} is {bearer.slug}'s, whom something else tells apart from {found.slug}"
                self._done.kept.append(Left(given.place, said))
            else:
                named.add_identifier(self._db, noun, found.id, identifier)

    def _put_below(self, found: Found, parent: Found) -> None:
        if parent.id in [link.parent_id for link in parents.parents_of(self._db.conn, found.id)]:
            return
        link = Parent(organization=found.slug, parent=parent.slug)
        if parents.in_a_circle(self._db.conn, found.id, parent.id, link):
            raise RegistryError(f"{found.label!r} stands above {parent.label!r} as recorded, so not below it")
        organizations.insert_parent(self._db, found.id, parent.id, link)


def _name(given: Given) -> str:
    return given.title if isinstance(given, Post) else given.name


def _agree(one: str | None, other: str | None) -> bool:
    """Whether the two dates can be of one event; what is not known agrees with anything."""
    if one is None or other is None:
        return True
    first, second = widened(read_edtf(one)), widened(read_edtf(other))
    return first[0] <= second[1] and second[0] <= first[1]
