"""Which file of a static copy answers what, and how one file links to another."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from registry.browse.publish.static_links import FileLinks, Held, SiteFiles
from registry.browse.server.links import safe_name

OLD, NEW = Held("2020-01-01", "ann-chief", 2), Held("2021-01-01", "bob-chief", 1)
FILES = SiteFiles(
    {"role": frozenset({"chief"}), "person": frozenset({"chief", "ann"}), "organization": frozenset({"staff", "rest"}),
     "source": frozenset(), "change": frozenset({"1"})},
    {"chief": [OLD, NEW]}, {"staff": [("2020-01-01", 1), ("2021-01-01", 2)]}, {("people", "C"): ("chief", 2)},
    "2022-02-02", "https://example.org/o/", {"ann-chief": ("chief", OLD), "ann-chief-2": ("chief", OLD)},
)  # fmt: skip


def links(here: str = "index.html", files: SiteFiles = FILES, root: str | None = None) -> FileLinks:
    return FileLinks(files, here, lambda place: None, root)


@pytest.mark.parametrize(
    ("asked", "query", "file"),
    [
        ([""], {}, "index.html"),
        (["search"], {}, "search.html"),
        (["role", "chief"], {}, "role/chief.html"),
        (["role", "chief"], {"on": "2022-02-02"}, "role/chief.html"),
        (["role", "chief"], {"on": "2020-06-01"}, "role/chief/page-2.html#t-ann-chief"),
        (["role", "chief"], {"on": "2021"}, "role/chief.html#t-bob-chief"),
        (["role", "chief"], {"on": "2019-01-01"}, "role/chief.html"),
        (["role", "chief"], {"page": 2, "on": "2022-02-02"}, "role/chief/page-2.html"),
        (["role", "chief", "findings"], {}, "role/chief/findings.html"),
        (["role", "chief", "findings"], {"page": 2}, "role/chief/findings-2.html"),
        (["role", "chief", "careers"], {}, None),
        (["role", "other"], {}, None),
        (["appointment", "ann-chief-2"], {}, "role/chief/page-2.html#t-ann-chief"),
        (["appointment", "other"], {}, None),
        (["organization", "staff"], {"on": "2020-05-05", "below": 1}, "organization/staff/days.html#d-2020-01-01"),
        (["organization", "staff"], {"on": "2021-05"}, "organization/staff/days-2.html#d-2021-01-01"),
        (["organization", "staff"], {"on": "1999"}, "organization/staff.html"),
        (["organization", "staff", "days"], {}, "organization/staff/days.html"),
        (["organization", "rest", "days"], {}, None),
        (["organization", "staff", "compare"], {}, None),
        (["people"], {"page": 2}, "people/page-2.html"),
        (["people"], {"letter": "C"}, "people/page-2.html#e-chief"),
        (["changes"], {"about": "person:ann"}, None),
        (["change", 1], {"page": 3}, "change/1/page-3.html"),
        (["change", 1], {"page": 4}, None),
        (["change", 2], {}, None),
        (["role", "chief"], {"as_known_on": "2020"}, None),
        (["registry"], {}, None),
    ],
)
def test_an_address_has_a_file_or_none(asked: list[Any], query: dict[str, Any], file: str | None):
    assert links().to(*asked, **query) == file


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        (["csv", "role", "chief", "history"], "role/chief/history.csv"),
        (["json", "role", "chief", "history"], None),
        (["ics", "role", "chief"], "role/chief.ics"),
        (["ics", "role", "other"], None),
        (["json", "person", "ann"], None),
        (["csv", "people"], "people.csv"),
        (["atom", "movements"], "movements.atom"),
    ],
)
def test_some_pages_have_data_of_their_own(asked: list[str], file: str | None):
    assert links().data(*asked) == file


def test_links_are_relative_to_the_page_they_stand_on():
    assert links("role/chief.html").to("person", "ann") == "../person/ann.html"
    assert links("role/chief/page-2.html").to("role", "chief") == "../chief.html"
    assert links("role/chief/page-2.html").to("role", "chief", on="2020-02-02") == "#t-ann-chief"
    assert links("role/chief.html").asset("registry.css") == "../static/registry.css"


def test_a_whole_address_is_that_of_the_file():
    here = links("role/chief.html")

    assert here.whole(here.to("person", "ann")) == "https://example.org/o/person/ann.html"
    assert here.whole(here.here(on="2020-01-01")) == "https://example.org/o/role/chief.html"
    nowhere = links("role/chief.html", replace(FILES, base=None))
    assert nowhere.here() is None
    assert nowhere.whole("../person/ann.html") == "../person/ann.html"
    assert nowhere.data("atom", "movements") == "../movements.atom"


def test_the_links_of_a_page_that_is_shown_anywhere_are_whole():
    assert links("404.html", root="https://example.org/o/").to("people") == "https://example.org/o/people.html"


def test_every_file_that_is_linked_to_is_asked_for():
    wanted: list[str] = []
    here = FileLinks(FILES, "index.html", lambda place: wanted.append(place.file))

    here.to("role", "chief", on="2020-06-01")
    here.data("csv", "people")
    here.to("role", "other")

    assert wanted == ["role/chief/page-2.html", "people.csv"]


def test_every_slug_has_a_file_of_its_own_on_any_system():
    slugs = ["a", "A", "a/b", "a-b", "a.b", "..", "con", "Con", "", "é", "e", "x" * 500, "x" * 501]
    names = [safe_name(slug) for slug in slugs]

    assert len({name.lower() for name in names}) == len(slugs)
    assert all(len(name) <= 150 and re.fullmatch("[a-z0-9~-]+", name) for name in names)
