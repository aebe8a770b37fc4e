"""The served registry: questions to it, and pages about it."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from registry.api import Registry
from registry.browse.server.base_address import BaseAddress, base_address
from registry.browse.server.caching import Visit, digest_of
from registry.browse.server.headers import policy
from registry.browse.server.links import Links, asking, path_to
from registry.domain.errors import RegistryError

Told = TypeVar("Told")
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:[0-9]+)?", re.IGNORECASE)
_SECONDS = 10.0  # that a page may read, as a query has its limit
_STEPS = 20_000  # of SQLite's machine, between two looks at the clock: some milliseconds
_TOO_LONG = f"this reads for more than {_SECONDS:g} s; ask about less, such as a shorter time or one organization"


@dataclass(frozen=True, slots=True)
class Site:
    """A Datasette and which of its databases is the registry. `visit`: of the one visitor who is being answered.

    `static`: the links of a copy in plain files, in the place of the server's own; `changes_about`: there, the numbers
    of the changes of a thing by its kind and slug.
    """

    datasette: Any
    database: Any
    visit: Visit | None = None
    static: Links | None = None
    changes_about: Callable[[str, str], Sequence[int]] | None = None

    async def visited(self, request: Any) -> Site:
        """The site for one answer: Datasette answers from several threads, and each way there and back takes time, so
        what the answer is made from is looked at on the way of the first question.
        """
        return replace(self, visit=Visit(request, self.database.path, await self.about()))

    async def ask(self, request: Any, question: Callable[[Registry], Told]) -> Told:
        """The answer of the registry as it is, or as the page's `as_known_on` says. Raises RegistryError, Unchanged."""

        def seen(registry: Registry) -> Told:
            if self.visit:
                self.visit.look(registry)
            return question(registry)

        moment = request.args.get("as_known_on")
        if not moment:
            return await self.ask_now(seen)
        told: Told = await self.database.execute_fn(lambda _: self._then(seen, moment))
        return told

    async def seen(self, request: Any) -> Visit:
        """What the answer is made from. Raises RegistryError, Unchanged."""
        visit = self.visit or Visit(request, self.database.path, await self.about())
        if not visit.tag:
            await self.ask(request, visit.look)
        return visit

    async def ask_now(self, question: Callable[[Registry], Told]) -> Told:
        """The answer of the registry as it is. Raises RegistryError."""

        def answered(connection: Any) -> Told:
            ends = time.monotonic() + _SECONDS
            connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS)
            try:
                return question(Registry(connection))
            except sqlite3.OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                raise RegistryError(_TOO_LONG) from error
            finally:
                connection.set_progress_handler(None, _STEPS)
                # The audit writes to temporary tables. Datasette keeps the connection: with the transaction that this
                # began left open, it would see the registry of this moment until the server ends.
                connection.commit()

        told: Told = await self.database.execute_fn(answered)
        return told

    def _then(self, question: Callable[[Registry], Told], moment: str) -> Told:
        """Looking back changes what the names of the tables mean, so it has a connection of its own."""
        try:
            with Registry.to_read(self.database.path, as_known_on=moment, seconds=_SECONDS) as registry:
                return question(registry)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise RegistryError(_TOO_LONG) from error

    async def may_view(self, request: Any) -> bool:
        """Whether the visitor may see the registry: routes of plugins are open to all unless they ask."""
        if hasattr(self.datasette, "permission_allowed"):
            return bool(
                await self.datasette.permission_allowed(request.actor, "view-instance", default=True)
                and await self.datasette.permission_allowed(
                    request.actor, "view-database", resource=self.database.name, default=True
                )
            )
        from datasette.resources import DatabaseResource  # 1.0 and its alphas

        return bool(
            await self.datasette.allowed(
                action="view-database", resource=DatabaseResource(self.database.name), actor=request.actor
            )
        )

    async def render(self, request: Any, template: str, context: Mapping[str, Any]) -> str:
        """A page of this plugin, by Datasette: its own templates and those of its operator count, too."""
        page: str = await self.datasette.render_template(f"registry/{template}.html", context, request=request)
        return page

    async def about(self) -> Mapping[str, str]:
        """What metadata.yml says of the whole: title, licence, source."""
        if hasattr(self.datasette, "get_instance_metadata"):  # 1.0 and its alphas
            told = await self.datasette.get_instance_metadata()
        else:
            told = self.datasette.metadata() or {}
        return {name: said for name, said in told.items() if isinstance(said, str)}

    def is_table(self, scope: Any) -> bool:
        """Whether what is asked for, an ASGI scope, is a table or a query of the registry, not one of our pages."""
        from datasette.utils import tilde_decode

        first, slash, _ = self.inner_path(scope).partition("/")
        name = first if slash else first.partition(".")[0]
        return (bool(slash) or name != first) and tilde_decode(name) == self.database.route

    def may_script(self, scope: Any) -> bool:
        """Whether the operator allows scripts there: `scripts: true` of the plugin, on Datasette's own pages alone."""
        return self.option("scripts") is True and self.is_table(scope)

    def policy_of(self, scope: Any) -> str | None:
        """The Content-Security-Policy of what is asked for, an ASGI scope; None = the strictest."""
        framed = self.inner_path(scope).startswith("embed/")
        return policy(scripts=self.may_script(scope), embedders=self.embedders() if framed else None)

    def embedders(self) -> str | None:
        """Who may show the pages below `/embed` in a frame, as `frame-ancestors` has it; None = nobody.

        All, unless the metadata say otherwise: `embed: false`, or `embed:` with a list of origins.
        """
        said = self.option("embed")
        if said is None or said is True:
            return "*"
        origins = [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
        return " ".join(each for each in origins if _ORIGIN.fullmatch(each)) or None

    def inner_path(self, scope: Any) -> str:
        """The path that is asked for as it was sent, without the prefix of the site and the first slash."""
        path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
        prefix = self.datasette.setting("base_url")
        return "" if f"{path}/" == prefix else path.removeprefix(prefix).lstrip("/")

    def address(self, path: str) -> str:
        """Where the page is, behind whatever prefix the site is served."""
        return str(self.datasette.urls.path(path))

    @property
    def base(self) -> BaseAddress | None:
        """The public address, if somebody has said it (`--base-url`, or base_url of the plugin in the metadata)."""
        said = self.option("base_url")
        return base_address(said) if isinstance(said, str) and said else None

    def option(self, name: str) -> object:
        """What the metadata say under `plugins: registry:`."""
        return (self.datasette.plugin_config("registry") or {}).get(name)

    def links(self, request: Any) -> Links:
        """Where everything is that the answer to this request links to."""
        if self.static:
            return self.static
        return SiteLinks(self, here_of(request), request.args.get("as_known_on"))

    def whole(self, address: str) -> str:
        """An address of the site (with its prefix), behind the public address where that is known.

        A visitor's `Host` never counts: what it says would get into caches.
        """
        base = self.base
        return f"{base.whole.removesuffix(base.prefix)}{address}" if base else address


def here_of(request: Any) -> str:
    """The path of the page, without the prefix under which the site is served."""
    return str(request.scope.get("route_path") or request.path)


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """The links of a served page (see Links). `path`: of the page; `moment`: as which the past is looked at, if it is:
    it stays on every link that does not say otherwise.
    """

    site: Site
    path: str
    moment: str | None = None

    @property
    def live(self) -> bool:
        return True

    def to(self, kind: str, *parts: object, **query: object) -> str:
        return self._at(path_to(kind, *parts), query)

    def data(self, ending: str, kind: str, *parts: object, **query: object) -> str:
        return self._at(f"{path_to(kind, *parts)}.{ending}", query)

    def asset(self, name: str) -> str:
        return self.site.address(f"/-/static-plugins/officeholders/{name}?{digest_of(name)}")

    def tables(self) -> str:
        return str(self.site.datasette.urls.database(self.site.database.name))

    def here(self, **query: object) -> str:
        return self._at(self.path, query)

    def whole(self, address: str | None) -> str | None:
        return None if address is None else self.site.whole(address)

    def _at(self, path: str, query: Mapping[str, object]) -> str:
        moment = query.get("as_known_on", self.moment)
        return self.site.address(asking(path, {**query, "as_known_on": moment}))


@lru_cache(maxsize=4)
def site_of(datasette: Any) -> Site | None:
    """The site of the first database that is a registry; None if there is none."""
    for database in datasette.databases.values():
        if database.path and Registry.is_one(database.path):
            return Site(datasette, database)
    return None
