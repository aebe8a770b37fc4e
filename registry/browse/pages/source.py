"""A source: what rests on it."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.browse.pages.paging import part_of
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public
from registry.browse.server.responses import csv_table, moved, named, number_in, page, plain
from registry.browse.server.site import Site
from registry.domain.presentation.tables import citations_table

_SHOWN = 100


async def source_page(site: Site, request: Any) -> Response:
    """`/source/SLUG?page=N`: what it is and what it is cited for, in its words. Data: the same; CSV: the citations."""
    slug, form = named(request), request.url_vars.get("format")
    found = await site.ask(request, lambda registry: registry.sources.show(slug))
    if form == "csv":
        return csv_table(citations_table(found.source, found.citations), found.source)
    if form:
        return plain(public(found))
    if found.source != slug:
        return moved(site, request, path_to("source", found.source))
    number, here = number_in(request, "page"), ("source", found.source)
    return await page(
        site, request, "source",
        {"source": found, "shown": part_of(found.citations, number, _SHOWN)},
        formats={"json": here, "csv": here},
        kept={"page": number if number > 1 else None},
    )  # fmt: skip
