"""A fault of ours is a 500 that is logged; what a visitor asks Datasette's tables wrongly is a 400."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry
from registry.browse import cells
from registry.browse.server.refusals import is_ours
from tests.browse.visitors import Visit, visitor

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def visit(served: Path) -> Visit:
    return visitor(served)


def _break(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("a slip of ours")

    monkeypatch.setattr(owner, name, fails)


@pytest.mark.parametrize(
    ("owner", "name", "address"),
    [
        (cells, "cell", "/registry/people"),
        (Registry, "who", "/registry/who_held?role=chief-of-the-general-staff"),
        (Registry, "who", "/role/chief-of-the-general-staff?on=2024-01-01"),
    ],
)
def test_a_fault_of_ours_is_a_500_that_stands_in_the_log(
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: object,
    name: str,
    address: str,
):
    _break(monkeypatch, owner, name)

    reply = visit(address, headers=HTML)

    assert reply.status == 500
    assert "a fault of the program, not of yours" in reply.text
    assert "a slip of ours" not in reply.text
    assert "a slip of ours" in caplog.text
    assert "chief-of" not in "".join(each.getMessage() for each in caplog.records if "?" in each.getMessage())


def test_a_fault_of_ours_is_a_500_as_data_too(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    _break(monkeypatch, Registry, "who")

    for address in ("/registry/who_held.json?role=chief-of-the-general-staff", "/role/chief-of-the-general-staff.json"):
        reply = visit(address)
        assert (reply.status, reply.json()["status"]) == (500, 500)


def test_what_a_visitor_asks_wrongly_is_a_400_that_is_not_logged_as_a_fault(
    visit: Visit, caplog: pytest.LogCaptureFixture
):
    assert visit("/registry/people?_sort=nope", headers=HTML).status == 400
    assert visit("/registry/people?_sort=id", headers=HTML).status == 400
    assert not caplog.records


def test_a_file_that_cannot_be_read_is_not_the_visitors_fault(tmp_path: Path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database at all" * 100)

    with closing(sqlite3.connect(broken)) as db:
        for sql, ours in (("select * from people", True), ("select 1 from", False)):
            with pytest.raises(sqlite3.DatabaseError) as fault:
                db.execute(sql)
            assert is_ours(fault.value) is ours
