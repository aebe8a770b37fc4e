"""Answers to a request: pages, JSON, CSV, other texts, redirects and refusals."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from datasette import Response

from registry.browse.server import links
from registry.browse.server.caching import digest_of
from registry.browse.server.site import PLACED, Site
from registry.browse.views import citation
from registry.domain.dates import wording
from registry.domain.errors import RegistryError
from registry.domain.exchange.csv_injection import harmless
from registry.domain.presentation import past, sentences
from registry.domain.presentation.tables import Table

OURS = b"x-registry-page"  # on its way out: a page of ours says what it says
_ENDINGS = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "ics": ("calendar", "text/calendar"),
    "atom": ("feed", "application/atom+xml"),
}
# What templates say things with; the words are those of the command line.
_WORDS = {
    "spoken": wording.date_in_words, "in_days": sentences.days_in_words, "spoken_span": wording.span_in_words,
    "dates": sentences.dates, "length": sentences.length, "marks": sentences.marks, "passage_of": sentences.passage_of,
    "name_of": sentences.name_of, "absence_in_words": past.absence_in_words, "detail_in_words": past.detail_in_words,
    "dates_in_words": past.dates_in_words, "day_of": sentences.day_of, "quoted": sentences.quoted,
    "how_moved": sentences.how_moved,
    "web": links.web, "elsewhere": links.elsewhere, "language": links.language,
    "page_of_row": links.page_of_row, "page_of_field": links.page_of_field,
}  # fmt: skip


async def page(
    site: Site,
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    formats: Mapping[str, str] | None = None,
    kept: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response:
    """A page of the plugin.

    `formats`: the same answer as json, csv, ics, atom: their paths. `kept`: the part of the query that belongs to the
    permanent address.
    """
    here, moment = here_of(request), request.args.get("as_known_on")
    newest = None if status >= 400 else (await site.seen(request)).newest

    def to(kind: str, *parts: object, **query: object) -> str:
        return site.address(links.asking(links.path_to(kind, *parts), {"as_known_on": moment, **query}))

    def absolute(query: Mapping[str, object]) -> str:
        return site.absolute(request, links.asking(here, {**(kept or {}), **query}))

    shared = {
        **_WORDS,
        "here": here,
        "kept": kept or {},
        "cite_as": lambda form: site.address(links.asking(here, {**(kept or {}), "as_known_on": moment, "cite": form})),
        "live": PLACED not in request.scope,  # not a static copy: questions can be asked
        "whole": whole_page(request),
        "to": to,
        "address": site.address,
        "as_known_on": moment,
        "now": site.address(links.asking(here, kept or {})),
        "canonical": absolute({"as_known_on": moment}),
        "permalink": absolute({"as_known_on": newest.recorded_at}) if newest else None,
        "newest": newest,
        "formats": [
            # The pages of data are longer than those that people read, so their numbers are others.
            (*_ENDINGS[ending], site.address(links.asking(path, {**(kept or {}), "page": None, "as_known_on": moment})))
            for ending, path in (formats or {}).items()
        ],
        "database": site.database.name,
        "digest_of": digest_of,
        "about": await site.about(),
    }
    text = await site.render(request, template, {**shared, **context})
    wanted = request.args.get("cite")
    if wanted in citation.FORMS and newest and status < 400:
        return Response.text(
            citation.FORMS[wanted](_cited(text, shared, newest.recorded_at, (await site.seen(request)).today))
        )
    return Response.html(text, status=status, headers={OURS.decode(): "1"} if status >= 400 else {})


def _cited(text: str, shared: Mapping[str, Any], recorded_at: str, today: str) -> citation.Citation:
    title = unescape(re.findall("<title>(.*?)</title>", text, re.DOTALL)[0])
    site = str(shared["about"].get("title") or "Registry")
    return citation.Citation(title.removesuffix(f" – {site}"), site, shared["permalink"], recorded_at[:10], today)


def named(request: Any) -> str:
    """What stands in the address: a slug, or words that lead to one."""
    return unquote(request.url_vars["slug"])


def here_of(request: Any) -> str:
    """The path of the page, without the prefix under which the site is served."""
    return str(request.scope.get("route_path") or request.path)


def whole_page(request: Any) -> bool:
    """Whether all about a thing is on its page: the pages of single days of a static copy are small."""
    return PLACED not in request.scope or "on" not in request.args


def number_in(request: Any, name: str) -> int:
    """A number of the query, from 1 on; 1 if there is none. Raises RegistryError."""
    text = request.args.get(name) or "1"
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0 and len(text) < 9):
        raise RegistryError(f"{text[:40]!r} is not a page number; leave {name}= out for the first")
    return int(text)


def moved(site: Site, request: Any, path: str) -> Response:
    """To where it stands, with the same query."""
    return Response.redirect(site.address(f"{path}?{request.query_string}" if request.query_string else path))


def plain(value: object, status: int = 200) -> Response:
    """JSON, as the command line writes it; any page on the web may read it."""
    text = json.dumps(value, ensure_ascii=False)
    headers = {"access-control-allow-origin": "*"}
    return Response(text, status, headers, content_type="application/json; charset=utf-8")


def csv_table(found: Table, name: str) -> Response:
    """CSV that no spreadsheet takes for formulas; a leading `'` is ours and may be taken off again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows)
    return file(text.getvalue(), f"{name}.csv", "text/csv")


def file(text: str, name: str, kind: str) -> Response:
    """A text to be saved or subscribed to."""
    safe = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-._"))
    headers = {"access-control-allow-origin": "*", "content-disposition": f'attachment; filename="{safe}"'}
    return Response(text, 200, headers, content_type=f"{kind}; charset=utf-8")
