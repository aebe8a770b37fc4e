"""Who is who: people recorded twice, merged, or known to be two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registry.api.edits import Edits

if TYPE_CHECKING:
    from registry.domain.entities.references import DistinctPair
    from registry.domain.names.duplicate_score import Pair
    from registry.services.entities.merge import MergeReport


class Identity(Edits):
    """Each raises a RegistryError for what it refuses, and then has written nothing."""

    def duplicates(
        self, person: str | None = None, *, at_least: float | None = None, limit: int | None = 20
    ) -> list[Pair]:
        """Pairs of people who may be one, the likeliest first; `person`: only those with them.

        `at_least`: so many points of 100 (60 if left out); limit None = all.
        """
        from registry.domain.names.duplicate_score import PROPOSED_FROM
        from registry.services.names.duplicates import duplicates

        least = PROPOSED_FROM if at_least is None else at_least
        return duplicates(self._connection, person, at_least=least, limit=limit)

    def merge(self, person: str, other: str, because: str | None = None) -> MergeReport:
        """Make two people one: all that is recorded of `other` is `person`'s, and `other`'s slug leads there."""
        from registry.services.entities.merge import merge

        return merge(self._session, person, other, because)

    def distinct(self, person: str, other: str, because: str) -> DistinctPair:
        """Record that two people are not one, so that they are not proposed as duplicates."""
        from registry.services.entities.merge import distinct

        return distinct(self._session, person, other, because)

    def not_distinct(self, person: str, other: str, because: str) -> DistinctPair:
        """Take back that two people are not one; returns what was recorded."""
        from registry.services.entities.merge import not_distinct

        return not_distinct(self._session, person, other, because)

    def distinct_people(self) -> list[DistinctPair]:
        """The pairs who are known not to be one, by slug."""
        from registry.store.entities.merge_rows import distinct_pairs

        return distinct_pairs(self._connection)
