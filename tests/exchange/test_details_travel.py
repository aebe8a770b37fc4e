"""Details and further dates of tenures go out in the formats that hold them, and come in again as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry

WHOLE = {"party": "Greens", "area": "North", "group": "Green Group", "term": "5th Convocation", "ordinal": "3"}
DATED = ("portfolio", "Water", "2020-03-01", "2020-06-30")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A tenure with details of all sorts, a due end, and the day of the election."""
    path = tmp_path / "a.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Assembly", identifiers={"wikidata": "Q90000001"})
        registry.roles.add("Member", "assembly", identifiers={"wikidata": "Q90000002"})
        registry.people.add("Ann Ames", identifiers={"wikidata": "Q90000003"})
        registry.appoint("Ann Ames", "member", "2020-01-01")
        for field, value in WHOLE.items():
            registry.detail("ann-ames-member", field, value)
        field, value, start, end = DATED
        registry.detail("ann-ames-member", field, value, start, end)
        registry.event("ann-ames-member", "start", "elected", "2019-12-01")
        registry.event("ann-ames-member", "end", "due", "2999-12-31")
    return path


def details_in(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The details without dates of their own, and the further dates."""
    with closing(sqlite3.connect(path)) as connection:
        whole = "select field, value from appointment_details where start_date is null and end_date is null"
        return dict(connection.execute(whole)), dict(connection.execute("select act, on_date from appointment_dates"))


@pytest.mark.parametrize(
    ("form", "name", "fields", "acts", "told"),
    [
        ("csv", "a.csv", {*WHOLE}, set(), {"date elected of 1 tenure", "date due of 1 tenure"}),
        ("xlsx", "a.xlsx", {*WHOLE}, set(), {"date elected of 1 tenure", "date due of 1 tenure"}),
        ("popolo", "a.json", {"party", "area", "term"}, {"due"}, {"group of 1 tenure", "date elected of 1 tenure"}),
        ("ftm", "a.ftm.json", {"area", "group"}, {"elected", "due"}, {"party of 1 tenure", "ordinal of 1 tenure"}),
        ("openstates", "people", {"party"}, {"due"}, {"area of 1 tenure", "date elected of 1 tenure"}),
        ("package", "package", {*WHOLE}, {"elected", "due"}, set()),
        ("jsonl", "a.jsonl", {*WHOLE}, {"elected", "due"}, set()),
    ],
)
def test_what_a_format_holds_comes_back_and_the_rest_is_told(
    held: Path, tmp_path: Path, form: str, name: str, fields: set[str], acts: set[str], told: set[str]
):
    with Registry(held) as registry:
        done = registry.export_file(tmp_path / name, form)
    again = tmp_path / "again.db"
    Registry.create(again)
    with Registry(again, actor="a tester") as registry:
        if form in ("package", "jsonl"):
            registry.import_package(tmp_path / name)
        else:
            registry.import_file(tmp_path / name, form)
        second = tmp_path / "second" / name
        second.parent.mkdir()
        registry.export_file(second, form)

    whole, dates = details_in(again)
    assert whole == {field: value for field, value in WHOLE.items() if field in fields}
    assert set(dates) == acts
    assert told <= set(done.lost)
    left = [each.reason for each in done.left]
    assert form in ("package", "jsonl") or "portfolio of 1 tenure" in done.lost or any("Water" in each for each in left)
    assert form != "ftm" or any("5th Convocation" in each for each in left)


def test_a_term_by_its_days_is_a_period_of_an_occupancy(held: Path, tmp_path: Path):
    with Registry(held, actor="a tester") as registry:
        registry.detail("ann-ames-member", "term", "5th Convocation", remove=True, because="by its days")
        registry.detail("ann-ames-member", "term", "2020/2024-12-31")
        registry.export_file(tmp_path / "a.json", "ftm")

    text = (tmp_path / "a.json").read_text("utf-8")
    assert '"periodStart": ["2020"]' in text
    assert '"periodEnd": ["2024-12-31"]' in text


def test_a_due_end_that_has_passed_is_no_end(held: Path, tmp_path: Path):
    with Registry(held, actor="a tester") as registry:
        registry.event("ann-ames-member", "end", "due", "2021-12-31")
        done = registry.export_file(tmp_path / "a.json", "popolo")

    assert '"end_date"' not in (tmp_path / "a.json").read_text("utf-8")
    assert [each for each in done.left if "was due on 2021-12-31" in each.reason]


def test_an_ordinal_is_a_qualifier(held: Path, tmp_path: Path):
    with Registry(held) as registry:
        done = registry.export_file(tmp_path / "a.txt", "quickstatements")

    assert 'P1545\t"3"' in (tmp_path / "a.txt").read_text("utf-8")
    assert "party of 1 tenure" in done.lost
