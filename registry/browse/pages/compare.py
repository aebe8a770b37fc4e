"""An organization on two days: who left, who came, who stayed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.pages.organization import is_below
from registry.browse.server.links import path_to
from registry.browse.server.responses import csv_table, moved, named, page, plain
from registry.browse.server.site import Site
from registry.domain.errors import DateError
from registry.domain.presentation.tables import Table
from registry.services.tenures.movements import Changes
from registry.services.tenures.who import Snapshot


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

    @property
    def named(self) -> str:
        """As a holder of an answer is called: here by today's name, as the days may have two."""
        return self.name


async def compare_page(site: Site, request: Any) -> Response:
    """`/organization/SLUG/compare?from=DATE&to=DATE&below=1`: two days side by side. Data: the same."""
    slug, form, below = named(request), request.url_vars.get("format"), is_below(request)
    first, last = request.args.get("from") or None, request.args.get("to") or None

    def told(registry: Registry) -> tuple[list[ComparedHolder], Changes]:
        before, after, changes = _asked(registry, slug, first, last, below)
        return list(_compared(before, after)), changes

    seats, changes = await site.ask(request, told)
    name = f"{changes.organization}-{changes.first}-{changes.last}"
    if form == "csv":
        columns = tuple(ComparedHolder.__dataclass_fields__)
        return csv_table(Table(columns, [tuple(asdict(seat).values()) for seat in seats]), name)
    if form:
        head = {"organization": changes.organization, "name": changes.name, "below": below}
        days = {"from": changes.first, "to": changes.last}
        return plain({**head, **days, "holders": [asdict(seat) for seat in seats]})
    if changes.organization != slug:
        return moved(site, request, path_to("organization", changes.organization, "compare"))
    here = path_to("organization", slug, "compare")
    outcomes = {outcome: [seat for seat in seats if seat.outcome == outcome] for outcome in ("left", "came", "stayed")}
    return await page(
        site, request, "compare",
        {"changes": changes, "outcomes": outcomes, "below": below},
        formats={"json": f"{here}.json", "csv": f"{here}.csv"},
        kept={"from": changes.first, "to": changes.last, "below": 1 if below else None},
    )  # fmt: skip


def _asked(
    registry: Registry, slug: str, first: str | None, last: str | None, below: bool
) -> tuple[Snapshot, Snapshot, Changes]:
    if first is None:
        raise DateError("between which days? Give the first with from=, such as from=2024-02-01, and the last with to=")
    before, after = (registry.holders(slug, day, below=below) for day in (first, last))
    for given, found in ((first, before), (last, after)):
        if found.first is None or found.first != found.last:
            raise DateError(f"{given!r} is not one day; two days are compared, such as 2024-02-01 and 2025-03-17")
    return before, after, registry.changes(before.on, after.on, before.organization, below=below)


def _compared(before: Snapshot, after: Snapshot) -> Iterator[ComparedHolder]:
    """By role, in the order of the lists."""
    earlier, later = _held(before), _held(after)
    for key, (answer, holder) in {**earlier, **later}.items():
        then, now = (side[key][1].certainty if key in side else None for side in (earlier, later))
        outcome = "stayed" if then and now else "left" if then else "came"
        yield ComparedHolder(
            outcome, answer.role, answer.title, answer.organization, holder.person, holder.name, holder.kind, then, now
        )


def _held(found: Snapshot) -> dict[tuple[str, str], Any]:
    """By role and person: who is acting on one day and substantive on the other has stayed."""
    return {(answer.role, holder.person): (answer, holder) for answer in found.roles for holder in answer.holders}
