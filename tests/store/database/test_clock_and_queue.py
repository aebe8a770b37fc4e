"""A clock that went wrong stops nothing and is told; writers take turns in the order in which they come."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.errors import ClockWarning, DateError
from registry.store.database.queue import turn


@pytest.fixture
def ahead(tmp_path: Path) -> Path:
    """A registry in which a change is of 2099."""
    path = tmp_path / "a.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Ann Lee")
    with closing(sqlite3.connect(path)) as connection:
        (guard,) = connection.execute(
            "select sql from sqlite_master where name = 'changes_follow_each_other'"
        ).fetchone()
        connection.execute("drop trigger changes_follow_each_other")
        connection.execute(
            "insert into changes (recorded_at, actor, command) values ('2099-01-01T00:00:00.000Z', 'a clock', 'x')"
        )
        connection.execute(guard)
        connection.commit()
    return path


def test_what_is_recorded_after_a_clock_went_wrong_is_in_order_and_the_clock_is_told_of(ahead: Path):
    with Registry(ahead, actor="a tester") as registry:
        with pytest.warns(ClockWarning, match="2099-01-01"):
            registry.people.add("Bo Ek")
        with pytest.warns(ClockWarning):
            registry.people.add("Cid Orr")
        assert [change.recorded_at for change in registry.log()][:2] == [
            "2099-01-01T00:00:00.002Z",
            "2099-01-01T00:00:00.001Z",
        ]
        assert any("a clock was wrong" in problem.what for problem in registry.doctor().left)


def test_what_was_recorded_then_can_be_asked_for(ahead: Path):
    with Registry(ahead, actor="a tester") as registry:
        for name in ("Bo Ek", "Cid Orr"):
            with pytest.warns(ClockWarning):
                registry.people.add(name)

    with Registry(ahead, as_known_on=datetime(2099, 1, 1, 0, 0, 0, 1_000, tzinfo=UTC)) as then:
        known = {name for (name,) in then.file.connection.execute("select name from people")}
        assert known == {"Ann Lee", "Bo Ek"}
    with pytest.raises(DateError, match="is in the future"):
        Registry(ahead, as_known_on="2100")


def test_whoever_comes_first_goes_first(tmp_path: Path):
    order: list[int] = []
    waiting: list[threading.Thread] = []

    def write(number: int) -> None:
        with turn(tmp_path / "a.db", 30):
            order.append(number)

    with turn(tmp_path / "a.db", 30):
        for number in range(5):
            waiting.append(threading.Thread(target=write, args=(number,)))
            waiting[-1].start()
            waiting[-1].join(0.1)
        assert order == []
    for thread in waiting:
        thread.join()

    assert order == [0, 1, 2, 3, 4]


def test_who_waits_too_long_goes_on_and_leaves_the_queue_as_it_was(tmp_path: Path):
    with turn(tmp_path / "a.db", 30), turn(tmp_path / "a.db", 0.01):
        pass
    with turn(tmp_path / "a.db", 30):
        pass
