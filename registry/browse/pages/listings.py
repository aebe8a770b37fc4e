"""Lists of everything of a kind, by letter, each with what tells it from others."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.browse.pages.paging import Part
from registry.browse.server.responses import csv_table, number_in, page, plain
from registry.browse.server.site import Site
from registry.domain.presentation.tables import listing_objects, listing_table

_SHOWN = 100
_NOUNS = {"people": "person", "roles": "role", "organizations": "organization", "sources": "source"}


async def listing_page(site: Site, request: Any) -> Response:
    """`/people`, `/roles`, `/organizations`, `/sources`, with `?letter=A&page=N`; data: all of them."""
    listed, form = request.url_vars["listed"], request.url_vars.get("format")
    noun = _NOUNS[listed]
    if form:
        found = await site.ask(request, lambda registry: getattr(registry, listed).list())
        return plain(listing_objects(noun, found)) if form == "json" else csv_table(listing_table(noun, found), listed)
    number, letter = number_in(request, "page"), (request.args.get("letter") or "").upper() or None
    shown = await site.ask(request, lambda registry: registry.directory(listed, letter, number, _SHOWN))
    return await page(
        site, request, "listing",
        {"listed": listed, "noun": noun, "shown": Part(shown.entries, number, shown.pages, shown.total, shown.before),
         "letters": shown.letters, "letter": letter},
        formats={"json": f"/{listed}.json", "csv": f"/{listed}.csv"},
        kept={"letter": letter, "page": number if number > 1 else None},
    )  # fmt: skip
