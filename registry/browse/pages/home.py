"""The front page: what the registry is, how to ask it, what is new, how to cite it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.server.public_fields import public_change
from registry.browse.server.responses import page
from registry.browse.server.site import Site

_OFFERED = 500  # titles to complete a question with: more weigh too much
_NEWEST = 5


async def home_page(site: Site, request: Any) -> Response:
    """`/`."""
    return await page(
        site, request, "home", await site.ask(request, _told),
        formats={"atom": "/changes.atom"},
    )  # fmt: skip


def _told(registry: Registry) -> dict[str, Any]:
    roles = registry.roles.list()[:_OFFERED]
    called = Counter(role.label for role in roles)
    return {
        "counts": registry.counts(),
        "changes": [public_change(each) for each in registry.newest(_NEWEST)],
        # Of several roles of the same title each is offered by its slug.
        "offered": [(role.label if called[role.label] == 1 else role.slug, role.label) for role in roles],
        "today": registry.today(),
    }
