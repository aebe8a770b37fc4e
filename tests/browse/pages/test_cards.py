"""The picture of a page for those who link to it: drawn where it can be, and nowhere else."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from registry.browse.server import responses
from registry.browse.server.serving import Place
from registry.browse.views import card
from registry.browse.views.card import can_draw, card_svg
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor
from tests.conftest import CHIEF

ADDRESS = "https://example.org/offices/"
drawing = pytest.mark.skipif(not can_draw(), reason="resvg-py is not installed here, or finds no font")


@pytest.fixture(scope="module")
def public(served: Path) -> Visit:
    visit = visitor(served, Place(base=ADDRESS))
    return lambda address: visit(f"/offices{address}", headers={"host": "example.org"})


def lines(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_card_has_the_site_the_title_and_the_answer_in_lines_that_fit():
    site, *rest = lines(
        card_svg("Offices", "Chief of the General Staff of the Armed Forces", "She is in office. " * 40)
    )

    assert site == "Offices"
    assert rest[:2] == ["Chief of the General Staff of", "the Armed Forces"]
    assert len(rest) == 2 + 6
    assert all(len(line) <= 51 for line in rest)
    assert rest[-1].endswith("…")


@pytest.mark.parametrize(
    "words", ["</text><script>x</script>", "\x00\x1b[31m", "參謀總長" * 40, "ا" * 300, "", "\ud800"]
)
def test_no_name_breaks_a_card(words: str):
    svg = card_svg(words, words, words)

    assert all(len(line) <= 61 for line in lines(svg))
    assert "<script>" not in svg


def _preview(visit: Visit, address: str) -> list[str]:
    metas = Page(visit(address).text).all("meta")
    return [each.attributes["content"] for each in metas if each.attributes.get("property") == "og:image"]


@drawing
@pytest.mark.parametrize(
    "page",
    [
        f"role/{CHIEF}?on=2024-02-09", "organization/armed-forces-of-ukraine?on=2024-02-09&below=1",
        "person/andriy-hnatov",
    ],
)  # fmt: skip
def test_a_page_names_its_picture_and_the_picture_is_one(public: Visit, page: str):
    (address,) = _preview(public, f"/{page}")
    reply = public(address.removeprefix(ADDRESS.rstrip("/")))

    assert reply.status == 200
    assert reply.headers["content-type"] == "image/png"
    assert reply.text[1:4] == "PNG"
    assert address == f"{ADDRESS}card/{page.partition('?')[0]}.png{''.join(page.partition('?')[1:])}"


@drawing
def test_a_picture_has_the_size_that_is_asked_for_and_words():
    drawn, empty = (card.card_png(card_svg("", words, "")) for words in ("Chief", ""))

    assert struct.unpack(">II", drawn[16:24]) == (card.WIDTH, card.HEIGHT)
    assert drawn != empty


def test_where_none_can_be_drawn_no_page_names_one(public: Visit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(responses, "can_draw", lambda: False)
    monkeypatch.setattr("registry.browse.pages.embed.can_draw", lambda: False)

    assert _preview(public, f"/role/{CHIEF}") == []
    assert public(f"/card/role/{CHIEF}.png").status == 404
    assert 'content="summary"' in public(f"/role/{CHIEF}").text


def test_where_the_public_address_is_not_known_no_page_names_one(served: Path):
    assert _preview(visitor(served), f"/role/{CHIEF}") == []
