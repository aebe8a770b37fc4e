"""Open, create and change a registry's file; what is wrong with a file is said in words."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry import Registry
from registry.store.database import registry_file
from registry.store.database.registry_file import SCHEMA_VERSION, DatabaseError, create, insert, open_registry
from registry.store.database.transactions import Act, change

AT = datetime(2026, 1, 2, 3, 4, 5, 678900, tzinfo=UTC)
ACT = Act("ann", AT, "test")


def test_a_new_registry_has_its_version_and_its_pragmas(tmp_path: Path):
    assert create(tmp_path / "a.db")

    connection = open_registry(tmp_path / "a.db")
    read = {name: connection.execute(f"pragma {name}").fetchone()[0] for name in ("foreign_keys", "journal_mode")}
    assert read == {"foreign_keys": 1, "journal_mode": "wal"}
    assert connection.execute("pragma user_version").fetchone()[0] == registry_file.SCHEMA_VERSION
    assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"


def test_every_table_is_strict(tmp_path: Path):
    create(tmp_path / "a.db")
    connection = open_registry(tmp_path / "a.db")

    loose = connection.execute(
        "select name from pragma_table_list where type = 'table' and not strict and name not like '%sqlite_%'"
    ).fetchall()
    assert loose == []


def test_creating_where_a_registry_is_changes_nothing(tmp_path: Path):
    create(tmp_path / "a.db")

    assert not create(tmp_path / "a.db")


def test_an_empty_file_becomes_a_registry(tmp_path: Path):
    (tmp_path / "a.db").touch()

    assert create(tmp_path / "a.db")


@pytest.mark.parametrize("open_", [open_registry, create])
def test_another_sqlite_file_is_left_alone(tmp_path: Path, open_):
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("create table people (name text)")

    with pytest.raises(DatabaseError, match=r"no registry"):
        open_(tmp_path / "a.db")


@pytest.mark.parametrize("open_", [open_registry, create])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, open_):
    (tmp_path / "a.db").write_text("Dear diary, " * 100)

    with pytest.raises(DatabaseError, match=r"not a SQLite database"):
        open_(tmp_path / "a.db")
    assert (tmp_path / "a.db").read_text().startswith("Dear diary")


def test_a_missing_file_says_how_to_create_one(tmp_path: Path):
    with pytest.raises(DatabaseError, match=r"`registry init`"):
        open_registry(tmp_path / "a.db")
    with pytest.raises(DatabaseError, match=r"no folder"):
        create(tmp_path / "nowhere" / "a.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_registry(tmp_path: Path):
    with pytest.raises(DatabaseError):
        open_registry(tmp_path)


def test_a_registry_of_a_newer_version_is_left_alone(tmp_path: Path):
    create(tmp_path / "a.db")
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("pragma user_version = 99")

    with pytest.raises(DatabaseError, match=r"newer version .*schema 99"):
        open_registry(tmp_path / "a.db")


def test_a_registry_of_an_older_version_is_upgraded_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from registry.store.schema.migrations import migrations

    create(tmp_path / "a.db")
    known = list(migrations._migrations)
    monkeypatch.setattr(migrations, "_migrations", known)
    migrations(name="9999")(lambda db: db.conn.execute("create table later (id integer primary key) strict") and None)
    monkeypatch.setattr(registry_file, "SCHEMA_VERSION", SCHEMA_VERSION + 1)

    connection = open_registry(tmp_path / "a.db")

    assert connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION + 1
    assert connection.execute("select count(*) from later").fetchone() == (0,)


def test_a_failing_upgrade_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from registry.store.schema.migrations import migrations

    create(tmp_path / "a.db")
    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    monkeypatch.setattr(registry_file, "SCHEMA_VERSION", SCHEMA_VERSION + 1)

    def broken(db) -> None:
        db.conn.execute("create table later (id integer primary key) strict")
        db.conn.execute("drop table nothing")

    migrations(name="9999")(broken)
    with pytest.raises(sqlite3.OperationalError):
        open_registry(tmp_path / "a.db")

    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION
        assert connection.execute("select count(*) from sqlite_master where name = 'later'").fetchone() == (0,)


@pytest.fixture
def connection(tmp_path: Path):
    create(tmp_path / "a.db")
    with open_registry(tmp_path / "a.db") as opened:
        yield opened
    opened.close()


def test_what_is_written_in_a_change_is_stamped_with_it(connection: sqlite3.Connection):
    with change(connection, ACT) as db:
        insert(db, "people", {"name": "Ann Ames"})

    row = connection.execute(
        "select c.actor, c.command, c.recorded_at, p.recorded_from from people p join changes c on c.id = p.change_id"
    ).fetchone()
    assert row == ("ann", "test", "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z")


def test_changes_at_the_same_moment_are_told_apart(connection: sqlite3.Connection):
    for name in ("Ann Ames", "Bea Boone"):
        with change(connection, ACT) as db:
            insert(db, "people", {"name": name})

    times = [time for (time,) in connection.execute("select recorded_at from changes order by id")]
    assert times == ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.679Z"]


def test_a_change_that_fails_leaves_nothing(connection: sqlite3.Connection):
    def fail() -> None:
        with change(connection, ACT) as db:
            insert(db, "people", {"name": "Ann Ames"})
            raise KeyError("a bug")

    with pytest.raises(KeyError):
        fail()

    for table in ("people", "changes", "change_in_progress"):
        assert connection.execute(f"select count(*) from {table}").fetchone() == (0,)


def test_a_change_that_does_nothing_is_no_change(connection: sqlite3.Connection):
    with change(connection, ACT):
        pass

    assert connection.execute("select count(*) from changes").fetchone() == (0,)


def test_a_bug_in_our_sql_is_no_refusal(connection: sqlite3.Connection):
    with pytest.raises(sqlite3.OperationalError, match=r"no such table"), change(connection, ACT) as db:
        db.conn.execute("select * from nowhere")


def test_a_locked_file_is_said_to_be(connection: sqlite3.Connection, tmp_path: Path):
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as other:
        other.execute("begin immediate")
        connection.execute("pragma busy_timeout = 1")

        with pytest.raises(DatabaseError, match=r"another program has been writing"), change(connection, ACT):
            pass
        other.execute("rollback")
    other.close()


FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize("version", [version for version in (1, 2, 3, 4, 5, 6) if version < SCHEMA_VERSION])
def test_a_registry_of_each_released_schema_is_upgraded_and_a_copy_of_it_is_kept(tmp_path: Path, version: int):
    path = tmp_path / "a.db"
    path.write_bytes((FIXTURES / f"schema-{version}.db").read_bytes())

    with Registry(path, clock=lambda: AT.replace(year=2026)) as registry:
        told = registry.who("chief-of-the-general-staff", "2024-06-01").holders
        registry.undo(registry.log()[1].number)
        assert registry.doctor().left == ()

    assert [holder.name for holder in told] == ["Anatoliy Barhylevych"]
    with sqlite3.connect(tmp_path / f"a.db.schema-{version}") as kept:
        assert kept.execute("pragma user_version").fetchone() == (version,)
        assert kept.execute("select count(*) from appointments").fetchone() == (4,)


def test_a_failed_upgrade_of_a_released_schema_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch):
    from registry.store.schema.migrations import migrations

    path = tmp_path / "a.db"
    path.write_bytes((FIXTURES / "schema-1.db").read_bytes())
    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    migrations(name="9999")(lambda _: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        open_registry(path)

    with sqlite3.connect(path) as connection:
        assert connection.execute("pragma user_version").fetchone() == (1,)
        assert connection.execute("select count(*) from sqlite_master where name = 'tombstones'").fetchone() == (0,)
