"""The registry as pages: a Datasette plugin of thin hooks. It does nothing where no registry is served."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from datasette import hookimpl


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of a served registry, before Datasette's own."""
    from registry.browse.routes import routes
    from registry.browse.server.site import site_of

    site = site_of(datasette)
    return routes(site) if site else []


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """What every response of a served registry carries, Datasette's own pages, too; its CSV and JSON cleaned.

    Where the metadata say so (see browse/publish/bundle.py), the gate as well, whoever starts Datasette.
    """
    from registry.browse.server.caching import kept_assets
    from registry.browse.server.compression import compressed
    from registry.browse.server.csv_export import cleaned
    from registry.browse.server.gate import HERE, gate
    from registry.browse.server.headers import guarded
    from registry.browse.server.refusals import in_own_words
    from registry.browse.server.site import site_of

    site = site_of(datasette)
    if site is None:
        return lambda app: app
    gated = site.option("gate")
    # Datasette makes whole addresses of whatever `Host` a visitor names, and a cache would hand them on to others.
    datasette.absolute_url = lambda request, path: site.whole(path)

    def wrapped(app: Any) -> Any:
        whole = compressed(kept_assets(guarded(in_own_words(site, cleaned(app, site.is_table)), site.policy_of)))
        return gate(site, whole, (site.base.host, *HERE) if site.base else ()) if gated else whole

    return wrapped


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Any) -> None:
    """The registry's answers, for the queries of metadata.yml."""
    from registry.browse.server.site import site_of
    from registry.browse.server.sql_functions import Limits, add_functions

    site = site_of(datasette)
    if site and site.database.name == database:
        limits = Limits(datasette.setting("sql_time_limit_ms") / 1000, datasette.setting("max_returned_rows"))
        add_functions(conn, site.database.path, limits)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: BaseException) -> Any:
    """A fault of ours is a page with status 500 and stands in the log; the others are Datasette's."""
    from registry.browse.server.refusals import fault, is_ours
    from registry.browse.server.site import site_of

    site = site_of(datasette)
    return fault(site, request, exception) if site and is_ours(exception) else None


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """What the templates that change Datasette's own pages need: see templates/table.html."""
    from functools import partial

    from registry.browse.cells import FILTERS
    from registry.browse.rows import shown_row
    from registry.browse.server.site import site_of

    site = site_of(datasette)
    env.globals["registry_database"] = site.database.name if site else None
    env.globals["registry_row"] = partial(shown_row, site) if site else None
    env.filters.update(FILTERS)


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> str | None:
    """A value in Datasette's own tables."""
    from registry.browse.cells import cell
    from registry.browse.server.site import site_of

    site = site_of(datasette)
    return cell(value, column, table, site.address) if site and site.database.name == database else None
