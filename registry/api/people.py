"""The noun `people`: add, edit, show, list, name, merge, remove."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from registry.api.arguments import checked
from registry.api.file import When
from registry.api.noun import Noun, further_name
from registry.domain.entities.references import EntityReference
from registry.store.entities import named
from registry.store.entities.named import PERSON

if TYPE_CHECKING:
    from registry.domain.entities.references import DistinctPair
    from registry.domain.history.differences import Edited
    from registry.domain.names.duplicate_score import Pair
    from registry.services.entities.merge import MergeReport
    from registry.services.entities.people import PersonProfile
    from registry.services.history.remove import RemovalReport


@checked
class People(Noun["EntityReference"]):
    """Each method raises a RegistryError for what it refuses, and then has written nothing.

    Of `edit`: `also` and `not_also` are further names to add and to take back; `identifiers` (scheme and value) take
    the place of those of the same scheme, and `not_identifiers` are taken back; `changes` are fields by the names of
    the model. None clears a field, and what is not named stays as it is. A slug never changes.

    `name` adds a further name or edits the one that is there. Its `details`: kind, language (BCP 47), script (ISO
    15924; told from the letters of a new name if left out), start, end; None clears one. `remove`: takes it back.
    """

    def add(
        self,
        name: str,
        *,
        also: Sequence[str] = (),
        born: When | None = None,
        died: When | None = None,
        identifiers: Mapping[str, str] | None = None,
        note: str | None = None,
        new: bool = False,
    ) -> EntityReference:
        """Add a person; `new`: even if somebody of the same or a similar name is recorded.

        >>> registry.people.add("Olena Orel", also=["O. Orel"], born="1970").slug
        'olena-orel'
        """
        from registry.services.entities.add import add_person

        return add_person(
            self.file.session, name, also=also, born=self.file.edtf(born), died=self.file.edtf(died),
            identifiers=identifiers, note=note, new=new,
        )  # fmt: skip

    def edit(
        self,
        person: str,
        *,
        also: Sequence[str] = (),
        not_also: Sequence[str] = (),
        identifiers: Mapping[str, str] | None = None,
        not_identifiers: Sequence[tuple[str, str]] = (),
        **changes: Any,
    ) -> Edited:
        """Change a person: name, birth, death, note.

        >>> registry.people.edit("ann ames", note="A painter, too.", also=["A. Ames"]).differences[0].after
        {'name': 'A. Ames', 'kind': 'alias', 'language': None, 'script': None, 'start': None, 'end': None}
        """
        from registry.services.entities.name_edits import NameEdits
        from registry.services.entities.people import edit_person

        names = NameEdits(also, not_also, identifiers or {}, not_identifiers)
        return edit_person(self.file.session, person, self.file.dated(changes), names)

    def show(self, person: str) -> PersonProfile:
        """All that is recorded of a person, but for the tenures: see `career`.

        >>> registry.people.show("ann ames").appointments
        1
        """
        from registry.services.entities.people import person_profile

        return person_profile(self.file.connection, person)

    def list(self) -> builtins.list[EntityReference]:
        """Everybody, by name.

        >>> [person.slug for person in registry.people.list()]
        ['ann-ames', 'bob-bell', 'c-cole', 'cy-cole']
        """
        return named.everything(self.file.connection, PERSON)

    def name(self, person: str, name: str, *, remove: bool = False, **details: Any) -> Edited:
        """A further name of a person.

        >>> registry.people.name("ann ames", "Енн Еймс", language="uk").slug
        'ann-ames'
        """
        return further_name(self.file, PERSON, person, name, remove, details)

    def remove(self, person: str, because: str) -> RemovalReport:
        """Remove a person who holds nothing, with their names and identifiers.

        >>> registry.people.remove("c-cole", because="nobody is called that").slug
        'c-cole'
        """
        from registry.services.history.remove import remove_person

        return remove_person(self.file.session, person, because)

    def duplicates(
        self, person: str | None = None, *, at_least: float | None = None, limit: int | None = 20
    ) -> builtins.list[Pair]:
        """Pairs of people who may be one, the likeliest first; `person`: only those with them.

        `at_least`: so many points of 100 (60 if left out); limit None = all.

        >>> [(pair.person, pair.other) for pair in registry.people.duplicates(at_least=40)]
        [('cy-cole', 'c-cole')]
        """
        from registry.domain.names.duplicate_score import PROPOSED_FROM
        from registry.services.names.duplicates import duplicates

        least = PROPOSED_FROM if at_least is None else at_least
        return duplicates(self.file.connection, person, at_least=least, limit=limit)

    def duplicates_from_import(self, number: int) -> builtins.list[Pair]:
        """Who was added by the import of this change number though somebody of the name is recorded.

        Of each pair `person` is the older one.

        Raises NotFoundError where the change is not an import.

        >>> done = registry.import_file("council.json")
        >>> found = registry.people.duplicates_from_import(registry.log()[0].number)
        >>> [(pair.person, pair.other) for pair in found]
        [('cy-cole', 'cy-cole-2')]
        """
        from registry.services.names.duplicates import from_import

        return from_import(self.file.connection, number)

    def merge(self, person: str, other: str, because: str | None = None) -> MergeReport:
        """Make two people one: all that is recorded of `other` is `person`'s, and `other`'s slug leads there.

        >>> registry.people.merge("cy-cole", "c-cole", because="the same person").person
        'cy-cole'
        """
        from registry.services.entities.merge import merge

        return merge(self.file.session, person, other, because)

    def distinct(self, person: str, other: str, because: str) -> DistinctPair:
        """Record that two people are not one, so that they are not proposed as duplicates.

        >>> registry.people.distinct("cy-cole", "c-cole", because="father and son").because
        'father and son'
        """
        from registry.services.entities.merge import distinct

        return distinct(self.file.session, person, other, because)

    def not_distinct(self, person: str, other: str, because: str) -> DistinctPair:
        """Take back that two people are not one; returns what was recorded.

        >>> registry.people.distinct("cy-cole", "c-cole", because="father and son").because
        'father and son'
        >>> registry.people.not_distinct("cy-cole", "c-cole", because="a mistake").other
        'cy-cole'
        """
        from registry.services.entities.merge import not_distinct

        return not_distinct(self.file.session, person, other, because)

    def distinct_pairs(self) -> builtins.list[DistinctPair]:
        """The pairs who are known not to be one, by slug.

        >>> registry.people.distinct_pairs()
        []
        """
        from registry.store.entities.merge_rows import distinct_pairs

        return distinct_pairs(self.file.connection)
