"""What others show in their own pages: an answer in an iframe, the snippet for it (oEmbed 1.0), and a picture."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from datasette import Response

from registry.api import Registry
from registry.browse.pages.organization import is_below
from registry.browse.pages.role import asked_days, linked
from registry.browse.server.links import path_to
from registry.browse.server.responses import moved, named, page, plain
from registry.browse.server.site import Site
from registry.browse.views.card import can_draw, card_png, card_svg
from registry.browse.views.offices import ordered_roles, tally, tally_in_words
from registry.browse.views.snippet import HEIGHTS, WIDTH, snippet
from registry.domain.errors import NotFoundError
from registry.domain.presentation.sentences import dates, name_of, sentence
from registry.domain.tenures.answers import Answer
from registry.services.tenures.who import Snapshot, holders, role_ids

_HOLDERS = 5  # of a role; the page of the role has all
_OFFICES = 15  # of an organization
_ASKED = 400  # roles: a body may have thousands, and a frame shows few


async def embedded_role(site: Site, request: Any) -> Response:
    """`/embed/role/SLUG?on=DATE`: who holds it, with how sure that is; for an iframe."""
    _refuse_closed(site)
    slug, on = named(request), asked_days(request)

    def told(registry: Registry) -> dict[str, Any]:
        answer, today = registry.who(slug, on), registry.today()
        slugs = registry.sources.slugs_of(note for each in answer.holders[:_HOLDERS] for note in each.sources)
        return {
            "answer": answer, "holders": answer.holders[:_HOLDERS], "today": today, "linked": linked, "slugs": slugs,
            "description": sentence(answer, today), "asked": on,
        }  # fmt: skip

    context = await site.ask(request, told)
    role = context["answer"].role
    if role != slug:
        return moved(site, request, path_to("embed", "role", role))
    find = site.links(request)
    context["whole_page"] = find.whole(find.to("role", role, on=on))
    return await page(site, request, "embedded_role", context)


async def embedded_organization(site: Site, request: Any) -> Response:
    """`/embed/organization/SLUG?on=DATE&below=1`: who holds its offices; for an iframe."""
    _refuse_closed(site)
    slug, on, below = named(request), asked_days(request), is_below(request)

    def told(registry: Registry) -> dict[str, Any]:
        found = _held(registry, slug, on, below)
        return {
            "snapshot": found.snapshot, "shown": found.shown[:_OFFICES], "more": found.more,
            "description": found.words, "below": below, "asked": on,
        }  # fmt: skip

    context = await site.ask(request, told)
    body = context["snapshot"].organization
    if body != slug:
        return moved(site, request, path_to("embed", "organization", body))
    find = site.links(request)
    context["whole_page"] = find.whole(find.to("organization", body, on=on, below=1 if below else None))
    return await page(site, request, "embedded_organization", context)


async def oembed_page(site: Site, request: Any) -> Response:
    """`/oembed?url=ADDRESS&maxwidth=N&maxheight=N`: the snippet for a page of a role or an organization.

    Raises NotFoundError for any other page, and where the public address is not known.
    """
    _refuse_closed(site)
    if request.args.get("format") == "xml":
        return plain({"error": "the snippet is given as JSON only"}, 501)
    kind, slug, query = _page_at(site, request.args.get("url") or "")

    def told(registry: Registry) -> tuple[str, str]:
        if kind == "role":
            role = registry.roles.show(slug)
            return role.role, role.title
        body = registry.organizations.show(slug)
        return body.organization, body.name

    known, title = await site.ask(request, told)
    width = min(WIDTH, _number(request, "maxwidth", WIDTH))
    height = min(HEIGHTS[kind], _number(request, "maxheight", HEIGHTS[kind]))
    about, find = await site.about(), site.links(request)
    source = str(find.whole(find.to("embed", kind, known, **query)))
    return plain({
        "version": "1.0", "type": "rich", "title": title, "provider_name": about.get("title") or "Registry",
        "provider_url": find.whole(find.to("")), "html": snippet(source, title, kind, width, height),
        "width": width, "height": height,
    })  # fmt: skip


async def card_page(site: Site, request: Any) -> Response:
    """`/card/role/SLUG.png?on=DATE`, of an organization or a person, too: the picture that stands for the page.

    Raises NotFoundError where none can be drawn.
    """
    if not can_draw():
        raise NotFoundError("there is no picture here")
    kind, slug, on, below = request.url_vars["kind"], named(request), asked_days(request), is_below(request)
    about = (await site.about()).get("title") or "Registry"

    def drawn(registry: Registry) -> bytes:
        return card_png(card_svg(about, *_CARDS[kind](registry, slug, on, below)))

    return Response(await site.ask(request, drawn), content_type="image/png")


def _role_card(registry: Registry, slug: str, on: str | None, _: bool) -> tuple[str, str]:
    answer = registry.who(slug, on)
    return answer.titled, sentence(answer, registry.today())


def _organization_card(registry: Registry, slug: str, on: str | None, below: bool) -> tuple[str, str]:
    found = _held(registry, slug, on, below)
    held = (f"{name_of(each.holders[0])}, {each.titled}" for each in found.shown[:3])
    return found.snapshot.name, f"{found.words} {'; '.join(held)}"


def _person_card(registry: Registry, slug: str, _: str | None, __: bool) -> tuple[str, str]:
    career = registry.career(slug)
    return career.name, "; ".join(f"{each.titled}, {' – '.join(dates(each))}" for each in career.appointments[::-1])


_CARDS = {"role": _role_card, "organization": _organization_card, "person": _person_card}


class _Held(NamedTuple):
    """Who holds the offices of a body, as far as few of them are shown, and a sentence about all."""

    snapshot: Snapshot
    shown: list[Answer]
    more: bool
    words: str


def _held(registry: Registry, slug: str, on: str | None, below: bool) -> _Held:
    days, today, connection = registry.file.span(on), registry.today(), registry.file.connection
    ids = role_ids(connection, slug, days, below=below)
    found = holders(connection, slug, days, today, below=below, within=ids[:_ASKED])
    shown = ordered_roles(found.roles, "role", everything=False)
    if len(ids) > _ASKED:
        return _Held(found, shown, True, f"{found.name} has {len(ids):,} roles.")
    count, now = tally(found.roles), found.last is None or found.last >= today
    words = tally_in_words(found.name, found.on, count, below=below, now=now, future=found.future)
    return _Held(found, shown, len(shown) > _OFFICES, words)


def _refuse_closed(site: Site) -> None:
    """Raises NotFoundError where the operator lets nobody embed."""
    if site.embedders() is None:
        raise NotFoundError("there is no such page here: this registry is not embedded elsewhere")


def _page_at(site: Site, address: str) -> tuple[str, str, dict[str, str]]:
    """Kind, slug and query of the page at a public address. Raises NotFoundError."""
    base = site.base
    path = urlsplit(address.removeprefix(base.whole)).path if base and address.startswith(base.whole) else ""
    kind, _, slug = path.partition("/")
    if kind not in HEIGHTS or not slug or "/" in slug:
        raise NotFoundError(f"{address[:200]!r} is not the page of a role or an organization of this registry")
    given = dict(parse_qsl(urlsplit(address).query, max_num_fields=20))
    return kind, unquote(slug), {name: given[name] for name in ("on", "below") if name in given}


def _number(request: Any, name: str, without: int) -> int:
    text = request.args.get(name) or ""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) > 0 else without
