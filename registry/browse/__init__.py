"""The registry as pages: a Datasette plugin of thin hooks. It does nothing where no registry is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of a served registry, before Datasette's own."""
    from registry.browse.routes import routes
    from registry.browse.site import site_of

    site = site_of(datasette)
    return routes(site) if site else []


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """What every response of a served registry carries, Datasette's own pages, too."""
    from registry.browse.headers import guarded
    from registry.browse.site import site_of

    return guarded if site_of(datasette) else lambda app: app
