"""An installed registry has everything that it needs, not only the checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: two builds in one checkout at once are in each other's way."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT / "registry", source / "registry", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(source)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_schema_and_the_command(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        entry_points = next(archive.read(name).decode() for name in names if name.endswith("entry_points.txt"))

    schema = {f"registry/store/schema/{path.name}" for path in (ROOT / "registry/store/schema").glob("*.sql")}
    schema |= {f"registry/store/audit/sql/{path.name}" for path in (ROOT / "registry/store/audit/sql").glob("*.sql")}
    browse = {
        str(path.relative_to(ROOT))
        for folder in ("templates", "static", "texts")
        for path in (ROOT / "registry/browse" / folder).rglob("*.*")
    }
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "registry").rglob("*.py")}
    assert schema | browse | modules | {"registry/py.typed", "registry/browse/metadata.yml"} <= set(names)
    assert "registry = registry.cli:main" in entry_points


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path):
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from registry.cli import main; main()"
    words = [sys.executable, "-I", "-c", program, str(wheel), "--db", str(tmp_path / "a.db")]

    done = subprocess.run([*words, "init"], capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.db").exists()
