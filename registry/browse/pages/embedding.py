"""The snippet on the pages that others may show in theirs."""

from __future__ import annotations

from typing import Any, NamedTuple

from registry.browse.server.site import Site
from registry.browse.views.snippet import snippet


class Embeddable(NamedTuple):
    """`snippet`: the HTML to copy; `oembed`: the address at which programs find it."""

    snippet: str
    oembed: str


def embeddable(site: Site, request: Any, kind: str, slug: str, title: str, **query: object) -> Embeddable | None:
    """How to embed the page of a role or an organization; None where nobody may, or the public address is not known."""
    find = site.links(request)
    if not find.live or site.embedders() is None:
        return None
    source, itself = find.whole(find.to("embed", kind, slug, **query)), find.whole(find.to(kind, slug, **query))
    if not (source or "").startswith("http"):
        return None
    return Embeddable(snippet(str(source), title, kind), str(find.whole(find.to("oembed", url=itself))))
