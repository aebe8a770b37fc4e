"""A role: who held it on a day, and its succession."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.reply import moment_of, named, page, plain, sheet
from registry.browse.site import Site
from registry.browse.timeline import timeline
from registry.domain.sheets import answer_object, answers_sheet, spells_sheet
from registry.domain.telling import sentence
from registry.domain.turning_points import turns_around

_SHOWN = 60  # tenures on a page; of a committee of thousands the newest


async def role_page(site: Site, request: Any) -> Response:
    """`/role/SLUG?on=DATE`: the answer as a sentence, the succession, what the rules find. Data: the answer."""
    slug, form, on = named(request), request.url_vars.get("format"), request.args.get("on") or None
    if form:
        found = await site.ask(request, lambda registry: registry.who(slug, on))
        return (
            plain(answer_object(found)) if form == "json" else sheet(answers_sheet([found]), f"{found.role}-{found.on}")
        )
    told = await site.ask(request, lambda registry: _told(registry, slug, on))
    if told["answer"].role != slug:
        return Response.redirect(
            site.address(f"/role/{told['answer'].role}?on={told['answer'].on}{moment_of(request)}")
        )
    return await page(site, request, "role", told)


def _told(registry: Registry, slug: str, on: str | None) -> dict[str, Any]:
    answer, history = registry.who(slug, on), registry.history(slug)
    today = registry.today()
    newest = history.holders[-_SHOWN:]
    return {
        "answer": answer,
        "sentence": sentence(answer, today),
        "role": registry.policies(slug),
        "spells": newest[::-1],
        "left_out": len(history.holders) - len(newest),
        "timeline": timeline(newest, today, answer.on),
        "turns": turns_around(answer.on, history.holders),
        "findings": registry.check(answer.role),
        "today": today,
    }


async def history_page(site: Site, request: Any) -> Response:
    """`/role/SLUG/history.json|csv`: the whole succession; without an ending the page of the role."""
    slug, form = named(request), request.url_vars.get("format")
    if not form:
        return Response.redirect(site.address(f"/role/{slug}"), status=301)
    found = await site.ask(request, lambda registry: registry.history(slug))
    return plain(asdict(found)) if form == "json" else sheet(spells_sheet(found.holders), f"{found.role}-history")
