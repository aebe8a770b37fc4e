"""An organization: who held what in it on a day, what it stands below and what stands below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from datasette import Response

from registry.api import Registry
from registry.browse.pages.paging import part_of
from registry.browse.pages.role import asked_days
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public, public_answer
from registry.browse.server.responses import csv_table, moved, named, number_in, page, plain, whole_page
from registry.browse.server.site import Site
from registry.browse.views import structured
from registry.browse.views.gantt import Gantt, gantt
from registry.browse.views.offices import ORDERS, by_body, ordered_roles, tally, tally_in_words
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.presentation.tables import answers_table
from registry.domain.tenures.change_days import ChangeDays, change_days_among, change_days_outside
from registry.services.tenures.who import Snapshot

_SHOWN = 100  # roles on a page
_DRAWN = 25  # roles that are drawn side by side
_AWAY = (60, 730, 7300)  # days in which the next change is looked for


async def organization_page(site: Site, request: Any) -> Response:
    """`/organization/SLUG?on=DATE&below=1`: who held what. Data: the same."""
    slug, form = named(request), request.url_vars.get("format")
    on, below = asked_days(request), is_below(request)
    if form:
        found = await site.ask(request, lambda registry: registry.holders(slug, on, below=below))
        if form == "csv":
            return csv_table(answers_table(found.roles), f"{found.organization}-{found.on.replace('/', '_')}")
        return plain({**public(replace(found, roles=())), "roles": [public_answer(each) for each in found.roles]})
    number = number_in(request, "page")
    order = request.args.get("order") if request.args.get("order") in ORDERS else "role"
    wanted = _Wanted(on, below, number, str(order), request.args.get("held") == "all", whole_page(request))
    told = await site.ask(request, lambda registry: _told(registry, slug, wanted))
    snapshot = told["snapshot"]
    if snapshot.organization != slug:
        return moved(site, request, path_to("organization", snapshot.organization))
    here = path_to("organization", snapshot.organization)
    told["jsonld"] = structured.organization(told["organization"], site.absolute(request, here))
    return await page(
        site, request, "organization", told,
        formats={"json": f"{here}.json", "csv": f"{here}.csv", "atom": f"{here}.atom"},
        kept={"on": snapshot.on, "below": 1 if below else None, "order": order if order != "role" else None,
              "held": "all" if wanted.everything else None,
              "page": number if number > 1 else None},
    )  # fmt: skip


def is_below(request: Any) -> bool:
    """Whether the organizations that stand below it count, too."""
    return (request.args.get("below") or "0") not in ("0", "no", "false")


class _Wanted(NamedTuple):
    """What the page is asked for. `everything`: roles without a holder, too."""

    on: str | None
    below: bool
    page: int
    order: str
    everything: bool
    whole: bool


def _told(registry: Registry, slug: str, wanted: _Wanted) -> dict[str, Any]:
    profile, today, below = registry.organizations.show(slug), registry.today(), wanted.below
    snapshot = registry.holders(profile.organization, wanted.on, below=below)
    count = tally(snapshot.roles)
    everything = wanted.everything or not any(answer.holders for answer in snapshot.roles)
    shown = part_of(ordered_roles(snapshot.roles, wanted.order, everything=everything), wanted.page, _SHOWN)
    near = {*profile.below, *(parent.organization for parent in profile.parents)}
    now = snapshot.first is None or snapshot.last is None or snapshot.last >= today
    return {
        "organization": profile,
        "snapshot": snapshot,
        "description": tally_in_words(snapshot.name, snapshot.on, count, below=below, now=now, future=snapshot.future),
        "shown": shown,
        "shown_bodies": by_body(shown.rows),
        "without_holder": sum(not answer.holders for answer in snapshot.roles),
        "everything": wanted.everything,
        "order": wanted.order,
        "orders": ORDERS,
        "below": below,
        "turns": change_days_outside(
            snapshot.first, snapshot.last, lambda day: _turns(registry, profile.organization, day, below=below)
        ),
        "drawn": _drawn(registry, snapshot, below=below) if wanted.whole and len(snapshot.roles) <= _DRAWN else None,
        "names_of": {each: registry.organizations.show(each).name for each in near},
        "bodies": bodies(registry) if below else {profile.name: profile.organization},
        "today": today,
    }


def _turns(registry: Registry, slug: str, day: str, *, below: bool) -> ChangeDays:
    """The nearest changes before and after the day: looked for further and further away, so that a large body, of
    which something changes every week, does not read all its past.
    """
    previous = following = None
    for days in (*_AWAY, None):
        first, last = _shifted(day, days and -days), _shifted(day, days, LAST_DAY)
        moves = registry.changes(first, last, slug, below=below).movements
        found = change_days_among(day, [each for each in moves if first <= each.earliest and each.latest <= last])
        previous, following = previous or found.previous, following or found.next
        if previous and following:
            break
    return ChangeDays(previous, following)


def _shifted(day: str, days: int | None, without: str = FIRST_DAY) -> str:
    if days is None:
        return without
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def _drawn(registry: Registry, snapshot: Snapshot, *, below: bool) -> Gantt | None:
    """The roles side by side over time."""
    today = registry.today()
    found = registry.timeline(snapshot.organization, below=below)
    rows = ((each.role, each.title, each.holders) for each in found.roles)
    return gantt(rows, today, snapshot.first or snapshot.last or today)


def bodies(registry: Registry) -> dict[str, str]:
    """The slug of each organization by its name: answers have the name alone."""
    return {each.label: each.slug for each in registry.organizations.list()}


async def organization_profile(site: Site, request: Any) -> Response:
    """`/organization/SLUG/profile.json`: what is recorded of the organization itself."""
    slug = named(request)
    return plain(public(await site.ask(request, lambda registry: registry.organizations.show(slug))))
