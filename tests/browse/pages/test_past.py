"""`as_known_on` on every page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry import Registry
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page

FIRST, SECOND = (datetime(2025, 5, day, 12, tzinfo=UTC) for day in (1, 10))
THEN = "as_known_on=2025-05-05"


@pytest.fixture
def ask(tmp_path: Path) -> Get:
    path = tmp_path / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester", clock=lambda: FIRST) as registry:
        registry.organizations.add("Academy")
        registry.roles.add("Rector", "Academy")
        registry.appoint("Ada Aster", "rector", "2001-01-01", "2005-01-01")
    with Registry(path, actor="a tester", clock=lambda: SECOND) as registry:
        registry.appoint("Ben Birch", "rector", "2005-01-01")
        registry.roles.edit("rector", title="Chancellor")
    return getter(path)


def test_a_page_answers_from_what_was_known_then(ask: Get):
    assert "Chancellor" in ask("/role/rector").text
    page = ask(f"/role/rector?on=2006-01-01&{THEN}").text

    assert "Nobody is recorded as Rector" in page
    assert "As the registry knew it on 2025-05-05" in page
    assert ask(f"/role/rector.json?on=2006-01-01&{THEN}").json()["title"] == "Rector"


def test_what_was_not_known_then_is_not_found_and_says_so(ask: Get):
    for address in (f"/person/ben-birch?{THEN}", f"/change/4?{THEN}"):
        answer = ask(address)

        assert answer.status_code == 404, address
        assert "<p>As the registry knew it on 2025-05-05: " in answer.text
    assert ask("/change/4").status_code == 200
    assert "as the registry knew it on" in ask(f"/person/ben-birch.json?{THEN}").json()["error"]


def test_the_record_of_then_ends_then(ask: Get):
    assert [change["number"] for change in ask(f"/changes.json?{THEN}").json()] == [3, 2, 1]
    assert "Change 4" not in ask(f"/changes.atom?{THEN}").text
    assert "ben" not in ask(f"/?{THEN}").text.lower()


@pytest.mark.parametrize(
    "address",
    [
        "/", "/people", "/roles", "/search?q=ada", "/role/rector?on=2002-01-01", "/person/ada-aster",
        "/organization/academy?on=2002-01-01", "/organization/academy/compare?from=2000-01-01&to=2002-01-01",
        "/changes", "/change/3", "/role/nobody",
    ],
)  # fmt: skip
def test_the_moment_stays_on_the_links_and_in_the_forms(ask: Get, address: str):
    page = Page(ask(f"{address}{'&' if '?' in address else '?'}{THEN}").text)
    now = address.split("?")[0] if address.startswith("/search") else address
    kept = [link for link in page.links() if link.startswith("/") and link not in ("/registry",)]

    assert len([link for link in kept if "as_known_on=" not in link]) == 1, kept  # "as it is known now"
    assert any(link.startswith(now.split("?")[0]) and "as_known_on" not in link for link in kept)
    moments = [e for e in page.all("input") if e.attributes.get("name") == "as_known_on"]
    assert len(moments) == len(page.all("form"))


def test_a_redirect_keeps_the_moment(ask: Get):
    assert ask(f"/role/the%20rector?{THEN}").headers["location"] == f"/role/rector?{THEN}"
    assert ask(f"/who?role=rector&on=2001&{THEN}").headers["location"] == f"/role/rector?on=2001&{THEN}"


def test_a_moment_that_is_none_is_refused_in_words(ask: Get):
    for moment in ("soon", "2999", "1999"):
        assert ask(f"/people?as_known_on={moment}").status_code == 400
