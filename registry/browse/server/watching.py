"""For whoever keeps a served registry running: whether it answers, and a line for each request."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TextIO

from registry.browse.server.headers import HEADERS
from registry.browse.server.site import Site

_HEALTH = "health"


def healthy(site: Site, app: Any) -> Callable[..., Any]:
    """The application with `/health`: 200 where the registry can be read, else 503. It is asked by any name."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and _is_health(site, scope)
        if not asked:
            await app(scope, receive, send)
            return
        status, told = await _state(site)
        body = b"" if scope["method"] == "HEAD" else json.dumps(told).encode() + b"\n"
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"), *HEADERS]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


def _is_health(site: Site, scope: Any) -> bool:
    return scope["path"] == f"/{_HEALTH}" or site.inner_path(scope) == _HEALTH


async def _state(site: Site) -> tuple[int, dict[str, object]]:
    """The newest change is told, so that somebody sees whether a new version is served."""
    try:
        newest = await site.ask_now(lambda registry: next(iter(registry.newest(1)), None))
    except Exception:  # noqa: BLE001 – whatever it is, the answer is that it does not work
        return 503, {"status": "the registry cannot be read"}
    return 200, {"status": "ok", "change": newest.number if newest else None}


def logged(app: Any, log: TextIO) -> Callable[..., Any]:
    """The application with a line for each request: when, what, how it ended, bytes, milliseconds.

    Neither the query nor the visitor's address is written: who asked for whom is nobody's business.
    """

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        status, size, begun = 0, 0, time.perf_counter()

        async def counted(event: Any) -> None:
            nonlocal status, size
            status = event.get("status", status)
            size += len(event.get("body", b""))
            await send(event)

        try:
            await app(scope, receive, counted)
        finally:
            at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            path = json.dumps(scope["path"])  # a line break in it must not begin a line
            took = round(1000 * (time.perf_counter() - begun))
            print(f"{at} {scope['method']} {path} {status or '-'} {size} {took} ms", file=log, flush=True)

    return answer
