"""The chain of command of a role: to whom it answered on a day, and who answered to it."""

from __future__ import annotations

from typing import Any

from datasette import Response

from registry.api import Registry
from registry.browse.pages.paging import data_size, part_of, with_next
from registry.browse.server.links import path_to
from registry.browse.server.public_fields import public
from registry.browse.server.responses import moved, named, number_in, page, plain
from registry.browse.server.site import Site
from registry.browse.views.tree import Branch, tree
from registry.domain.presentation.sentences import name_of
from registry.services.tenures.chain import Chain, ChainLink

_DRAWN = 150  # roles below; the data have all
_DATA = 500


async def chain_page(site: Site, request: Any) -> Response:
    """`/role/SLUG/chain?on=DATE`: as trees. Data: upwards, with `down=1` downwards; as `registry chain` has it."""
    slug, form, on = named(request), request.url_vars.get("format"), request.args.get("on") or None
    down = (request.args.get("down") or "0") not in ("0", "no", "false")

    def told(registry: Registry) -> dict[str, Any]:
        role = registry.roles.show(slug)
        ways = (down,) if form else (False, True)
        return {"role": role, "chains": [registry.chain(role.role, on, down=way) for way in ways]}

    found = await site.ask(request, told)
    role, chains = found["role"], found["chains"]
    if form:
        part = part_of(chains[0].links, number_in(request, "page"), data_size(site, _DATA))
        links = [_link(each) for each in part.rows]
        return with_next(site, request, plain({**public(chains[0]), "links": links}), part)
    if role.role != slug:
        return moved(site, request, path_to("role", role.role, "chain"))
    above, below = (tree(role.role, each.name, _branches(each), _DRAWN) for each in chains)
    return await page(
        site, request, "chain", {"role": role, "on": chains[0].on, "above": above, "below": below},
        formats={"json": ("role", role.role, "chain")}, kept={"on": chains[0].on},
    )  # fmt: skip


def _branches(found: Chain) -> list[Branch]:
    return [Branch(each.role, each.by, each.title, each.certainty, _holders(each)) for each in found.links]


def _holders(link: ChainLink) -> str:
    return ", ".join(name_of(each) for each in link.answer.holders) or link.answer.answer


def _link(link: ChainLink) -> dict[str, Any]:
    """As the command line has it: with the answer about who held it, and not all that belongs to that."""
    told: dict[str, Any] = public(link)
    return {**told, "answer": link.answer.answer, "holders": public(link.answer.holders)}
