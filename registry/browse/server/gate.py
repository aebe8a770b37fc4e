"""What a visitor may send to a served registry. The rest is refused before Datasette sees it.

Datasette answers more than a reader needs: it has pages about itself, parameters that are parts of SQL, and takes
as much of everything as is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import parse_qsl, unquote

from registry.browse.server.headers import HEADERS, with_headers
from registry.browse.server.refusals import send_refusal
from registry.browse.server.site import Site

_LONGEST = 4_000  # bytes, of the path and of the query
_MOST = 60  # parameters
_MOST_FACETS = 5  # each is a query of its own
_STATIC = ("-/static/", "-/static-plugins/")
# Of Datasette's own parameters those that choose rows and columns, and how they are shown. Not among them: _where
# and _through (parts of SQL), _fts_table (any table), _searchmode=raw, _ttl (for caches), _trace, _timelimit.
_OFFERED = frozenset({
    "_col", "_nocol", "_facet", "_facet_array", "_facet_date", "_facet_size", "_size", "_next",
    "_sort", "_sort_desc", "_sort_by_desc", "_search", "_labels", "_label", "_shape", "_nl", "_json", "_json_infinity",
    "_dl", "_stream", "_header", "_nofacet", "_nocount", "_nosuggest", "_hide_sql", "_show_sql", "_extra",
    "_blob_column", "_blob_hash",
})  # fmt: skip
_OFFERED_LIKE = re.compile(r"_(search|filter_column|filter_op|filter_value)_\w+|_filter_(column|op|value)")
_NUMBERS = re.compile(r"_(size|facet_size)")
_NUMBER = re.compile(r"[0-9]{1,6}|max")
_TOO_LARGE = re.compile(r"[-+]?[0-9]{19,}")

HERE = ("localhost", "127.0.0.1", "::1")  # the names of this machine for itself

Refusal = tuple[int, str]


def gate(site: Site, app: Any, hosts: Collection[str]) -> Callable[..., Any]:
    """The application for visitors; `hosts`: the names that it may be asked by, any if there are none."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        refusal = _refusal(site, scope, hosts)
        if refusal:
            await _refuse(site, refusal, scope, send)
        else:
            await app(_inner(site, scope), receive, _without_body(send) if scope["method"] == "HEAD" else send)

    return answer


def _inner(site: Site, scope: Any) -> Any:
    """The request without the prefix of the site: where it is left in, Datasette writes it twice into its links."""
    inner = f"/{site.inner_path(scope)}"
    return {**scope, "path": unquote(inner), "raw_path": inner.encode("latin-1")}


def _refusal(site: Site, scope: Any, hosts: Collection[str]) -> Refusal | None:
    """The status and the words; None for what may be asked."""
    path, query = site.inner_path(scope), scope["query_string"].decode("latin-1")
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "This registry can only be read."
    if hosts and _host(scope) not in hosts:
        return 421, "This registry is not served under that host name; `registry serve --base-url` says which."
    if len(path) > _LONGEST or len(query) > _LONGEST:
        return 414, "The address is too long."
    # Two slashes at the beginning, made a redirect, would lead to another site.
    if (scope.get("raw_path") or b"").startswith((b"//", b"/\\")):
        return 404, "There is no such page."
    if path.startswith(_STATIC):
        return None
    if "-" in path.split("/"):
        return 404, "There is no such page: Datasette's pages about itself are not served."
    return _refusal_of(query)


def _refusal_of(query: str) -> Refusal | None:
    try:
        given = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError:
        return 400, f"There are more than {_MOST} parameters."
    for name, value in given:
        if name == "sql" or (name.startswith("_") and "__" not in name and not _offered(name)):
            return 400, f"The parameter {name!r} does not exist here."
        if _NUMBERS.fullmatch(name) and not _NUMBER.fullmatch(value):
            return 400, f"{value!r} is not a number of rows."
        if _TOO_LARGE.fullmatch(value):
            return 400, f"{value} is larger than any number of the registry."
        if "\0" in name or "\0" in value:
            return 400, "A parameter contains an invalid character."
    if sum(name.startswith("_facet") for name, _ in given) > _MOST_FACETS:
        return 400, f"More than {_MOST_FACETS} facets are asked for."
    return None


def _offered(name: str) -> bool:
    return name in _OFFERED or bool(_OFFERED_LIKE.fullmatch(name))


def _host(scope: Any) -> str:
    """The name that was asked for, without the port."""
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
    return re.sub(r":[0-9]*$", "", host).strip("[]")


async def _refuse(site: Site, refusal: Refusal, scope: Any, send: Any) -> None:
    """In a page of ours where somebody reads it; in plain words where a program asks, or asks what nobody should."""
    status, words = refusal
    method, accepted = scope["method"], dict(scope["headers"]).get(b"accept", b"")
    if status in (400, 404) and b"text/html" in accepted:
        await send_refusal(site, _inner(site, scope), with_headers(send), status, words)
        return
    body = b"" if method == "HEAD" else f"{words}\n".encode()
    allowed = [(b"allow", b"GET, HEAD")] if status == 405 else []
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *allowed, *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _without_body(send: Any) -> Callable[[Any], Any]:
    async def bare(event: Any) -> None:
        await send({**event, "body": b""} if event["type"] == "http.response.body" else event)

    return bare
