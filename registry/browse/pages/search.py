"""Find by name, and the question "who held … on …?"."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.links import asking, path_to
from registry.browse.reply import page, plain
from registry.browse.site import Site
from registry.domain.names import nearest, title_key

_AT_LEAST = 60.0
_MOST = 30
_LONGEST = 200  # characters; what is longer is no name


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that bears a name like the words; `matched`: that name; `why`: how it is like them."""

    kind: str
    slug: str
    name: str
    matched: str
    why: str


async def search_page(site: Site, request: Any) -> Response:
    """`/search?q=WORDS`: people, roles and organizations of such names, the likeliest first. Data: the same."""
    words = (request.args.get("q") or "").strip()[:_LONGEST]
    found = await site.ask(request, lambda registry: _found(registry, words)) if words else []
    if request.url_vars.get("format"):
        return plain([asdict(hit) for hit in found])
    return await page(
        site, request, "search", {"q": words, "found": found}, formats={"json": "/search.json"}, kept={"q": words}
    )


def _found(registry: Registry, words: str) -> list[Hit]:
    """By main names alone; the one place to exchange for a search of the store."""
    kinds = {"person": registry.people(), "role": registry.roles(), "organization": registry.organizations()}
    keys: dict[str, list[Hit]] = {}
    for kind, named in kinds.items():
        for each in named:
            hit = Hit(kind, each.slug, each.label, each.label, "a name like it")
            keys.setdefault(title_key(each.label), []).append(hit)
    return [hit for key in nearest(title_key(words), keys, _AT_LEAST, parts=True, most=_MOST) for hit in keys[key]]


async def who_page(site: Site, request: Any) -> Response:
    """`/who?role=WORDS&on=DATE`: to the page of the role that the words name. Raises ChoiceError, NotFoundError."""
    words, on = request.args.get("role") or "", request.args.get("on") or None
    role = (await site.ask(request, lambda registry: registry.policies(words))).role
    query = {"on": on, "as_known_on": request.args.get("as_known_on")}
    return Response.redirect(site.address(asking(path_to("role", role), query)))
