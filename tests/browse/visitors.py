"""Somebody who visits a served registry, in process: through the gate, as `registry serve` serves it.

It imports nothing of the tests, and no HTTP client that would tidy an address: it runs with other Datasettes, too.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from registry.browse.server.serving import Place, application


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


Visit = Callable[..., Reply]


def visitor(path: Path, place: Place | None = None, metadata: Path | None = None) -> Visit:
    """Asks for one address after another, as it is written. What the site raises is raised."""
    served = application(path, place, metadata)

    def visit(address: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Reply:
        return asyncio.run(_ask(served, address, method, {"host": "localhost:8001", **(headers or {})}))

    return visit


async def _ask(served: Any, address: str, method: str, headers: Mapping[str, str]) -> Reply:
    path, _, query = address.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path,
        "raw_path": path.encode(), "query_string": query.encode(), "server": ("localhost", 8001),
        "client": ("127.0.0.1", 1), "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    events: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        events.append(event)

    await served(scope, receive, send)
    start, *rest = events
    told = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Reply(start["status"], told, b"".join(event.get("body", b"") for event in rest).decode("utf-8", "replace"))
