from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.presentation.tables import answer_object
from tests.browse.conftest import Get, getter

CHIEF = "chief-of-the-general-staff"


def test_the_answer_is_a_sentence(get: Get):
    page = get(f"/role/{CHIEF}?on=2025-03-16")

    assert page.status_code == 200
    assert (
        "On 16 March 2025 Anatoliy Barhylevych handed over to Andriy Hnatov as Chief of the General Staff" in page.text
    )


def test_the_same_answer_is_json_at_the_same_address(get: Get, served: Path):
    told = get(f"/role/{CHIEF}.json?on=2024-06-01").json()

    with Registry(served) as registry:
        asked = answer_object(registry.who(CHIEF, "2024-06-01"))
    assert told == json.loads(json.dumps(asked))


@pytest.mark.parametrize("on", ["2024-02", "2024", "2010/2013", "after+2013", "before+1990"])
def test_a_month_a_year_or_a_span_is_answered(get: Get, on: str):
    page, data, rows = (get(f"/role/{CHIEF}{ending}?on={on}") for ending in ("", ".json", ".csv"))
    body = get(f"/organization/general-staff-of-the-armed-forces-of-ukraine?on={on}")

    assert [answer.status_code for answer in (page, data, rows, body)] == [200] * 4
    assert {"first", "last"} <= set(data.json())


def test_words_lead_to_the_slug(get: Get):
    page = get("/role/chief%20of%20the%20general%20staff?on=2024-06-01")

    assert (page.status_code, page.headers["location"]) == (302, f"/role/{CHIEF}?on=2024-06-01")


def test_an_unknown_role_is_not_found_in_words(get: Get):
    page, data = get("/role/chief-of-nothing"), get("/role/chief-of-nothing.json")

    assert (page.status_code, data.status_code) == (404, 404)
    assert "No role" in page.text
    assert "no role" in data.json()["error"]


def test_a_day_that_is_none_is_a_bad_request(get: Get):
    assert get(f"/role/{CHIEF}?on=someday").status_code == 400


def test_other_databases_are_left_alone(tmp_path: Path):
    path = tmp_path / "role.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table role (id integer primary key, title text)")

    page = getter(path)("/role/role")

    assert page.status_code == 200
    assert "content-security-policy" not in page.headers
