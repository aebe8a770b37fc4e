"""Texts on their way out, compressed for whoever takes gzip (RFC 9110, 8.4)."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

_TEXTS = (b"text/", b"application/json", b"application/atom+xml", b"application/javascript", b"image/svg+xml")
_LEVEL = 5  # a page takes 1 ms; 9 takes four times as long for a hundredth less
_SMALLEST = 500  # bytes; what is smaller grows


def compressed(app: Any) -> Callable[..., Any]:
    """The application with its texts compressed, piece by piece as they come."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] == "HEAD":
            await app(scope, receive, send)
            return
        takes_gzip = _takes_gzip(dict(scope["headers"]).get(b"accept-encoding", b""))
        start: Any = None
        packer: Any = None

        async def packed(event: Any) -> None:
            nonlocal start, packer
            if event["type"] == "http.response.start":
                start = event
                return
            if start is not None:  # now it is known whether it is worth it
                more, size = event.get("more_body", False), len(event.get("body", b""))
                headers = [(name.lower(), value) for name, value in start.get("headers", ())]
                if _is_text(dict(headers)):
                    headers = _varying(headers)
                    if takes_gzip and start["status"] == 200 and (more or size >= _SMALLEST):
                        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
                        headers = [*_weak(headers), (b"content-encoding", b"gzip")]
                await send({**start, "headers": headers})
                start = None
            if packer is not None and event["type"] == "http.response.body":
                body = packer.compress(event.get("body", b""))
                event = {**event, "body": body if event.get("more_body") else body + packer.flush()}
            await send(event)

        await app(scope, receive, packed)
        if start is not None:
            await send(start)

    return answer


def _is_text(headers: dict[bytes, bytes]) -> bool:
    return b"content-encoding" not in headers and headers.get(b"content-type", b"").startswith(_TEXTS)


def _takes_gzip(accepted: bytes) -> bool:
    """Whether gzip is among the codings, and not with a weight of 0."""
    for coding in accepted.decode("latin-1").lower().split(","):
        name, _, weight = coding.strip().partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _varying(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """A cache must not hand the compressed form to those who cannot read it."""
    vary = [value for name, value in headers if name == b"vary"]
    return [each for each in headers if each[0] != b"vary"] + [(b"vary", b", ".join([*vary, b"Accept-Encoding"]))]


def _weak(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Without the length of the other form; a strong tag names exact bytes, and these are others."""
    return [
        (name, b"W/" + value if name == b"etag" and not value.startswith(b"W/") else value)
        for name, value in headers
        if name != b"content-length"
    ]
