"""The pages as plain files: each is asked for once, in this process, and its links are made to lead to files."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

from registry.api import CommandRegistry, Registry
from registry.browse.publish.static_links import SEARCH, STYLE, SitePages, is_of_a_page, on_the_web, place_of, relinked
from registry.browse.server.responses import page
from registry.browse.server.serving import opened
from registry.browse.server.site import PLACED, Site
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.errors import RegistryError
from registry.domain.names.keys import name_key
from registry.domain.tenures.change_days import days_among, days_of

_MOST_DAYS = 100  # pages of days of a role or an organization, the newest
_NO_ADDRESS = re.compile(r"URL:/[^\r]*\r\n(?: [^\r]*\r\n)*")  # of an event; where it is is not known


class Entry(NamedTuple):
    """A line of the list of everything. `also`: other names; `words`: all by which it is found."""

    kind: str
    slug: str
    label: str
    also: tuple[str, ...]
    words: str


def write_site(
    copy: Path,
    folder: Path,
    base: str | None,
    metadata: Path | None = None,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Write the pages of the registry at `copy` into the folder; `told` is told how many of how many files are written.

    `base`: where they will be, for what needs whole addresses. Raises RegistryError for metadata that cannot be read.
    """
    site = opened(copy, "/", metadata, immutable=True, alone=True)
    with closing(CommandRegistry.to_read(copy)) as registry:
        shelf, entries = _shelf(registry, base), _entries(registry)
    asyncio.run(_write_all(site, shelf, entries, folder, told or (lambda done, known: None)))
    _write(folder, STYLE, files("registry.browse").joinpath("static/registry.css").read_bytes())
    _write(folder, "static/search.js", files("registry.browse").joinpath("texts/search.js").read_bytes())


def _shelf(registry: Registry, base: str | None) -> SitePages:
    listed = {
        "role": registry.roles.list(),
        "person": registry.people.list(),
        "organization": registry.organizations.list(),
    }
    slugs = {kind: frozenset(each.slug for each in found) for kind, found in listed.items()}
    slugs["source"] = frozenset(each.slug for each in registry.sources.list())
    slugs["change"] = frozenset(str(each.number) for each in registry.log() if each.number)
    # Where the slug that another program gave ends as data does, the site answers with data.
    slugs = {kind: frozenset(slug for slug in found if is_of_a_page(slug)) for kind, found in slugs.items()}
    days = {("role", slug): days_of(registry.history(slug).holders)[-_MOST_DAYS:] for slug in slugs["role"]}
    for slug in slugs["organization"]:
        moves = registry.changes(FIRST_DAY, LAST_DAY, slug).movements
        days["organization", slug] = days_among(moves)[-_MOST_DAYS:]
    return SitePages(slugs, days, registry.today(), base)


def _entries(registry: Registry) -> list[Entry]:
    """Everything that has names, by name."""
    found = [*_found(registry)]
    return sorted(found, key=lambda entry: (entry.label.casefold(), entry.kind, entry.slug))


def _found(registry: Registry) -> Iterator[Entry]:
    for kind, listed, profile in (
        ("person", registry.people.list(), registry.people.show),
        ("organization", registry.organizations.list(), registry.organizations.show),
        ("role", registry.roles.list(), registry.roles.show),
    ):
        for each in listed:
            also = tuple(name.name for name in profile(each.slug).names)
            words = dict.fromkeys(word for name in (each.label, *also) for word in (name, name_key(name)))
            yield Entry(kind, each.slug, each.label, also, " ".join(words))


async def _write_all(
    site: Site, shelf: SitePages, entries: list[Entry], folder: Path, told: Callable[[int, int], None]
) -> None:
    first = ["/", "/people", "/roles", "/organizations", "/sources", "/changes"]
    first += [f"/{entry.kind}/{_quoted(entry.slug)}" for entry in entries]
    first += [f"/{kind}/{_quoted(slug)}" for kind in ("source", "change") for slug in sorted(shelf.slugs[kind])]
    for kind in ("role", "organization"):
        first += [f"/{kind}/{_quoted(slug)}/profile.json" for slug in sorted(shelf.slugs[kind])]
    waiting: deque[tuple[str, str]] = deque()
    seen = {SEARCH}

    def find(address: str, exact: bool = False) -> str | None:
        place = place_of(shelf, address, exact=exact)
        if place and place.file not in seen:
            seen.add(place.file)
            waiting.append(place)
        return place.file if place else None

    for address in first:
        find(address)
    app, done = site.datasette.app(), 0
    while waiting:
        file, address = waiting.popleft()
        body = await _asked(app, shelf, address, file)
        if file.endswith(".html"):
            body = relinked(body.decode(), file, find).encode()
        elif file.endswith(".ics"):
            body = _NO_ADDRESS.sub("", body.decode()).encode()
        _write(folder, file, body)
        told(done := done + 1, done + len(waiting))
    request = _request(_scope(shelf, "/search"))
    answer = await page(site, request, "everything", {"entries": entries})
    _write(folder, SEARCH, relinked(answer.body, SEARCH, find).encode())
    if shelf.base:
        words = {"message": "There is no such page. Search for a name, or begin at the front page.", "status": 404}
        missing = await page(site, request, "refused", {**words, "choices": (), "noun": "role"}, status=404)
        _write(folder, "404.html", relinked(missing.body, "404.html", find, shelf.base).encode())
        _write(folder, "sitemap.xml", _sitemap(shelf.base, [file for file in seen if _is_listed(file)]).encode())


def _is_listed(file: str) -> bool:
    """Whether search engines are told of the file: the pages of things and the lists, not those of single days."""
    kind, _, rest = file.partition("/")
    return file.endswith(".html") and (not rest or (kind in ("role", "person", "organization") and "/" not in rest))


def _sitemap(base: str, pages: list[str]) -> str:
    """The addresses of the pages (sitemaps.org, 0.9)."""
    root = ElementTree.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for file in sorted(pages)[:50_000]:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = f"{base}{quote(file)}"
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")


async def _asked(app: Any, shelf: SitePages, address: str, file: str) -> bytes:
    """What the site answers. Raises RegistryError if that does not belong into the file."""
    events: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        events.append(event)

    await app(_scope(shelf, address), receive, send)
    start, *rest = events
    kind = dict(start["headers"]).get(b"content-type", b"").decode()
    # Data in a page would be markup.
    if start["status"] != 200 or kind.startswith("text/html") != file.endswith(".html"):
        raise RegistryError(
            f"the page {address!r} cannot be written (status {start['status']}, {kind}); see `registry doctor`"
        )
    return b"".join(event.get("body", b"") for event in rest)


def _scope(shelf: SitePages, address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    host = urlsplit(shelf.base or "").netloc or "localhost"
    return {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "https", "path": unquote(path),
        "raw_path": path.encode(), "query_string": query.encode(), "server": (host, 443), "client": ("127.0.0.1", 1),
        "headers": [(b"host", host.encode())], PLACED: lambda wanted: on_the_web(shelf, wanted),
        "csrftoken": lambda: "",  # Datasette looks for it where it makes a page
    }  # fmt: skip


def _request(scope: dict[str, Any]) -> Any:
    from datasette.utils.asgi import Request

    return Request(scope, None)


def _quoted(slug: str) -> str:
    return quote(slug, safe="")


def _write(folder: Path, file: str, body: bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
