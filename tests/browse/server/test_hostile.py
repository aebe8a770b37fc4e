"""Texts that are meant to become markup, addresses that are meant to run, in every field there is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from registry import Evidence, Registry
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page

EVIL = "<script>alert(1)</script>\"'>&<img src=x onerror=alert(1)>"
WEB = 'https://example.org/"onmouseover="alert(1)\'<script>'
PAGES = [
    "/", "/people", "/roles", "/organizations", "/sources", "/changes", "/changes?about=role",
    "/role/role", "/role/role?on=2004-01-01", "/person/person", "/organization/organization",
    "/organization/organization?below=1&on=2004-01-01",
    "/organization/organization/compare?from=2000-01-01&to=2004-01-01",
    "/source/source", "/search?q=script", "/who?role=alert%20script", "/role/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/person/%22onmouseover=%22x", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/role/role?on=%3Cscript%3E",
    "/people?as_known_on=%3Cscript%3E", "/role/role?as_known_on=2099%22%3E%3Cscript%3E", "/change/1", "/change/9999",
    "/changes?about=%3Cscript%3E", "/role/role?page=%3Cscript%3E",
    "/role/role/chain", "/role/other", "/role/role/careers", "/organization/above", "/appointment/appointment",
    "/embed/role/role?on=2004-01-01", "/embed/organization/organization", "/embed/role/%3Cscript%3E",
    *[f"/change/{number}" for number in range(2, 12)],
]  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("hostile") / "registry.db"
    Registry.create(path)
    with Registry(path, actor=EVIL, because=EVIL) as registry:
        also = [f"{EVIL} also"]
        identifiers = {"wikidata": EVIL, "javascript": "javascript:alert(1)"}
        registry.organizations.add(f"{EVIL} above")
        registry.organizations.add(EVIL, also=also, parent=f"{EVIL} above", identifiers=identifiers, note=EVIL)
        registry.roles.add(EVIL, EVIL, also=also, identifiers=identifiers, note=EVIL)
        registry.roles.add(f"{EVIL} two", EVIL)
        registry.people.add(EVIL, also=also, identifiers=identifiers, note=EVIL)
        evidence = Evidence(source=WEB, title=EVIL, publisher=EVIL, quote=EVIL, published="2001")
        registry.appoint(EVIL, registry.roles.list()[0].slug, "2001", rank=EVIL, how=EVIL, note=EVIL, evidence=evidence)
        registry.sources.edit(WEB, note=EVIL)
        role, other = (each.slug for each in registry.roles.list())
        registry.roles.link(other, "reports to", role, start="2000")
        registry.roles.succeeded(role, other, "split", "2003")
        registry.detail(EVIL, "rank", EVIL, "2002", note=EVIL)
        registry.event(EVIL, "start", "announced", "2000")
    _rename(path)
    with Registry(path, actor=EVIL, because=EVIL) as registry:
        registry.roles.edit("role", inception="1999")
    return getter(path, metadata=dict.fromkeys(("title", "description", "license", "source", "about"), EVIL) | {
        f"{name}_url": "javascript:alert(1)" for name in ("license", "source", "about")
    })  # fmt: skip


def _rename(path: Path) -> None:
    """Short slugs, and an address that only another program would write."""
    with sqlite3.connect(path) as connection:
        for table, slug in (("people", "person"), ("sources", "source")):
            connection.execute(f"update {table} set slug = ?", [slug])
        connection.execute("update roles set slug = 'role' where id = 1")
        connection.execute("update roles set slug = 'other' where id = 2")
        connection.execute("update organizations set slug = 'above' where id = 1")
        connection.execute("update appointments set slug = 'appointment'")
        connection.execute("update organizations set slug = 'organization' where id = 2")
        connection.execute("update sources set archive_url = 'javascript:alert(1)'")
        connection.execute("update person_identifiers set scheme = ? where scheme = 'javascript'", [EVIL])
        connection.execute("update person_names set language = ?, script = ?", [EVIL, EVIL])
    connection.close()


def harmful(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.tag == "script" and element.attributes == {"type": "application/ld+json"}:
            continue  # data, which no browser runs
        if element.tag == "base" and element.attributes == {"target": "_blank"}:
            continue  # of a page for frames
        if element.tag in ("script", "img", "iframe", "style", "object", "embed", "base"):
            yield f"<{element.tag}>"
        for name, value in element.attributes.items():
            if name.startswith("on") or name == "style":
                yield f"{name}={value}"
            if name in ("href", "src", "action") and not value.startswith(("http://", "https://", "/", "#")):
                yield f"{name}={value}"
            if name in ("href", "src", "action") and value.startswith("//"):
                yield f"{name}={value}"


@pytest.mark.parametrize("address", PAGES)
def test_no_text_becomes_markup(ask: Get, address: str):
    answer = ask(address)

    assert answer.status_code in (200, 300, 302, 400, 404), address
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    if answer.status_code != 302:
        page = Page(answer.text)
        assert list(harmful(page)) == []
        assert page.unclosed == []


def test_the_texts_are_shown_as_they_are(ask: Get):
    for address in ("/role/role?on=2001-06-01", "/person/person", "/organization/organization", "/source/source"):
        assert EVIL in Page(ask(address).text).words, address


def test_nothing_but_the_web_is_linked_out(ask: Get):
    page = Page(ask("/person/person").text)

    assert "javascript:alert(1)" in page.words
    assert not [link for link in page.links() if "wikidata" in link]
    assert "javascript:alert(1)" in Page(ask("/source/source").text).words


def test_the_feed_and_the_calendar_hold_texts_as_texts(ask: Get):
    feed = ElementTree.fromstring(ask("/changes.atom").content)
    names = {element.tag.rpartition("}")[2] for element in feed.iter()}
    event = Calendar.from_ical(ask("/role/role.ics").content).walk("VEVENT")[0]

    assert names <= {"feed", "title", "id", "updated", "link", "entry", "author", "name", "summary"}
    assert any(EVIL in (element.text or "") for element in feed.iter())
    assert EVIL in event["SUMMARY"]


def test_no_cell_of_a_sheet_is_a_formula(ask: Get, tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("=cmd|' /C calc'!A0")
        registry.organizations.add("+1 Bank")

    cells = getter(path)("/organizations.csv").text

    assert "'=cmd" in cells
    assert "'+1 Bank" in cells
    assert ",=" not in cells
