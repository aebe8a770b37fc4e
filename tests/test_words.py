"""One word for one thing: no coined stems in the names of modules and of public classes and functions."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "registry"
COINED = {
    *("aside", "asides", "beside", "besides", "borne", "called", "heard", "intake", "listed", "meant", "met"),
    *("moments", "odd", "picture", "pictures", "pins", "said", "sheet", "sheets", "someone", "spoken", "suppose"),
    *("supposing", "telling", "told", "upstream", "voices"),
}


def words_of(name: str) -> set[str]:
    """The words of a name in snake case or camel case, in small letters."""
    spaced = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return set(spaced.split("_"))


def public_names(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    defined = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]
    return [node.name for node in defined if not node.name.startswith("_")]


def test_no_module_has_a_coined_name():
    for path in PACKAGE.rglob("*.py"):
        assert not words_of(path.stem) & COINED, path


def test_no_public_class_or_function_has_a_coined_name():
    coined = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        for name in public_names(path)
        if words_of(name) & COINED
    ]

    assert coined == []


def test_every_folder_says_what_belongs_there():
    for path in PACKAGE.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path
