"""A person: names in all scripts, career, identifiers."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public
from registry.browse.server.responses import csv_table, moved, named, page, plain, preview
from registry.browse.server.site import Site
from registry.browse.views import structured
from registry.browse.views.ranks import ranks_of
from registry.domain.presentation.tables import tenures_table
from registry.domain.presentation.timeline import timeline


async def person_page(site: Site, request: Any) -> Response:
    """`/person/SLUG`: who they are and all that they held. Data: the profile."""
    slug = named(request)
    if request.url_vars.get("format"):
        return plain(public(await site.ask(request, lambda registry: registry.people.show(slug))))
    told = await site.ask(request, lambda registry: _told(registry, slug))
    person = told["person"].person
    if person != slug:
        return moved(site, request, path_to("person", person))
    here, find = ("person", person), site.links(request)
    told["preview"] = preview(site, request, "person", person)
    told["jsonld"] = structured.person(told["person"], told["spells"], find.whole(find.to(*here, as_known_on=None)))
    formats = {"json": here, "csv": (*here, "career"), "atom": here}
    return await page(site, request, "person", told, formats=formats)


def _told(registry: Registry, slug: str) -> dict[str, Any]:
    profile = registry.people.show(slug)
    spells = registry.career(profile.person).appointments
    return {
        "person": profile,
        "spells": spells[::-1],
        "bodies": registry.roles.organizations(list({spell.role for spell in spells})),
        "near": registry.neighbours([spell.appointment for spell in spells]),
        "description": f"{profile.name}: {', '.join(dict.fromkeys(spell.title for spell in spells[::-1]))}",
        "ranks": ranks_of(spells),
        "timeline": timeline(spells, registry.today()),
        "slugs": registry.sources.slugs_of(note for spell in spells for note in spell.sources),
    }


async def career_page(site: Site, request: Any) -> Response:
    """`/person/SLUG/career.json|csv`: every role that they held; without an ending the page of the person."""
    slug, form = named(request), request.url_vars.get("format")
    found = await site.ask(request, lambda registry: registry.career(slug))
    if not form:
        return moved(site, request, path_to("person", found.person))
    return (
        plain(public(found))
        if form == "json"
        else csv_table(tenures_table(found.appointments), f"{found.person}-career")
    )
