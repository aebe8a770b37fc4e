"""An organization: who held what in it on a day, what it stands below and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from datasette import Response

from registry.api import Registry
from registry.browse.pages.paging import Part, data_size, part_of, place_of_page, with_next
from registry.browse.pages.role import asked_days
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public, public_answer
from registry.browse.server.responses import csv_table, embeddable, moved, named, number_in, page, plain, preview
from registry.browse.server.site import Site
from registry.browse.views import structured
from registry.browse.views.gantt import Gantt, gantt, marked_day
from registry.browse.views.linked_sentence import linked_relation
from registry.browse.views.offices import ORDERS, by_body, ordered_roles, tally, tally_in_words
from registry.browse.views.tree import Branch, Tree
from registry.browse.views.tree import tree as drawn_tree
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.presentation.tables import answers_table
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.movements.change_days import ChangeDays, change_days_among, change_days_outside
from registry.services.entities.organizations import OrganizationProfile
from registry.services.tenures.movements import how_many, near_changes
from registry.services.tenures.who import Snapshot, holders, role_ids

_SHOWN = 100  # roles on a page
_WHOLE = 1_500  # roles; of an organization with more only those on the page are answered, and none are counted
_DATA = 500  # roles on a page of data
_BODIES = 100  # that are drawn as a tree
_CROWD = 250  # tenures; of the changes of more the days alone are read
_CROWDED = 1_000  # tenures; more are not drawn
_DRAWN = 25  # roles that are drawn side by side
_AWAY = (60, 730, 7300)  # days in which the next change is looked for


async def organization_page(site: Site, request: Any) -> Response:
    """`/organization/SLUG?on=DATE&below=1`: who held what. Data: the same."""
    slug, form = named(request), request.url_vars.get("format")
    on, below, number = asked_days(request), is_below(request), number_in(request, "page")
    if form:
        size = data_size(site, _DATA)
        found, part = await site.ask(request, lambda registry: _part(registry, slug, on, below, number, size))
        if form == "csv":
            name = f"{found.organization}-{found.on.replace('/', '_')}"
            return with_next(site, request, csv_table(answers_table(found.roles), name), part)
        told_data = {**public(replace(found, roles=())), "roles": [public_answer(each) for each in found.roles]}
        return with_next(site, request, plain(told_data), part)
    order = request.args.get("order") if request.args.get("order") in ORDERS else "role"
    wanted = _Wanted(on, below, number, str(order), request.args.get("held") == "all")
    told = await site.ask(request, lambda registry: _told(registry, slug, wanted))
    snapshot = told["snapshot"]
    if snapshot.organization != slug:
        return moved(site, request, path_to("organization", snapshot.organization))
    here, find = ("organization", snapshot.organization), site.links(request)
    told["jsonld"] = structured.organization(told["organization"], find.whole(find.to(*here, as_known_on=None)))
    told["embeddable"] = embeddable(
        site, request, *here, snapshot.name, on=request.args.get("on"), below=1 if below else None
    )
    told["preview"] = preview(site, request, *here, on=request.args.get("on"), below=1 if below else None)
    return await page(
        site, request, "organization", told,
        formats={"json": here, "csv": here, "atom": here},
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


def _told(registry: Registry, slug: str, wanted: _Wanted) -> dict[str, Any]:
    profile, today, below = registry.organizations.show(slug), registry.today(), wanted.below
    snapshot, shown, description = _answered(registry, profile.organization, wanted)
    large, connection = shown.total > _WHOLE, registry.file.connection
    ids = role_ids(connection, profile.organization, registry.file.span(wanted.on), below=below)
    tree = _tree(registry, profile, snapshot.first or snapshot.last) if profile.below else None
    near = {*(() if tree else profile.below), *(parent.organization for parent in profile.parents)}
    return {
        "organization": profile,
        "snapshot": snapshot,
        "description": description,
        "shown": shown,
        "shown_bodies": by_body(shown.rows, registry.roles.organizations([each.role for each in shown.rows])),
        "without_holder": 0 if large else sum(not answer.holders for answer in snapshot.roles),
        "everything": wanted.everything,
        "order": wanted.order,
        "orders": ORDERS,
        "below": below,
        # Of thousands of roles the next change is nearly any day, and to look for it takes longer than all the rest.
        "turns": ChangeDays(None, None) if large else _turns(registry, snapshot, ids, below=below),
        "lineage": registry.organizations.lineage(profile.organization),
        "linked_relation": linked_relation,
        "tree": tree,
        "marked": marked_day(snapshot.first, snapshot.last, today)[1],
        "drawn": _drawn(registry, snapshot, ids, below=below) if len(ids) <= _DRAWN else None,
        "names_of": {each: registry.organizations.show(each).name for each in near},
        "today": today,
    }


def _turns(registry: Registry, snapshot: Snapshot, ids: Sequence[int], *, below: bool) -> ChangeDays:
    """The changes before and after the days; of a body with many tenures by their days alone."""
    first, last = snapshot.first, snapshot.last
    if how_many(registry.file.connection, ids, FIRST_DAY, LAST_DAY) > _CROWD:
        return near_changes(registry.file.connection, ids, first, last)
    near = cache(lambda day: _near(registry, snapshot.organization, day, below=below))
    return change_days_outside(first, last, near)


def _near(registry: Registry, slug: str, day: str, *, below: bool) -> ChangeDays:
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


def _tree(registry: Registry, profile: OrganizationProfile, on: str | None) -> Tree | None:
    """The bodies below it on the day."""
    found = registry.organizations.tree(profile.organization, on)
    branches = [Branch(each.organization, each.parent, each.name, each.certainty) for each in found]
    return drawn_tree(profile.organization, profile.name, branches, _BODIES)


def _drawn(registry: Registry, snapshot: Snapshot, ids: Sequence[int], *, below: bool) -> Gantt | None:
    """The roles side by side over time; None where there are more tenures than can be told apart."""
    today = registry.today()
    if how_many(registry.file.connection, ids, FIRST_DAY, LAST_DAY) > _CROWDED:
        return None
    found = registry.timeline(snapshot.organization, below=below)
    rows = ((each.role, each.title, each.holders) for each in found.roles)
    return gantt(rows, today, marked_day(snapshot.first, snapshot.last, today)[0])


def _answered(registry: Registry, slug: str, wanted: _Wanted) -> tuple[Snapshot, Part[Answer], str]:
    """Who held what, the page of it, and a sentence about the whole."""
    days, today = registry.file.span(wanted.on), registry.today()
    total = len(role_ids(registry.file.connection, slug, days, below=wanted.below))
    if total > _WHOLE:
        snapshot, part = _part(registry, slug, wanted.on, wanted.below, wanted.page, _SHOWN)
        return snapshot, replace(part, rows=snapshot.roles), f"{snapshot.name} has {total:,} roles."
    snapshot = registry.holders(slug, wanted.on, below=wanted.below)
    everything = wanted.everything or not any(answer.holders for answer in snapshot.roles)
    shown = part_of(ordered_roles(snapshot.roles, wanted.order, everything=everything), wanted.page, _SHOWN)
    now = snapshot.first is None or snapshot.last is None or snapshot.last >= today
    count = tally(snapshot.roles)
    words = tally_in_words(snapshot.name, snapshot.on, count, below=wanted.below, now=now, future=snapshot.future)
    return snapshot, shown, words


def _part(
    registry: Registry, slug: str, on: str | None, below: bool, number: int, size: int
) -> tuple[Snapshot, Part[Any]]:
    """One page of the roles with who held them: only these are answered."""
    connection, days = registry.file.connection, registry.file.span(on)
    ids = role_ids(connection, slug, days, below=below)
    part = place_of_page(len(ids), number, size)
    within = ids[part.before : part.before + size]
    return holders(connection, slug, days, registry.today(), below=below, within=within), part


async def organization_profile(site: Site, request: Any) -> Response:
    """`/organization/SLUG/profile.json`: what is recorded of the organization itself."""
    slug = named(request)
    return plain(public(await site.ask(request, lambda registry: registry.organizations.show(slug))))
