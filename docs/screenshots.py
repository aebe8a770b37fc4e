"""Pictures of the main pages of the sample registry, for these docs: see `make screenshots`.

    python docs/screenshots.py

It needs Chromium, and playwright from the extra `test`; where pngquant is installed the files become smaller.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from registry import Registry

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDE, NARROW = (1100, 800), (390, 780)
DAY = "on=2024-02-09"
ROLE, BODY = "role/minister-of-defence-of-ukraine?on=2014-02-24", "organization/armed-forces-of-ukraine"
# What each picture shows: address, size of the window, colours.
PICTURES = {
    "home": ("", WIDE, "light"),
    "role": (ROLE, WIDE, "light"),
    "person": ("person/volodymyr-zamana", WIDE, "light"),
    "organization": (f"{BODY}?{DAY}&below=1", WIDE, "light"),
    "compare": (f"{BODY}/compare?from=2020-01-01&to=2025-06-01&below=1", WIDE, "light"),
    "role-narrow": (ROLE, NARROW, "light"),
    "role-dark": (ROLE, WIDE, "dark"),
}


def chromium() -> str | None:
    """The browser of this machine, if it has one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address at which the registry is served."""
    words = [sys.executable, "-m", "registry", "--db", str(path), "serve", "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as program:
        try:
            said = program.stderr.readline() if program.stderr else ""
            yield said.split(" at ")[1].split()[0]
        finally:
            program.kill()


def take(browser: Browser, address: str, name: str) -> Path:
    """One picture of what is seen without scrolling."""
    path, (width, height), colours = PICTURES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
    page.goto(address + path)
    image = IMAGES / f"{name}.png"
    page.screenshot(path=image)
    page.close()
    if shutil.which("pngquant"):
        subprocess.run(["pngquant", "--force", "--output", image, "64", image], check=True)
    return image


def main() -> None:
    executable = chromium()
    if executable is None:
        sys.exit("there is no Chromium here; install it, such as with `apt-get install chromium`")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "registry.db")
        Registry.from_package(path, ROOT / "data", actor="the sample")
        with served(path) as address:
            browser = playwright.chromium.launch(executable_path=executable)
            for name in PICTURES:
                image = take(browser, address, name)
                print(f"{image.relative_to(ROOT)}  {image.stat().st_size / 1000:.0f} KB")
            browser.close()


if __name__ == "__main__":
    main()
