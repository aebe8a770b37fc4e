"""Which page stands at which address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from registry.browse.pages.role import history_page, role_page
from registry.browse.reply import refused
from registry.browse.site import Site
from registry.domain.errors import RegistryError

Page = Callable[[Site, Any], Awaitable[Any]]

_SLUG = r"(?P<slug>[^/]+?)"
_PAGES: tuple[tuple[str, Page], ...] = (
    (rf"^/role/{_SLUG}/history(\.(?P<format>json|csv))?$", history_page),
    (rf"^/role/{_SLUG}(\.(?P<format>json|csv|ics))?$", role_page),
)


def routes(site: Site) -> list[tuple[str, Callable[..., Any]]]:
    """The patterns of the addresses and what answers there."""
    return [(pattern, _guarded(site, page)) for pattern, page in _PAGES]


def _guarded(site: Site, page: Page) -> Callable[..., Any]:
    """The page for those who may see the registry; what it refuses, in words."""

    async def view(request: Any) -> Any:
        if not await site.may_view(request):
            from datasette import Forbidden

            raise Forbidden("You are not allowed to view this registry")
        try:
            return await page(site, request)
        except RegistryError as error:
            return await refused(site, request, error)

    return view
