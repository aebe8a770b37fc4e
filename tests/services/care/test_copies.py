"""`backup` and `restore`: checked copies while others work, and nothing that was there is lost."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.services.care import backup as service
from registry.store.care import backup_file
from registry.store.database import registry_file
from tests.conftest import CHIEF, DATA, clock


@pytest.fixture
def path(tmp_path: Path, sample_file: Path) -> Path:
    (tmp_path / "here").mkdir()
    return shutil.copyfile(sample_file, tmp_path / "here" / "registry.db")


@pytest.fixture
def saved(path: Path, tmp_path: Path) -> Path:
    """A backup, after which somebody was added to the registry."""
    with Registry(path) as registry:
        registry.backup(tmp_path / "saved.db")
        registry.people.add("Zed Zeller")
    return tmp_path / "saved.db"


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def people(path: Path) -> set[str]:
    with Registry(path) as registry:
        return {found.label for found in registry.people.list()}


def rows_of_the_sample(table: str) -> int:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return len([*csv.DictReader(file)])


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_backup_holds_the_same_in_one_file(path: Path, tmp_path: Path):
    with Registry(path) as registry:
        done = registry.backup(tmp_path / "copy.db")

    assert done.file == str(tmp_path / "copy.db")
    assert done.rows == sum(rows_of_the_sample(table.stem) for table in DATA.glob("*.csv")) > 900
    assert done.command == "import data"
    assert dumped(tmp_path / "copy.db") == dumped(path)
    assert (tmp_path / "copy.db").read_bytes()[18:20] == b"\x01\x01"  # not in WAL mode
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "here"]
    with Registry(tmp_path / "copy.db") as copy:
        assert copy.who(CHIEF, on="2025-03-17").holders


def test_a_backup_has_what_is_in_the_wal_and_not_what_is_being_written(path: Path, tmp_path: Path):
    with Registry(path) as registry, closing(sqlite3.connect(path)) as other:
        registry.people.add("Zed Zeller")
        other.execute("insert into people (name) values ('Not Yet')")
        registry.backup(tmp_path / "copy.db")
        other.rollback()

    assert "Zed Zeller" in people(tmp_path / "copy.db")
    assert "Not Yet" not in people(tmp_path / "copy.db")


def test_backups_made_while_others_write_are_whole(path: Path, tmp_path: Path):
    stop = threading.Event()

    def write() -> None:
        with Registry(path) as registry:
            while not stop.is_set():
                registry.roles.edit(CHIEF, continuous=True, note="seen")
                registry.roles.edit(CHIEF, note=None)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Registry(path) as registry:
            for _ in range(10):
                registry.backup(tmp_path / "copy.db", force=True)
                with Registry(tmp_path / "copy.db") as copy:
                    assert copy.doctor().left[1:] == ()  # but that it is not in WAL mode
    finally:
        stop.set()
        writer.join()


def test_a_backup_is_as_private_as_the_registry(path: Path, tmp_path: Path):
    path.chmod(0o640)
    with Registry(path) as registry:
        registry.backup(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_there_is_replaced_only_by_force(path: Path, tmp_path: Path):
    (tmp_path / "copy.db").write_text("precious")
    with Registry(path) as registry:
        with pytest.raises(RegistryError, match=r"already exists; name another file, or replace it with `force=True`"):
            registry.backup(tmp_path / "copy.db")
        assert (tmp_path / "copy.db").read_text() == "precious"
        registry.backup(tmp_path / "copy.db", force=True)

    assert dumped(tmp_path / "copy.db") == dumped(path)


@pytest.mark.parametrize("name", ["registry.db", "soft.db", "hard.db", "../here/registry.db", "registry.db-wal"])
def test_the_registry_itself_is_never_the_target(path: Path, name: str):
    path.with_name("soft.db").symlink_to(path)
    path.with_name("hard.db").hardlink_to(path)
    with Registry(path) as registry:
        registry.people.add("Zed Zeller")
        before = {each: each.read_bytes() for each in path.parent.iterdir()}
        with pytest.raises(RegistryError, match=r"is the registry itself or one of its files"):
            registry.backup(path.parent / name, force=True)
        assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (".", "is a folder; name a file in it"),
        ("nowhere/copy.db", "no folder '.*nowhere' for the backup; create it first"),
        ("circle", "is a link that is circular"),
        ("open.db", "open.db-wal is next to it; name another file"),
        ("/dev/null", "is not a regular file"),
    ],
)
def test_what_can_be_no_backup_is_refused(path: Path, tmp_path: Path, target: str, said: str):
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "open.db").touch()
    (tmp_path / "open.db-wal").touch()
    before = sorted(tmp_path.iterdir())

    with Registry(path) as registry, pytest.raises(RegistryError, match=said):
        registry.backup(tmp_path / target, force=True)

    assert sorted(tmp_path.iterdir()) == before


def test_a_link_to_a_backup_stays_a_link(path: Path, tmp_path: Path):
    (tmp_path / "latest.db").symlink_to("january.db")
    with Registry(path) as registry:
        registry.backup(tmp_path / "latest.db")

    assert (tmp_path / "latest.db").is_symlink()
    assert dumped(tmp_path / "january.db") == dumped(path)


def a_small_disk(monkeypatch: pytest.MonkeyPatch, pages: int, of: Callable[[Path], bool]) -> None:
    connect = backup_file.connect

    def limited(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        if of(path):
            connection.execute(f"pragma max_page_count = {pages}")
        return connection

    monkeypatch.setattr(backup_file, "connect", limited)


def test_a_backup_that_fails_leaves_no_file(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "copy.db").write_text("precious")
    a_small_disk(monkeypatch, 10, lambda _: True)

    with Registry(path) as registry, pytest.raises(RegistryError, match=r"copy.db': the disk is full"):
        registry.backup(tmp_path / "copy.db", force=True)

    assert (tmp_path / "copy.db").read_text() == "precious"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "here"]


def lose_a_reference(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop trigger citations_need_their_subjects_on_update")
        connection.execute("update citations set source_id = 9999 where id = 1")
        connection.commit()


def test_an_unsound_registry_is_not_backed_up(path: Path, tmp_path: Path):
    lose_a_reference(path)

    with (
        Registry(path) as registry,
        pytest.raises(RegistryError, match=r"source_id is 9999.*; see `registry\.doctor\(\)`"),
    ):
        registry.backup(tmp_path / "copy.db")

    assert beside(tmp_path / "copy.db") == ["here"]


# --- restore ---


def test_a_restored_registry_holds_what_the_backup_does_and_the_former_is_kept(path: Path, saved: Path):
    before, backup = dumped(path), saved.read_bytes()

    done = Registry.restore(path, saved)

    assert (done.file, done.kept) == (str(path), f"{path}.before-restore")
    assert dumped(path) == dumped(saved)
    assert dumped(Path(done.kept)) == before
    assert saved.read_bytes() == backup
    assert beside(saved) == ["here", "saved.db"]
    assert path.read_bytes()[18:20] == b"\x02\x02"  # in WAL mode
    with Registry(path) as registry:
        assert registry.doctor().left == ()


def test_each_restore_keeps_its_own_copy(path: Path, saved: Path):
    kept = [Registry.restore(path, saved).kept for _ in range(3)]

    assert kept == [f"{path}.before-restore", f"{path}.before-restore-2", f"{path}.before-restore-3"]


def test_whoever_has_the_registry_open_sees_the_restored_content(path: Path, saved: Path):
    with Registry(path) as reader:
        assert "Zed Zeller" in {found.label for found in reader.people.list()}
        Registry.restore(path, saved)
        assert "Zed Zeller" not in {found.label for found in reader.people.list()}
        reader.people.add("Ann Ames")

    assert "Ann Ames" in people(path)


def test_a_reader_in_the_middle_of_a_question_ends_it_with_what_was(path: Path, saved: Path):
    with closing(sqlite3.connect(path)) as reader:
        names = reader.execute("select name from people order by id")
        first = names.fetchone()
        Registry.restore(path, saved)
        assert len({first, *names}) == rows_of_the_sample("people") + 1  # and Zed Zeller


def test_a_link_stays_a_link_when_its_registry_is_restored(path: Path, saved: Path, tmp_path: Path):
    (tmp_path / "link.db").symlink_to(path)

    done = Registry.restore(tmp_path / "link.db", saved)

    assert (tmp_path / "link.db").is_symlink()
    assert dumped(path) == dumped(saved)
    assert done.kept == f"{path}.before-restore"


@pytest.mark.parametrize("made", [lambda path: None, lambda path: path.touch()], ids=["nothing there", "empty file"])
def test_a_backup_can_be_restored_where_no_registry_is(saved: Path, tmp_path: Path, made: Callable[[Path], None]):
    new = tmp_path / "new" / "registry.db"
    new.parent.mkdir()
    made(new)

    done = Registry.restore(new, saved)

    assert dumped(new) == dumped(saved)
    assert (done.kept is None) == (made(new) is None and beside(new) == ["registry.db"])
    with Registry(new) as registry:
        assert registry.doctor().left == ()


DAMAGE = {
    "its header": (0, b"Dear diary, " * 20),
    "its pages": (4096, b"\xff" * 40_960),
}


@pytest.mark.parametrize("where", DAMAGE)
def test_a_damaged_registry_is_put_aside_with_what_is_beside_it(path: Path, saved: Path, where: str):
    place, what = DAMAGE[where]
    with path.open("r+b") as file:
        file.seek(place)
        file.write(what)
    Path(f"{path}-wal").write_bytes(b"lost and found")
    before = path.read_bytes()

    done = Registry.restore(path, saved)

    assert done.kept == f"{path}.before-restore"
    assert Path(done.kept).read_bytes() == before
    assert Path(f"{done.kept}-wal").read_bytes() == b"lost and found"
    assert dumped(path) == dumped(saved)
    with Registry(path) as registry:
        assert registry.doctor().left == ()


def lose_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop table change_in_progress")
        connection.execute("drop table changes")


@pytest.mark.parametrize("lose", [lose_a_reference, lose_a_table])
def test_a_registry_that_doctor_complains_of_is_kept_all_the_same(
    path: Path, saved: Path, lose: Callable[[Path], None]
):
    lose(path)
    before = dumped(path)

    done = Registry.restore(path, saved)

    assert dumped(Path(done.kept)) == before


def test_a_backup_of_an_older_schema_is_upgraded_on_the_next_opening(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
):
    from registry.store.schema.migrations import migrations

    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    migrations(name="9999")(lambda db: db.conn.execute("create table later (id integer primary key) strict") and None)
    newer = registry_file.SCHEMA_VERSION + 1
    monkeypatch.setattr(registry_file, "SCHEMA_VERSION", newer)

    Registry.restore(path, saved)

    with Registry(path), closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (newer,)


def other_content(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table cookies (name text)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma user_version = 99")


UNSOUND = {
    "missing": (lambda file: file.unlink(), "no backup at"),
    "a folder": (lambda file: (file.unlink(), file.mkdir()), "is a folder"),
    "another database": (lambda file: (file.unlink(), other_content(file)), "is a SQLite file but no registry"),
    "no database": (lambda file: file.write_text("Dear diary, " * 100), "not a SQLite database"),
    "empty": (lambda file: file.write_bytes(b""), "is an empty file"),
    "truncated": (lambda file: file.write_bytes(file.read_bytes()[:300_000]), "damaged"),
    "newer": (newer, "newer version of this program"),
    "dangling": (lose_a_reference, "source_id is 9999"),
}


@pytest.mark.parametrize("what", UNSOUND)
def test_what_is_no_sound_backup_is_refused(path: Path, saved: Path, what: str):
    spoil, said = UNSOUND[what]
    spoil(saved)
    before = path.read_bytes()

    with pytest.raises(RegistryError, match=said):
        Registry.restore(path, saved)

    assert path.read_bytes() == before
    assert beside(path) == ["registry.db"]


def test_a_registry_is_not_restored_from_itself(path: Path):
    with pytest.raises(RegistryError, match=r"is the registry itself"):
        Registry.restore(path, path)


def test_another_programs_database_is_not_restored_upon(saved: Path, tmp_path: Path):
    other_content(tmp_path / "cookies.db")
    before = (tmp_path / "cookies.db").read_bytes()

    with pytest.raises(RegistryError, match=r"is a SQLite file but no registry"):
        Registry.restore(tmp_path / "cookies.db", saved)

    assert (tmp_path / "cookies.db").read_bytes() == before


def test_a_backup_with_pages_of_another_size_goes_into_a_new_file(path: Path, saved: Path, tmp_path: Path):
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("pragma page_size = 8192")
        connection.execute("vacuum")

    with pytest.raises(RegistryError, match=r"has pages of 4096 bytes and the backup of 8192; restore it to a new"):
        Registry.restore(path, saved)

    Registry.restore(tmp_path / "new.db", saved)
    assert dumped(tmp_path / "new.db") == dumped(saved)


@pytest.mark.parametrize("full", ["the copy that is kept", "the registry"])
def test_a_restore_that_fails_leaves_everything_as_it_was(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, full: str
):
    before = dumped(path)
    with Registry(saved) as registry:
        registry.people.add("Ann Ames", note="n" * 9_000)
    if full == "the registry":
        a_small_disk(monkeypatch, path.stat().st_size // 4096, lambda file: file == path)
    else:
        a_small_disk(monkeypatch, 10, lambda file: file != path)

    with pytest.raises(RegistryError, match=r"the disk is full"):
        Registry.restore(path, saved)

    assert dumped(path) == before
    assert "Zed Zeller" in people(path)


def test_nothing_that_others_write_meanwhile_is_missing_from_the_copy_that_is_kept(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
):
    """While the copy is made nobody can write: what comes after it comes after the restored content, too."""
    kept = service._keep
    refused = []

    def meanwhile(*files: Path) -> None:
        with closing(sqlite3.connect(path, timeout=0)) as other:
            try:
                other.execute("insert into people (name) values ('Too Late')")
            except sqlite3.OperationalError as error:
                refused.append(str(error))
        kept(*files)

    monkeypatch.setattr(service, "_keep", meanwhile)

    Registry.restore(path, saved)

    assert refused == ["database is locked"]


def test_a_restore_waits_for_a_writer_and_gives_up(path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup_file, "_TRIES", 1)
    monkeypatch.setattr(registry_file, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("insert into people (name) values ('Slow Writer')")
        with pytest.raises(RegistryError, match=r"another program has been writing"):
            Registry.restore(path, saved)
        writer.rollback()

    assert beside(path) == ["registry.db"]


def test_the_copy_that_is_kept_can_be_restored_in_turn(path: Path, saved: Path):
    with Registry(path, clock=clock) as registry:
        registry.people.add("Ann Ames")
    before = dumped(path)

    kept = Registry.restore(path, saved).kept
    Registry.restore(path, kept)

    assert dumped(path) == before
