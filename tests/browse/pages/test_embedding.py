"""What others show in their own pages: the frame, its policy, the snippet and oEmbed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from registry.browse.server.serving import Place
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor

ADDRESS = "https://example.org/offices/"
CHIEF, BODY = "chief-of-the-general-staff", "armed-forces-of-ukraine"
FRAMES = (f"/embed/role/{CHIEF}?on=2024-06-01", f"/embed/organization/{BODY}?on=2024-06-01&below=1")


@pytest.fixture(scope="module")
def public(served: Path) -> Visit:
    visit = visitor(served, Place(base=ADDRESS))
    return lambda address, **given: visit(f"/offices{address}", headers={"host": "example.org"}, **given)


@pytest.fixture(scope="module")
def visit(served: Path) -> Visit:
    return visitor(served)


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_may_be_shown_anywhere_and_does_nothing(visit: Visit, frame: str):
    reply = visit(frame)
    page = Page(reply.text)

    assert reply.status == 200
    assert reply.headers["content-security-policy"].endswith("form-action 'none'; frame-ancestors *")
    assert not page.unclosed
    assert not page.all("form", "input", "button", "script")
    assert [each.attributes for each in page.all("base")] == [{"target": "_blank"}]
    assert "Anatoliy Barhylevych" in page.words
    for link in page.links():
        assert visit(link).status == 200, link


def test_every_other_page_stays_closed(visit: Visit):
    for address in (f"/role/{CHIEF}", "/", "/registry/people", "/embedded", "/person/embed"):
        assert "frame-ancestors 'none'" in visit(address).headers["content-security-policy"], address


def test_a_frame_of_another_name_leads_to_the_frame_of_the_slug(visit: Visit):
    reply = visit("/embed/role/Chief%20of%20the%20General%20Staff?on=2024-06-01")

    assert (reply.status, reply.headers["location"]) == (302, FRAMES[0])


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        (False, None),
        (["javascript:x", "'unsafe'; script-src *"], None),
        (["https://news.example", "https://*.gov.example"], "https://news.example https://*.gov.example"),
    ],
)
def test_the_operator_says_who_may(served: Path, tmp_path: Path, said: object, policy: str | None):
    metadata = tmp_path / "metadata.json"
    metadata.write_text(json.dumps({"plugins": {"registry": {"embed": said}}}), "utf-8")
    visit = visitor(served, Place(base=ADDRESS), metadata)

    frame, page = (
        visit(f"/offices{each}", headers={"host": "example.org", "accept": "text/html"})
        for each in (FRAMES[0], f"/role/{CHIEF}")
    )

    assert frame.status == (200 if policy else 404)
    assert f"frame-ancestors {policy or chr(39) + 'none' + chr(39)}" in frame.headers["content-security-policy"]
    assert ("Embed this" in page.text) is bool(policy)


@pytest.mark.parametrize(("kind", "slug"), [("role", CHIEF), ("organization", BODY)])
def test_the_page_has_the_snippet_and_programs_find_it(public: Visit, kind: str, slug: str):
    text = public(f"/{kind}/{slug}?on=2024-06-01").text
    snippet = unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", text, re.DOTALL)[0])
    (oembed,) = [each for each in Page(text).all("link") if each.attributes.get("type") == "application/json+oembed"]

    frame = Page(snippet).all("iframe")[0].attributes
    assert frame["src"] == f"{ADDRESS}embed/{kind}/{slug}?on=2024-06-01"
    assert public(frame["src"].removeprefix(ADDRESS.rstrip("/"))).status == 200
    told = public(oembed.attributes["href"].removeprefix(ADDRESS.rstrip("/"))).json()
    assert (told["version"], told["type"], told["html"]) == ("1.0", "rich", snippet)
    assert (told["width"], told["provider_url"]) == (600, ADDRESS)


def test_oembed_keeps_to_the_room_that_there_is(public: Visit):
    told = public(f"/oembed?url={quote(f'{ADDRESS}role/{CHIEF}', safe='')}&maxwidth=300&maxheight=100").json()

    assert (told["width"], told["height"]) == (300, 100)
    assert 'width="300" height="100"' in told["html"]


@pytest.mark.parametrize(
    "url",
    ["", "https://evil.example/role/x", f"{ADDRESS}person/andriy-hnatov", f"{ADDRESS}role/nobody", f"{ADDRESS}role/"],
)
def test_oembed_knows_no_other_page(public: Visit, url: str):
    assert public(f"/oembed?url={quote(url, safe='')}").status == 404


def test_where_the_public_address_is_not_known_there_is_no_snippet(visit: Visit):
    assert "Embed this" not in visit(f"/role/{CHIEF}").text
    assert visit(f"/oembed?url=/role/{CHIEF}").status == 404
