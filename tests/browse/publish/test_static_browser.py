"""A static copy in Chromium, opened from the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from registry import Registry
from registry.browse.publish.static_site import write_site
from tests.conftest import CHIEF

playwright = pytest.importorskip("playwright.sync_api", reason="playwright cannot be installed here")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium, chromium-browser or google-chrome on this machine")
def test_a_misspelt_name_is_found_and_leads_to_the_line_of_its_tenure(seed: Registry, db: Path, tmp_path: Path):
    seed.close()
    write_site(db, tmp_path / "site", None)
    with playwright.sync_playwright() as started:
        window = started.chromium.launch(executable_path=CHROMIUM).new_page(viewport={"width": 390, "height": 780})
        window.goto((tmp_path / "site" / "index.html").as_uri())
        window.fill("#q", "Гнатав")
        window.press("#q", "Enter")
        window.wait_for_url("**/search.html?q=*")
        assert window.inner_text("#found") == "1 found"
        window.click("#everything li:not([hidden]) a")
        assert window.inner_text("h1") == "Andriy Hnatov"
        window.click("td.dates a")
        assert window.url.endswith(f"/role/{CHIEF}.html#t-andriy-hnatov-{CHIEF}")
        assert "Andriy Hnatov" in window.inner_text("tr:target")
        for path in (tmp_path / "site").rglob("*.html"):
            window.goto(path.as_uri())
            assert window.evaluate("document.scrollingElement.scrollWidth") <= 390, path.name
