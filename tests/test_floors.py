"""Imports run downwards only: cli -> browse -> api -> services -> store | formats -> domain."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "registry"
FLOORS = {
    "domain": set(),
    "store": {"domain"},
    "formats": {"domain"},
    "services": {"store", "formats", "domain"},
    "api": {"services", "store", "formats", "domain"},
    "cli": {"browse", "api", "services", "domain"},  # browse: to serve it
    "browse": {"api", "services", "domain"},
    "__main__": {"cli"},
    "__init__": {"api", "services", "domain"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The floors of this package that a module imports, wherever in the module."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide a floor"
            names = [node.module or ""]
        found |= {name.split(".")[1] for name in names if name.startswith("registry.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_floor_and_those_below(path: Path):
    here = floor(path.relative_to(PACKAGE).parts)

    assert imported(path) <= FLOORS[here] | {here}


@pytest.mark.parametrize("path", sorted((PACKAGE / "domain").rglob("*.py")), ids=lambda path: path.name)
def test_the_domain_does_no_io_and_reads_no_clock(path: Path):
    text = path.read_text("utf-8").replace("def open(", "")

    for forbidden in (
        "import os",
        "import sqlite3",
        " open(",
        "date.today",
        "datetime.now",
        "import time",
        " print(",
    ):
        assert forbidden not in text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_what_serves_and_publishes_calls_the_pages(path: Path):
    here = path.relative_to(PACKAGE)

    if here.parts[0] != "browse" and str(here) not in (
        "cli/commands/publishing/serve.py",
        "cli/commands/publishing/publish.py",
    ):
        assert "browse" not in imported(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_store_speaks_sql(path: Path):
    if floor(path.relative_to(PACKAGE).parts) == "store":
        return
    text = path.read_text("utf-8").lower()

    assert ".execute(" not in text
