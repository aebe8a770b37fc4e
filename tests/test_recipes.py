"""The recipes of CONTRIBUTING.md work as they stand: each is followed in a copy of the package."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from registry import Registry
from tests.conftest import DATA

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROGRAMS = {"registry": "registry", "datasette": "datasette"}


def follow(recipe: str, folder: Path) -> list[tuple[str, str]]:
    """Write the files of a recipe and change those that it changes; what it tells to type, and what that prints."""
    typed = []
    for kind, path, text in BLOCK.findall(recipe):
        if kind == "diff":
            change(folder / path, text)
        elif path:
            assert not (folder / path).exists(), path
            (folder / path).write_text(text, "utf-8")
        elif kind == "console":
            command, _, output = text.removeprefix("$ ").partition("\n")
            typed.append((command, output))
    return typed


def change(path: Path, diff: str) -> None:
    """Add the lines that begin with + where the others stand."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if not line.startswith("+"))
    after = "".join(line[1:] for line in lines)
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{before!r} is not in {path.name}: correct the recipe"
    path.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "registry.db"
    Registry.from_package(path, DATA, actor="a tester")
    return path


@pytest.mark.parametrize("name", [name for name in RECIPES if "```" in RECIPES[name]])
def test_a_recipe_works_as_it_stands(name: str, sample_file: Path, tmp_path: Path):
    shutil.copytree(ROOT / "registry", tmp_path / "registry", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(sample_file, tmp_path / "registry.db")

    typed = follow(RECIPES[name], tmp_path)

    assert typed
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    for command, output in typed:
        program, *words = shlex.split(command)
        line = [sys.executable, "-m", PROGRAMS[program], *words]
        done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout == output if output else done.stdout


def test_there_is_a_recipe_for_all_that_is_added_most():
    assert list(RECIPES) == ["A rule of `registry check`", "A format", "A command", "A page"]


def test_the_recipe_of_a_format_leads_to_one_that_a_test_follows():
    assert "docs/exchange.md#a-format-of-your-own" in RECIPES["A format"]
    assert "## A format of your own" in (ROOT / "docs" / "exchange.md").read_text("utf-8")
