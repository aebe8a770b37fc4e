"""What another program may try with the file: each statement is refused by the file, or found by the doctor.

Whatever was tried, a command ends in an answer or in words, and after `doctor --repair` the registry can be written to.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from registry import Registry
from registry.domain.errors import RegistryError

FUTURE = "9999-12-31T23:59:59.999Z"
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class Try(NamedTuple):
    """SQL, and what the file or else the doctor says. `mended`: whether a repair leaves nothing to complain of."""

    sql: str
    file: str | None = None
    doctor: str | None = None
    mended: bool = True


def a_change(at: str, number: str = "null") -> str:
    return f"insert into changes (id, recorded_at, actor, command) values ({number}, {at}, 'somebody', 'a forgery')"


BOOK_KEEPING = {
    "a change at the end of time": Try(a_change(repr(FUTURE)), file="not in the future"),
    "a change now, in a word": Try(a_change("'now'"), file="not in the future"),
    "a change on a day as people write it": Try(a_change("'17/03/2025'"), file="not in the future"),
    "a change in two days": Try(a_change(f"{NOW[:-1]}, '+2 days')"), file="not in the future"),
    "a change before the last one": Try(a_change("'2001-01-01T00:00:00.000Z'"), file="after the last one"),
    "a change with the last number": Try(a_change(NOW, "9223372036854775807"), file="no such number"),
    "a change with no number": Try(a_change(NOW, "0"), file="no such number"),
    "an old change again": Try(a_change("(select recorded_at from changes limit 1)"), file="after the last one"),
    "an edited change": Try("update changes set actor = 'me' where id = 1", file="history cannot be changed"),
    "a change taken away": Try("delete from changes", file="history cannot be changed"),
    "a reopened change": Try(
        "insert into change_in_progress select 1, id, recorded_at from changes where id = 1",
        file="only the newest change",
    ),
    "the newest change reopened": Try(
        "insert into change_in_progress select 1, max(id), max(recorded_at) from changes", file="only the newest change"
    ),
    "a change of its own, left open": Try(
        f"{a_change(NOW)}; insert into change_in_progress select 1, max(id), max(recorded_at) from changes",
        doctor="is marked as unfinished",
    ),
    "a seal of nothing": Try(
        "insert into seals (kind, content, head) values ('outside', printf('%064d', 0), printf('%064d', 0))",
        doctor="does not follow from the one before",
        mended=False,
    ),
    "a seal of a change to come": Try(
        "insert into seals (kind, change_id, content, head)"
        " values ('change', 99, printf('%064d', 0), printf('%064d', 0))",
        file="a seal is of a change",
    ),
    "a seal with the last number": Try(
        "insert into seals values (9223372036854775807, 'outside', null, printf('%064d', 0), printf('%064d', 0))",
        file="a seal is of a change",
    ),
    "an edited seal": Try("update seals set content = printf('%064d', 0)", file="history cannot be changed"),
    "a seal taken away": Try("delete from seals where id = 2", file="history cannot be changed"),
    "a made-up replacement of a seal": Try(
        "insert into replaced_seals (seal_id, content, change_id) values (1, printf('%064d', 0), 1)",
        file="history cannot be changed",
    ),
    "a list of outside writes taken away": Try("delete from outside_writes", file="history cannot be changed"),
    "outside writes said to be sealed": Try("update outside_writes set row_id = 9", file="history cannot be changed"),
}
ROWS = {
    "a row under a finished change": Try(
        "insert into people (slug, name, change_id) values ('x', 'X', 1)", file="under the change in progress or none"
    ),
    "a row at an old time": Try(
        "insert into people (slug, name, recorded_from) values ('x', 'X', '2001-01-01T00:00:00.000Z')",
        file="a row is recorded now",
    ),
    "a row at no time": Try("insert into people (slug, name, recorded_from) values ('x', 'X', 'now')", file="now"),
    "a row with the last number": Try(
        "insert into people (id, slug, name) values (9223372036854775807, 'x', 'X')", file="a row is recorded now"
    ),
    "a version that was never there": Try(
        "insert into people_history (id, slug, name, change_id, recorded_from, recorded_to, superseded_by)"
        " values (1, 'x', 'X', 1, '2001-01-01T00:00:00.000Z', '2002-01-01T00:00:00.000Z', 1)",
        file="a version goes into history when it ends",
    ),
    "a version of somebody who was never there": Try(
        "insert into people_history (id, slug, name, change_id, recorded_from, recorded_to)"
        f" values (77, 'x', 'X', 1, (select recorded_at from changes where id = 1), {NOW})",
        doctor="is not what was sealed",
        mended=False,
    ),
    "a row signed with a finished change": Try(
        "update people set change_id = 1, recorded_from = (select recorded_at from changes where id = 1)",
        file="cannot be changed",
    ),
    "a text that is not UTF-8": Try(
        "insert into people (slug, name) values ('x', cast(x'41ff42' as text))", doctor="name is not valid UTF-8"
    ),
    "a reason that is not UTF-8": Try(
        "drop trigger changes_is_not_edited; update changes set reason = cast(x'ff' as text) where id = 1",
        doctor="reason is not valid UTF-8",
        mended=False,
    ),
    "a day that is none, without checks": Try(
        "pragma ignore_check_constraints = on;"
        " update appointments set start_earliest = '2020-13-45', start_date = 'soon'",
        doctor="CHECK constraint failed",
        mended=False,
    ),
}
SCHEMA = {
    "no guard of history": Try("drop trigger people_keep_updated", doctor="'people_keep_updated' is missing"),
    "an altered guard": Try(
        "drop trigger people_keep_updated; create trigger people_keep_updated"
        " after update on people begin select 1; end",
        doctor="'people_keep_updated' is changed",
    ),
    "a view that lets everybody in": Try(
        "drop view crowded; create view crowded as select 1 as role_id, 2 as kind, 3 as id, 4 as start_latest,"
        " 5 as end_earliest where false",
        doctor="'crowded' is changed",
    ),
    "a transformed table": Try(
        "create table other as select * from waivers; drop table waivers; alter table other rename to waivers",
        file="no such table",
    ),
    "a transformed table in spite of its guards": Try(
        "pragma legacy_alter_table = on; create table other as select * from waivers; drop table waivers;"
        " alter table other rename to waivers",
        doctor="the table 'waivers' is changed",
    ),
    "a column more": Try("alter table people add column email text", doctor="the table 'people' is changed"),
    "history written over without guards": Try(
        "drop trigger people_keep_updated; drop trigger people_keep_their_stamp;"
        " update people set name = 'Somebody Else' where slug = 'ann-lee'",
        doctor="is not what was sealed",
        mended=False,
    ),
    "rows without guards": Try(
        "drop trigger people_written_outside; insert into people (slug, name) values ('x', 'X')",
        doctor="were written by another program while the guards were gone",
    ),
    "a change at the end of time without guards": Try(
        f"drop trigger changes_follow_each_other; {a_change(repr(FUTURE))}",
        doctor="no usable time",
    ),
    "a change at no time without guards": Try(
        "drop trigger changes_follow_each_other; " + a_change("'tomorrow'"),
        doctor="no usable time",
    ),
}
TRIES = {**BOOK_KEEPING, **ROWS, **SCHEMA}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("hostile") / "registry.db"
    Registry.create(path)
    with Registry(path, actor="a tester") as registry:
        registry.organizations.add("Council")
        registry.roles.add("Mayor", "council")
        registry.people.add("Ann Lee")
        registry.appoint("ann-lee", "mayor", "2001-02")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("update people set note = 'seen'")
        connection.commit()
    with Registry(path, actor="a tester") as registry:
        registry.waive(registry.check()[0].finding, "known")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, template: bytes) -> Path:
    (tmp_path / "registry.db").write_bytes(template)
    return tmp_path / "registry.db"


def attempt(path: Path, sql: str) -> str | None:
    """What the file says; None if it takes it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.executescript(f"begin; {sql}; commit" if "pragma" not in sql else sql)
        except sqlite3.Error as error:
            return str(error)
    return None


def complaints(path: Path, *, repair: bool = False) -> str:
    with Registry(path, actor="a doctor") as registry:
        return "\n".join(f"{problem.check}: {problem.what}" for problem in registry.doctor(repair=repair).left)


def ask_and_write(path: Path, name: str) -> None:
    """Commands of all kinds; each ends in an answer or in words."""
    for ask in (
        lambda registry: registry.log(),
        lambda registry: registry.who("mayor", "2002-01-01"),
        lambda registry: registry.history("mayor"),
        lambda registry: registry.show(1),
        lambda registry: registry.people.add(name),
        lambda registry: registry.end("ann-lee", "mayor", "2005"),
    ):
        with suppress(RegistryError), Registry(path, actor="a tester") as registry:
            ask(registry)


def test_the_registry_is_sound_before_anything_is_tried(path: Path):
    assert complaints(path) == ""


@pytest.mark.parametrize("what", TRIES)
def test_the_file_refuses_it_or_the_doctor_finds_it(path: Path, what: str):
    tried = TRIES[what]
    said = attempt(path, tried.sql)

    if tried.file is not None:
        assert said is not None
        assert tried.file in said
        assert complaints(path) == ""
        return
    assert said is None
    assert tried.doctor is not None
    assert tried.doctor in complaints(path)
    ask_and_write(path, "Bo Ek")
    left = complaints(path, repair=True)
    assert (left == "") == tried.mended, left
    with Registry(path, actor="a tester") as registry:
        registry.people.add("Cid Orr")
    ask_and_write(path, "Dan Poe")
