"""Lists of everything of a kind, by letter, each with what tells it from others."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.browse.pages.paging import Part, data_size, part_of, with_next
from registry.browse.server.responses import csv_table, number_in, page, plain
from registry.browse.server.site import Site
from registry.domain.presentation.tables import listing_objects, listing_table

SHOWN = 100
_DATA = 5_000  # of a page of data
_NOUNS = {"people": "person", "roles": "role", "organizations": "organization", "sources": "source"}


async def listing_page(site: Site, request: Any) -> Response:
    """`/people`, `/roles`, `/organizations`, `/sources`, with `?letter=A&page=N`; data: 5,000 a page."""
    listed, form = request.url_vars["listed"], request.url_vars.get("format")
    noun = _NOUNS[listed]
    if form:
        found = await site.ask(request, lambda registry: getattr(registry, listed).list())
        part = part_of(found, number_in(request, "page"), data_size(site, _DATA))
        objects, table = listing_objects(noun, part.rows), listing_table(noun, part.rows)
        return with_next(site, request, plain(objects) if form == "json" else csv_table(table, listed), part)
    number, letter = number_in(request, "page"), (request.args.get("letter") or "").upper() or None
    shown = await site.ask(request, lambda registry: registry.directory(listed, letter, number, SHOWN))
    return await page(
        site, request, "listing",
        {"listed": listed, "noun": noun, "shown": Part(shown.entries, number, shown.pages, shown.total, shown.before),
         "letters": shown.letters, "letter": letter},
        formats={"json": (listed,), "csv": (listed,)},
        kept={"letter": letter, "page": number if number > 1 else None},
    )  # fmt: skip
