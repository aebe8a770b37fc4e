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
# Of the pages that others show in a frame of theirs: they have no form, and nothing in them acts.
_EMBEDDED = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {}"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def guarded(app: Any, policy_of: Callable[[Any], str | None] = lambda _: None) -> Callable[..., Any]:
    """The application with these headers on everything that it answers; `policy_of`: of an ASGI scope, None = the
    strictest.
    """

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, with_headers(send, policy_of(scope) if scope["type"] == "http" else None))

    return answer


def policy(*, scripts: bool, embedders: str | None) -> str | None:
    """Another policy than the strictest: with `scripts`, or for a page that `embedders` may show in a frame."""
    if embedders:
        return _EMBEDDED.format(embedders)
    return _WITH_SCRIPTS if scripts else None


def with_headers(send: Any, policy: str | None = None) -> Callable[[Any], Any]:
    """What sends an answer with these headers on it; `policy`: another Content-Security-Policy."""
    own = ((b"content-security-policy", policy.encode()), *HEADERS[1:]) if policy else HEADERS

    async def sent(event: Any) -> None:
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event.get("headers", ()), *own]}
        await send(event)

    return sent
