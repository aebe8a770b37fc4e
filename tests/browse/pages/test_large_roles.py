"""A committee of thousands."""

from __future__ import annotations

import gzip
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from registry import Registry
from registry.browse.pages import organization
from registry.browse.server import site
from registry.browse.server.public_fields import public
from registry.domain.presentation.finding_sentences import tenure_words
from registry.store.audit import findings
from tests.browse.conftest import Get, getter
from tests.browse.reading import Page

MEMBERS = 3_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "registry.db"
    _committee(path)
    return path


@pytest.fixture(scope="module")
def ask(path: Path) -> Get:
    return getter(path)


def _committee(path: Path) -> None:
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Academy")
        registry.roles.add("Member", "Academy", seats=None)
        registry.organizations.add("Colleges")
        for number in range(1, 251):
            registry.roles.add(f"Fellow {number:03}", "Colleges")
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


def test_only_the_findings_of_a_page_are_put_into_words(ask: Get, path: Path, monkeypatch: pytest.MonkeyPatch):
    with Registry.to_read(path) as registry:
        whole = [each.finding for each in registry.check("role:member")]
    worded: list[object] = []

    def counted(*given: object) -> object:
        worded.append(given)
        return tenure_words(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(findings, "tenure_words", counted)
    pages = [ask(f"/role/member/findings?page={number}").text for number in (1, 50)]

    assert len(worded) == 120
    assert all(each in pages[0] for each in whole[:60])
    assert all(each in pages[1] for each in whole[-60:])
    data = [each["finding"] for reply in all_of(ask, "/role/member/findings.json") for each in reply.json()]
    assert data == whole


def test_what_is_waived_is_not_counted_among_the_findings(tmp_path: Path):
    path = tmp_path / "waived.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Academy")
        registry.roles.add("Member", "Academy", seats=None)
        for number in range(4):
            registry.appoint(f"Anna Number{number}", "member", f"200{number}", f"201{number}", new=True)
        waived = registry.check("member")[1].finding
        registry.waive(waived, because="the archive burnt down")
        rest = [each.finding for each in registry.check("role:member")]

    told = getter(path)("/role/member/findings.json").json()

    assert [each["finding"] for each in told] == rest
    assert waived not in rest


def test_the_careers_of_the_holders_mark_no_day_that_nobody_asked_about(ask: Get):
    page = ask("/role/member/careers").text

    assert "asked about" not in page
    assert 'class="marked"' not in page
    assert "the day asked about" in ask("/role/fellow-001?on=1965-01-01").text


def test_a_body_with_a_crowd_in_one_role_is_not_drawn_and_reads_no_whole_past(
    ask: Get, path: Path, monkeypatch: pytest.MonkeyPatch
):
    def read(*_: object, **__: object) -> None:
        raise AssertionError("all the tenures of the body are read")

    monkeypatch.setattr(Registry, "changes", read)
    monkeypatch.setattr(Registry, "timeline", read)
    page = ask("/organization/academy?on=1950-01-01")

    with Registry.to_read(path) as registry:
        held = registry.history("member", terms=True).holders
    starts = [each.start or "" for each in held]
    ends = [date.fromisoformat(each.end or "") + timedelta(days=1) for each in held]
    before = max(day for day in [*map(date.fromisoformat, starts), *ends] if day <= date(1950, 1, 1))
    after = min(day for day in [*map(date.fromisoformat, starts), *ends] if day > date(1950, 1, 1))
    links = Page(page.text).links()
    assert f"/organization/academy?on={before - timedelta(days=1)}" in links
    assert f"/organization/academy?on={after}" in links
    assert "Side by side" not in page.text
    assert len(gzip.compress(page.content)) < 20_000


def test_the_careers_of_a_large_role_are_those_of_the_tenures_on_the_page(ask: Get, monkeypatch: pytest.MonkeyPatch):
    def read(*_: object, **__: object) -> None:
        raise AssertionError("the whole succession is read")

    monkeypatch.setattr(Registry, "history", read)
    first, last = (ask(f"/role/member/careers?page={page}").text for page in (1, 120))

    assert ("Member Number 3000" in first, "Member Number 2976" in first) == (True, True)
    assert "Member Number 2975" not in first
    assert "Member Number 25" in last
    assert ask("/role/member/careers?page=121").status_code == 404


def all_of(ask: Get, address: str) -> list[httpx.Response]:
    """The pages of data, each found by the link of the one before."""
    replies = [ask(address)]
    while "next" in replies[-1].links:
        replies.append(ask(replies[-1].links["next"]["url"]))
    return replies


def test_the_data_of_a_large_role_is_bounded_and_its_pages_make_the_whole(ask: Get):
    pages = [reply.json()["holders"] for reply in all_of(ask, "/role/member/history.json")]

    assert [len(page) for page in pages] == [500] * 6
    assert len({each["appointment"] for page in pages for each in page}) == MEMBERS
    assert len(all_of(ask, "/role/member/history.csv")) == 6
    assert ask("/role/member/history.json?page=7").status_code == 404
    assert ask("/role/member.ics").text.count("BEGIN:VEVENT") == 500


def test_a_page_of_a_large_role_is_that_part_of_its_history(ask: Get, path: Path):
    with Registry.to_read(path) as registry:
        whole = registry.history("member", terms=True).holders[::-1]
    told = ask("/role/member/history.json?page=2").json()["holders"][::-1]

    assert [(each["appointment"], each["before"]) for each in told] == [
        (each.appointment, public(each.before)) for each in whole[500:1000]
    ]


def test_a_comparison_of_a_large_body_has_what_changed_first_and_its_pages_make_the_whole(ask: Get, path: Path):
    query = "from=1950-01-01&to=1960-01-01"
    pages = [ask(f"/organization/colleges/compare?{query}&page={number}") for number in (1, 2, 3)]
    found = [
        link.attributes for page in pages for link in Page(page.text).all("a") if "tabindex" not in link.attributes
    ]
    links = [link for link in found if link["href"].startswith("/role/")]  # of the tables, not of the drawing

    assert {page.status_code for page in pages} == {200}
    assert ask(f"/organization/colleges/compare?{query}&page=4").status_code == 404
    data = all_of(ask, f"/organization/colleges/compare.json?{query}")
    seats = [seat for reply in data for seat in reply.json()["holders"]]
    assert len(links) == len(seats)
    with Registry.to_read(path) as registry:
        sides = [
            {(a.role, h.person) for a in registry.holders("colleges", day).roles for h in a.holders}
            for day in ("1950-01-01", "1960-01-01")
        ]
    assert {(seat["role"], seat["person"]) for seat in seats} == sides[0] | sides[1]
    changed = [seat["outcome"] != "stayed" for seat in seats]
    assert changed == sorted(changed, reverse=True)


def test_a_page_that_reads_for_too_long_is_given_up(ask: Get, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(site, "_SECONDS", -1)
    monkeypatch.setattr(site, "_STEPS", 100)

    for address in ("/role/member", "/role/member?as_known_on=2027", "/organization/colleges.json"):
        reply = ask(address)
        assert reply.status_code == 400
        assert "ask about less" in reply.text


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


def test_of_thousands_of_roles_only_those_on_the_page_are_answered(ask: Get, monkeypatch: pytest.MonkeyPatch):
    whole = ask("/organization/colleges?on=1950-01-01&page=1").text
    monkeypatch.setattr(organization, "_WHOLE", 200)
    part, last = (ask(f"/organization/colleges?on=1950-01-01&page={page}").text for page in (1, 3))

    assert "Next change" in whole
    assert "Next change" not in part
    assert "Colleges has 250 roles." in part
    assert "201 to 250 of 250" in last
    assert ("Fellow 100" in part, "Fellow 101" in part) == (True, False)
