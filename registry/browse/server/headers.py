"""What every response carries against misuse of the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# No script at all: our pages have none, and Datasette's do all that is needed without theirs, which stand within
# their pages, so that allowing them would allow any. Its pages colour headings with `style=`.
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def guarded(app: Any) -> Callable[..., Any]:
    """The application with these headers on everything that it answers."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, with_headers(send))

    return answer


def with_headers(send: Any) -> Callable[[Any], Any]:
    """What sends an answer with these headers on it."""

    async def sent(event: Any) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event.get("headers", ()), *HEADERS]}
        await send(event)

    return sent
