"""Which page stands at which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from registry.browse.pages.appointment import appointment_page
from registry.browse.pages.chain import chain_page
from registry.browse.pages.changes import change_page, changes_feed, changes_page
from registry.browse.pages.compare import compare_page
from registry.browse.pages.embed import card_page, embedded_organization, embedded_role, oembed_page
from registry.browse.pages.feeds import movements_atom, organization_atom, person_atom, role_atom
from registry.browse.pages.home import home_page
from registry.browse.pages.listings import listing_page
from registry.browse.pages.organization import organization_page, organization_profile
from registry.browse.pages.person import career_page, person_page
from registry.browse.pages.role import careers_page, history_page, role_findings, role_page, role_profile
from registry.browse.pages.search import search_page, who_page
from registry.browse.pages.sitemap import robots_page, sitemap_page
from registry.browse.pages.source import source_page
from registry.browse.server.caching import Unchanged, caching, unchanged
from registry.browse.server.refusals import refused
from registry.browse.server.site import Site
from registry.domain.errors import RegistryError

Page = Callable[[Site, Any], Awaitable[Any]]

_SLUG = r"(?P<slug>[^/]+?)"
_DATA = r"(\.(?P<format>json|csv))?$"
_PAGES: tuple[tuple[str, Page], ...] = (
    (r"^/$", home_page),
    (r"^/search(\.(?P<format>json))?$", search_page),
    (r"^/who$", who_page),
    (rf"^/embed/role/{_SLUG}$", embedded_role),
    (rf"^/embed/organization/{_SLUG}$", embedded_organization),
    (r"^/(?P<format>oembed)$", oembed_page),
    (rf"^/card/(?P<kind>role|organization|person)/{_SLUG}\.(?P<format>png)$", card_page),
    (r"^/robots\.txt$", robots_page),
    (r"^/sitemap\.xml$", sitemap_page),
    (rf"^/(?P<listed>people|organizations|roles|sources){_DATA}", listing_page),
    (rf"^/role/{_SLUG}/history{_DATA}", history_page),
    (rf"^/role/{_SLUG}/profile\.(?P<format>json)$", role_profile),
    (rf"^/role/{_SLUG}/careers$", careers_page),
    (rf"^/role/{_SLUG}/chain(\.(?P<format>json))?$", chain_page),
    (rf"^/role/{_SLUG}/findings(\.(?P<format>json))?$", role_findings),
    (rf"^/role/{_SLUG}\.(?P<format>atom)$", role_atom),
    (rf"^/role/{_SLUG}(\.(?P<format>json|csv|ics))?$", role_page),
    (rf"^/person/{_SLUG}/career{_DATA}", career_page),
    (rf"^/person/{_SLUG}\.(?P<format>atom)$", person_atom),
    (rf"^/person/{_SLUG}(\.(?P<format>json))?$", person_page),
    (rf"^/appointment/{_SLUG}(\.(?P<format>json))?$", appointment_page),
    (rf"^/organization/{_SLUG}/compare{_DATA}", compare_page),
    (rf"^/organization/{_SLUG}/profile\.(?P<format>json)$", organization_profile),
    (rf"^/organization/{_SLUG}\.(?P<format>atom)$", organization_atom),
    (rf"^/organization/{_SLUG}{_DATA}", organization_page),
    (rf"^/source/{_SLUG}{_DATA}", source_page),
    (rf"^/changes{_DATA}", changes_page),
    (r"^/changes\.(?P<format>atom)$", changes_feed),
    (r"^/movements\.(?P<format>atom)$", movements_atom),
    (rf"^/change/(?P<number>[0-9]{{1,15}}){_DATA}", change_page),
)


def routes(site: Site) -> list[tuple[str, Callable[..., Any]]]:
    """The patterns of the addresses and what answers there."""
    return [(pattern, _guarded(site, page)) for pattern, page in _PAGES]


def _guarded(site: Site, page: Page) -> Callable[..., Any]:
    """The page for those who may see the registry and have not seen it yet; what it refuses, in words."""

    async def view(request: Any) -> Any:
        if not await site.may_view(request):
            from datasette import Forbidden

            raise Forbidden("You are not allowed to view this registry")
        visited = await site.visited(request)
        try:
            answer = await page(visited, request)
            answer.headers.update({"etag": f"W/{(await visited.seen(request)).tag}", **caching(request)})
        except Unchanged as known:
            answer = unchanged(request, str(known))
        except RegistryError as error:
            answer = await refused(site, request, error)
            answer.headers.update(caching(request))
        return answer

    return view
