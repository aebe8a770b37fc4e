"""Answers to a request: pages, JSON, CSV, other texts, redirects and refusals."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote

from datasette import Response

from registry.browse.server import links
from registry.browse.server.site import Site, here_of
from registry.browse.views import citation
from registry.browse.views.card import can_draw
from registry.browse.views.snippet import snippet
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
    "web": links.web, "host_of": links.host_of, "elsewhere": links.elsewhere, "language": links.language,
    "page_of_row": links.page_of_row, "page_of_field": links.page_of_field, "safe_name": links.safe_name,
}  # fmt: skip


async def page(
    site: Site,
    request: Any,
    template: str,
    context: Mapping[str, Any],
    *,
    formats: Mapping[str, tuple[str, ...]] | None = None,
    kept: Mapping[str, object] | None = None,
    status: int = 200,
) -> Response:
    """A page of the plugin.

    `formats`: what the same answer is called as json, csv, ics, atom. `kept`: the part of the query that belongs to the
    permanent address.
    """
    moment, find, query = request.args.get("as_known_on"), site.links(request), dict(kept or {})
    newest = None if status >= 400 else (await site.seen(request)).newest
    # The pages of data are longer than those that people read, so their numbers are others.
    as_data = [
        (*_ENDINGS[ending], find.data(ending, parts[0], *parts[1:], **{**query, "page": None}))
        for ending, parts in (formats or {}).items()
    ]
    shared = {
        **_WORDS,
        "here": here_of(request),
        "kept": query,
        "cite_as": lambda form: find.here(**query, cite=form),
        "live": find.live,
        "changes_about": site.changes_about,
        "to": find.to,
        "to_kind": lambda kind: lambda slug: find.to(kind, slug),
        "data": find.data,
        "asset": find.asset,
        "webcal": lambda address: links.webcal(find.whole(address)),
        "tables": find.tables(),
        "as_known_on": moment,
        "now": find.here(**query, as_known_on=None),
        "canonical": find.whole(find.here(**query)),
        "permalink": find.whole(find.here(**query, as_known_on=newest.recorded_at)) if newest else None,
        "newest": newest,
        "formats": [each for each in as_data if each[-1]],
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


def preview(site: Site, request: Any, kind: str, slug: str, **query: object) -> str | None:
    """The whole address of the picture for those who link to the page; None where none can be drawn or addressed."""
    find = site.links(request)
    if not find.live or not can_draw():
        return None
    address = find.whole(find.to("card", kind, f"{slug}.png", **query))
    return address if address and address.startswith("http") else None


class Embeddable(NamedTuple):
    """`snippet`: the HTML to copy; `oembed`: the address at which programs find it."""

    snippet: str
    oembed: str


def embeddable(site: Site, request: Any, kind: str, slug: str, title: str, **query: object) -> Embeddable | None:
    """How to embed the page of a role or an organization; None where nobody may, or the public address is not known."""
    find = site.links(request)
    if not find.live or site.embedders() is None:
        return None
    source, itself = find.whole(find.to("embed", kind, slug, **query)), find.whole(find.to(kind, slug, **query))
    if not (source or "").startswith("http"):
        return None
    return Embeddable(snippet(str(source), title, kind), str(find.whole(find.to("oembed", url=itself))))
