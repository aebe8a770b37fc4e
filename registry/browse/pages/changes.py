"""The record: what was recorded when, by whom and why; each change field by field; a feed of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from datasette import Response

from registry.browse.pages.paging import data_size, part_of, with_next
from registry.browse.server.public_fields import public, public_change, public_details
from registry.browse.server.responses import csv_table, file, number_in, page, plain
from registry.browse.server.site import Site
from registry.browse.views.feed import feed
from registry.domain.entities.references import KINDS
from registry.domain.errors import NotFoundError
from registry.domain.history.changes import Change
from registry.domain.presentation.tables import changes_table, fields_table

_SHOWN = 50
_DATA = 1_000  # of a page of data
_ALTERATIONS = 40  # rows of tables on a page: an import writes thousands


async def changes_page(site: Site, request: Any) -> Response:
    """`/changes?about=KIND:SLUG&page=N`: what was recorded, newest first. Data: 1,000 a page."""
    about, form = request.args.get("about") or None, request.url_vars.get("format")
    found = await _log(site, request, about)
    number = number_in(request, "page")
    if form:
        part = part_of(found, number, data_size(site, _DATA))
        answer = plain(public(part.rows)) if form == "json" else csv_table(changes_table(part.rows), "changes")
        return with_next(site, request, answer, part)
    return await page(
        site, request, "changes",
        {"about_what": about, "about_words": _in_words(about), "shown": part_of(found, number, _SHOWN)},
        formats={"json": ("changes",), "csv": ("changes",), "atom": ("changes",)},
        kept={"about": about, "page": number if number > 1 else None},
    )  # fmt: skip


def _in_words(about: str | None) -> str | None:
    """`role:chair` as `chair (role)`."""
    kind, colon, slug = (about or "").partition(":")
    return f"{slug} ({kind})" if colon and kind in KINDS else about


async def _log(site: Site, request: Any, about: str | None) -> list[Change]:
    moment = request.args.get("as_known_on") or None
    return await site.ask(request, lambda registry: [public_change(each) for each in registry.log(about, until=moment)])


async def change_page(site: Site, request: Any) -> Response:
    """`/change/NUMBER?page=N`: all that a change did. Data: the same."""
    wanted, form = int(request.url_vars["number"]), request.url_vars.get("format")
    shown = await site.ask(request, lambda registry: public_details(registry.show(wanted)))
    known = await site.ask(request, lambda registry: registry.newest(1))
    if not known or shown.change.recorded_at > known[0].recorded_at:
        raise NotFoundError(f"there was no change {wanted} yet; it was recorded {shown.change.recorded_at}")
    if form:
        part = part_of(shown.alterations, number_in(request, "page"), data_size(site, _DATA))
        some = replace(shown, alterations=tuple(part.rows))
        answer = plain(public(some)) if form == "json" else csv_table(fields_table(some), f"change-{wanted}")
        return with_next(site, request, answer, part)
    number, here = number_in(request, "page"), ("change", str(wanted))
    return await page(
        site, request, "change",
        {"change": shown.change, "shown": part_of(shown.alterations, number, _ALTERATIONS)},
        formats={"json": here, "csv": here},
        kept={"page": number if number > 1 else None},
    )  # fmt: skip


async def changes_feed(site: Site, request: Any) -> Response:
    """`/changes.atom?about=KIND:SLUG`: the newest changes for feed readers."""
    about = request.args.get("about") or None
    found = await _log(site, request, about)
    title = (await site.about()).get("title") or "Registry"
    find, query = site.links(request), {"about": about, "as_known_on": None}
    here, page_of_it = (
        str(find.whole(each)) for each in (find.data("atom", "changes", **query), find.to("changes", **query))
    )

    def address_of(change: Change) -> str:
        number = change.number
        return page_of_it if number is None else str(find.whole(find.to("change", number, as_known_on=None)))

    text = feed(f"{title}: {_in_words(about) or 'changes'}", here, page_of_it, found, address_of)
    answer = file(text, "changes.atom", "application/atom+xml")
    del answer.headers["content-disposition"]  # read, not saved
    return answer
