"""A long list in pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.domain.errors import NotFoundError

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Part(Generic[Each]):
    """Some of a list; `before`: how many stand before it; pages count from 1."""

    rows: Sequence[Each]
    page: int
    pages: int
    total: int
    before: int


def part_of(rows: Sequence[Each], page: int, size: int) -> Part[Each]:
    """One page of the rows. Raises NotFoundError beyond the last."""
    pages = max(1, -(-len(rows) // size))
    if page > pages:
        raise NotFoundError(f"there is no page {page}; the last is {pages}")
    first = (page - 1) * size
    return Part(rows[first : first + size], page, pages, len(rows), first)
