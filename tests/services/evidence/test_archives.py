"""Kept copies of sources: what is kept where, what becomes of it, and what is never lost or left."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from registry import Evidence, Registry
from registry.domain.errors import RegistryError
from registry.services.evidence import archives as service
from registry.services.evidence.archives import State
from registry.store.evidence import archive_folder, archives
from tests.conftest import CHIEF

PAGE = b"<p>Andriy Hnatov was appointed</p>\x00\xff"
HASH = hashlib.sha256(PAGE).hexdigest()
URL = "https://agency.org/hnatov"


@pytest.fixture
def cited(staff: Registry) -> Registry:
    staff.appoint("Andriy Hnatov", CHIEF, "2025-03-16", evidence=Evidence(URL, "The appointment", "Agency"))
    staff.appoint("Serhiy Shaptala", "Inspector General", "2021", "2022", evidence=Evidence("https://paper.org/x"))
    return staff


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE)
    return file


def rows(registry: Registry, table: str = "archives") -> int:
    return int(registry.file.connection.execute(f"select count(*) from {table}").fetchone()[0])


def files(registry: Registry) -> list[Path]:
    return sorted(path for path in registry.sources.archive_folder().rglob("*") if path.is_file())


def states(registry: Registry, source: str | None = None) -> list[str]:
    return [each.state for each in registry.sources.verify(source)]


# --- keep ---


def test_a_copy_is_kept_by_its_hash_beside_the_registry(cited: Registry, page: Path, db: Path):
    done = cited.sources.archive(URL, page)

    assert done.path == str(db.parent / "registry.db.archive" / HASH[:2] / HASH)
    assert Path(done.path).read_bytes() == PAGE
    assert (done.sha256, done.bytes, done.name, done.again) == (HASH, len(PAGE), "page.html", False)
    (shown,) = cited.sources.show(URL).archives
    assert (shown.name, shown.bytes, shown.path) == ("page.html", len(PAGE), done.path)
    assert states(cited) == [State.OK]


def test_the_same_content_of_two_sources_is_one_file(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    cited.sources.archive("https://paper.org/x", page, name="another name")

    assert len(files(cited)) == 1
    assert states(cited) == [State.OK, State.OK]


def test_a_source_may_have_several_copies(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    page.write_bytes(b"another version")
    cited.sources.archive(URL, page)

    assert [kept.name for kept in cited.sources.show(URL).archives] == ["page.html", "page.html"]
    assert len(files(cited)) == 2


def test_an_empty_file_can_be_kept(cited: Registry, page: Path):
    page.write_bytes(b"")
    assert cited.sources.archive(URL, page).bytes == 0


def test_the_same_copy_again_is_refused(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    with pytest.raises(RegistryError, match="is already kept for agency-org"):
        cited.sources.archive(URL, page)
    assert (rows(cited), len(files(cited)), len(cited.log())) == (1, 1, 7)


def test_a_copy_is_as_private_as_the_registry(cited: Registry, page: Path, db: Path):
    page.chmod(0o777)
    db.chmod(0o640)
    assert Path(cited.sources.archive(URL, page).path).stat().st_mode & 0o777 == 0o640


def test_a_copy_can_be_undone_and_its_file_is_known_still(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    cited.undo(cited.log(limit=1)[0].number or 0)

    assert cited.sources.show(URL).archives == ()
    assert len(files(cited)) == 1
    assert states(cited) == []


# --- refused: nothing is recorded and nothing is left ---


def refused(registry: Registry, file: Path, match: str, source: str = URL, name: str | None = None) -> None:
    with pytest.raises(RegistryError, match=match):
        registry.sources.archive(source, file, name)
    assert rows(registry) == 0
    assert not registry.sources.archive_folder().exists()


def test_a_folder_is_refused(cited: Registry, tmp_path: Path):
    refused(cited, tmp_path, "is a folder")


def test_a_link_is_refused(cited: Registry, page: Path, tmp_path: Path):
    link = tmp_path / "link"
    link.symlink_to(page)
    refused(cited, link, "it is a link to .*page.html'; name the file itself")


def test_a_device_and_a_pipe_are_refused(cited: Registry, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    refused(cited, Path("/dev/null"), "is not a file that can be kept")
    refused(cited, tmp_path / "pipe", "is not a file that can be kept")


def test_a_file_that_is_not_there_is_refused(cited: Registry, tmp_path: Path):
    refused(cited, tmp_path / "nothing", "there is no such file")


def test_a_file_that_is_too_large_is_refused(cited: Registry, page: Path, monkeypatch: pytest.MonkeyPatch):
    with page.open("wb") as file:
        file.truncate(archive_folder.LARGEST + 1)
    refused(cited, page, "larger than the 100 MB")
    page.write_bytes(PAGE)
    monkeypatch.setattr(archive_folder, "_refuse_unfit", lambda *_: None)  # it grows after it was looked at
    monkeypatch.setattr(archive_folder, "LARGEST", 10)
    refused(cited, page, "is larger")


def test_an_unknown_source_is_refused(cited: Registry, page: Path):
    refused(cited, page, "no source 'nowhere'", source="nowhere")


@pytest.mark.parametrize("name", ["a\nb", "x" * 301, " "])
def test_a_name_that_cannot_be_recorded_is_refused(cited: Registry, page: Path, name: str):
    refused(cited, page, "give the copy a name with --name", name=name)


def test_a_file_name_that_is_no_text_is_refused(cited: Registry, tmp_path: Path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    file.write_bytes(PAGE)
    refused(cited, file, "half a character.*--name")
    assert cited.sources.archive(URL, file, "cafe").name == "cafe"


def test_a_folder_that_cannot_be_written_is_told(cited: Registry, page: Path):
    cited.sources.archive_folder().write_text("in the way")
    with pytest.raises(RegistryError, match="nothing was kept: the archive folder"):
        cited.sources.archive(URL, page)
    assert rows(cited) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_told(cited: Registry, page: Path):
    cited.sources.archive_folder().mkdir(0o500)
    with pytest.raises(RegistryError, match="Permission denied"):
        cited.sources.archive(URL, page)
    assert rows(cited) == 0


def test_a_full_disk_leaves_nothing(cited: Registry, page: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_folder.os, "fsync", full)
    refused(cited, page, "No space left on device")


def test_what_breaks_off_before_the_row_leaves_no_row(cited: Registry, page: Path, monkeypatch: pytest.MonkeyPatch):
    def broken(*_: object) -> int:
        assert len(files(cited)) >= 1  # the file is there before the row
        raise sqlite3.OperationalError("broken off")

    monkeypatch.setattr(archives, "insert_archive", broken)
    with pytest.raises(sqlite3.OperationalError):
        cited.sources.archive(URL, page)
    assert (rows(cited), files(cited)) == (0, [])


def test_a_hash_that_is_none_leads_nowhere(tmp_path: Path):
    for text in ("../../etc/passwd", "a" * 63, "A" * 64, f"{'a' * 64}\n"):
        with pytest.raises(RegistryError, match="is not a SHA-256"):
            archive_folder.place(tmp_path, text)


# --- verify ---


@pytest.fixture
def kept(cited: Registry, page: Path) -> Path:
    return Path(cited.sources.archive(URL, page).path)


def test_a_missing_copy_is_told_and_archiving_it_again_puts_it_back(cited: Registry, page: Path, kept: Path):
    kept.unlink()
    assert states(cited) == [State.MISSING]

    done = cited.sources.archive(URL, page)

    assert done.again
    assert (rows(cited), states(cited)) == (1, [State.OK])


def test_a_changed_copy_is_told_and_archiving_it_again_mends_it(cited: Registry, page: Path, kept: Path):
    kept.write_bytes(PAGE + b" not")
    assert states(cited) == [State.CHANGED]

    assert cited.sources.archive(URL, page).again

    assert states(cited) == [State.OK]


def test_a_link_in_the_place_of_a_copy_is_a_change(cited: Registry, page: Path, kept: Path):
    kept.unlink()
    kept.symlink_to(page)
    assert states(cited) == [State.CHANGED]


def test_what_is_nobodys_is_told_of_all_but_not_of_one_source(cited: Registry, kept: Path):
    (kept.parent / ("f" * 64)).write_bytes(b"whose?")
    (cited.sources.archive_folder() / ".left.tmp").write_bytes(b"half")

    assert sorted(states(cited)) == [State.NOBODYS, State.NOBODYS, State.OK]
    assert states(cited, URL) == [State.OK]
    assert states(cited, "https://paper.org/x") == []


# --- with the rest of the registry ---


def test_a_source_that_is_removed_goes_with_its_copies_from_the_record(cited: Registry, page: Path):
    cited.remove("Andriy Hnatov", "never was")
    cited.sources.archive(URL, page)

    cited.sources.remove(URL, "unused")

    assert (rows(cited), rows(cited, "archives_history")) == (0, 1)
    cited.undo(cited.log(limit=1)[0].number or 0)
    assert states(cited) == [State.OK]


def test_a_package_carries_what_is_kept(cited: Registry, kept: Path, tmp_path: Path):
    cited.export_package(tmp_path / "package")
    Registry.from_package(tmp_path / "other.db", tmp_path / "package", actor="a tester")
    with Registry(tmp_path / "other.db") as other:
        assert [each.sha256 for each in other.sources.verify()] == [HASH]
        assert states(other) == [State.MISSING]
        kept.parent.parent.rename(other.sources.archive_folder())
        assert states(other) == [State.OK]


def test_forgetting_deletes_the_copies_of_the_sources_that_go(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    page.write_bytes(b"another one, about others")
    cited.sources.archive("https://paper.org/x", page)

    cited.forget("hnatov", "asked for it")

    assert [path.read_bytes() for path in files(cited)] == [b"another one, about others"]
    assert (rows(cited), rows(cited, "archives_history")) == (1, 0)
    assert states(cited) == [State.OK]


def test_forgetting_deletes_what_only_the_history_names(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    cited.undo(cited.log(limit=1)[0].number or 0)
    assert len(files(cited)) == 1

    cited.forget("hnatov", "asked for it")

    assert not cited.sources.archive_folder().exists()


def test_forgetting_leaves_a_copy_that_another_source_has(cited: Registry, page: Path):
    cited.sources.archive(URL, page)
    cited.sources.archive("https://paper.org/x", page)

    cited.forget("hnatov", "asked for it")

    assert states(cited) == [State.OK]


def test_forgetting_deletes_a_report_and_its_copies_alike(cited: Registry, page: Path):
    """What only repeats a source that goes does not keep it."""
    cited.end("hnatov", CHIEF, "2026-01-01", evidence=Evidence("https://daily.org/x"))
    cited.sources.edit("https://daily.org/x", copy_of=cited.sources.show(URL).source)
    cited.sources.archive(URL, page)

    cited.forget("hnatov", "asked for it")

    assert [found.slug for found in cited.sources.list()] == ["paper-org"]
    assert files(cited) == []


def test_a_report_that_another_source_repeats_stays_when_somebody_is_forgotten(cited: Registry, page: Path):
    cited.sources.edit("https://paper.org/x", copy_of=cited.sources.show(URL).source)
    cited.sources.archive(URL, page)

    cited.forget("hnatov", "asked for it")

    assert states(cited) == [State.OK]


def test_the_files_go_after_the_change_and_not_with_one_that_fails(
    cited: Registry, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise RegistryError("no")

    monkeypatch.setattr("registry.services.history.forget.insert_tombstone", refuse)
    with pytest.raises(RegistryError):
        cited.forget("hnatov", "asked for it")

    assert kept.exists()
    assert states(cited) == [State.OK]


def test_other_commands_can_keep_a_file_in_their_change(cited: Registry, page: Path):
    with cited.file.session.change("another command"):
        service.archive(cited.file.session, URL, page)
    assert states(cited) == [State.OK]
