"""The pages as plain files: the pages of the server, made once each in this process, with links between files."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from registry.api import CommandRegistry, Registry
from registry.browse.pages.changes import change_page, changes_feed, changes_page
from registry.browse.pages.days import days_page, of_page
from registry.browse.pages.feeds import movements_atom
from registry.browse.pages.home import home_page
from registry.browse.pages.listings import listing_page
from registry.browse.pages.organization import organization_page
from registry.browse.pages.person import person_page
from registry.browse.pages.role import history_page, role_findings, role_page
from registry.browse.pages.source import source_page
from registry.browse.publish.site_files import Contents, changes_about, contents, letters
from registry.browse.publish.static_links import ALL_DATA, LISTINGS, THINGS, FileLinks, PageFile
from registry.browse.server.base_address import base_address
from registry.browse.server.responses import page
from registry.browse.server.serving import opened
from registry.browse.server.site import Site
from registry.domain.errors import RegistryError
from registry.services.care.atomic_write import folder_next_to

_VIEWS: dict[tuple[str, str | None, str], Callable[[Site, Any], Awaitable[Any]]] = {
    ("", None, "html"): home_page,
    ("role", None, "html"): role_page,
    ("role", "findings", "html"): role_findings,
    ("role", "history", "csv"): history_page,
    ("role", None, "ics"): role_page,
    ("person", None, "html"): person_page,
    ("organization", None, "html"): organization_page,
    ("source", None, "html"): source_page,
    ("change", None, "html"): change_page,
    ("movements", None, "atom"): movements_atom,
    ("changes", None, "html"): changes_page,
    ("changes", None, "json"): changes_page,
    ("changes", None, "csv"): changes_page,
    ("changes", None, "atom"): changes_feed,
    **{(listed, None, form): listing_page for listed in LISTINGS[:-1] for form in ("html", "json", "csv")},
}
_ASSETS = {"registry.css": "static", "icon.svg": "static", "search.js": "texts"}
_MISSING = "There is no such page. Search for a name, or begin at the front page."
_BEGUN = (1980, 1, 1, 0, 0, 0)  # in the place of the time of writing: the same registry gives the same file

Heard = Callable[[int, int], None]


def write_site(
    copy: Path, folder: Path, base: str | None, metadata: Path | None = None, told: Heard | None = None
) -> None:
    """Write the pages of the registry at `copy` into the folder; `told` is told how many of how many files are written.

    `base`: where they will be, for what needs whole addresses. Raises RegistryError for metadata that cannot be read.
    """
    site = opened(copy, "/", metadata, immutable=True, alone=True)
    with closing(CommandRegistry.to_read(copy)) as registry:
        found = contents(registry, base)
        made = _Made(site, found, folder, registry, told or (lambda done, known: None))
        asyncio.run(made.write())
        _write_data(registry, folder)
    for name, place in _ASSETS.items():
        _write(folder, f"static/{name}", resources("registry.browse").joinpath(f"{place}/{name}").read_bytes())


class _Made:
    """The files that are written, and those that wait because a page links to them."""

    def __init__(self, site: Site, found: Contents, folder: Path, registry: Registry, told: Heard) -> None:
        self.files, self.entries, self.folder, self.told = found.files, found.entries, folder, told
        self.site = replace(site, changes_about=partial(changes_about, registry))
        self.waiting: deque[PageFile] = deque()
        self.seen: set[str] = {"search.html"}

    async def write(self) -> None:
        """Begin with everything that is; what only some pages link to comes as they are written."""
        await self.site.datasette.invoke_startup()
        self._expect(PageFile("index.html", ""))
        for listed in LISTINGS:
            self._expect(self.files.file_of(listed, ()))
        for kind in THINGS:
            for slug in sorted(self.files.slugs[kind]):
                self._expect(self.files.file_of(kind, (slug,)))
        while self.waiting:
            place = self.waiting.popleft()
            _write(self.folder, place.file, await self._asked(place))
            self.told(len(self.seen) - len(self.waiting), len(self.seen))
        await self._write_search()
        await self._write_missing()
        if self.files.base:
            pages = [file for file in self.seen if _is_listed(file)]
            _write(self.folder, "sitemap.xml", _sitemap(self.files.base, pages).encode())
            if base_address(self.files.base).prefix == "/":  # programs look for it at the root of a host alone
                robots = f"User-agent: *\nAllow: /\nSitemap: {self.files.base}sitemap.xml\n"
                _write(self.folder, "robots.txt", robots.encode())

    def _expect(self, place: PageFile | None) -> None:
        if place and place.file not in self.seen:
            self.seen.add(place.file)
            self.waiting.append(place)

    def _site(self, file: str, root: str | None = None) -> Site:
        return replace(self.site, static=FileLinks(self.files, file, self._expect, root))

    async def _asked(self, place: PageFile) -> bytes:
        """What the server would answer. Raises RegistryError if that does not belong into the file."""
        request, site = _request(place), self._site(place.file)
        view = _VIEWS.get((place.kind, place.part, place.form))
        if view is None:
            days = of_page(self.files.days[str(place.slug)], place.page)
            view = partial(days_page, shown=days)
        answer = await view(await site.visited(request), request)
        kind = answer.content_type.partition(";")[0]
        # Data in a page would be markup.
        if answer.status != 200 or (kind == "text/html") != (place.form == "html"):
            raise RegistryError(
                f"the page {place.file!r} cannot be written (status {answer.status}, {kind}); see `registry doctor`"
            )
        body: str | bytes = answer.body
        return body.encode() if isinstance(body, str) else body

    async def _write_search(self) -> None:
        site, place = self._site("search.html"), PageFile("search.html", "search")
        answer = await page(site, _request(place), "everything", {"entries": self.entries, "letters": letters()})
        _write(self.folder, place.file, answer.body.encode())

    async def _write_missing(self) -> None:
        """A host shows this page at any address: without a public address it cannot link to anything."""
        site, place = self._site("404.html", self.files.base), PageFile("404.html", "404")
        if not self.files.base:
            text = await self.site.render(_request(place), "missing", {"about": await site.about()})
        else:
            words = {"message": _MISSING, "status": 404, "choices": (), "noun": "role"}
            text = (await page(site, _request(place), "refused", words, status=404)).body
        _write(self.folder, place.file, text.encode())


def _write_data(registry: Registry, folder: Path) -> None:
    """All that is recorded as a data package in one file."""
    with folder_next_to(folder / ALL_DATA) as work:
        registry.export_package(work / "data")
        with ZipFile(folder / ALL_DATA, "w", ZIP_DEFLATED) as packed:
            for path in sorted((work / "data").iterdir()):
                packed.writestr(ZipInfo(f"data/{path.name}", _BEGUN), path.read_bytes(), ZIP_DEFLATED)


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


def _request(place: PageFile) -> Any:
    """The request that a visitor of the server would send for it."""
    from datasette.utils.asgi import Request

    slug = quote(place.slug, safe="") if place.slug is not None else None
    path = "/".join(["", *(each for each in (place.kind, slug, place.part) if each)]) or "/"
    form = place.form if place.form != "html" else None
    scope: dict[str, Any] = {
        "type": "http", "method": "GET", "scheme": "https", "path": path, "raw_path": path.encode(),
        "query_string": f"page={place.page}".encode() if place.page > 1 else b"", "headers": [], "actor": None,
        "url_route": {"kwargs": {"slug": slug, "listed": place.kind, "number": place.slug, "format": form}},
        "csrftoken": lambda: "",  # Datasette looks for it where it makes a page
    }  # fmt: skip
    return Request(scope, None)


def _write(folder: Path, file: str, body: bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
