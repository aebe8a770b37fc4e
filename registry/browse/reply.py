"""Answers to a request: pages, JSON, CSV and refusals, with what caches may do with them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from datasette import Response

from registry.browse.site import Site
from registry.domain.errors import NotFoundError, RegistryError
from registry.domain.sheets import Sheet
from registry.domain.spreadsheets import harmless

_CACHED = {"cache-control": "public, max-age=60"}


async def page(site: Site, request: Any, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page of the plugin."""
    shared = {
        "address": site.address,
        "as_known_on": request.args.get("as_known_on"),
        "moment": moment_of(request),
        "database": site.database.name,
        "about": await site.about(),
    }
    body = await site.render(request, template, {**shared, **context})
    return Response.html(body, status=status, headers=dict(_CACHED))


def named(request: Any) -> str:
    """What stands in the address: a slug, or words that lead to one."""
    return unquote(request.url_vars["slug"])


def moment_of(request: Any) -> str:
    """The query part that keeps the moment asked about on the links of a page; it begins with `&`."""
    moment = request.args.get("as_known_on")
    return f"&{urlencode({'as_known_on': moment})}" if moment else ""


def plain(value: object, status: int = 200) -> Response:
    """JSON, as the command line writes it; any page on the web may read it."""
    headers = {**_CACHED, "access-control-allow-origin": "*"}
    text = json.dumps(value, ensure_ascii=False)
    return Response(text, status, headers, content_type="application/json; charset=utf-8")


def sheet(found: Sheet, name: str) -> Response:
    """CSV that no spreadsheet takes for formulas; a leading `'` is ours and may be taken off again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows)
    headers = {**_CACHED, "content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), 200, headers, content_type="text/csv; charset=utf-8")


async def refused(site: Site, request: Any, error: RegistryError) -> Response:
    """What cannot be answered: 404 for what is not recorded, 400 for what cannot be asked."""
    status = 404 if isinstance(error, NotFoundError) else 400
    if request.url_vars.get("format"):
        return plain({"error": str(error)}, status)
    return await page(site, request, "refused", {"message": str(error), "status": status}, status)
