"""A committee of thousands."""

from __future__ import annotations

import gzip
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from registry import Registry
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page

MEMBERS = 3_000


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("large") / "registry.db"
    _committee(path)
    return getter(path)


def _committee(path: Path) -> None:
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.add_organization("Academy")
        registry.add_role("Member", "Academy", seats=None)
        registry.add_organization("Colleges")
        for number in range(1, 251):
            registry.add_role(f"Fellow {number:03}", "Colleges")
    with sqlite3.connect(path) as connection:
        for number in range(1, MEMBERS + 1):
            first = date(1900, 1, 1) + timedelta(days=number * 10)
            last = first + timedelta(days=3_000)
            name = f"Member Number {number}"
            connection.execute(
                "insert into people (id, slug, name) values (?, ?, ?)", [number, f"member-{number}", name]
            )
            connection.execute(
                "insert into appointments (slug, person_id, role_id, start_date, start_earliest, start_latest,"
                " end_date, end_earliest, end_latest) values (?, ?, 1, ?, ?, ?, ?, ?, ?)",
                [f"seat-{number}", number, *[first.isoformat()] * 3, *[last.isoformat()] * 3],
            )
        connection.execute(
            "insert into appointments (person_id, role_id, start_date, start_earliest, start_latest)"
            " values (1, 2, '1960-01-01', '1960-01-01', '1960-01-01')"
        )
    connection.close()


def test_each_page_of_a_large_role_is_light(ask: Get):
    for query in ("", "?on=1950-01-01", "?on=1950-01-01&page=50"):
        assert len(gzip.compress(ask(f"/role/member{query}").content)) < 20_000, query


def test_a_large_role_is_shown_in_pages(ask: Get):
    first, last, beyond = (ask(f"/role/member?on=1905-01-01&page={page}") for page in (1, 50, 51))

    assert "Member Number 3000" in first.text
    assert "/role/member?page=2&on=1905-01-01" in Page(first.text).links()
    assert "2941 to 3000 of 3000" in last.text
    assert "/role/member?page=49&on=1905-01-01" in Page(last.text).links()
    assert beyond.status_code == 404


def test_a_crowd_is_counted_not_listed(ask: Get):
    page = ask("/role/member?on=1950-01-01").text

    assert re.search("and 27[0-9] more", page)


def test_what_the_rules_find_has_pages_of_its_own(ask: Get):
    role, first, last = ask("/role/member"), ask("/role/member/findings"), ask("/role/member/findings?page=50")

    assert "/role/member/findings" in Page(role.text).links()
    assert "1 to 60 of 3000" in Page(first.text).words
    assert "2941 to 3000 of 3000" in last.text
    assert len(gzip.compress(first.content)) < 20_000
    assert ask("/role/Member/findings").headers["location"] == "/role/member/findings"
    assert ask("/role/member/findings?page=51").status_code == 404


def test_the_data_of_a_large_role_is_whole(ask: Get):
    assert len(ask("/role/member/history.json").json()["holders"]) == MEMBERS


def test_a_list_is_shown_in_pages(ask: Get):
    first, last = Page(ask("/people").text), Page(ask("/people?page=30").text)

    assert len([link for link in first.links() if link.startswith("/person/")]) == 100
    assert "2901 to 3000 of 3000" in last.words
    assert ask("/people?page=31").status_code == 404
    assert ask("/people?page=none").status_code == 400


def test_a_large_organization_is_shown_in_pages(ask: Get):
    first, last, beyond = (ask(f"/organization/colleges?on=1950-01-01&page={page}") for page in (1, 3, 4))

    assert ("Fellow 100" in first.text, "Fellow 101" in first.text) == (True, False)
    assert "/organization/colleges?page=2&on=1950-01-01" in Page(first.text).links()
    assert "201 to 250 of 250" in last.text
    assert beyond.status_code == 404
    assert len(ask("/organization/colleges.json?on=1950-01-01").json()["roles"]) == 250


def test_the_next_change_of_a_large_organization_is_not_looked_for(ask: Get):
    assert "Next change" in ask("/organization/academy?on=1950-01-01").text
    assert "Next change" not in ask("/organization/colleges?on=1950-01-01").text
