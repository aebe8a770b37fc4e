"""What every response carries against misuse of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# No script at all in our pages; Datasette's own may load its files, not run what stands in the page.
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def guarded(app: Any) -> Callable[..., Any]:
    """The application with these headers on everything that it answers."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        async def with_headers(event: Any) -> None:
            if event["type"] == "http.response.start":
                event = {**event, "headers": [*event.get("headers", ()), *_HEADERS]}
            await send(event)

        await app(scope, receive, with_headers)

    return answer
