"""The front page: who is in office, how to ask, who came and went lately, what the registry is, how to cite it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.server.public_fields import public_change
from registry.browse.server.responses import page
from registry.browse.server.site import Site
from registry.browse.views.offices import by_body, ordered_roles, tally
from registry.domain.dates.edtf import FIRST_DAY
from registry.domain.errors import RegistryError
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.movements.movements import Movement
from registry.services.tenures.who import holders, role_ids

_OFFERED = 500  # titles to complete a question with: more weigh too much
_NEWEST = 5  # changes of the record
_OFFICES = 40  # with their holders; the page of the body has all
_ASKED = 400  # roles: a body may have thousands, and the page of the body pages them
_RECENT = 8  # people who came or went
_WINDOWS = (90, 730, 7300)  # days to look back for them, until there are enough


async def home_page(site: Site, request: Any) -> Response:
    """`/`. The body whose offices it shows is `home:` of the metadata, or else the largest."""
    wanted = (await site.about()).get("home")
    return await page(
        site, request, "home", await site.ask(request, lambda registry: _told(registry, wanted)),
        formats={"atom": ("movements",)},
    )  # fmt: skip


def _told(registry: Registry, wanted: str | None) -> dict[str, Any]:
    roles = registry.roles.list()
    called = Counter(role.label for role in roles[:_OFFERED])
    answers, body, unread = _offices(registry, wanted, len(roles))
    shown = ordered_roles(answers, "role", everything=False)
    return {
        "counts": registry.counts(),
        "changes": [public_change(each) for each in registry.newest(_NEWEST)],
        # Of several roles of the same title each is offered by its slug.
        "offered": [(role.label if called[role.label] == 1 else role.slug, role.label) for role in roles[:_OFFERED]],
        "today": registry.today(),
        "body": body,
        "offices": by_body(shown[:_OFFICES], registry.roles.organizations([each.role for each in shown[:_OFFICES]])),
        "left_out": max(len(shown) - _OFFICES, 0) + unread,
        "tally": tally(answers),
        "example": shown[0] if shown else None,
        "recent": _recent(registry),
    }


def _offices(
    registry: Registry, wanted: str | None, roles: int
) -> tuple[Sequence[Answer], tuple[str, str] | None, int]:
    """Today's answers, slug and name of the body that they are of, and how many of its roles were not asked about.

    None = of all bodies, where those have few.
    """
    body = None
    if wanted:
        try:
            body = registry.organizations.show(wanted).organization
        except RegistryError:
            body = None  # metadata may be older or newer than the registry: the page does without
    if body is None and roles <= _OFFICES:
        every = [registry.holders(each.slug).roles for each in registry.organizations.list()]
        return [answer for answers in every for answer in answers], None, 0
    slug, connection, days = (
        body or registry.organizations.largest(),
        registry.file.connection,
        registry.file.span(None),
    )
    ids = role_ids(connection, slug, days, below=True)
    found = holders(connection, slug, days, registry.today(), below=True, within=ids[:_ASKED])
    return found.roles, (found.organization, found.name), max(len(ids) - _ASKED, 0)


def _recent(registry: Registry) -> list[Movement]:
    """Who came and who went last, newest first, as far as it is over."""
    today = registry.today()
    for days in _WINDOWS:
        first = max((date.fromisoformat(today) - timedelta(days)).isoformat(), FIRST_DAY)
        found = [each for each in registry.changes(first, today).movements if each.latest <= today]
        if len(found) >= _RECENT:
            break
    return found[::-1][:_RECENT]
