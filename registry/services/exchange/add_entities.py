"""The people and roles of a file that are new beyond doubt: added in sets, with slugs of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.entities.models import MOST_SEATS, Person
from registry.domain.entities.models import Role as RoleModel
from registry.domain.entities.validation import validated
from registry.domain.errors import RegistryError
from registry.domain.exchange.import_report import ImportReport
from registry.domain.exchange.statements import RoleStatement
from registry.domain.names.keys import slug_of
from registry.domain.names.text_hygiene import shown
from registry.services.exchange.field_values import Given, entity_of, fields, further_names, identifiers
from registry.services.exchange.stage import statement_of
from registry.store.database.bulk_insert import add_rows, batches
from registry.store.entities import named, people, roles
from registry.store.entities.named import ORGANIZATION, PERSON, ROLE, Noun
from registry.store.exchange import staged_entities
from registry.store.exchange.staged_entities import StagedEntity

if TYPE_CHECKING:
    from sqlite_utils import Database


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


def _one_thing(row: StagedEntity) -> tuple[str, str | None]:
    """What rows of one person have in common: the folded name if there is nothing else, else their own key."""
    return (row.name_key, None) if row.record is None else (row.name_key, row.key)


def _slug(noun: Noun, name: str, name_key: str) -> str:
    return slug_of(name_key if noun is PERSON else name)  # the key of a title lacks its small words


class EntityAdder:
    """`done`: the report that is written on."""

    def __init__(self, db: Database, done: ImportReport) -> None:
        self._db = db
        self._done = done
        self._slugs: set[str] = set()  # of what is about to be added
        self._wanted: dict[str, bool] = {}  # whether a slug is free, of those that are wanted soon
        self._body = lru_cache(65_536)(partial(entity_of, db.conn, ORGANIZATION))

    def add(self, match_names: Callable[[], int]) -> None:
        """Add what is new beyond doubt, in sets; `match_names` finds the people of whom the file gives but a name."""
        self._add_new(ROLE)
        staged_entities.follow_leaders(self._db.conn, ROLE)
        self._add_new(PERSON)
        staged_entities.follow_leaders(self._db.conn, PERSON)
        self._done.matched["people"] += match_names()
        self._done.added["people"] += staged_entities.add_named(self._db.conn)
        self._add_new(PERSON, described=False)
        self._done.details += staged_entities.add_spellings(self._db.conn)

    def _add_new(self, noun: Noun, *, described: bool = True) -> None:
        """Add what is new beyond doubt; people of whom the file gives but a name are one by folded name."""
        connection = self._db.conn
        for batch in batches(self._new(noun, described)):
            first = add_rows(connection, noun.table, _COLUMNS[noun], [new.cells for new in batch])
            staged_entities.match(
                connection,
                noun,
                [(number, new.cells[0], key) for number, new in enumerate(batch, first) for key in new.keys],
            )
            self._slugs.clear()
            self._done.added[noun.table] += len(batch)
            self._name_all(noun, [(number, new.given) for number, new in enumerate(batch, first) if new.given])

    def _new(self, noun: Noun, described: bool) -> Iterator[_New]:
        found_new = staged_entities.new_entities(self._db.conn, noun, described=described)
        for found in self._asked(noun, (list(same) for _, same in groupby(found_new, _one_thing))):
            key, name, name_key, _, record = found[0]
            given = statement_of(noun, record) if record else None
            try:
                cells = self._cells(noun, given, name, name_key)
            except RegistryError as error:
                self._done.refused.note(given.place if given else f"{noun.word} {key!r}", str(error))
            else:
                yield _New(cells, [each.key for each in found], given)

    def _cells(self, noun: Noun, given: Given | None, name: str, name_key: str) -> tuple[object, ...]:
        """The row in the columns of _COLUMNS; name and name_key are as they are recorded. Raises RegistryError."""
        slug = _slug(noun, name, name_key)
        owned: tuple[object, ...] = ()
        if isinstance(given, RoleStatement):
            body = self._body(given.organization)
            slug = slug if self._is_free(noun, slug) else f"{slug}-{body.slug}"
            owned = (body.id, given.seats)
            if given.seats is not None and not 1 <= given.seats <= MOST_SEATS:
                raise RegistryError(
                    f"{shown(given.seats)} is not a number of seats; give 1 to {MOST_SEATS:,}, or none for unlimited"
                )
        dates: tuple[object, ...] = _ALWAYS
        note = None
        if given and any(fields(given).values()):
            known = (
                validated(Person, {"slug": "x", "name": name, **fields(given)})
                if noun is PERSON
                else validated(RoleModel, {"slug": "x", "title": name, "organization": "x", **fields(given)})
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

    def _asked(self, noun: Noun, found: Iterable[list[StagedEntity]]) -> Iterator[list[StagedEntity]]:
        """The same, when it is known of so many at once whether the slugs that they will want are free."""
        for batch in batches(found):
            wanted = [slug for things in batch for slug in self._wishes(noun, things[0])]
            taken = named.taken(self._db.conn, noun, wanted)
            self._wanted = {slug: slug not in taken and slug not in self._slugs for slug in wanted}
            yield from batch

    def _wishes(self, noun: Noun, thing: StagedEntity) -> Iterator[str]:
        """Its slug, and what a role is called whose slug is another one's."""
        slug = _slug(noun, thing.name, thing.name_key)
        yield slug
        if thing.owner is not None:
            with suppress(RegistryError):
                yield f"{slug}-{self._body(thing.owner).slug}"

    def _name_all(self, noun: Noun, things: Sequence[tuple[int, Given]]) -> None:
        """The further names and the identifiers of what was just added."""
        further, borne = [], []
        for number, given in things:
            try:
                further += [(number, *row) for row in further_names(noun, given)]
                borne += [(number, *row) for row in identifiers(given)]
            except RegistryError as error:
                self._done.refused.note(given.place, str(error))
        add_rows(self._db.conn, f"{noun.word}_names", (noun.owner, *named.NAME_COLUMNS), further)
        add_rows(self._db.conn, f"{noun.word}_identifiers", (noun.owner, "scheme", "value"), borne)
