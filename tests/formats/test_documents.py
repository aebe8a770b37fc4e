"""What is nested too deep is refused in our words, whichever parser reads it and whoever notices first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from registry.formats.documents import FormatError, json_lines, read_json, read_yaml

DEEP = {
    "flow lists": "a: " + "[" * 5_000,
    "flow mappings": "a: " + "{a: " * 5_000,
    "flow lists that are whole": "a: " + "[" * 5_000 + "]" * 5_000,
    "block lists": "a:\n  " + "- " * 5_000,
    "block mappings": "\n".join(" " * depth + "a:" for depth in range(300)),
    "just too deep": "a: " + "[" * 61 + "]" * 61,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
@pytest.mark.parametrize("loader", ["in C", "in Python"])
def test_deep_yaml_is_refused_in_our_words(text: str, loader: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if loader == "in Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    path = tmp_path / "deep.yaml"
    path.write_text(text, "utf-8")

    with pytest.raises(FormatError, match=r"deep\.yaml, line \d+: nested too deeply to be such a file"):
        read_yaml(path)


def test_yaml_that_is_wrong_but_not_deep_is_refused_for_what_is_wrong(tmp_path: Path):
    path = tmp_path / "open.yaml"
    path.write_text("a: [b, {c: d}", "utf-8")

    with pytest.raises(FormatError, match="is not YAML that can be read"):
        read_yaml(path)


@pytest.mark.parametrize("read", [read_json, lambda path: list(json_lines(path))], ids=["a document", "lines"])
def test_deep_json_is_refused_in_our_words(read: Callable[[Path], Any], tmp_path: Path):
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000, "utf-8")

    with pytest.raises(FormatError, match="nested too deeply to be such a file"):
        read(path)


def test_json_that_can_be_read_but_not_written_is_refused_in_our_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def too_deep(*_: object, **__: object) -> str:
        raise RecursionError

    monkeypatch.setattr(json, "dumps", too_deep)
    path = tmp_path / "deep.json"
    path.write_text(r'["\u0041"]', "utf-8")

    with pytest.raises(FormatError, match="nested too deeply to be such a file"):
        read_json(path)
