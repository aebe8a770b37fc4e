"""No address that anybody may send is a fault of the server: 300 of them here, thousands in `make soak`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browse.crawl import PARAMETERS, addresses
from tests.browse.reading import Page
from tests.browse.visitors import Visit, visitor
from tests.conftest import PROFILE

COUNT = {"quick": 100, "searching": 5_000}.get(PROFILE, 300)
DATASETTES = (
    "/registry/people?_sort=id", "/registry/people?_sort=nope", "/registry/people?_sort_desc=nope", "/registry.csv",
    "/registry/people.json?_sort=nope", "/registry/people.csv?_sort=nope", "/registry/people?_next=x,y,z",
    "/registry/people?_facet=nope", "/registry/people.json?_labels=on&_json_infinity=on", "/registry/people?_col=nope",
    "/registry/people/x,y", "/registry/people/1.blob", "/registry/who_held?role=%00",
)  # fmt: skip


@pytest.fixture(scope="module")
def visit(served: Path) -> Visit:
    return visitor(served)


def test_no_address_is_a_fault(visit: Visit, served: Path):
    faults = [(reply.status, each) for each in addresses(served, COUNT) if (reply := visit(each)).status >= 500]

    assert not faults


def test_the_crawl_asks_with_every_parameter(served: Path):
    asked = " ".join(addresses(served, 300))

    assert [name for name in PARAMETERS if name not in asked] == []


@pytest.mark.parametrize("address", DATASETTES)
def test_no_address_of_the_tables_is_a_fault(visit: Visit, address: str):
    assert visit(address).status in (200, 400, 404)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404), ("/nowhere/at/all", 404), ("/registry/nothing", 404), ("/registry/people/999", 404),
        ("/registry/people?_sort=nope", 400), ("/registry/people?_where=1", 400), ("/role/nobody-such", 404),
        ("/role/x?page=none", 400), ("/people?page=none", 400), ("/-/versions", 404), ("/change/999", 404),
        ("/registry/search_idx", 403),
    ],
)  # fmt: skip
def test_a_refusal_is_a_page_of_ours_with_a_search_in_words_for_readers(visit: Visit, address: str, status: int):
    reply = visit(address, headers={"accept": "text/html"})
    page = Page(reply.text)

    assert reply.status == status
    assert not page.unclosed
    assert [form.attributes["action"] for form in page.all("form")] == ["/search", "/search"]
    assert "Database not found" not in page.words
    assert "`registry" not in page.words
    assert "x-registry-page" not in reply.headers
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_a_program_gets_a_refusal_without_a_page(visit: Visit):
    assert visit("/registry/people?_where=1").headers["content-type"].startswith("text/plain")
    assert visit("/role/nobody-such.json").json() == {"error": "no role 'nobody-such'"}
    assert visit("/registry/people.json?_sort=nope").json()["status"] == 400


def test_what_was_meant_stands_in_the_search(visit: Visit):
    assert 'value="minster of defence"' in visit("/role/minster-of-defence").text


@pytest.mark.parametrize("address", ["/nowhere", "/registry/nothing", "/registry/people?_sort=nope"])
def test_a_head_of_a_refusal_has_no_text(visit: Visit, address: str):
    reply = visit(address, "HEAD", headers={"accept": "text/html"})

    assert (reply.status, reply.text) == (visit(address).status, "")
