"""A long list in pages, for readers and as data."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from datasette import Response

from registry.browse.server.site import Site
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


def place_of_page(total: int, page: int, size: int) -> Part[Any]:
    """The page of a list of which nothing is read yet. Raises NotFoundError beyond the last."""
    pages = max(1, -(-total // size))
    if page > pages:
        raise NotFoundError(f"there is no page {page}; the last is {pages}")
    return Part((), page, pages, total, (page - 1) * size)


def data_size(site: Site, size: int) -> int:
    """How many rows a page of data has; on a static copy, which is made once, all of them."""
    return sys.maxsize if site.static else size


def with_next(site: Site, request: Any, answer: Response, part: Part[Any]) -> Response:
    """The data with a link to its next page (RFC 8288), if there is one."""
    if part.page < part.pages:
        kept = {name: request.args.get(name) for name in request.args if name != "page"}
        find = site.links(request)
        answer.headers["link"] = f'<{find.whole(find.here(**{**kept, "page": part.page + 1}))}>; rel="next"'
    return answer


def part_of(rows: Sequence[Each], page: int, size: int) -> Part[Each]:
    """One page of the rows. Raises NotFoundError beyond the last."""
    pages = max(1, -(-len(rows) // size))
    if page > pages:
        raise NotFoundError(f"there is no page {page}; the last is {pages}")
    first = (page - 1) * size
    return Part(rows[first : first + size], page, pages, len(rows), first)
