"""A tenure: who held what from when to when, what each source says of it, and what was recorded about it."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public_change
from registry.browse.server.responses import moved, named, page, plain
from registry.browse.server.site import Site
from registry.domain.entities.references import qualified
from registry.domain.errors import NotFoundError
from registry.domain.evidence.claims import Claims
from registry.domain.tenures.histories import TenureInHistory

_CHANGES = 20  # on the page; the list of changes has all


async def appointment_page(site: Site, request: Any) -> Response:
    """`/appointment/SLUG`: a tenure with its claims, its evidence and its history. Data: the same."""
    slug, form = named(request), request.url_vars.get("format")
    moment = request.args.get("as_known_on") or None
    told = await site.ask(request, lambda registry: _told(registry, slug, moment))
    appointment = told["claims"].appointment
    if form:
        return plain(_data(told))
    if appointment != slug:
        return moved(site, request, path_to("appointment", appointment))
    return await page(site, request, "appointment", told, formats={"json": ("appointment", appointment)})


def _told(registry: Registry, slug: str, moment: str | None) -> dict[str, Any]:
    claims = registry.claims(slug)
    about = qualified("appointment", claims.appointment)
    return {
        "claims": claims,
        "tenure": _tenure(registry, claims),
        "body": registry.roles.show(claims.role).organization,
        "near": registry.neighbours([claims.appointment]).get(claims.appointment),
        "changes": [public_change(each) for each in registry.log(about, until=moment, limit=_CHANGES)],
    }


def _tenure(registry: Registry, claims: Claims) -> TenureInHistory:
    """Each term of a person for itself: that is what has an address."""
    found = (
        registry.career(claims.person, terms=True).appointments
        if claims.person
        else registry.history(claims.role, terms=True).holders
    )
    for each in found:
        if each.appointment == claims.appointment:
            return each
    raise NotFoundError(f"no appointment {claims.appointment!r}")


def _data(told: dict[str, Any]) -> dict[str, Any]:
    """What is public of it, field by field."""
    tenure: TenureInHistory = told["tenure"]
    claims: Claims = told["claims"]
    own = ("appointment", "person", "name", "role", "title", "kind", "status", "start", "end", "rank", "how",
           "end_reason", "last_confirmed", "note")  # fmt: skip
    said = ("source", "title", "published", "value", "says", "quote", "locator", "retracted")
    near = told["near"]
    return {
        **{name: getattr(tenure, name) for name in own},
        "organization": told["body"],
        "preceded_by": near.before.appointment if near and near.before else None,
        "succeeded_by": near.after.appointment if near and near.after else None,
        "fields": [
            {
                "field": field.field,
                "value": field.value,
                "claims": [
                    {**{name: getattr(claim, name) for name in said}, "relation": str(claim.relation)}
                    for claim in field.claims
                ],
            }
            for field in claims.fields
        ],
    }
