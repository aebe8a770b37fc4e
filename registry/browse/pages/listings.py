"""Lists of everything of a kind, by name."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.browse.pages.paging import part_of
from registry.browse.server.responses import csv_table, number_in, page, plain
from registry.browse.server.site import Site
from registry.domain.presentation.tables import listing_objects, listing_table

_SHOWN = 100
_NOUNS = {"people": "person", "roles": "role", "organizations": "organization", "sources": "source"}


async def listing_page(site: Site, request: Any) -> Response:
    """`/people`, `/roles`, `/organizations`, `/sources`; data: all of them."""
    listed, form = request.url_vars["listed"], request.url_vars.get("format")
    noun = _NOUNS[listed]
    found = await site.ask(request, lambda registry: getattr(registry, listed)())
    if form:
        return plain(listing_objects(noun, found)) if form == "json" else csv_table(listing_table(noun, found), listed)
    number = number_in(request, "page")
    return await page(
        site, request, "listing",
        {"listed": listed, "noun": noun, "shown": part_of(found, number, _SHOWN)},
        formats={"json": f"/{listed}.json", "csv": f"/{listed}.csv"},
        kept={"page": number if number > 1 else None},
    )  # fmt: skip
