"""Whether a page is still as the visitor has it: entity tags (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from datasette import Response

from registry import __version__
from registry.api import Registry
from registry.domain.history.changes import Change

_ASSETS = "/-/static-plugins/officeholders/"


class Unchanged(Exception):  # noqa: N818 – no error: what was to be found out
    """The visitor has the answer with this tag already."""


class Visit:
    """The state of the record that a visitor is answered from; looked at together with the first question."""

    def __init__(self, request: Any, path: str, about: Mapping[str, str]) -> None:
        self.tag = self.today = ""
        self.newest: Change | None = None
        self._request, self._path, self._about = request, path, about

    def look(self, registry: Registry) -> None:
        """Before a question is answered. Raises Unchanged."""
        if self.tag:
            return
        self.newest = next(iter(registry.newest(1)), None)
        self.today = registry.today()
        self.tag = self._tag(self.today)
        if is_known(self._request, self.tag):
            raise Unchanged(self.tag)

    def _tag(self, today: str) -> str:
        """Another one whenever the answer may be: the record, day, address, metadata or program changed."""
        state = (self.newest, today, _file(self._path), self._request.url, self._about, _program())
        return f'"{sha256(repr(state).encode()).hexdigest()[:32]}"'


def _file(path: str) -> list[tuple[int, int]]:
    """Other programs may write without a change, so when and how large it was written counts, too."""
    found = []
    for ending in ("", "-wal"):
        with suppress(FileNotFoundError):
            state = Path(f"{path}{ending}").stat()
            found.append((state.st_mtime_ns, state.st_size))
    return found


@cache
def _program() -> str:
    """Which version wrote the pages; templates and styles of a checkout count by when they were changed."""
    files = [path for folder in ("templates", "static") for path in (Path(__file__).parents[1] / folder).rglob("*.*")]
    return f"{__version__} {max(path.stat().st_mtime_ns for path in files)}"


@cache
def digest_of(asset: str) -> str:
    """What stands after the name of a file of ours in links: another one whenever the file changes."""
    return sha256((Path(__file__).parents[1] / "static" / asset).read_bytes()).hexdigest()[:12]


def kept_assets(app: Callable[..., Any]) -> Callable[..., Any]:
    """The application whose own files are kept for a year by whoever asked for them with their digest."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        name = _asset(scope)
        if name is None:
            await app(scope, receive, send)
            return

        async def sent(event: Any) -> None:
            if event["type"] == "http.response.start" and event["status"] == 200:
                headers = [header for header in event["headers"] if header[0].lower() != b"cache-control"]
                event = {**event, "headers": [*headers, (b"cache-control", b"public, max-age=31536000, immutable")]}
            await send(event)

        await app(scope, receive, sent)

    return answer


def _asset(scope: Any) -> str | None:
    """The file of ours that is asked for with its right digest."""
    if scope["type"] != "http" or _ASSETS not in scope["path"]:
        return None
    name = scope["path"].partition(_ASSETS)[2]
    known = re.fullmatch(r"[a-z-]+\.[a-z]+", name) and (Path(__file__).parents[1] / "static" / name).is_file()
    return name if known and scope["query_string"].decode("latin-1") == digest_of(name) else None


def is_known(request: Any, tag: str) -> bool:
    """Whether the visitor has the page with this tag."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in re.findall(r'"[^"]*"', known)


def caching(request: Any) -> dict[str, str]:
    """What may keep an answer: a page that somebody had to sign in for is kept by nobody else."""
    if request.actor:
        return {"cache-control": "private, max-age=60", "vary": "Cookie"}
    return {"cache-control": "public, max-age=60"}


def unchanged(request: Any, tag: str) -> Response:
    """304. The tag is weak, as that of the page is: compressed and plain, a page has one tag and other bytes."""
    return Response("", 304, {"etag": f"W/{tag}", **caching(request)})
