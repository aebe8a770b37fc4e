"""Whether a page is still as the visitor has it: entity tags (RFC 9110, 8.8.3 and 13.1.2)."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from datasette import Response

from registry.browse.site import Site


async def tag_of(site: Site, request: Any) -> str:
    """Another one whenever the answer may be: the record, the day, the address, the metadata or the program changed."""
    newest, today = await site.ask(request, lambda registry: (registry.newest(1), registry.today()))
    state = (newest, today, _file(site.database.path), request.url, await site.about(), _program())
    return f'"{sha256(repr(state).encode()).hexdigest()[:32]}"'


def _file(path: str) -> list[tuple[int, int]]:
    """Other programs may write without a change, so when and how large it was written counts, too."""
    found = [Path(f"{path}{ending}") for ending in ("", "-wal")]
    return [(each.stat().st_mtime_ns, each.stat().st_size) for each in found if each.exists()]


@cache
def _program() -> str:
    """Which version wrote the pages; templates and styles of a checkout count by when they were changed."""
    files = [path for folder in ("templates", "static") for path in (Path(__file__).parent / folder).rglob("*.*")]
    return f"{version('registry')} {max(path.stat().st_mtime_ns for path in files)}"


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
    """304."""
    return Response("", 304, {"etag": tag, **caching(request)})
