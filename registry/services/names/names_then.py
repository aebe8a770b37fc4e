"""Give answers the names of the time that they are about, beside those of today."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.tenures.answers import Answer, Holder
from registry.domain.tenures.names_then import DatedName, NameThen, name_in
from registry.store.names.dated_names import dated_names

if TYPE_CHECKING:  # 8 ms, and a question about a day does without
    from registry.domain.tenures.histories import TenureInHistory
    from registry.domain.tenures.movements.movements import Movement


class NamesOfTheTime:
    """The dated names of all that a question is about. `organization_of`: by the slug of a role, that of its body."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: Iterable[str | None],
        organization_of: Mapping[str, str],
        organizations: Iterable[str] = (),
    ) -> None:
        self._organization_of = organization_of
        known = [slug for slug in people if slug is not None]
        bodies = (*organization_of.values(), *organizations)
        self._dated = dated_names(connection, known, bodies, organization_of)

    def organization(self, slug: str, main: str, first: str | None, last: str | None) -> str | None:
        """The name of an organization on the days; None where no name has dates."""
        days = (first or FIRST_DAY, last or LAST_DAY)
        return self._name("organization", slug, main, days).name if self._dated else None

    def answer(self, found: Answer) -> Answer:
        """The answer with the names on its days."""
        if not self._dated:
            return found
        days = (found.first or FIRST_DAY, found.last or LAST_DAY)
        title = self._name("role", found.role, found.title, days)
        body = self._name("organization", self._organization_of[found.role], found.organization, days)
        return replace(
            found,
            title_then=title.name,
            title_possible=title.possible,
            title_until=title.until,
            organization_then=body.name,
            holders=tuple(self._holder(each, days) for each in found.holders),
        )

    def _holder(self, holder: Holder, days: tuple[str, str]) -> Holder:
        if ("person", holder.person) not in self._dated:
            return holder
        return replace(holder, name_then=self._name("person", holder.person, holder.name, days).name)

    def spells(self, found: Sequence[TenureInHistory]) -> tuple[TenureInHistory, ...]:
        """The tenures with the names that held while they lasted, as far as that is known."""
        return tuple(map(self._spell, found)) if self._dated else tuple(found)

    def _spell(self, spell: TenureInHistory) -> TenureInHistory:
        first = spell.start_latest if spell.start_earliest is None else spell.start_earliest
        last = spell.end_earliest or (LAST_DAY if spell.open else spell.end_latest)
        days = (first or FIRST_DAY, max(first or FIRST_DAY, last or LAST_DAY))
        person = spell.person
        return replace(
            spell,
            title_then=self._name("role", spell.role, spell.title, days).name,
            organization_then=self._name(
                "organization", self._organization_of[spell.role], spell.organization, days
            ).name,
            name_then=self._name("person", person, spell.name, days).name if person and spell.name else spell.name,
            terms=tuple(map(self._spell, spell.terms)),
        )

    def movements(self, found: Iterable[Movement]) -> tuple[Movement, ...]:
        """The entries and exits with the names on their days."""
        return tuple(map(self._movement, found)) if self._dated else tuple(found)

    def _movement(self, each: Movement) -> Movement:
        days = (each.earliest, each.latest)
        name = self._name("person", each.person, each.name, days).name if each.person and each.name else each.name
        return replace(
            each,
            title_then=self._name("role", each.role, each.title, days).name,
            organization_then=self._name(
                "organization", self._organization_of[each.role], each.organization, days
            ).name,
            name_then=name,
        )

    def _name(self, word: str, slug: str, main: str, days: tuple[str, str]) -> NameThen:
        dated: Sequence[DatedName] = self._dated.get((word, slug), ())
        return name_in(main, dated, *days)
