"""An installed registry has everything that it needs, not only the checkout."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

import registry

ROOT = Path(__file__).parents[1]
SOURCES = ("registry", "data", "man")
PAPERS = ("pyproject.toml", "setup.py", "README.md", "LICENSE")


def done(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
    finished = subprocess.run([str(word) for word in words], capture_output=True, text=True, **more)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: two builds in one checkout at once are in each other's way."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in SOURCES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in PAPERS:
        shutil.copy(ROOT / name, source)
    # The lock has the build backend, so that no index is needed; an environment that was made without the lock may not.
    here = [] if Version(version("setuptools")) < Version("77") else ["--no-build-isolation"]
    done(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *here, "--wheel-dir", folder, source, cwd=folder)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_that_the_program_reads(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "registry").rglob("*") if path.is_file()}
    sample = {f"registry/sample/{path.name}" for path in (ROOT / "data").iterdir()}
    assert {name for name in package if "__pycache__" not in name} | sample <= names
    assert sum(name.endswith(("man1/registry.1", "man1/officeholders.1")) for name in names) == 2


def test_the_metadata_say_what_a_package_index_shows(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        folder = next(name for name in archive.namelist() if name.endswith("METADATA")).rpartition("/")[0]
        told = email.message_from_bytes(archive.read(f"{folder}/METADATA"))
        entry_points = archive.read(f"{folder}/entry_points.txt").decode()

    assert (told["Name"], told["Version"], told["License-Expression"]) == (
        "officeholders",
        registry.__version__,
        "Apache-2.0",
    )
    for header in ("Summary", "Author", "Keywords", "Classifier", "Project-URL", "License-File", "Requires-Python"):
        assert told[header], header
    for command in ("registry", "officeholders"):
        assert f"{command} = registry.cli:main" in entry_points


def test_the_wheel_works_without_the_checkout(wheel: Path, tmp_path: Path):
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from registry.cli import main; main()"

    done(sys.executable, "-I", "-c", program, wheel, "--db", tmp_path / "a.db", "init", cwd=tmp_path)

    assert (tmp_path / "a.db").exists()


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A new virtual environment that finds what the program needs where the tests find it."""
    folder = tmp_path / "venv"
    done(sys.executable, "-m", "venv", "--without-pip", folder)
    site = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    (Path(site) / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return folder


def version_0_1_0(folder: Path) -> Path:
    """A wheel like that of version 0.1.0, whose distribution was called registry: a module that is gone now."""
    files = {
        "registry/__init__.py": "",
        "registry/gone.py": "",
        "registry-0.1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: registry\nVersion: 0.1.0\n",
        "registry-0.1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "registry-0.1.0.dist-info/entry_points.txt": "[console_scripts]\nregistry = registry.gone:main\n",
    }
    path = folder / "registry-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        record = "".join(f"{name},,\n" for name in [*files, "registry-0.1.0.dist-info/RECORD"])
        archive.writestr("registry-0.1.0.dist-info/RECORD", record)
    return path


def test_an_environment_with_version_0_1_0_is_upgraded(wheel: Path, environment: Path, tmp_path: Path):
    """As `make` and the changelog say: the distribution of the old name goes first, then the new one comes."""
    python, commands = environment / "bin" / "python", environment / "bin"
    install = (python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index")
    done(*install, version_0_1_0(tmp_path))
    before = {path.name for path in commands.iterdir()}

    done("make", "--silent", f"VENV={environment}", "remove-old-name", cwd=ROOT)
    left = {path.name for path in commands.iterdir()}
    done(*install, wheel)

    assert before - left == {"registry"}
    path = Path(done(python, "-I", "-c", "import registry; print(registry.__file__)", cwd=tmp_path).stdout.strip())
    assert path.is_relative_to(environment)
    assert not (path.parent / "gone.py").exists()
    alone = {**os.environ, "REGISTRY_DB": str(tmp_path / "sample.db")}
    said = done(commands / "officeholders", "init", "--sample", env=alone, cwd=tmp_path).stdout
    assert said.startswith(f"Created {tmp_path / 'sample.db'} with the sample: ")
    answer = done(commands / "registry", "who", "minister of defense", "--on", "2014-02-24", env=alone, cwd=tmp_path)
    assert "was Pavlo Lebedyev" in answer.stdout
    assert (environment / "share" / "man" / "man1" / "registry.1").exists()
