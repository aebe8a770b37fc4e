"""What holds for each page: how it is built, where it leads, what it weighs."""

from __future__ import annotations

import gzip
import itertools
import re
from pathlib import Path

import pytest

from registry import Registry
from registry.browse.routes import _PAGES
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page
from tests.conftest import CHIEF

STAFF = "general-staff-of-the-armed-forces-of-ukraine"
PAGES = [
    "/", "/search", "/search?q=hnatov", "/people", "/people?letter=H", f"/appointment/andriy-hnatov-{CHIEF}",
    "/people?page=2", "/roles", "/organizations", "/sources",
    f"/role/{CHIEF}", f"/role/{CHIEF}?on=2024-02-09", "/role/minister-of-defence-of-ukraine?on=2014-02-24",
    f"/role/{CHIEF}/findings", f"/role/{CHIEF}/chain?on=2024-02-09", "/role/co-prince-of-andorra",
    "/person/andriy-hnatov", "/person/volodymyr-zamana",
    f"/organization/{STAFF}?on=2024-02-09", f"/organization/{STAFF}?held=all&order=since",
    f"/role/{CHIEF}?from=2010&to=2013", "/organization/armed-forces-of-ukraine?below=1",
    "/organization/armed-forces-of-ukraine/compare?from=2020-01-01&to=2025-06-01&below=1",
    "/source/rferl-2025-03-17", "/changes", f"/changes?about={CHIEF}", "/change/1", "/change/1?page=9",
    "/who?role=president", "/role/nothing-like-it", f"/role/{CHIEF}?on=someday",
]  # fmt: skip
METADATA = {
    "title": "Offices", "license": "CC0", "license_url": "https://creativecommons.org/publicdomain/zero/1.0/",
    "source": "The press", "source_url": "javascript:alert(1)",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(served: Path) -> dict[str, Page]:
    get = getter(served, metadata=METADATA)
    return {address: Page(get(address).text) for address in PAGES}


@pytest.mark.parametrize("address", PAGES)
def test_tags_are_closed_and_ids_are_borne_once(pages: dict[str, Page], address: str):
    page = pages[address]
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]

    assert page.unclosed == []
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_first_heading_and_leaves_no_level_out(pages: dict[str, Page], address: str):
    levels = [int(element.tag[1]) for element in pages[address].all("h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_tells_its_language_title_and_permanent_address(pages: dict[str, Page], address: str):
    page = pages[address]
    kinds = [element.attributes.get("rel") for element in page.all("link")]

    assert page.all("html")[0].attributes["lang"] == "en"
    assert page.all("title")  # those after the first are of drawings
    assert kinds.count("canonical") == 1
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}


@pytest.mark.parametrize("address", PAGES)
def test_every_table_has_a_caption_and_heads_and_every_field_a_label(pages: dict[str, Page], address: str):
    page = pages[address]
    labelled = {element.attributes["for"] for element in page.all("label")}
    fields = [element.attributes for element in page.all("input") if element.attributes.get("type") != "hidden"]

    assert len(page.all("table")) == len(page.all("caption"))
    assert all(head.attributes["scope"] in ("row", "col") for head in page.all("th"))
    assert all(field["id"] in labelled for field in fields)


@pytest.mark.parametrize("address", PAGES)
def test_nothing_in_a_page_needs_a_script_or_a_style_of_its_own(pages: dict[str, Page], address: str):
    page = pages[address]

    assert not page.all("style", "iframe", "object")
    assert all(each.attributes == {"type": "application/ld+json"} for each in page.all("script"))  # data, never run
    assert not [name for each in page.elements for name in each.attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_the_sample_are_light(get: Get, address: str):
    assert len(gzip.compress(get(address).content)) < 20_000


def test_links_lead_somewhere(get: Get):
    """From the front page on, a few pages of each kind."""
    seen, waiting, asked = {"/"}, ["/"], dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        answer = get(address)
        assert answer.status_code in (200, 302), address
        if "html" not in answer.headers.get("content-type", ""):
            continue
        for link in Page(answer.text).links():
            kind = re.sub(r"^/(\w*)/?.*?(\.\w+)?(\?.*)?$", r"\1\2", link)
            if link.startswith("/") and link not in seen and asked.get(kind, 0) < 6:
                asked[kind] = asked.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)
    assert {"role", "person", "organization", "source", "change"} <= set(asked)


def test_a_page_behind_a_prefix_links_behind_it(served: Path):
    page = Page(getter(served, base_url="/offices/")(f"/role/{CHIEF}?on=2024-06-01").text)

    assert all(link.startswith(("/offices/", "#", "http")) for link in page.links())
    forms = [element.attributes["action"] for element in page.all("form")]
    assert all(action.startswith("/offices/") for action in forms)
    assert f"/offices/role/{CHIEF}?on=2024-06-01" in [link.attributes["href"] for link in page.all("link")]


def test_a_page_says_how_to_cite_it_and_under_which_licence(pages: dict[str, Page]):
    page = pages[f"/role/{CHIEF}?on=2024-02-09"]

    assert re.search(r"“Chief of the General Staff, .*, on 9 February 2024”, Offices, as of change 1", page.words)
    permalink = next(e.attributes["href"] for e in page.all("a") if e.attributes.get("class") == "permalink")
    assert re.fullmatch(rf"/role/{CHIEF}\?on=2024-02-09&as_known_on=\d{{4}}-\d\d-\d\dT[\d:.]+Z", permalink)
    assert "Licence: CC0. Source: The press." in page.words
    assert not [link for link in page.links() if "javascript" in link]


def test_the_permalink_gives_the_same_answer_after_a_change(tmp_path: Path):
    path = tmp_path / "registry.db"
    with Registry(_made(path), actor="a tester") as registry:
        get = getter(path)
        page = Page(get(f"/role/{CHIEF}?on=2025-03-20").text)
        link = next(e.attributes["href"] for e in page.all("a") if e.attributes.get("class") == "permalink")
        registry.remove(f"andriy-hnatov-{CHIEF}", "a trial")

    assert "Nobody is recorded" in get(f"/role/{CHIEF}?on=2025-03-20").text
    assert "Andriy Hnatov" in get(link.removeprefix("http://localhost")).text


def _made(path: Path) -> Path:
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("General Staff")
        registry.roles.add("Chief of the General Staff", "General Staff")
        registry.appoint("Andriy Hnatov", CHIEF, "2025-03-16", new=True)
    return path


def test_every_address_is_in_the_docs():
    text = (Path(__file__).parents[3] / "docs" / "pages.md").read_text("utf-8")

    for pattern, _ in _PAGES:
        words = re.findall(r"[a-z]{3,}", re.sub(r"\(\?P<(slug|format|number|listed|kind)>", "", pattern))
        assert all(word in text for word in words), pattern
