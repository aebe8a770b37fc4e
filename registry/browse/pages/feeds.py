"""Feeds of who came and who went in the world: everywhere, in an organization, in a role, of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.server.responses import file, named
from registry.browse.server.site import Site
from registry.browse.views.feed import Event, movements_feed
from registry.domain.dates.edtf import FIRST_DAY, LAST_DAY
from registry.domain.presentation.sentences import dates, day_of, how_moved, marks
from registry.domain.tenures.histories import TenureInHistory
from registry.domain.tenures.movements.movements import Movement
from registry.domain.vocabulary import Status

_ENOUGH = 50
_WINDOWS = (365, 3650)  # days to look back, until there are enough; then all time


async def movements_atom(site: Site, request: Any) -> Response:
    """`/movements.atom`: everywhere."""
    found = await site.ask(request, lambda registry: _moved(registry, None))
    return await _feed(site, request, "who came and who went", ("movements",), found)


async def organization_atom(site: Site, request: Any) -> Response:
    """`/organization/SLUG.atom`: in the organization and what stands below it."""
    slug = named(request)

    def told(registry: Registry) -> tuple[str, str, list[Event]]:
        body = registry.organizations.show(slug)
        return body.organization, body.name, _moved(registry, body.organization)

    body, name, found = await site.ask(request, told)
    return await _feed(site, request, name, ("organization", body), found)


async def role_atom(site: Site, request: Any) -> Response:
    """`/role/SLUG.atom`: in the role."""
    slug = named(request)

    def told(registry: Registry) -> tuple[str, str, list[Event]]:
        found = registry.history(slug)
        return found.role, found.title, _of_spells(found.holders, registry.today())

    role, title, found = await site.ask(request, told)
    return await _feed(site, request, title, ("role", role), found)


async def person_atom(site: Site, request: Any) -> Response:
    """`/person/SLUG.atom`: of the person."""
    slug = named(request)

    def told(registry: Registry) -> tuple[str, str, list[Event]]:
        found = registry.career(slug)
        return found.person, found.name, _of_spells(found.appointments, registry.today())

    person, name, found = await site.ask(request, told)
    return await _feed(site, request, name, ("person", person), found)


async def _feed(site: Site, request: Any, what: str, of: tuple[str, ...], found: list[Event]) -> Response:
    title = (await site.about()).get("title") or "Registry"
    find = site.links(request)

    def whole(*parts: str) -> str:
        return str(find.whole(find.to(*parts, as_known_on=None)))

    here = str(find.whole(find.data("atom", *of, as_known_on=None)))
    page = whole(*of) if of != ("movements",) else whole("")
    text = movements_feed(f"{title}: {what}", here, page, found, lambda appointment: whole("appointment", appointment))
    answer = file(text, "movements.atom", "application/atom+xml")
    del answer.headers["content-disposition"]  # read, not saved
    return answer


def _moved(registry: Registry, organization: str | None) -> list[Event]:
    today = registry.today()
    starts = [max((date.fromisoformat(today) - timedelta(days)).isoformat(), FIRST_DAY) for days in _WINDOWS]
    found: list[Event] = []
    for first in (*starts, FIRST_DAY):
        moves = registry.changes(first, today, organization, below=organization is not None).movements
        found = _newest(_of_movement(each) for each in moves if each.latest <= today)
        if len(found) >= _ENOUGH:
            break
    return found


def _newest(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.day, event.key), reverse=True)[:_ENOUGH]


def _of_movement(each: Movement) -> Event:
    who = f"{each.name or 'nobody'}{marks(each)}"
    said = [f"{each.title}: {who} {each.movement}, {day_of(each)}", each.certainty, how_moved(each)]
    key = f"{each.appointment}/{each.movement}"
    return Event(
        key, each.latest, f"{each.title}: {who} {each.movement}", "; ".join(filter(None, said)),
        each.appointment,
    )  # fmt: skip


def _of_spells(spells: Iterable[TenureInHistory], today: str) -> list[Event]:
    events = (event for spell in spells if spell.status != Status.REJECTED for event in _of_spell(spell))
    return _newest(event for event in events if FIRST_DAY < event.day <= min(today, LAST_DAY))


def _of_spell(spell: TenureInHistory) -> Iterator[Event]:
    who, slug = f"{spell.name or 'vacant'}{marks(spell)}", spell.appointment
    start, end = dates(spell)
    if spell.start_latest:
        yield Event(
            f"{spell.appointment}/entered", spell.start_latest, f"{spell.title}: {who} entered",
            f"From {start}. {spell.how or ''}".strip(), slug,
        )  # fmt: skip
    if spell.end_latest and not spell.open:
        yield Event(
            f"{spell.appointment}/left", spell.end_latest, f"{spell.title}: {who} left",
            f"To {end}. {spell.end_reason or ''}".strip(), slug,
        )  # fmt: skip
