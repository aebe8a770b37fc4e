"""An organization on two days: who left, who came, who stayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from datasette import Response

from registry.api import Registry
from registry.browse.pages.organization import is_below
from registry.browse.pages.paging import Part, data_size, place_of_page, with_next
from registry.browse.server.links import path_to
from registry.browse.server.responses import csv_table, moved, named, number_in, page, plain
from registry.browse.server.site import Site
from registry.browse.views.before_after import before_after
from registry.domain.errors import DateError
from registry.domain.presentation.tables import Table
from registry.services.tenures.movements import Changes
from registry.services.tenures.who import Snapshot, compared_role_ids, holders

_SHOWN = 100  # roles on a page, those in which something changed before the others
_DATA = 500
_DRAWN = 30  # seats


@dataclass(frozen=True, slots=True)
class ComparedHolder:
    """Somebody in a role on either of two days; certainty None = not on that day. `outcome`: left, came, stayed."""

    outcome: str
    role: str
    title: str
    organization: str
    person: str
    name: str
    kind: str
    certainty_from: str | None
    certainty_to: str | None
    name_then: str | None = None

    @property
    def named(self) -> str:
        """The name of the time, else today's."""
        return self.name_then or self.name


async def compare_page(site: Site, request: Any) -> Response:
    """`/organization/SLUG/compare?from=DATE&to=DATE&below=1&page=N`: two days side by side. Data: the same."""
    slug, form, below = named(request), request.url_vars.get("format"), is_below(request)
    first, last = request.args.get("from") or None, request.args.get("to") or None
    number, size = number_in(request, "page"), data_size(site, _DATA) if form else _SHOWN
    found = await site.ask(request, lambda registry: _asked(registry, slug, first, last, below, number, size))
    seats, days = list(_compared(found.before, found.after)), (found.before.on, found.after.on)
    if form == "csv":
        columns = tuple(ComparedHolder.__dataclass_fields__)
        name = f"{found.before.organization}-{days[0]}-{days[1]}"
        table = Table(columns, [tuple(asdict(seat).values()) for seat in seats])
        return with_next(site, request, csv_table(table, name), found.part)
    if form:
        head = {"organization": found.before.organization, "name": found.before.name, "below": below}
        told = {**head, "from": days[0], "to": days[1], "holders": [asdict(seat) for seat in seats]}
        return with_next(site, request, plain(told), found.part)
    if found.before.organization != slug:
        return moved(site, request, path_to("organization", found.before.organization, "compare"))
    here = ("organization", slug, "compare")
    drawn, undrawn = before_after(seats, _DRAWN)
    outcomes = {outcome: [seat for seat in seats if seat.outcome == outcome] for outcome in ("left", "came", "stayed")}
    return await page(
        site, request, "compare",
        {"organization": slug, "name": found.before.name, "first": days[0], "last": days[1], "outcomes": outcomes,
         "below": below, "changes": found.changes, "shown": found.part, "drawn": drawn, "undrawn": undrawn},
        formats={"json": here, "csv": here},
        kept={"from": days[0], "to": days[1], "below": 1 if below else None, "page": number if number > 1 else None},
    )  # fmt: skip


class _Found(NamedTuple):
    """The same roles on both days; what happened in between where the body is small enough to tell."""

    before: Snapshot
    after: Snapshot
    changes: Changes | None
    part: Part[Any]


def _asked(
    registry: Registry, slug: str, first: str | None, last: str | None, below: bool, number: int, size: int
) -> _Found:
    if first is None:
        raise DateError(
            "two days are needed: give the first with from=, such as from=2024-02-01, and the last with to="
        )
    days = [registry.file.span(day) for day in (first, last)]
    for given, span in zip((first, last), days, strict=True):
        if not span.one_day:
            raise DateError(f"{given!r} is not one day; two days are compared, such as 2024-02-01 and 2025-03-17")
    if days[1].first < days[0].first:
        raise DateError(f"{last or 'today'} is before {first}; swap the two")
    connection, today = registry.file.connection, registry.today()
    ids = compared_role_ids(connection, slug, *days, below=below)
    part = place_of_page(len(ids), number, size)
    within = ids[part.before : part.before + size]
    before, after = (holders(connection, slug, span, today, below=below, within=within) for span in days)
    # Of a body of thousands of roles the movements are thousands, too; the first pages have the roles that changed.
    changes = None if part.pages > 1 else registry.changes(before.on, after.on, before.organization, below=below)
    return _Found(before, after, changes, part)


def _compared(before: Snapshot, after: Snapshot) -> Iterator[ComparedHolder]:
    """By role, in the order of the lists."""
    earlier, later = _held(before), _held(after)
    for key, (answer, holder) in {**earlier, **later}.items():
        then, now = (side[key][1].certainty if key in side else None for side in (earlier, later))
        outcome = "stayed" if then and now else "left" if then else "came"
        yield ComparedHolder(
            outcome, answer.role, answer.title, answer.organization, holder.person, holder.name, holder.kind, then, now,
            holder.name_then,
        )  # fmt: skip


def _held(found: Snapshot) -> dict[tuple[str, str], Any]:
    """By role and person: who is acting on one day and substantive on the other has stayed."""
    return {(answer.role, holder.person): (answer, holder) for answer in found.roles for holder in answer.holders}
