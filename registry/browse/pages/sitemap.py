"""What search engines ask for: robots.txt and sitemap.xml, the latter where the public address is known."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from datasette import Response

from registry.api import Registry
from registry.browse.server.links import path_to
from registry.browse.server.site import Site
from registry.domain.errors import NotFoundError

_MOST = 50_000  # addresses in a sitemap (sitemaps.org)
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


async def robots_page(site: Site, request: Any) -> Response:
    """`/robots.txt`: the pages may be read, the tables with their endless filters and the past need not."""
    lines = ["User-agent: *", f"Disallow: {site.address(f'/{site.database.route}')}", "Disallow: /*as_known_on="]
    sitemap = site.whole(site.address("/sitemap.xml"))
    lines += [f"Sitemap: {sitemap}"] if sitemap.startswith("http") else []
    return Response.text("\n".join([*lines, ""]))


async def sitemap_page(site: Site, request: Any) -> Response:
    """`/sitemap.xml`: the pages of things; of a larger registry roles, organizations and then people, up to 50,000.

    Raises NotFoundError where the public address is not known: a sitemap has whole addresses only.
    """
    if site.base is None:
        raise NotFoundError("there is no sitemap here: `registry serve --base-url URL` says the public address")
    found = await site.ask(request, _paths)
    root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for path in found:
        ElementTree.SubElement(ElementTree.SubElement(root, "url"), "loc").text = site.whole(site.address(path))
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode")
    return Response(text, content_type="application/xml; charset=utf-8")


def _paths(registry: Registry) -> list[str]:
    listed = (("role", registry.roles), ("organization", registry.organizations), ("person", registry.people))
    paths = ["/", "/roles", "/organizations", "/people", "/sources"]
    for kind, noun in listed:
        paths += [path_to(kind, each.slug) for each in noun.list()[: _MOST - len(paths)]]
    return paths
