"""What the docs show is what the program prints, and every command, format and table is in them."""

from __future__ import annotations

import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry.cli.app import COMMANDS, app
from registry.formats.own.datapackage import TABLES

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "docs/tutorial.md", "docs/history.md", "docs/evidence.md", "docs/identity.md"]


def sessions(page: str) -> Iterator[tuple[str, str]]:
    """Each `$ registry …` line of a page's console blocks and the output shown under it.

    A block ```csv NAME is the file of that name, written when it is come to.
    """
    for file, block in re.findall(r"```(?:console|csv (\S+))\n(.*?)```", (ROOT / page).read_text("utf-8"), re.DOTALL):
        if file:
            Path(file).write_text(block, "utf-8")
            continue
        for entry in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = entry.partition("\n")
            yield command, output


@pytest.mark.parametrize("page", PAGES)
def test_a_session_in_the_docs_prints_what_it_shows(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    run = []
    for command, output in sessions(page):
        program, *words = shlex.split(command)
        assert program == "registry"
        result = CliRunner().invoke(app, words)
        first_lines = result.output.splitlines(keepends=True)[: len(output.splitlines())]
        assert "".join(first_lines) == output, command
        run.append(command)
    assert run


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["import", str(ROOT / "data")])

    for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL):
        exec(block, {})

    assert capsys.readouterr().out.startswith("Andriy Hnatov certain In office since 16 March 2025")


def test_every_command_is_in_the_docs():
    text = "".join((ROOT / page).read_text("utf-8") for page in [*PAGES, "CHANGELOG.md"])

    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", text), command


def test_the_page_of_the_rules_is_what_their_headings_make():
    page = runpy.run_path(str(ROOT / "docs" / "rules.py"))["page"]

    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == page(), "run: python docs/rules.py"


def test_every_table_is_in_the_data_model():
    text = (ROOT / "docs" / "data-model.md").read_text("utf-8")

    for table in TABLES:
        assert f"`{table}`" in text


def test_links_between_the_docs_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
