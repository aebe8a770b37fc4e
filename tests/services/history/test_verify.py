"""History is proved: each change is sealed with a digest of what it wrote and of the seal before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry
from registry.domain.errors import RegistryError

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    Registry.create(tmp_path / "a.db")
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.organizations.add("Council")
        registry.roles.add("Mayor", "council")
        for name, start, end in (("Ann Lee", "2001", "2003"), ("Bo Ek", "2003", None)):
            registry.people.add(name)
            registry.appoint(name, "mayor", start, end)
    return tmp_path / "a.db"


def outside(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def verified(path: Path, head: str | None = None):
    with Registry(path) as registry:
        return registry.verify(head)


def test_each_change_has_a_seal_and_the_head_changes_with_each(path: Path):
    before = verified(path)
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Cid Orr")
    after = verified(path)

    assert (before.changes, after.changes, after.problems) == (6, 7, ())
    assert before.head != after.head


def test_a_head_that_was_kept_says_up_to_which_change_it_is_of_this_history(path: Path):
    kept = verified(path).head
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Cid Orr")

    assert verified(path, kept).known_until == 6
    with pytest.raises(RegistryError, match="does not belong to this history"):
        verified(path, "0" * 64)


def test_a_history_that_was_written_anew_has_another_head(path: Path):
    kept = verified(path).head
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"drop trigger {name}")
        connection.execute("update people set name = 'Ann Law' where slug = 'ann-lee'")
        connection.execute("delete from seals")
        from registry.store.schema.seals import seal_as_found

        seal_as_found(connection)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()

    assert verified(path).problems == ()
    with pytest.raises(RegistryError, match="does not belong to this history"):
        verified(path, kept)


def test_what_another_program_writes_is_sealed_with_the_next_change_and_marked_as_such(path: Path):
    outside(path, "update people set note = 'seen' where slug = 'ann-lee'", "insert into people (name) values ('X')")
    assert verified(path).outside == 0
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Cid Orr")
        registry.people.add("Dan Poe")

    assert (verified(path).outside, verified(path).problems) == (1, ())
    outside(path, "drop trigger people_keep_updated", "update people set note = 'never' where slug = 'ann-lee'")
    (problem,) = verified(path).problems
    assert problem.what == "seal 7: what other programs wrote before it is not what was sealed"


def test_a_change_of_another_program_is_sealed_as_written_outside(path: Path):
    outside(
        path,
        "insert into changes (recorded_at, actor, command)"
        " values (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'a program', 'x')",
        "insert into change_in_progress select 1, id, recorded_at from changes order by id desc limit 1",
        "insert into people (name, change_id, recorded_from)"
        " select 'X', change_id, recorded_at from change_in_progress",
        "delete from change_in_progress",
    )
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Cid Orr")

    found = verified(path)
    assert (found.changes, found.outside, found.problems) == (7, 1, ())


def test_what_was_forgotten_is_told_from_what_was_forged(path: Path):
    kept = verified(path).head
    with Registry(path, actor="a tester") as registry:
        registry.forget("ann-lee", "asked for it")

    found = verified(path, kept)
    assert (found.problems, found.known_until) == ((), 6)
    assert found.replaced == 2  # the person, the appointment
    with Registry(path) as registry:
        assert registry.doctor().left == ()


def test_forgetting_does_not_cover_a_forgery(path: Path):
    outside(path, "drop trigger people_keep_updated", "update people set note = 'never' where slug = 'bo-ek'")
    with Registry(path, actor="a tester") as registry:
        registry.doctor(repair=True)
        registry.forget("ann-lee", "asked for it")

    assert [problem.what for problem in verified(path).problems] == [
        "change 5 (person add Bo Ek) is not what was sealed"
    ]


def test_the_changes_of_an_older_file_are_sealed_as_they_are_found(tmp_path: Path):
    (tmp_path / "a.db").write_bytes((FIXTURES / "schema-1.db").read_bytes())

    found = verified(tmp_path / "a.db")

    assert (found.found, found.changes, found.problems) == (8, 0, ())


def test_an_undo_and_a_repeated_change_keep_the_chain_whole(path: Path):
    with Registry(path, actor="a tester") as registry:
        registry.correct("bo-ek-mayor", "a slip", start="2004")
        registry.undo(7)
        registry.undo(8)
        registry.remove("ann-lee-mayor", "never was")
        registry.undo(10)

    assert verified(path).problems == ()
