"""What is refused, and whose fault it is that a page cannot be made: the visitor's, or of something broken here."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import traceback
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from datasette import Response

from registry.browse.server.responses import OURS, page, plain
from registry.browse.server.site import Site, here_of
from registry.domain.errors import ChoiceError, NotFoundError, RegistryError

_LOG = logging.getLogger(__name__)
_PROGRAM = str(Path(__file__).parents[2])
# What no question can cause: the file is busy, locked, unreadable, broken or gone, or there is no room.
_OF_THE_FILE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB,
}  # fmt: skip
_FUNCTION_FAILED = b"user-defined function raised exception"  # all that SQLite says of it
_OWN_WORDS = {
    400: "The tables cannot be asked that: {}.",
    403: "That is not for visitors.",
    404: "There is no such page here.",
    500: "This page cannot be made; that is a fault of the program, not of yours.",
}


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
        "noun": ["role"] if words[0] == "who" else words[:2] if words[0] == "embed" else words[:1],
        "on": request.args.get("on"),
        "wanted": request.args.get("role") or re.sub(r"\.[a-z]+$", "", words[-1]).replace("-", " ")[:200],
    }
    return await page(site, request, "refused", context, status=status)


async def broken(site: Site, request: Any) -> Response:
    """What cannot be answered because something is broken here."""
    said = _OWN_WORDS[500]
    if here_of(request).endswith(".json"):
        answer = plain({"ok": False, "error": said, "status": 500}, 500)
        answer.headers[OURS.decode()] = "1"
        return answer
    return await refusal(site, request, 500, said)


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


def in_own_words(site: Site, app: Any) -> Callable[..., Any]:
    """The application with pages of ours in the place of Datasette's about what it cannot show.

    Of a table it raises, as a fault of its own (500), what a visitor asked wrongly, such as an order by a column that
    is not there: that is 400. A fault of ours stays one: see is_ours.
    """

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        held: Any = None  # the start of a refusal of Datasette's, until its reason is there
        reason = b""

        async def looked_at(event: Any) -> None:
            nonlocal held, reason
            if event["type"] == "http.response.start":
                own = any(name.lower() == OURS for name, _ in event["headers"])
                event = {**event, "headers": [header for header in event["headers"] if header[0].lower() != OURS]}
                if event["status"] >= 400 and not own and _kind(event).startswith((b"text/html", b"application/json")):
                    held = event
                    return
            if held:
                reason += event.get("body", b"")
            else:
                await send(event)

        await app(scope, receive, looked_at)
        if held:
            await _refuse_anew(site, scope, send, held, reason)

    return answer


def _kind(start: Any) -> bytes:
    """The content type of an answer."""
    return next((bytes(value) for name, value in start["headers"] if name.lower() == b"content-type"), b"")


async def _refuse_anew(site: Site, scope: Any, send: Any, start: Any, text: bytes) -> None:
    """What Datasette refuses, in our words and with the right status: JSON as JSON, a page as a page of ours."""
    status = start["status"]
    if status >= 500 and site.is_table(scope):
        status = 400
    if _FUNCTION_FAILED in text and site.is_table(scope):  # of a query: one of our functions, and it is logged
        status = 500
    if _kind(start).startswith(b"text/html") and status in _OWN_WORDS:
        await send_refusal(site, scope, send, status, _OWN_WORDS[status].format(_reason(text)))
        return
    if status != start["status"]:
        text = _told_again(text, status)
    headers = [header for header in start["headers"] if header[0].lower() != b"content-length"]
    await send({**start, "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def _reason(page_of_theirs: bytes) -> str:
    """Why, in the words of Datasette's page."""
    found = re.search(
        rb"<h1[^>]*>.*?</h1>\s*<p>(.*?)</p>|class=\"message-error\">(.*?)</p>", page_of_theirs[:100_000], re.DOTALL
    )
    words = next((each for each in (found.groups() if found else ()) if each), b"")
    why = unescape(re.sub(r"<[^>]*>", "", words.decode("utf-8", "replace"))).strip().rstrip(".")
    return why[:200] or "one of its parts means nothing here"


def _told_again(text: bytes, status: int) -> bytes:
    """Datasette writes the status into its JSON, too, and of a fault of ours nothing else is for strangers."""
    if status == 500:
        return json.dumps({"ok": False, "error": _OWN_WORDS[500], "status": 500}).encode()
    return text.replace(b'"status": 500', b'"status": %d' % status)


def is_ours(error: BaseException) -> bool:
    """Whether this program or the file has failed, and not Datasette over what a visitor asked it."""
    from datasette.utils.asgi import Base400
    from datasette.views.base import DatasetteError

    if isinstance(error, Base400 | DatasetteError):  # what it refuses; of a query that failed see responses.py
        return False
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_FILE:
        return True
    return any(frame.filename.startswith(_PROGRAM) for frame in traceback.extract_tb(error.__traceback__))


async def fault(site: Site, request: Any, error: BaseException) -> Response:
    """Our page with status 500, and a line in the log. The query is not written: it is nobody's business."""
    _LOG.error("%s could not be answered: %r", request.path, error, exc_info=error)
    return await broken(site, request)
