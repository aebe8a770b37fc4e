"""An organization: who held what in it on a day, what it stands below and what stands below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.pages.paging import part_of
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public, public_answer
from registry.browse.server.responses import csv_table, moved, named, number_in, page, plain
from registry.browse.server.site import Site
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.presentation.tables import answers_table
from registry.domain.tenures.change_days import change_days_among, change_days_outside

_SHOWN = 100  # roles on a page; of an organization with more, the next change is nearly any day, and is not looked for


async def organization_page(site: Site, request: Any) -> Response:
    """`/organization/SLUG?on=DATE&below=1`: who held what. Data: the same."""
    slug, form = named(request), request.url_vars.get("format")
    on, below = request.args.get("on") or None, is_below(request)
    if form:
        found = await site.ask(request, lambda registry: registry.holders(slug, on, below=below))
        if form == "csv":
            return csv_table(answers_table(found.roles), f"{found.organization}-{found.on.replace('/', '_')}")
        return plain({**public(replace(found, roles=())), "roles": [public_answer(each) for each in found.roles]})
    number = number_in(request, "page")
    told = await site.ask(request, lambda registry: _told(registry, slug, on, below, number))
    snapshot = told["snapshot"]
    if snapshot.organization != slug:
        return moved(site, request, path_to("organization", snapshot.organization))
    here = path_to("organization", snapshot.organization)
    return await page(
        site, request, "organization", told,
        formats={"json": f"{here}.json", "csv": f"{here}.csv"},
        kept={"on": snapshot.on, "below": 1 if below else None, "page": number if number > 1 else None},
    )  # fmt: skip


def is_below(request: Any) -> bool:
    """Whether the organizations that stand below it count, too."""
    return (request.args.get("below") or "0") not in ("0", "no", "false")


def _told(registry: Registry, slug: str, on: str | None, below: bool, number: int) -> dict[str, Any]:
    profile = registry.organizations.show(slug)
    snapshot = registry.holders(profile.organization, on, below=below)
    large = len(snapshot.roles) > _SHOWN
    moves = () if large else registry.changes(FIRST_DAY, LAST_DAY, profile.organization, below=below).movements
    near = {*profile.below, *(parent.organization for parent in profile.parents)}
    return {
        "organization": profile,
        "snapshot": snapshot,
        "shown": part_of(snapshot.roles, number, _SHOWN),
        "below": below,
        "turns": change_days_outside(snapshot.first, snapshot.last, lambda day: change_days_among(day, moves)),
        "names_of": {each: registry.organizations.show(each).name for each in near},
        "bodies": bodies(registry) if below else {profile.name: profile.organization},
        "today": registry.today(),
    }


def bodies(registry: Registry) -> dict[str, str]:
    """The slug of each organization by its name: answers have the name alone."""
    return {each.label: each.slug for each in registry.organizations.list()}


async def organization_profile(site: Site, request: Any) -> Response:
    """`/organization/SLUG/profile.json`: what is recorded of the organization itself."""
    slug = named(request)
    return plain(public(await site.ask(request, lambda registry: registry.organizations.show(slug))))
