"""Each kind of page is valid HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.browse.publish.static_site import write_site
from registry.browse.server.serving import Place
from tests.browse.valid_html import faults
from tests.browse.visitors import Visit, visitor
from tests.conftest import CHIEF

pytest.importorskip("tinyhtml5", reason="tinyhtml5 cannot be installed here")

FORCES, DAY = "armed-forces-of-ukraine", "on=2024-02-09"
PAGES = (
    "", "search", "search?q=hnatov", "search?q=zzz", "roles", "people", "people?letter=H", "organizations", "sources",
    f"role/{CHIEF}", f"role/{CHIEF}?{DAY}", f"role/{CHIEF}?from=2014&to=2020", f"role/{CHIEF}?{DAY}&as_known_on=2030",
    "role/minister-of-defence-of-ukraine?on=2014-02-24", f"role/{CHIEF}/findings", f"role/{CHIEF}/careers",
    f"role/{CHIEF}/chain?{DAY}", "person/volodymyr-zamana", "person/andriy-hnatov",
    f"appointment/andriy-hnatov-{CHIEF}", f"organization/{FORCES}?{DAY}&below=1&held=all", f"organization/{FORCES}",
    f"organization/{FORCES}/compare?from=2020-01-01&to=2025-06-01&below=1", "source/rferl-2025-03-17",
    "changes", "change/1", f"changes?about=role:{CHIEF}", "role/nothing-like-it", "who?role=president", "nowhere",
    "change/999", f"organization/{FORCES}/compare", f"embed/role/{CHIEF}?{DAY}", f"embed/organization/{FORCES}?{DAY}",
)  # fmt: skip


@pytest.fixture(scope="module")
def public(served: Path) -> Visit:
    return visitor(served, Place(base="https://example.org/offices/"))


@pytest.mark.parametrize("address", PAGES)
def test_each_kind_of_page_is_valid(public: Visit, address: str):
    reply = public(f"/offices/{address}", headers={"host": "example.org", "accept": "text/html"})

    assert reply.headers["content-type"].startswith("text/html") or reply.status in (301, 302)
    assert reply.status in (301, 302) or faults(reply.text) == []


def test_each_plain_page_is_valid(seed: Registry, db: Path, tmp_path: Path):
    seed.close()
    write_site(db, tmp_path / "site", "https://example.org/offices/")

    written = list((tmp_path / "site").rglob("*.html"))
    assert len(written) > 10
    assert {path.name: found for path in written if (found := faults(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p>a<div></p></div>", "<table><p>x</table>", "<ul><p>x</p></ul>", "<h2><p>x</p></h2>", "<dl><dt>x</dt></dl>",
        "<i id=a></i><b id=a></b>",
        "<label for=x>x</label>", "<a href=x><button>x</button></a>", "<ul></ul>", "<a>x</a>", "<div>",
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(text: str):
    whole = "<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{}</body></html>"

    assert faults(whole.format("<p>fine</p>")) == []
    assert faults(whole.format(text))
