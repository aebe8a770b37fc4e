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
# Of Datasette's own pages where the operator allows scripts: those of its plugins stand within the pages, too.
_WITH_SCRIPTS = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def guarded(app: Any, may_script: Callable[[Any], bool] = lambda _: False) -> Callable[..., Any]:
    """The application with these headers on everything that it answers; `may_script` looks at the ASGI scope."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        scripts = scope["type"] == "http" and may_script(scope)
        await app(scope, receive, with_headers(send, _WITH_SCRIPTS if scripts else None))

    return answer


def with_headers(send: Any, policy: str | None = None) -> Callable[[Any], Any]:
    """What sends an answer with these headers on it; `policy`: another Content-Security-Policy."""
    own = ((b"content-security-policy", policy.encode()), *HEADERS[1:]) if policy else HEADERS

    async def sent(event: Any) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event.get("headers", ()), *own]}
        await send(event)

    return sent
