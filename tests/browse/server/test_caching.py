from __future__ import annotations

from pathlib import Path

import pytest
from datasette.database import Database

from registry import Registry
from tests.browse.conftest import Get, getter
from tests.conftest import CHIEF


@pytest.mark.parametrize("address", ["/", f"/role/{CHIEF}?on=2024-06-01", "/people.json", "/changes.atom"])
def test_what_a_visitor_has_is_not_sent_again(get: Get, address: str):
    first = get(address)
    again = get(address, if_none_match=f'"other", {first.headers["etag"]}')

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize("address", [f"/role/{CHIEF}.json?on=2024-06-01", f"/role/{CHIEF}?on=2024-06-01"])
def test_an_answer_and_what_it_is_made_from_are_read_together(get: Get, monkeypatch: pytest.MonkeyPatch, address: str):
    asked = []
    execute = Database.execute_fn
    monkeypatch.setattr(Database, "execute_fn", lambda *words: asked.append(words) or execute(*words))

    assert get(address).status_code == 200
    assert len(asked) == 1


def test_another_address_and_another_record_have_other_tags(tmp_path: Path):
    path = tmp_path / "registry.db"
    Registry.create(path)
    get = getter(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Academy")
        before, elsewhere = get("/organizations"), get("/people")
        registry.organizations.add("Bank")
        after = get("/organizations", if_none_match=before.headers["etag"])

    assert before.headers["etag"] != elsewhere.headers["etag"]
    assert after.status_code == 200
    assert "Bank" in after.text


def test_what_another_program_writes_gives_another_tag(tmp_path: Path):
    import sqlite3

    path = tmp_path / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Academy")
    get = getter(path)
    before = get("/organizations")
    with sqlite3.connect(path) as connection:
        connection.execute("update organizations set name = 'The Academy'")
    connection.close()

    after = get("/organizations", if_none_match=before.headers["etag"])

    assert after.status_code == 200
    assert "The Academy" in after.text


def test_a_page_with_findings_shows_what_is_recorded_after_it(tmp_path: Path):
    """The audit writes to temporary tables, and a transaction that it leaves open would stop the clock."""
    path = tmp_path / "registry.db"
    Registry.create(path)
    get = getter(path, num_sql_threads=1)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Academy")
        registry.roles.add("Rector", "Academy")
        assert "Nobody is recorded" in get("/role/rector?on=2001-02-03").text
        registry.appoint("Ada Aster", "rector", "2001-01-01", "2005-01-01")

    assert "the Rector (Academy) was Ada Aster" in get("/role/rector?on=2001-02-03").text


def test_who_had_to_sign_in_shares_no_cache(served: Path):
    get = getter(served, metadata={"allow": {"id": "root"}})

    assert get("/people").status_code == 403
    assert "public" not in get("/people").headers.get("cache-control", "")


def test_a_refusal_has_no_tag(get: Get):
    assert "etag" not in get("/role/nothing-of-that-name").headers
