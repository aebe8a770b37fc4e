"""The pages in Chromium: what a reader does there, with a mouse, with keys, without a script, on a small screen."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browse.server.test_serve import read, serving
from tests.conftest import CHIEF

playwright = pytest.importorskip("playwright.sync_api", reason="playwright cannot be installed here")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe cannot be installed here")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium, chromium-browser or google-chrome on this machine"
)

MINISTER = "minister-of-defence-of-ukraine"
FORCES = "armed-forces-of-ukraine"
COMPARED = f"organization/{FORCES}/compare?from=2020-01-01&to=2025-06-01&below=1"
PAGES = [
    "", "search?q=hnatov", "roles", "people", f"role/{MINISTER}?on=2014-02-24", f"role/{CHIEF}?on=2024-02-09",
    f"role/{CHIEF}/findings",
    "person/volodymyr-zamana", f"organization/{FORCES}?on=2024-02-09&below=1", COMPARED, "source/rferl-2025-03-17",
    "changes", "change/1", "role/nothing-like-it", "who?role=president",
]  # fmt: skip
TABLE = "registry/appointments?_size=10"
# Datasette 0.65's own: its page names no language, its fields have no labels, its counts and buttons are pale.
KNOWN = {TABLE: {"html-has-lang", "label", "select-name", "color-contrast"}}


@pytest.fixture(scope="module")
def site(served: Path) -> Iterator[str]:
    with serving(served) as (address, _):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM)


@pytest.fixture
def window(browser: Any, site: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of a browser of its own; a test says by a parameter how that is different."""
    context = browser.new_context(base_url=site, **{"java_script_enabled": False, **getattr(request, "param", {})})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("window", [{}, {"java_script_enabled": True}], indirect=True, ids=["no-script", "script"])
def test_a_reader_goes_from_a_misspelt_name_to_the_predecessor_and_the_data(window: Any, site: str):
    window.goto("")
    window.get_by_label("A name of a person, a role or an organization").fill("Barhilevych")
    window.get_by_role("button", name="Search").click()
    window.get_by_role("main").get_by_role("link", name="Anatoliy Barhylevych").click()
    window.get_by_role("link", name="Chief of the General Staff").first.click()
    window.get_by_label("Who held it on").fill("2025-03-20")
    window.get_by_role("button", name="Ask").click()
    assert "Andriy Hnatov" in window.locator(".answer").inner_text()

    before = window.get_by_role("link", name="Before the last change")
    before.click()
    assert "Anatoliy Barhylevych handed over to Andriy Hnatov" in window.locator(".answer").inner_text()
    before.click()

    assert "was Anatoliy Barhylevych" in window.locator(".answer").inner_text()
    data = window.get_by_role("contentinfo").get_by_role("link", name="JSON").get_attribute("href")
    answer = json.loads(read(site + data.removeprefix("/"))[1])
    assert [holder["name"] for holder in answer["holders"]] == ["Anatoliy Barhylevych"]
    assert answer["on"] in window.url


@pytest.mark.parametrize("window", [{"java_script_enabled": True}], indirect=True)
def test_the_same_way_can_be_gone_with_keys_alone(window: Any):
    window.goto(f"role/{CHIEF}?on=2025-03-16")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert window.locator(".skip").bounding_box()["x"] >= 0
    window.keyboard.press("Enter")
    assert window.evaluate("document.activeElement.id") == "main"
    seen = []
    while not seen or not seen[-1].startswith("Before the last change"):
        window.keyboard.press("Tab")
        seen.append(window.evaluate("document.activeElement.textContent || document.activeElement.name"))
        assert len(seen) < 40, seen

    window.keyboard.press("Enter")

    window.wait_for_url("**on=2025-03-15**")
    assert "Anatoliy Barhylevych" in window.locator(".answer").inner_text()


def test_two_days_are_compared_from_the_page_of_an_organization(window: Any):
    window.goto(f"organization/{FORCES}?on=2025-06-01&below=1")
    window.get_by_label("From").fill("2020-01-01")
    window.get_by_role("button", name="Compare").click()

    assert "Ruslan Khomchak" in window.get_by_role("region", name="Who left").inner_text()
    assert "Andriy Hnatov" in window.get_by_role("region", name="Who came").inner_text()


@pytest.mark.parametrize(
    "window", [{"viewport": {"width": 390, "height": 780}, "java_script_enabled": True}], indirect=True
)
def test_nothing_is_wider_than_a_telephone(window: Any):
    for address in PAGES:
        window.goto(address)
        assert window.evaluate("document.scrollingElement.scrollWidth") <= 390, address


@pytest.mark.parametrize(
    "window", [{"viewport": {"width": 720, "height": 900}, "java_script_enabled": True}], indirect=True
)
def test_on_paper_there_is_no_navigation_and_nothing_is_folded_or_cut(window: Any):
    window.goto(f"role/{MINISTER}?on=2014-02-24")
    assert not window.locator("details .sources").first.is_visible()

    window.emulate_media(media="print")

    assert not window.get_by_role("navigation", name="Main").is_visible()
    assert window.locator("details .sources").first.is_visible()
    assert window.evaluate("document.scrollingElement.scrollWidth") <= 720


@pytest.mark.parametrize("window", [{"color_scheme": "dark", "java_script_enabled": True}], indirect=True)
def test_a_dark_page_is_dark(window: Any):
    window.goto("")
    ground = window.evaluate("getComputedStyle(document.body).backgroundColor")

    assert max(map(int, re.findall(r"\d+", ground))) < 60


@pytest.mark.parametrize("window", [{"bypass_csp": True, "java_script_enabled": True}], indirect=True)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious(window: Any, colours: str):
    window.emulate_media(color_scheme=colours)
    found = []
    for address in [*PAGES, TABLE]:
        window.goto(address)
        # Unfolded, or what is inside is not looked at.
        window.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        for fault in axe.Axe().run(window).response["violations"]:
            if fault["impact"] in ("serious", "critical") and fault["id"] not in KNOWN.get(address, ()):
                found.append((address, fault["id"], [node["html"] for node in fault["nodes"]][:3]))
    assert found == []
