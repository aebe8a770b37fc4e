"""The sessions in the docs: what each command prints is compared with the page, whole, or written into it.

    python docs/sessions.py         writes every page with what the commands print now

A session is the ```console blocks of a page, run from the top of the page to its end in an empty folder that has the
sample registry as `data`. A block ```csv NAME is the file of that name, written where it stands on the page.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from registry.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"```(?:console|csv (?P<file>\S+))\n(?P<text>.*?)```", re.DOTALL)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def has_session(page: Path) -> bool:
    return "```console\n" in page.read_text("utf-8")


def sessions(text: str) -> Iterator[tuple[str, str, str]]:
    """Of each command on the page: the line, what the page shows, what it prints. Runs in the current folder."""
    for block in _BLOCK.finditer(text):
        if block["file"]:
            Path(block["file"]).write_text(block["text"], "utf-8")
            continue
        for entry in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
            command, _, shown = entry.partition("\n")
            yield command, shown, printed(command)


def printed(command: str) -> str:
    """What a command line prints, on standard output and standard error; the time of a change is always the same."""
    program, *words = shlex.split(command)
    if program != "registry":
        raise ValueError(f"{command!r}: a session types nothing but registry")
    return _TIME.sub("2026-01-02T12:00:00.000Z", CliRunner().invoke(app, words).output)


def prepare(folder: Path) -> None:
    (folder / "data").symlink_to(ROOT / "data")


def _rewrite(page: Path) -> None:
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        prepare(Path(folder))
        for command, shown, prints in sessions(text):
            text = text.replace(f"$ {command}\n{shown}", f"$ {command}\n{prints}", 1)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for name in ("REGISTRY_DB", "REGISTRY_ACTOR", "REGISTRY_DATE_ORDER"):
        os.environ.pop(name, None)
    for each in PAGES:
        if has_session(each):
            _rewrite(each)
