"""Answers to a request: pages, JSON, CSV, other texts, redirects and refusals."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote

from datasette import Response

from registry.browse.server import links
from registry.browse.server.caching import digest_of
from registry.browse.server.site import PLACED, Site
from registry.browse.views import citation
from registry.domain.dates import wording
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError
from registry.domain.exchange.csv_injection import harmless
from registry.domain.presentation import past, sentences
from registry.domain.presentation.tables import Table

_OURS = b"x-registry-page"  # on its way out: a page of ours says what it says
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
    return Response.html(text, status=status, headers={_OURS.decode(): "1"} if status >= 400 else {})


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


async def refused(site: Site, request: Any, error: RegistryError) -> Response:
    """What cannot be answered: 404 for what is not recorded, 400 for what cannot be asked, 300 for a choice."""
    choices: Sequence[tuple[str, str]] = error.candidates if isinstance(error, ChoiceError) else ()
    status = 300 if choices else 404 if isinstance(error, NotFoundError) else 400
    moment = request.args.get("as_known_on")
    told = for_readers(str(error))
    said = f"as the registry knew it on {moment}: {told}" if moment and status == 404 else told
    if request.url_vars.get("format"):
        return plain({"error": said, **({"choices": dict(choices)} if choices else {})}, status)
    return await refusal(site, request, status, said, choices)


def for_readers(message: str) -> str:
    """The message without what somebody would type at a terminal: readers of pages have none."""
    kept = [part for part in re.split(r"; |(?<=\.) ", message) if "`" not in part]
    return "; ".join(kept) or "that cannot be answered here"


async def refusal(
    site: Site, request: Any, status: int, said: str, choices: Sequence[tuple[str, str]] = ()
) -> Response:
    """Our page that says why, with a search for what was meant; `choices`: slugs and names that could be."""
    words = unquote(here_of(request)).strip("/").split("/")
    context = {
        "message": said,
        "status": status,
        "choices": choices,
        "noun": "role" if words[0] == "who" else words[0],
        "on": request.args.get("on"),
        "wanted": request.args.get("role") or re.sub(r"\.[a-z]+$", "", words[-1]).replace("-", " ")[:200],
    }
    return await page(site, request, "refused", context, status=status)


async def send_refusal(site: Site, scope: Any, send: Any, status: int, said: str) -> None:
    """The page as the answer to a request that Datasette has not taken, or has refused in its own words."""
    from datasette.utils.asgi import Request

    await site.datasette.invoke_startup()
    request = Request({"csrftoken": lambda: "", **scope, "route_path": f"/{site.inner_path(scope)}"}, None)
    answer = await refusal(site, request, status, said)
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
    body = b"" if scope["method"] == "HEAD" else answer.body.encode("utf-8", "replace")
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


_OWN_WORDS = {
    400: "The tables cannot be asked that: {}.",
    403: "That is not for visitors.",
    404: "There is no such page here.",
    500: "This page cannot be made; that is a fault of the program, not of yours.",
}


def in_own_words(site: Site, app: Any) -> Callable[..., Any]:
    """The application with pages of ours in the place of Datasette's about what it cannot show.

    Of a table it raises, as a fault of its own (500), what a visitor asked wrongly, such as an order by a column that
    is not there: that is 400.
    """

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refused_with: int | None = None
        as_data = False
        told = b""

        async def looked_at(event: Any) -> None:
            nonlocal refused_with, as_data, told
            if event["type"] == "http.response.start":
                status = 400 if event["status"] >= 500 and site.is_table(scope) else event["status"]
                kind = {name.lower(): value for name, value in event["headers"]}.get(b"content-type", b"")
                as_data = kind.startswith(b"application/json")
                own = any(name.lower() == _OURS for name, _ in event["headers"])
                if status in _OWN_WORDS and not own and kind.startswith(b"text/html"):
                    refused_with = status
                    return
                headers = [header for header in event["headers"] if header[0].lower() != _OURS]
                event = {**event, "status": event["status"] if own else status, "headers": headers}
            if refused_with is None:
                await send(_said_in_json(event) if as_data else event)
            else:
                told += event.get("body", b"")[:100_000]

        await app(scope, receive, looked_at)
        if refused_with is not None:
            reason = re.search(rb"<h1[^>]*>.*?</h1>\s*<p>(.*?)</p>|class=\"message-error\">(.*?)</p>", told, re.DOTALL)
            found = next((each for each in (reason.groups() if reason else ()) if each), b"")
            why = unescape(re.sub(r"<[^>]*>", "", found.decode("utf-8", "replace"))).strip().rstrip(".")
            said = _OWN_WORDS[refused_with].format(why[:200] or "one of its parts means nothing here")
            await send_refusal(site, scope, send, refused_with, said)

    return answer


def _said_in_json(event: Any) -> Any:
    """Datasette writes the status into the text, too."""
    body = event.get("body", b"")
    return {**event, "body": body.replace(b'"status": 500', b'"status": 400')} if b'"ok": false' in body else event
