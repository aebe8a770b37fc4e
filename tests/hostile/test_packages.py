"""Damaged packages: taken as a whole or refused in words, never half, and no file is left behind."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry import Registry, RegistryError
from tests.conftest import DATA, content, examples
from tests.hostile.damage import JSON, damage


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "a.db"
    Registry.create(path)
    return path


def same(one: Path, other: Path) -> bool:
    rows = [path for path in one.glob("*.csv") if path.name != "seals.csv"]
    return all(path.read_bytes() == (other / path.name).read_bytes() for path in rows)


@settings(max_examples=examples(10))  # each is the whole sample
@given(st.integers(0, 2**64), st.booleans())
def test_a_damaged_package_is_taken_whole_or_refused_in_words(empty: Path, seed: int, into_new: bool):
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        package, path = work / "package", work / "a.db"
        shutil.copytree(DATA, package)
        said = damage(package, Random(seed))
        try:
            if into_new:
                Registry.from_package(path, package)
            else:
                shutil.copy(empty, path)
                with Registry(path) as registry:
                    registry.import_package(package)
        except RegistryError as refused:
            message = str(refused)
            assert 0 < len(message) < 2_000, said
            if into_new:
                assert list(work.glob("a.db*")) == [], said
            else:
                assert content(path) == content(empty), said
        else:
            comes_back(path, work, said)


def comes_back(path: Path, work: Path, said: str) -> None:
    """What was taken is exported, and taken again as it is."""
    with Registry(path) as registry:
        registry.export_package(work / "one")
        assert sum(table.added for table in registry.import_package(work / "one")) == 0, said
    Registry.from_package(work / "b.db", work / "one")
    with Registry(work / "b.db") as registry:
        registry.export_package(work / "two")
    assert same(work / "one", work / "two"), said


@pytest.mark.parametrize("content", JSON, ids=lambda content: ascii(content[:20]))
def test_a_broken_descriptor_harms_nothing(registry: Registry, tmp_path: Path, content: bytes):
    package = shutil.copytree(DATA, tmp_path / "package")
    (package / "datapackage.json").write_bytes(content)

    assert sum(table.added for table in registry.import_package(package)) > 500


def test_a_package_of_which_a_part_is_no_file_is_read_without_it_or_refused(registry: Registry, tmp_path: Path):
    package = shutil.copytree(DATA, tmp_path / "package")
    (package / "people.csv").unlink()
    (package / "people.csv").mkdir()

    with pytest.raises(RegistryError):
        registry.import_package(package)
