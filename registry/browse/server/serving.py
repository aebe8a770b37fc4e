"""A registry's file as a site: Datasette with our settings, what metadata.yml says of the tables, and the gate."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from registry.api import Registry
from registry.browse.server.base_address import base_address
from registry.browse.server.gate import HERE, gate
from registry.browse.server.site import Site, site_of
from registry.browse.server.waiting import in_turns
from registry.browse.server.watching import healthy
from registry.domain.errors import RegistryError

SETTINGS: Mapping[str, object] = {
    "default_allow_sql": False,
    "allow_download": False,
    "sql_time_limit_ms": 1_000,
    "num_sql_threads": 4,
    "default_page_size": 50,
    "max_returned_rows": 1_000,
    "allow_facet": True,  # by a column that is named; the gate counts them
    "default_facet_size": 20,
    "facet_time_limit_ms": 200,
    "suggest_facets": False,  # a query a column on every page; metadata.yml names those that help
    "allow_csv_stream": True,
    "max_csv_mb": 20,
    "default_cache_ttl": 5,  # seconds: what the command line writes is seen at once
    "template_debug": False,
    "trace_debug": False,
}
_OURS = "registry"  # what metadata.yml calls the database
_CONFIGURED = ("queries", "allow_sql")  # of a database; from Datasette 1.0 on this is not metadata any more


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is served. `prefix`: `/` or a path with a slash on both sides. `hosts`: the names that it may be asked
    by; any if there are none. `base`: the public address; its path is the prefix then, and its name may be asked for.
    """

    prefix: str = "/"
    hosts: Collection[str] = ()
    base: str | None = None


def application(
    path: Path, place: Place | None = None, metadata: Path | None = None, *, immutable: bool = False
) -> Any:
    """The ASGI application that serves the registry at `path`; `metadata`: said in addition to, or in place of, ours.

    `immutable`: nobody will change the file. Raises RegistryError for metadata that cannot be read, for a prefix that
    the database has for its name, and for changes that an immutable file would be without.
    """
    place = place or Place()
    site = opened(path, place.prefix, metadata, immutable=immutable, base=place.base)
    hosts = {*place.hosts, *HERE, site.base.host} if site.base else place.hosts
    return healthy(site, in_turns(gate(site, site.datasette.app(), hosts)))


def opened(
    path: Path,
    prefix: str = "/",
    metadata: Path | None = None,
    *,
    immutable: bool = False,
    alone: bool = False,
    base: str | None = None,
) -> Site:
    """The registry at `path` in a Datasette of its own, without the gate; `alone`: for one visitor at a time."""
    from datasette.app import Datasette
    from datasette.plugins import pm

    # With rich, Datasette prints every page that is not found with all its variables: a second of work, and for some
    # addresses an exception of its own. Without it, as where rich is not installed, it answers and is silent.
    pm.get_plugin("datasette.handle_exception").rich = None
    told = metadata_for(path.stem, metadata)
    plugins = _over(told.get("plugins") or {}, {"registry": {"base_url": base}} if base else {})
    said = (plugins.get("registry") or {}).get("base_url")
    prefix = base_address(str(said)).prefix if said else prefix
    told["plugins"] = plugins
    if prefix.startswith(f"/{path.stem}/"):
        raise RegistryError(
            f"the prefix {prefix!r} is also the name of the database, so addresses would be ambiguous; "
            "give another path in --base-url"
        )
    databases = told["databases"]
    more = {}
    if "config" in inspect.signature(Datasette.__init__).parameters:
        more["config"] = {
            "databases": {name: _configured(said) for name, said in databases.items()},
            "plugins": plugins,
        }
    # Where nothing may be written, SQLite can read a file in WAL mode only as one that does not change.
    which = "immutables" if immutable or Registry.is_still(path) else "files"
    log = path.with_name(f"{path.name}-wal")
    if immutable and log.exists() and log.stat().st_size:
        raise RegistryError(
            f"{str(path)!r} is still in use: the newest changes are in {log.name!r}; serve a copy that "
            "`registry publish` made, or leave --immutable out"
        )
    settings = {**SETTINGS, "base_url": prefix}
    if alone:
        settings["num_sql_threads"] = 0  # whoever asks waits anyway, and handing over takes as long as an answer
    datasette = Datasette(**{which: [str(path)]}, metadata=told, settings=settings, **more)
    site = site_of(datasette)
    if site is None:
        raise RegistryError(f"{str(path)!r} is not a registry of this version; open it with `registry doctor` first")
    return site


def _configured(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: said[key] for key in _CONFIGURED if key in said}


def metadata_for(name: str, more: Path | None = None) -> dict[str, Any]:
    """What metadata.yml says, of the database `name`; what the file `more` says of the same comes before it."""
    told = deepcopy(_packaged())
    if more:
        told = _over(told, _read(more))
    databases = told["databases"]
    if name != _OURS:
        databases[name] = _over(databases.pop(_OURS), databases.get(name, {}))
    return told


@cache
def _packaged() -> dict[str, Any]:
    """What the package's own metadata.yml says; reading it takes 0.3 s."""
    from datasette.utils import parse_metadata

    told: dict[str, Any] = parse_metadata(files("registry.browse").joinpath("metadata.yml").read_text("utf-8"))
    return told


def _read(path: Path) -> dict[str, Any]:
    from datasette.utils import BadMetadataError, parse_metadata

    try:
        told = parse_metadata(path.read_text("utf-8"))
    except (BadMetadataError, UnicodeDecodeError, RecursionError) as error:  # the last: nested too deep
        raise RegistryError(f"{str(path)!r} is neither YAML nor JSON; see metadata.yml for an example") from error
    if not isinstance(told, dict):
        raise RegistryError(f"{str(path)!r} holds no titles and descriptions; see metadata.yml for an example")
    return told


def _over(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Ours with what they say in its place, however deep. Raises RegistryError for a text in the place of a table."""
    both = dict(ours)
    for key, value in theirs.items():
        if not isinstance(ours.get(key), dict):
            both[key] = value
        elif isinstance(value, dict):
            both[key] = _over(ours[key], value)
        else:
            raise RegistryError(f"{key!r} cannot be {value!r}; see metadata.yml for an example")
    return both
