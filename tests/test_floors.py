"""Imports run downwards only: cli -> browse -> api -> services -> store | formats -> domain; rooms make no circle.

A floor is a folder of registry/, a room a folder of a floor (of cli/commands and cli/output, too).
The table of rooms is in docs/architecture.md.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "registry"
FLOORS = {
    "domain": set(),
    "store": {"domain"},
    "formats": {"domain"},
    "lake": {"domain"},  # beside the services, which write it; nothing in it opens a registry
    "services": {"store", "formats", "lake", "domain"},
    "api": {"services", "store", "formats", "domain"},
    "cli": {"browse", "api", "services", "lake", "domain"},  # browse: to serve it
    "browse": {"api", "services", "domain"},
    "__main__": {"cli"},
    "__init__": {"api", "services", "store", "formats", "lake", "domain"},  # whose errors it exports
}
ROOMS = {
    *("dates", "tenures", "entities", "names", "evidence", "audit", "history"),
    *("exchange", "drafting", "care", "publishing", "presentation", "lake"),
}
OWN_ROOMS = {  # what only this floor has
    "store": {"database", "schema"},
    "formats": {"tables", "popolo", "wikidata", "openstates", "ftm", "charts", "own"},
    "lake": {"sql"},
    "browse": {"server", "pages", "views", "publish", "static", "templates", "texts"},
    "cli": {"commands", "output", "options"},
}
MOST_FILES = 16
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
FORBIDDEN_IN_THE_DOMAIN = (
    *("import os", "import sqlite3", " open(", "date.today", "datetime.now", "import time", " print("),
)
SQL_CALLS = {"execute", "executemany", "executescript", "query"}


def parts_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(PACKAGE).with_suffix("").parts


def imports_of(path: Path) -> set[str]:
    """The modules of this package that a module imports, wherever in the module, without `registry.`"""
    found = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide a floor"
            base = node.module or ""
            folder = ROOT.joinpath(*base.split("."))
            names = [
                f"{base}.{alias.name}" if (folder / f"{alias.name}.py").is_file() else base for alias in node.names
            ]
        else:
            continue
        found |= {name.removeprefix("registry.") for name in names if name.startswith("registry.")}
    return found


def room(parts: tuple[str, ...]) -> str:
    """The deepest folder that is a room; what lies in the floor itself is a room for itself."""
    depth = 3 if parts[:2] in (("cli", "commands"), ("cli", "output")) else 2
    return "/".join(parts[:depth])


def test_a_module_imports_only_from_its_own_floor_and_those_below():
    for path in MODULES:
        here = parts_of(path)[0]
        floors = {name.split(".")[0] for name in imports_of(path)}

        assert floors <= FLOORS[here] | {here}, path


def test_rooms_import_each_other_without_a_circle():
    graph: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        here = room(parts_of(path))
        graph[here] |= {room(tuple(name.split("."))) for name in imports_of(path)} - {here}

    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(f"rooms import each other in a circle: {error.args[1]}") from None


def test_a_folder_is_a_room_and_holds_at_most_sixteen_files():
    for floor in FLOORS:
        if not (PACKAGE / floor).is_dir():
            continue
        rooms = {path.name for path in (PACKAGE / floor).iterdir() if path.is_dir() and not path.name.startswith("__")}
        assert rooms <= ROOMS | OWN_ROOMS.get(floor, set()), floor
        for folder in (PACKAGE / floor, *(path for path in (PACKAGE / floor).rglob("*") if path.is_dir())):
            files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
            assert len(files) <= MOST_FILES, folder


def test_the_domain_does_no_io_and_reads_no_clock():
    for path in (PACKAGE / "domain").rglob("*.py"):
        text = path.read_text("utf-8").replace("def open(", "")

        assert not [words for words in FORBIDDEN_IN_THE_DOMAIN if words in text], path


def test_only_what_serves_and_publishes_calls_the_pages():
    for path in MODULES:
        parts = parts_of(path)
        if parts[0] != "browse" and parts[:3] != ("cli", "commands", "publishing"):
            assert not [name for name in imports_of(path) if name.split(".")[0] == "browse"], path


def test_only_the_store_speaks_sql():
    for path in MODULES:
        if parts_of(path)[0] in ("store", "lake"):  # the lake's is for DuckDB and Spark
            continue
        calls = {
            node.func.attr
            for node in ast.walk(TREES[path])
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        assert not calls & SQL_CALLS, path
