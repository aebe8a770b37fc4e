"""Citations for programs and for Wikipedia; what search engines read."""

from __future__ import annotations

import json
import re

from registry.browse.views.citation import Citation, bibtex, csl_json, in_text, wikipedia
from tests.browse.conftest import Get
from tests.conftest import CHIEF

PAGE = Citation("A {50%} | [B] & C", "Offices", "https://example.org/role/x?on=2024", "2026-01-02", "2026-02-03")


def test_a_citation_escapes_what_its_form_would_read_as_a_command():
    assert r"\char123{}50\char37{}\char125{} | [B] \char38{} C" in bibtex(PAGE)
    assert "|title=A {50%} {{!}} &#91;B&#93; & C |website=Offices" in wikipedia(PAGE)
    item = json.loads(csl_json(PAGE))[0]
    assert (item["title"], item["issued"]) == (PAGE.title, {"date-parts": [[2026, 1, 2]]})
    assert in_text(PAGE).startswith("“A {50%} | [B] & C”, Offices, as of 2026-01-02.")


def test_every_page_can_be_cited(get: Get):
    for address in ("/", "/people", f"/role/{CHIEF}?on=2024-06-01", "/change/1"):
        sign = "&" if "?" in address else "?"
        text = get(f"{address}{sign}cite=wikipedia").text
        assert re.match(r"\{\{cite web \|title=\S", text), address
        assert "as_known_on=" in text


def test_pages_tell_search_engines_what_they_hold(get: Get):
    role = _data(get(f"/role/{CHIEF}?on=2024-06-01").text)
    person = _data(get("/person/andriy-hnatov").text)

    assert role["mainEntity"]["name"].startswith("Who held the role Chief of the General Staff")
    assert "Anatoliy Barhylevych" in role["mainEntity"]["acceptedAnswer"]["text"]
    assert (person["@type"], person["memberOf"][0]["startDate"]) == ("Person", "2025-03-16")
    assert "</script>" not in json.dumps(person)
    assert "User-agent: *" in get("/robots.txt").text
    assert get("/sitemap.xml").status_code == 404  # no public address is known


def test_careers_of_the_holders_of_a_role_stand_side_by_side(get: Get):
    text = get(f"/role/{CHIEF}/careers").text

    assert "Andriy Hnatov" in text
    assert f'href="/appointment/andriy-hnatov-{CHIEF}"' in text
    assert get(f"/role/{CHIEF}/careers?page=99").status_code == 404


def _data(text: str) -> dict:
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[0])
