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
    f"role/{CHIEF}/findings", f"role/{CHIEF}/chain?on=2024-02-09",
    f"embed/role/{CHIEF}", f"embed/organization/{FORCES}",
    "person/volodymyr-zamana",
    f"appointment/andriy-hnatov-{CHIEF}", f"role/{CHIEF}/careers", "people?letter=H",
    f"organization/{FORCES}?on=2024-02-09&below=1", COMPARED, "source/rferl-2025-03-17",
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
    window.get_by_label("A name or a question").fill("Barhilevych")
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
    data = window.get_by_role("contentinfo").get_by_role("link", name="JSON", exact=True).get_attribute("href")
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


class Clicks:
    """A reader who counts clicks: on a link or a button, anything typed is free."""

    def __init__(self, window: Any) -> None:
        self.window, self.count = window, 0

    def click(self, found: Any) -> None:
        self.count += 1
        found.click()

    def link(self, name: str | re.Pattern[str]) -> None:
        self.click(self.window.get_by_role("main").get_by_role("link", name=name).first)

    def search(self, words: str) -> None:
        self.window.goto("")
        self.window.get_by_label("A name or a question").fill(words)
        self.click(self.window.get_by_role("button", name="Search"))


def test_the_ten_tasks_take_few_clicks(window: Any):
    counts = []

    def done(reader: Clicks, words: str, where: str = "main") -> None:
        assert words in window.locator(where).first.inner_text(), (len(counts) + 1, words)
        counts.append(reader.count)

    reader = Clicks(window)  # 1. who on a day
    reader.search("who was Chief of the General Staff on 1 June 2024?")
    done(reader, "Anatoliy Barhylevych", ".answer")

    reader = Clicks(window)  # 2. the predecessor
    reader.click(window.locator(".near").get_by_role("link").first)
    done(reader, "Serhiy Shaptala", ".answer")

    window.goto(f"role/{CHIEF}?on=2025-03-20")
    reader = Clicks(window)  # 3. source and quote
    reader.click(window.locator(".holder .sources").get_by_role("link").first)
    done(reader, "What rests on it")

    reader = Clicks(window)  # 4. a cabinet on a date
    window.goto("")
    reader.link("Armed Forces of Ukraine")
    window.get_by_label("Who held what on").fill("2024-02-09")
    reader.click(window.get_by_role("button", name="Ask"))
    done(reader, "Oleksandr Syrskyi")

    reader = Clicks(window)  # 5. compare two days
    window.get_by_label("From").fill("2020-01-01")
    reader.click(window.get_by_role("button", name="Compare"))
    done(reader, "Who came")

    window.goto(f"organization/{FORCES}?on=2024-02-09")
    reader = Clicks(window)  # 6. CSV
    reader.count += 1
    href = window.get_by_role("contentinfo").get_by_role("link", name="CSV").get_attribute("href")
    answer = window.request.get(href)
    assert "Oleksandr Syrskyi" in answer.text()
    counts.append(reader.count)

    window.goto(f"role/{CHIEF}?on=2024-06-01")
    reader = Clicks(window)  # 7. as it was known
    window.get_by_label("As it was known on").fill("2999-01-01")
    reader.click(window.get_by_role("button", name="Show"))
    assert window.url.endswith("as_known_on=2999-01-01") or "as_known_on=2999-01-01" in window.url
    counts.append(reader.count)

    reader = Clicks(window)  # 8. a misspelt name in Cyrillic
    reader.search("Гнатав")
    reader.link("Andriy Hnatov")
    done(reader, "Andriy Hnatov", "h1")

    reader = Clicks(window)  # 9. the feed
    reader.count += 1
    href = window.get_by_role("contentinfo").get_by_role("link", name="feed").get_attribute("href")
    assert "<feed" in window.request.get(href).text()
    counts.append(reader.count)

    reader = Clicks(window)  # 10. back to the front page
    reader.click(window.get_by_role("navigation", name="Main").get_by_role("link").first)
    done(reader, "In office today")

    assert all(count <= most for count, most in zip(counts, (1, 1, 1, 2, 2, 1, 2, 2, 1, 1), strict=True)), counts


@pytest.mark.parametrize("window", [{"viewport": {"width": 390, "height": 844}}], indirect=True)
def test_on_a_telephone_days_and_length_are_one_line_and_rows_are_low(window: Any):
    window.goto(f"role/{CHIEF}")
    rows = window.evaluate(
        """() => [...document.querySelectorAll("main table tbody tr:not(.gap)")].map(row => ({
          days: row.querySelector(".dates").getBoundingClientRect(),
          length: row.querySelector("[data-as=Length]").getBoundingClientRect(),
          height: row.getBoundingClientRect().height }))"""
    )

    beside = [row for row in rows if row["length"]["top"] == row["days"]["top"]]
    assert len(beside) > 0.7 * len(rows)  # dates that are not known to the day take more words
    assert all(row["days"]["height"] < 45 for row in rows)
    assert sum(row["height"] for row in rows) / len(rows) < 125
    header = window.evaluate("document.querySelector('header').getBoundingClientRect().height")
    assert header < 100
