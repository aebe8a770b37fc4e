"""A role: who held it on a day, and its succession."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from datasette import Response
from markupsafe import Markup

from registry.api import Registry
from registry.browse.pages.paging import Part, data_size, part_of, place_of_page, with_next
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public, public_answer
from registry.browse.server.responses import csv_table, embeddable, file, moved, named, number_in, page, plain, preview
from registry.browse.server.site import Site
from registry.browse.views import structured
from registry.browse.views.calendar import calendar
from registry.browse.views.gantt import gantt, marked_day
from registry.browse.views.linked_sentence import linked_relation, linked_sentence
from registry.domain.audit.findings import Finding
from registry.domain.entities.references import qualified
from registry.domain.presentation.sentences import sentence
from registry.domain.presentation.tables import answers_table, tenures_table
from registry.domain.presentation.timeline import timeline
from registry.domain.tenures.answers import Answer
from registry.domain.tenures.histories import Succession
from registry.domain.tenures.movements.change_days import change_days_around, change_days_of_bounds, change_days_outside
from registry.domain.tenures.relations import CONTINUES, REPORTS_TO
from registry.services.audit.check import check_part
from registry.services.entities.roles import Policies
from registry.services.tenures.succession import SuccessionPart, is_long, newest_of

# On a page: of a committee of thousands a page that can be read shows that many at a time.
SHOWN = 60  # tenures
_FINDINGS = 1_000  # of a page of data
_CAREERS = 25  # people whose careers are drawn
_LONG = 500  # tenures; of a role with more only those are read that are shown, and a page of data has so many
_FIRST = 30  # holders on a day; the rest is in the data


async def role_page(site: Site, request: Any) -> Response:
    """`/role/SLUG?on=DATE&page=N`: the answer as a sentence, the succession, what the rules find.

    Data: the answer; `.ics`: the succession as a calendar.
    """
    slug, form, on = named(request), request.url_vars.get("format"), asked_days(request)
    if form == "ics":
        return await _calendar(site, request, slug)
    if form:
        found = await site.ask(request, lambda registry: registry.who(slug, on))
        if form == "json":
            return plain(public_answer(found))
        return csv_table(answers_table([found]), f"{found.role}-{found.on.replace('/', '_')}")
    number = number_in(request, "page")
    told = await site.ask(request, lambda registry: _told(registry, slug, on, number))
    role = told["answer"].role
    if role != slug:
        return moved(site, request, path_to("role", role))
    here, find = ("role", role), site.links(request)
    url = find.whole(find.to(*here, on=told["answer"].on, as_known_on=None))
    told["jsonld"] = structured.question(told["answer"], told["description"], url)
    told["embeddable"] = embeddable(site, request, "role", role, told["answer"].title, on=request.args.get("on"))
    told["preview"] = preview(site, request, *here, on=request.args.get("on"))
    return await page(
        site, request, "role", told,
        formats={"json": here, "csv": here, "ics": here, "atom": here},
        kept={"on": told["answer"].on, "page": number if number > 1 else None},
    )  # fmt: skip


def _told(registry: Registry, slug: str, on: str | None, number: int) -> dict[str, Any]:
    policies, today = registry.roles.show(slug), registry.today()
    answer, connection = registry.who(policies.role, on), registry.file.connection
    holders = answer.holders[:_FIRST]
    if is_long(connection, policies.role, _LONG):
        long, part = _newest(registry, policies.role, number, SHOWN)
        shown = replace(part, rows=long.found.holders[::-1])
        around, spells = partial(change_days_of_bounds, bounds=long.bounds), long.found.holders
    else:
        history = registry.history(policies.role)
        shown = part_of(history.holders[::-1], number, SHOWN)
        around, spells = partial(change_days_around, spells=history.holders), history.holders
    day, words = marked_day(answer.first, answer.last, today)
    only = [holder.appointment for holder in answer.holders][:2] if answer.one_day else []
    vacant = chain(*(each.sources for each in answer.vacancies))
    notes = chain(vacant, *(holder.sources for holder in holders), *(spell.sources for spell in shown.rows))
    return {
        "answer": answer,
        "description": sentence(answer, today),
        "linked": linked,
        "today": today,
        "near": registry.neighbours(only).get(only[0]) if len(only) == 1 else None,
        "start_of": {spell.appointment: spell.start_latest for spell in spells},
        "role": policies,
        "incompatible": [registry.roles.show(other) for other in policies.incompatible],
        "relations_of_it": [each for each in policies.relations if each.kind != CONTINUES],
        "lineage": registry.roles.lineage(policies.role),
        "commands": any(each.kind == REPORTS_TO for each in policies.relations),
        "linked_relation": linked_relation,
        "shown": shown,
        "timeline": timeline(shown.rows[::-1], today, day),
        "marked": words,
        "turns": change_days_outside(answer.first, answer.last, around),
        "holders": holders,
        # To check thousands of tenures takes longer than all the rest: where they fill pages, so do their findings.
        "findings": registry.check(qualified("role", policies.role)) if shown.pages == 1 else None,
        "slugs": registry.sources.slugs_of(notes),
    }


def linked(answer: Answer, today: str, to: Callable[..., str]) -> Markup:
    """The sentence with the holders as links."""
    return linked_sentence(answer, today, lambda person: to("person", person))


def asked_days(request: Any) -> str | None:
    """The days of the question: `on=`, or `from=` and `to=` as a span; None = today."""
    on, first, last = (request.args.get(name) or None for name in ("on", "from", "to"))
    return on or (f"{first or '..'}/{last or '..'}" if first or last else None)


async def history_page(site: Site, request: Any) -> Response:
    """`/role/SLUG/history.json|csv?page=N`: the succession, of a long one the newest tenures first, in pages.

    Without an ending the page of the role.
    """
    slug, form = named(request), request.url_vars.get("format")
    if not form:
        return moved(site, request, path_to("role", (await site.ask(request, lambda it: it.roles.show(slug))).role))
    number, size = number_in(request, "page"), data_size(site, _LONG)
    found, part = await site.ask(request, lambda registry: _succession(registry, slug, number, size))
    table = tenures_table(found.holders)
    answer = plain(public(found)) if form == "json" else csv_table(table, f"{found.role}-history")
    return with_next(site, request, answer, part)


def _succession(registry: Registry, slug: str, number: int, size: int) -> tuple[Succession, Part[Any]]:
    """All of it, or one page of a long one, in which each term stands for itself."""
    if is_long(registry.file.connection, slug, size):
        long, part = _newest(registry, slug, number, size)
        return long.found, part
    return registry.history(slug), place_of_page(1, number, size)


def _newest(registry: Registry, slug: str, number: int, size: int) -> tuple[SuccessionPart, Part[Any]]:
    long = newest_of(registry.file.connection, slug, registry.today(), (number - 1) * size, size)
    return long, place_of_page(long.total, number, size)


async def careers_page(site: Site, request: Any) -> Response:
    """`/role/SLUG/careers?page=N`: what the holders of the role held, here and elsewhere, side by side."""
    slug, number = named(request), number_in(request, "page")

    def told(registry: Registry) -> dict[str, Any]:
        found, shown = _holders_of(registry, registry.roles.show(slug).role, number)
        today = registry.today()
        careers = [registry.career(person) for person in shown.rows]
        on = next((each.start_latest for each in found.holders[::-1] if each.person in shown.rows), None) or today
        rows = [(each.person, each.name, each.appointments) for each in careers]
        return {"role": found, "shown": shown, "drawn": gantt(rows, today, on, marked=False)}

    context = await site.ask(request, told)
    role = context["role"].role
    if role != slug:
        return moved(site, request, path_to("role", role, "careers"))
    return await page(site, request, "careers", context, kept={"page": number if number > 1 else None})


def _holders_of(registry: Registry, role: str, number: int) -> tuple[Succession, Part[str]]:
    """A page of the holders of a role, the newest first; of a long one those of the tenures of that page."""
    if is_long(registry.file.connection, role, _LONG):
        long, part = _newest(registry, role, number, _CAREERS)
        return long.found, replace(part, rows=_people(long.found))
    found = registry.history(role)
    return found, part_of(_people(found), number, _CAREERS)


def _people(found: Succession) -> list[str]:
    return list(dict.fromkeys(each.person for each in found.holders[::-1] if each.person))


async def role_profile(site: Site, request: Any) -> Response:
    """`/role/SLUG/profile.json`: what is recorded of the role itself."""
    slug = named(request)
    return plain(public(await site.ask(request, lambda registry: registry.roles.show(slug))))


async def role_findings(site: Site, request: Any) -> Response:
    """`/role/SLUG/findings?page=N`: what the rules find about it. Data: the same, 1,000 a page."""
    slug, form, number = named(request), request.url_vars.get("format"), number_in(request, "page")
    size = data_size(site, _FINDINGS) if form else SHOWN

    def told(registry: Registry) -> tuple[Policies, Part[Finding]]:
        registry.file.hold()
        role, connection = registry.roles.show(slug), registry.file.connection
        found, total = check_part(connection, role.role, registry.today(), (number - 1) * size, size)
        return role, replace(place_of_page(total, number, size), rows=found)

    role, shown = await site.ask(request, told)
    if form:
        return with_next(site, request, plain(public(shown.rows)), shown)
    if role.role != slug:
        return moved(site, request, path_to("role", role.role, "findings"))
    return await page(
        site, request, "findings",
        {"role": role, "shown": shown},
        formats={"json": ("role", role.role, "findings")},
        kept={"page": number if number > 1 else None},
    )  # fmt: skip


async def _calendar(site: Site, request: Any, slug: str) -> Response:
    size = data_size(site, _LONG)

    def told(registry: Registry) -> tuple[Any, ...]:
        return _succession(registry, slug, 1, size)[0], registry.newest(1), registry.today()

    found, newest, today = await site.ask(request, told)
    at = newest[0].recorded_at if newest else "0001-01-01T00:00:00Z"
    find = site.links(request)
    address = find.whole(find.to("role", found.role, as_known_on=None))
    return file(calendar(found, at, today, address), f"{found.role}.ics", "text/calendar")
