"""A file that is damaged, full or not to be written: said in words with exit code 1, and left as it was."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import app
from registry.store.database import registry_file
from tests.conftest import CHIEF, DATA, REALLY_CREATE

ROOT = Path(__file__).parents[3]
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2  # of <linux/prctl.h>, <linux/capability.h>


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--db", str(path), *words])


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("damage") / "registry.db"
    Registry.from_package(path, DATA)
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, sample_file: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "registry.db").write_bytes(sample_file)
    return tmp_path / "registry.db"


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_to_its_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(50)


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"Dear diary, " * 20)


def pages_lost(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(size - 4096))


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()


def unfinished_without_its_wal(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma journal_mode = wal")
    connection.close()


def without_a_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for name in ("citations", "appointments"):
            connection.execute(f"drop table {name}")
    connection.close()


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table cookies (name text)")
    connection.close()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


DAMAGED = {
    truncated: "`registry restore` a backup",
    cut_to_its_header: "`registry restore` a backup",
    overwritten: "not a SQLite database; name another with --db, or `registry restore` a backup",
    pages_lost: "-wal, put it next to it again; otherwise `registry restore` a backup",
    newer: "newer version of this program",
    unfinished_without_its_wal: "-wal; put that file next to it again, or `registry restore` a backup",
    without_a_table: "'appointments' is missing; see `registry doctor`",
    another_database: "is a SQLite file but no registry",
    emptied: "is an empty file; make it a registry with `registry init`",
}


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize(
    "words", [("who", CHIEF), ("appoint", "Zed Zeller", CHIEF, "--from", "2030")], ids=lambda w: w[0]
)
def test_a_damaged_file_is_said_to_be_and_left_alone(
    path: Path, damage: Callable[[Path], None], words: tuple[str, ...]
):
    damage(path)
    before = path.read_bytes()

    result = run(path, *words)

    assert result.exit_code == 1, result.output
    assert result.stderr.startswith(f"registry: {str(path)!r}")
    assert DAMAGED[damage] in result.stderr.replace(f" --db {path}", "")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("words", [("doctor",), ("doctor", "--repair"), ("check",), ("init",)], ids=" ".join)
def test_no_command_ends_in_a_traceback(path: Path, damage: Callable[[Path], None], words: tuple[str, ...]):
    damage(path)

    result = run(path, *words)

    assert result.exception is None or isinstance(result.exception, SystemExit), result.output


def test_a_folder_is_no_registry(tmp_path: Path):
    for words in (("who", CHIEF), ("init",), ("import", str(DATA))):
        result = run(tmp_path, *words)
        assert (result.exit_code, "is a folder" in result.stderr) == (1, True), result.output


def test_a_device_is_no_registry():
    for words in (("who", CHIEF), ("init",)):
        assert "not a regular file" in run(Path(os.devnull), *words).stderr


def test_a_link_to_a_registry_is_the_registry(path: Path):
    link = path.with_name("link.db")
    link.symlink_to(path)

    assert run(link, "person", "add", "Zed Zeller").exit_code == 0
    assert "Zed Zeller" in run(path, "person", "list").stdout
    assert link.is_symlink()


@pytest.mark.parametrize("target", ["nowhere.db", "link.db"])
@pytest.mark.parametrize("words", [("who", CHIEF), ("init",), ("import", str(DATA)), ("restore", "registry.db")])
def test_a_link_to_nowhere_or_in_a_circle_is_refused(path: Path, target: str, words: tuple[str, ...]):
    link = path.with_name("link.db")
    link.symlink_to(target)

    result = run(link, *words)

    assert result.exit_code == 1
    assert f"is a link to '{target}', where nothing is" in result.stderr
    assert sorted(each.name for each in path.parent.iterdir()) == ["link.db", path.name]


def test_a_lost_shm_is_no_loss(path: Path, tmp_path: Path):
    with sqlite3.connect(path) as writer:
        writer.execute("insert into people (name) values ('Zed Zeller')")
        writer.commit()
        aside = tmp_path / "aside"
        aside.mkdir()
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", aside)
    writer.close()

    assert "Zed Zeller" in run(aside / path.name, "person", "list").stdout
    assert run(aside / path.name, "doctor").exit_code == 0


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    a_small_disk(monkeypatch, 20)

    result = run(tmp_path / "new.db", "init")

    assert (result.exit_code, "the disk is full" in result.stderr) == (1, True), result.output
    assert list(tmp_path.iterdir()) == []


def test_a_creation_that_fails_leaves_the_empty_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "new.db").touch()
    a_small_disk(monkeypatch, 20)

    assert run(tmp_path / "new.db", "init").exit_code == 1
    assert [(each.name, each.stat().st_size) for each in tmp_path.iterdir()] == [("new.db", 0)]


def a_small_disk(monkeypatch: pytest.MonkeyPatch, pages: int) -> None:
    """As if there were no room for more pages; SQLite says the same of a full disk."""
    connect = registry_file.connect

    def limited(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute(f"pragma max_page_count = {pages}")
        return connection

    monkeypatch.setattr(registry_file, "connect", limited)
    monkeypatch.setattr(registry_file, "create", REALLY_CREATE)


def test_a_full_disk_refuses_a_change(path: Path, monkeypatch: pytest.MonkeyPatch):
    before = path.read_bytes()
    a_small_disk(monkeypatch, len(before) // 4096)

    result = run(path, "person", "add", "Zed Zeller", "--note", "n" * 9_000)

    assert result.exit_code == 1
    assert "the disk is full; free some space and try again; nothing was written" in result.stderr
    assert path.read_bytes() == before
    assert run(path, "doctor").exit_code == 0


def on_a_failing_disk(path: Path, size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """A program that cannot make any file longer than so many bytes."""
    return subprocess.run(
        [sys.executable, "-m", "registry", "--db", str(path), *words],
        capture_output=True, text=True, cwd=ROOT, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


def test_a_disk_that_cannot_be_written_refuses_a_change(path: Path):
    before = path.read_bytes()

    done = on_a_failing_disk(path, len(before), "import", str(a_big_package(path.parent)))

    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"registry: {str(path)!r}: the disk cannot be read or written")
    assert path.read_bytes() == before
    assert run(path, "doctor").exit_code == 0


def test_a_disk_that_cannot_be_written_has_no_new_registry(tmp_path: Path):
    done = on_a_failing_disk(tmp_path / "new.db", 50_000, "init")

    assert done.returncode == 1, done.stderr
    assert "the disk cannot be read or written" in done.stderr
    assert list(tmp_path.iterdir()) == []


def a_big_package(folder: Path) -> Path:
    package = folder / "package"
    shutil.copytree(DATA, package)
    with (package / "people.csv").open("a") as file:
        file.writelines(f"person-{number},Person {number},,,{'n' * 500}\n" for number in range(3_000))
    return package


@pytest.fixture
def guarded(path: Path) -> Iterator[Path]:
    """The sample registry in a folder of its own, of which the tests change the permissions."""
    folder = path.parent / "guarded"
    folder.mkdir()
    path.rename(folder / path.name)
    yield folder / path.name
    folder.chmod(0o755)


def as_a_user(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program whom permissions bind: they do not bind root, as whom tests may run."""
    words = (sys.executable, "-m", "registry", "--by", "somebody", "--db", str(path), *words)
    bind = _without_the_powers_of_root if os.geteuid() == 0 else None
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False, preexec_fn=bind)


def _without_the_powers_of_root() -> None:
    for power in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, power, 0, 0, 0)


@pytest.fixture(autouse=True, scope="module")
def _permissions_can_bind() -> None:
    if sys.platform != "linux" and os.geteuid() == 0:
        pytest.skip("only on Linux can root be bound by permissions")


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"),
    [(0o444, 0o555), (0o444, 0o777), (0o666, 0o555)],
    ids=["file and folder", "file", "folder"],
)
def test_what_may_not_be_written_can_still_be_asked(guarded: Path, file_mode: int, folder_mode: int):
    before = guarded.read_bytes()
    guarded.chmod(file_mode)
    guarded.parent.chmod(folder_mode)

    for words in (
        ("who", CHIEF),
        ("doctor",),
        ("check", "--severity", "error"),
        ("backup", str(guarded.parents[1] / "copy.db"), "--force"),
    ):
        asked = as_a_user(guarded, *words)
        assert asked.returncode == 0, asked.stderr
    for words in (("person", "add", "Zed Zeller"), ("waive", "gap-00000000", "--because", "x")):
        refused = as_a_user(guarded, *words)
        assert refused.returncode == 1
    assert "read-only; change its permissions or copy it elsewhere" in as_a_user(guarded, "person", "add", "Z").stderr
    assert guarded.read_bytes() == before
    assert sorted(each.name for each in guarded.parent.iterdir()) == ["registry.db"]


def test_a_file_that_may_not_be_read_is_said_to_be(guarded: Path):
    guarded.chmod(0o000)
    assert "is not readable" in as_a_user(guarded, "who", CHIEF).stderr

    guarded.parent.chmod(0o000)
    assert "its folder may not be read" in as_a_user(guarded, "who", CHIEF).stderr


def test_what_only_the_wal_holds_is_not_passed_over(guarded: Path):
    with sqlite3.connect(guarded) as writer:
        writer.execute("insert into people (name) values ('Zed Zeller')")
        writer.commit()
        wal = Path(f"{guarded}-wal").read_bytes()
    writer.close()
    Path(f"{guarded}-wal").write_bytes(wal)
    guarded.parent.chmod(0o555)

    refused = as_a_user(guarded, "person", "list")

    assert refused.returncode == 1
    assert "written if a file of the same name and -wal is next to it" in refused.stderr
