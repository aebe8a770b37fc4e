"""The people, organizations and roles of a file of others: which recorded one each is, or that it is new.

What is new beyond doubt is added in sets; what may be recorded already is looked at one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from registry.domain.dates import FIRST_DAY, LAST_DAY, read_edtf, widened
from registry.domain.errors import ChoiceError, RegistryError
from registry.domain.found import Found
from registry.domain.intake import Intake
from registry.domain.models import MOST_SEATS, Identifier, Organization, OtherName, Parent, Person, validated
from registry.domain.models import Role as RoleModel
from registry.domain.names import slug_of
from registry.domain.text import shown
from registry.domain.upstream import Body, Called, Post, Someone
from registry.services.entities import role_slug
from registry.services.exchange import ImportRefusedError
from registry.services.intake_stage import one_line_of, things_of
from registry.store import named, names, organizations, parents, people, roles, staged_things
from registry.store.bulk import add_rows, batches, next_id
from registry.store.datasets import last_wrote
from registry.store.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.staged_things import StagedThing

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
        self._met: dict[Noun, set[int]] = {PERSON: set(), ORGANIZATION: set(), ROLE: set()}  # by some key of the file
        self._slugs: set[str] = set()  # of what is about to be added
        self._wanted: dict[str, bool] = {}  # whether a slug is free, of those that are wanted soon
        self._role = _Kept(ROLE, RoleModel, roles.role_as_recorded, self._update_role)

    def take_odd(self) -> None:
        """Find or add the organizations, and what may be recorded already."""
        odd: tuple[tuple[Noun, Callable[[Any], None]], ...] = (
            (ORGANIZATION, self._body), (ROLE, self._post), (PERSON, self._person),
        )  # fmt: skip
        for noun, one in odd:
            if noun is not ORGANIZATION:  # of those there are few, and each can stand below others
                staged_things.mark_odd(self._db.conn, noun)
            found = [things_of(noun, record) for record in staged_things.odd_things(self._db.conn, noun)]
            for given in _parents_first(found):
                try:
                    one(given)
                except RegistryError as error:
                    self._done.refused.note(given.place, str(error))

    def add_new(self) -> None:
        """Add what is new beyond doubt, in sets."""
        before = next_id(self._db.conn, "people")
        self._add_plain(ROLE)
        self._add_plain(PERSON)
        self._done.matched["people"] += staged_things.meet_by_name(self._db.conn, before)
        self._add_plain(PERSON, described=False)

    def may_change(self, table: str, row_id: int) -> bool:
        """Whether the row is as an import of this dataset wrote it."""
        return last_wrote(self._db.conn, table, row_id, self._done.dataset)

    def _add_plain(self, noun: Noun, *, described: bool = True) -> None:
        """Add what is new beyond doubt; people of whom the file gives but a name are one by folded name."""
        connection = self._db.conn
        for batch in batches(self._new(noun, described)):
            first = add_rows(connection, noun.table, _COLUMNS[noun], [new.cells for new in batch])
            staged_things.met(
                connection,
                noun,
                [(number, new.cells[0], key) for number, new in enumerate(batch, first) for key in new.keys],
            )
            self._slugs.clear()
            self._done.added[noun.table] += len(batch)
            self._name_all(noun, [(number, new.given) for number, new in enumerate(batch, first) if new.given])

    def _new(self, noun: Noun, described: bool) -> Iterator[_New]:
        found_new = staged_things.plain_things(self._db.conn, noun, described=described)
        for found in self._asked(noun, (list(same) for _, same in groupby(found_new, _one_thing))):
            key, name, name_key, _, record = found[0]
            given = things_of(noun, record) if record else None
            try:
                cells = self._cells(noun, given, name, name_key)
            except RegistryError as error:
                self._done.refused.note(given.place if given else f"{noun.word} {key!r}", str(error))
            else:
                yield _New(cells, [each.key for each in found], given)

    def _cells(self, noun: Noun, given: Given | None, name: str, name_key: str) -> tuple[object, ...]:
        """The row in the columns of _COLUMNS; name and name_key are as they are recorded. Raises RegistryError."""
        slug = slug_of(name_key if noun is PERSON else name)  # the key of a title lacks its small words
        owned: tuple[object, ...] = ()
        if isinstance(given, Post):
            body = self.of(ORGANIZATION, given.organization)
            slug = slug if self._is_free(noun, slug) else f"{slug}-{body.slug}"
            owned = (body.id, given.seats)
            if given.seats is not None and not 1 <= given.seats <= MOST_SEATS:
                raise RegistryError(
                    f"{shown(given.seats)} is no number of seats; give 1 to {MOST_SEATS:,}, or none for unlimited"
                )
        dates: tuple[object, ...] = _ALWAYS
        note = None
        if given and any(_fields(given).values()):
            known = (
                validated(Person, {"slug": "x", "name": name, **_fields(given)})
                if noun is PERSON
                else validated(RoleModel, {"slug": "x", "title": name, "organization": "x", **_fields(given)})
            )
            row = people.person_row(known) if isinstance(known, Person) else roles.role_row(known, 0)
            dates = tuple(row[column] for column in _COLUMNS[noun][-len(_ALWAYS) - 1 : -1])
            note = known.note
        return (self._free(noun, slug), name, name_key, *owned, *dates, note)

    def _free(self, noun: Noun, wanted: str) -> str:
        number, slug = 1, wanted
        while not self._is_free(noun, slug):
            number += 1
            slug = f"{wanted}-{number}"
        self._slugs.add(slug)
        if slug in self._wanted:
            self._wanted[slug] = False
        return slug

    def _is_free(self, noun: Noun, slug: str) -> bool:
        if slug in self._slugs:
            return False
        known = self._wanted.get(slug)
        return not named.taken(self._db.conn, noun, [slug]) if known is None else known

    def _asked(self, noun: Noun, found: Iterable[list[StagedThing]]) -> Iterator[list[StagedThing]]:
        """The same, when it is known of so many at once whether the slugs that they will want are free."""
        for batch in batches(found):
            wanted = [slug_of(things[0].name_key) for things in batch]
            taken = named.taken(self._db.conn, noun, wanted)
            self._wanted = {slug: slug not in taken and slug not in self._slugs for slug in wanted}
            yield from batch

    def _name_all(self, noun: Noun, things: Sequence[tuple[int, Given]]) -> None:
        """The further names and the identifiers of what was just added."""
        further, identifiers = [], []
        for number, given in things:
            try:
                further += [(number, *row) for row in _names(noun, given)]
                identifiers += [(number, *row) for row in _identifiers(given)]
            except RegistryError as error:
                self._done.refused.note(given.place, str(error))
        add_rows(self._db.conn, f"{noun.word}_names", (noun.owner, *named.NAME_COLUMNS), further)
        add_rows(self._db.conn, f"{noun.word}_identifiers", (noun.owner, "scheme", "value"), identifiers)

    # --- one by one ---

    def of(self, noun: Noun, key: str) -> Found:
        """The thing that the file calls `key`. Raises RegistryError if it has none, or that was refused."""
        found = staged_things.thing(self._db.conn, noun, key)
        if found is None:
            raise RegistryError(f"there is no {noun.word} {key!r} in the file, or it was refused; see above")
        return Found._make(found)

    def _person(self, given: Someone) -> None:
        """Find or add the person. Raises ChoiceError if it could be several."""
        found = self._match(PERSON, given, named.by_key(self._db.conn, PERSON, PERSON.key(given.name)))
        if found is None:
            slug = named.free_slug(self._db.conn, "people", slug_of(given.name))
            person = validated(Person, {"slug": slug, "name": one_line_of(given.name), **_fields(given)})
            found = Found(people.insert_person(self._db, person), person.slug, person.name)
            self._done.added["people"] += 1
        else:
            self._update(_PERSON, found, given)
        self._remember(PERSON, given, found)

    def _body(self, given: Body) -> None:
        """Find or add the organization, and what it stands below."""
        same = named.by_key(self._db.conn, ORGANIZATION, ORGANIZATION.key(given.name))
        found = self._match(ORGANIZATION, given, same)
        if found is None:
            slug = named.free_slug(self._db.conn, "organizations", slug_of(given.name))
            body = validated(Organization, {"slug": slug, "name": one_line_of(given.name), **_fields(given)})
            found = Found(organizations.insert_organization(self._db, body), body.slug, body.name)
            self._done.added["organizations"] += 1
        else:
            self._update(_BODY, found, given)
        self._remember(ORGANIZATION, given, found)
        if given.parent:
            self._put_below(found, self.of(ORGANIZATION, given.parent))

    def _post(self, given: Post) -> None:
        """Find or add the role."""
        body = self.of(ORGANIZATION, given.organization)
        there = roles.ids_of(self._db.conn, body.id)
        same = [each for each in named.by_key(self._db.conn, ROLE, ROLE.key(given.title)) if each.id in there]
        found = self._match(ROLE, given, same)
        if found is None:
            title = one_line_of(given.title)
            values: dict[str, Any] = {"slug": role_slug(self._db.conn, title, body.slug), "title": title}
            values |= {"organization": body.slug, "seats": given.seats, **_fields(given)}
            role = validated(RoleModel, values)
            found = Found(self._insert_role(role, body.id), role.slug, role.title)
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

    def _match(self, noun: Noun, given: Given, same_name: Sequence[Found]) -> Found | None:
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
                f"{_label(given)!r} could be {slugs}; give the one that is meant an identifier that the file has, "
                "or merge them",
                [(found.slug, found.label) for found in known],
            )
        return known[0] if known else None

    def _told_apart(self, noun: Noun, found: Found, given: Given) -> bool:
        """Whether another identifier of the same scheme, or a birth or a death, says that it is not the same."""
        recorded_ids = names.identifiers_of(self._db.conn, noun, found.id)
        for scheme in {scheme for scheme, _ in given.identifiers}:
            said = {value for other, value in given.identifiers if other == scheme}
            known = {each.value for each in recorded_ids if each.scheme == scheme}
            if known and not known & said:
                return True
        if noun is not PERSON:
            return False
        recorded, fields = people.person_as_recorded(self._db.conn, found.id), _fields(given)
        return any(not _agree(fields[field], recorded[field]) for field in ("birth", "death"))

    def _update(self, kept: _Kept, found: Found, given: Given) -> None:
        """Fill in what is not known; change what this dataset said before; leave what others said, and tell it."""
        recorded = kept.recorded(self._db.conn, found.id)
        twice = found.id in self._met[kept.noun]  # the file has it under two keys
        ours = not twice and self.may_change(kept.noun.table, found.id)
        news = {}
        for field, value in _fields(given).items():
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

    def _remember(self, noun: Noun, given: Given, found: Found) -> None:
        """Note which one it is, with the names and identifiers that were not known of it."""
        self._met[noun].add(found.id)
        staged_things.met(self._db.conn, noun, [(found.id, found.slug, given.key)])
        known = {found.label, *named.names_of(self._db.conn, noun, found.id)}
        main = validated(OtherName, {"name": one_line_of(_label(given))})
        for other in [main, *(_other_name(called) for called in given.also)]:
            if other.name not in known:
                known.add(other.name)
                named.add_name(self._db, noun, found.id, other)
                self._done.details += 1
        have = {(each.scheme, each.value) for each in names.identifiers_of(self._db.conn, noun, found.id)}
        for scheme, value in _identifiers(given):
            if (scheme, value) in have:
                continue
            bearer = named.by_identifier(self._db.conn, noun, scheme, value)
            if bearer:
                said = f"{scheme}={value} is {bearer.slug}'s, whom something else tells apart from {found.slug}"
                self._done.kept.note(given.place, said)
            else:
                named.add_identifier(self._db, noun, found.id, Identifier(scheme=scheme, value=value))
                self._done.details += 1

    def _put_below(self, found: Found, parent: Found) -> None:
        if parent.id in [link.parent_id for link in parents.parents_of(self._db.conn, found.id)]:
            return
        link = Parent(organization=found.slug, parent=parent.slug)
        if parents.in_a_circle(self._db.conn, found.id, parent.id, link):
            raise RegistryError(f"{found.label!r} stands above {parent.label!r} as recorded, so not below it")
        organizations.insert_parent(self._db, found.id, parent.id, link)
        self._done.details += 1


class _New(NamedTuple):
    """A row that is to be added, and under which keys the file has it."""

    cells: tuple[Any, ...]
    keys: list[str]
    given: Given | None


_COLUMNS = {
    PERSON: (
        "slug", "name", "name_key", "birth_date", "birth_earliest", "birth_latest",
        "death_date", "death_earliest", "death_latest", "note",
    ),
    ROLE: (
        "slug", "title", "name_key", "organization_id", "seats", "inception_date", "inception_earliest",
        "inception_latest", "abolition_date", "abolition_earliest", "abolition_latest", "note",
    ),
}  # fmt: skip
_ALWAYS = (None, FIRST_DAY, LAST_DAY, None, LAST_DAY, LAST_DAY)  # no beginning and no end are known


def _one_thing(row: StagedThing) -> tuple[str, str | None]:
    """What rows of one person have in common: the folded name if there is nothing else, else their own key."""
    return (row.name_key, None) if row.record is None else (row.name_key, row.key)


def _label(given: Given) -> str:
    return given.title if isinstance(given, Post) else given.name


def _fields(given: Given) -> dict[str, str | None]:
    """What the thing says of itself beside its names."""
    dates: tuple[str, ...] = ("birth", "death")
    if not isinstance(given, Someone):
        dates = ("inception", "dissolution") if isinstance(given, Body) else ("inception", "abolition")
    return {
        **{field: getattr(given, field) for field in dates},
        "note": one_line_of(given.note) if given.note else None,
    }


def _other_name(called: Called) -> OtherName:
    return validated(OtherName, {**called._asdict(), "name": one_line_of(called.name)})


def _names(noun: Noun, given: Given) -> list[tuple[object, ...]]:
    """The rows of its further names, each once."""
    found = {other.name: other for other in map(_other_name, given.also)}
    found.pop(_label(given), None)
    return [named.name_cells(noun, other) for other in found.values()]


def _identifiers(given: Given) -> list[tuple[str, str]]:
    each = [validated(Identifier, {"scheme": scheme, "value": value}) for scheme, value in given.identifiers]
    return list(dict.fromkeys((identifier.scheme, identifier.value) for identifier in each))


def _parents_first(things: Sequence[Given]) -> Sequence[Given]:
    """Organizations after those that they stand below; others as they are."""
    parents_of = {given.key: given.parent for given in things if isinstance(given, Body)}
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
