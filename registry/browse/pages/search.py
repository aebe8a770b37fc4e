"""Find by name, and the question "who held … on …?"."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.browse.server.public_fields import public
from registry.browse.server.responses import page, plain
from registry.browse.server.site import Site
from registry.browse.views.questions import asked_about, is_question

_MOST = 30
_LONGEST = 200  # characters; what is longer is not a name


async def search_page(site: Site, request: Any) -> Response:
    """`/search?q=WORDS`: people, roles and organizations of such names, the likeliest first. Data: the same.

    A question, such as `who was president of France in March 2013?`, leads to the page that answers it. Names are
    looked for in what is recorded now, whatever moment the page is asked about: the index knows no other.
    """
    words = (request.args.get("q") or "").strip()[:_LONGEST]
    if words and not request.url_vars.get("format") and is_question(words):
        asked = await site.ask(request, lambda registry: asked_about(registry, words))
        if asked:
            role, on = asked
            return Response.redirect(site.links(request).to("role", role, on=on))
    found = await site.ask_now(lambda registry: registry.search(words, limit=_MOST)) if words else []
    if request.url_vars.get("format"):
        return plain(public(found))
    return await page(
        site, request, "search", {"q": words, "found": found}, formats={"json": ("search",)}, kept={"q": words}
    )


async def who_page(site: Site, request: Any) -> Response:
    """`/who?role=WORDS&on=DATE`: to the page of the role that the words name. Raises ChoiceError, NotFoundError."""
    words, on = request.args.get("role") or "", request.args.get("on") or None
    role = (await site.ask(request, lambda registry: registry.roles.show(words))).role
    return Response.redirect(site.links(request).to("role", role, on=on))
