"""The days on which something changed in an organization or below it, each with who held what from then on.

Static copies have them in the place of an answer for any day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.pages.paging import Part
from registry.browse.server.responses import named, page
from registry.browse.server.site import Site
from registry.services.tenures.who import Snapshot


async def days_page(site: Site, request: Any, shown: Part[str]) -> Response:
    """Several days on one page, in order; a link to a day leads to its place there."""
    slug = named(request)

    def told(registry: Registry) -> dict[str, Any]:
        return {
            "organization": registry.organizations.show(slug),
            "days": [_held(registry, slug, day) for day in shown.rows],
            "shown": shown,
        }

    return await page(site, request, "days", await site.ask(request, told))


def _held(registry: Registry, slug: str, day: str) -> tuple[str, Snapshot]:
    return day, registry.holders(slug, day, below=True)


def of_page(days: Sequence[tuple[str, int]], number: int) -> Part[str]:
    """The days of a page, of all days with the number of their page."""
    rows = [day for day, page_of_it in days if page_of_it == number]
    before = sum(page_of_it < number for _, page_of_it in days)
    return Part(rows, number, max(page_of_it for _, page_of_it in days), len(days), before)
