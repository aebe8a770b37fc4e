"""Changes as RFC 4287 has them."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from registry import Registry
from tests.browse.conftest import Get, getter

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def read(get: Get, address: str = "/changes.atom") -> ElementTree.Element:
    answer = get(address)
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def text(element: ElementTree.Element, name: str) -> str:
    found = element.findall(ATOM + name)
    assert len(found) == 1, name
    return found[0].text or ""


def academy(path: Path, changes: int) -> Get:
    Registry.create(path)
    with Registry(path, actor="a tester", because="a trial") as registry:
        for number in range(changes):
            registry.organizations.add(f"Academy {chr(65 + number % 26)}{number}")
    return getter(path, metadata={"title": "Offices", "plugins": {"registry": {"base_url": "http://localhost/"}}})


def test_a_feed_has_what_it_must_have(tmp_path: Path):
    feed = read(academy(tmp_path / "registry.db", 3))

    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "title") == "Offices: changes"
    assert re.fullmatch(r"tag:localhost,\d{4}-\d\d-\d\d:changes", text(feed, "id"))
    entries = feed.findall(f"{ATOM}entry")
    assert next(text(entry, "title") for entry in entries) == "Change 3: organization add Academy C2"
    assert text(feed, "updated") == text(entries[0], "updated")
    for entry in entries:
        assert INSTANT.fullmatch(text(entry, "updated"))
        assert re.fullmatch(r"tag:localhost,\d{4}-\d\d-\d\d:change/\d", text(entry, "id"))
        assert text(entry.find(f"{ATOM}author"), "name") == "a tester"
        assert text(entry, "summary") == "a trial"
        assert entry.find(f"{ATOM}link").attrib["href"].startswith("http://localhost/change/")
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "http://localhost/changes.atom", "alternate": "http://localhost/changes"}


def test_ids_stay_and_the_newest_come_first(tmp_path: Path):
    path = tmp_path / "registry.db"
    get = academy(path, 60)
    before = [text(entry, "id") for entry in read(get).findall(f"{ATOM}entry")]
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Bank")

    after = [text(entry, "id") for entry in read(get).findall(f"{ATOM}entry")]

    assert len(before) == len(after) == 50
    assert after[1:] == before[:-1]


def test_a_feed_about_one_thing_and_one_of_an_empty_registry(tmp_path: Path):
    get = academy(tmp_path / "registry.db", 3)

    about = read(get, "/changes.atom?about=academy-b1")

    assert text(about, "title") == "Offices: academy-b1"
    assert len(about.findall(f"{ATOM}entry")) == 1
    empty = read(academy(tmp_path / "empty.db", 0))
    assert not empty.findall(f"{ATOM}entry")
    assert INSTANT.fullmatch(text(empty, "updated"))
