"""Addresses that a visitor, a robot or an attacker may send: pages, tables and queries, with every parameter."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

from registry.browse.server.serving import metadata_for

# Every parameter that Datasette 0.65 and 1.0 read of tables, rows, queries and databases, and those of our pages.
PARAMETERS = (
    "_sort", "_sort_desc", "_sort_by_desc", "_next", "_size", "_search", "_search_name", "_searchmode", "_where",
    "_through", "_fts_table", "_fts_pk", "_col", "_nocol", "_facet", "_facet_array", "_facet_date", "_facet_size",
    "_nofacet", "_nocount", "_nosuggest", "_labels", "_label", "_shape", "_json", "_json_infinity", "_nl", "_dl",
    "_stream", "_header", "_trace", "_ttl", "_timelimit", "_extra", "_extras", "_hide_sql", "_show_sql",
    "_blob_column", "_blob_hash", "_filter_column", "_filter_op", "_filter_value", "_filter_column_1", "_filter_op_1",
    "_filter_value_1", "_rotate", "_context", "_message", "_method", "sql", "params", "on", "from", "to", "start",
    "page", "as_known_on", "below", "about", "q", "role", "format", "name", "name__exact", "name__not",
    "name__contains", "name__like", "name__glob", "name__in", "name__notin", "name__arraycontains", "name__date",
    "name__isnull", "name__notnull", "name__isblank", "id__gt", "id__gte", "id__lt", "id__lte", "id__in",
    "id__endswith", "id", "slug", "url", "maxwidth", "maxheight", "down", "letter", "cite", "held", "order",
)  # fmt: skip
VALUES = (
    "", "1", "0", "-1", "id", "name", "rowid", "nope", "1e9", "99999999999999999999999", "max", "array", "arrays",
    "objects", "object", "arrayfirst", "on", "off", "[]", "{}", "null", '{"a":', "a,b,c", ",", "%", "'", '"', "\\", ";",
    "é", "\U0001f600", "\u202e", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "x" * 300, "../..",
    "2024-02-30", "2024", "soon", "9999-12-31", "0001-01-01", "2024..2025", "select 1", "<script>", "a\nb", "a b",
    "role:x", "1' or '1'='1", "name__x", "exact", "contains", "in", "%00x",
)  # fmt: skip
_PARTS = ("history", "findings", "compare", "chain", "careers", "days", "profile")
ENDINGS = ("", ".json", ".csv", ".ics", ".atom", ".blob", ".xml", "/", "/-/", "/x", ".json?", "?", "%2f", "%00", "~2E")


def addresses(path: Path, count: int, seed: int = 0) -> Iterator[str]:
    """So many addresses of the registry at the path, always the same for a seed; every parameter is among 300."""
    rng, places = random.Random(seed), list(_places(path))
    for number in range(count):
        place = rng.choice(places) + rng.choice(ENDINGS if rng.random() < 0.3 else ENDINGS[:3])
        asked = [PARAMETERS[number % len(PARAMETERS)], *rng.choices(PARAMETERS, k=rng.randrange(3))]
        query = "&".join(_pair(rng, name) for name in asked)
        yield f"{place}{'' if '?' in place else '?'}{query}" if rng.random() < 0.9 else place


def _pair(rng: random.Random, name: str) -> str:
    value = rng.choice(VALUES)
    if rng.random() < 0.05:
        return f"{name}={value.encode().hex()}%zz"  # an escape that is none
    return urlencode({name: value}) if rng.random() < 0.95 else name


def _places(path: Path) -> Iterator[str]:
    tables = ("people", "organizations", "roles", "sources", "appointments")
    kinds = ("person", "organization", "role", "source", "appointment")
    name = path.stem
    with closing(sqlite3.connect(path)) as db:
        for table, kind in zip(tables, kinds, strict=True):
            for (slug,) in db.execute(f"select slug from {table} order by id limit 6"):
                yield f"/{kind}/{quote(slug, safe='')}"
                yield from (f"/{kind}/{quote(slug, safe='')}/{part}" for part in _PARTS)
                yield f"/embed/{kind}/{quote(slug, safe='')}"
        every = "select name from sqlite_master where type in ('table', 'view') order by name"
        for (table,) in db.execute(every).fetchall():
            yield from (f"/{name}/{table}", f"/{name}/{table}/1", f"/{name}/{table}/x,1")
    yield from (f"/{name}/{query}" for query in metadata_for(name)["databases"][name]["queries"])
    yield from ("/", f"/{name}", "/people", "/roles", "/organizations", "/sources", "/changes", "/change/1", "/search")
    yield from ("/oembed", "/embed", "/embed/role", "/sitemap.xml", "/movements")
    yield from ("/who", "/nowhere", "/nowhere/at/all", "/-/versions", "/_memory", f"/{name}/nothing", "/favicon.ico")
    yield from ("/health", "/robots.txt", "/~", "/%", "/%ff%fe", "/a//b", "/.", "/..;/x", f"/{name}.db", "/-/static/x")
