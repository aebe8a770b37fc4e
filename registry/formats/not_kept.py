"""Counts what a document has and the registry has no place for, by field. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from registry.domain.exchange.statements import NotKept


class NotKeptCounter:
    """Of one reading: how many values of each field that nothing reads."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, entry: Mapping[str, Any], read: frozenset[str], prefix: str = "") -> None:
        """Count the fields of an entry that say something and are not among those that are `read`."""
        for field, value in entry.items():
            if field not in read and value not in (None, "", [], {}):
                self._counts[f"{prefix}{field}"] += len(value) if isinstance(value, list) else 1

    def statements(self) -> Iterator[NotKept]:
        """Each field with its count, by name."""
        yield from (NotKept(field, count) for field, count in sorted(self._counts.items()))
