"""What is written takes the place of its own earlier output alone, and never that of a registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry, RegistryError
from registry.services.care.replaceable import refuse_other_content
from registry.services.publishing.publish import Published, finish, new_folder


@pytest.fixture
def registry(tmp_path: Path):
    Registry.create(tmp_path / "a.db")
    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.organizations.add("Council")
        registry.roles.add("Mayor", "council")
        registry.appoint("Ann Lee", "mayor", "2001", new=True)
        yield registry


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ["other.db", "list.csv"])
def test_an_export_never_replaces_a_registry(registry: Registry, tmp_path: Path, name: str, force: bool):
    Registry.create(tmp_path / name)
    before = (tmp_path / name).read_bytes()

    with pytest.raises(RegistryError, match="never replaced"):
        registry.export_file(tmp_path / name, "csv", force=force)

    assert (tmp_path / name).read_bytes() == before


def test_an_export_replaces_what_it_wrote_before_and_other_files_if_it_must_only(registry: Registry, tmp_path: Path):
    for name in ("list.csv", "list.jsonl", "list.tsv"):
        registry.export_file(tmp_path / name)
        registry.export_file(tmp_path / name)
        (tmp_path / name).write_text("shopping: bread, milk", "utf-8")
        with pytest.raises(RegistryError, match="replace it with"):
            registry.export_file(tmp_path / name)
        registry.export_file(tmp_path / name, force=True)
    registry.export_package(tmp_path / "package")
    registry.export_package(tmp_path / "package")
    (tmp_path / "package" / "people.csv").write_text("my own people", "utf-8")
    with pytest.raises(RegistryError, match=r"people\.csv"):
        registry.export_package(tmp_path / "package")


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (b'{\n  "persons": []}', b'{"persons": []}', True),
        (b"Q42\tP39\tQ1", b"Q7\tP39\tQ2", True),
        (b"{}", b"name,role\n", False),
        (b"", b"name,role\n", True),
        (b"# Mayor", b"# Chief", True),
        (b"PK\x03\x04aaa", b"PK\x03\x04bbb", True),
        (b"PAR1", b"PK\x03\x04bbb", False),
    ],
)
def test_a_file_is_known_by_how_it_begins(tmp_path: Path, old: bytes, new: bytes, same: bool):
    (tmp_path / "old").write_bytes(old)
    (tmp_path / "new").write_bytes(new)

    if same:
        refuse_other_content(tmp_path / "old", tmp_path / "new")
    else:
        with pytest.raises(RegistryError):
            refuse_other_content(tmp_path / "old", tmp_path / "new")


def test_a_published_registry_to_which_somebody_wrote_is_not_replaced(tmp_path: Path):
    def publish() -> None:
        with new_folder(tmp_path / "pub") as unfinished:
            (unfinished / "registry.db").write_bytes(b"SQLite format 3\x00 as published")
            finish(unfinished, tmp_path / "pub", "bundle", Published("x", None, None, 0, (), {}))

    publish()
    publish()
    (tmp_path / "pub" / "registry.db").write_bytes(b"SQLite format 3\x00 with work of somebody")

    with pytest.raises(RegistryError, match=r"'registry\.db' was changed"):
        publish()
