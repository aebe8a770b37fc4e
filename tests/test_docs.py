"""What the docs show is what the program prints, and every command, format and table is in them."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Registry
from registry.cli.app import COMMANDS, app
from registry.cli.help import RENAMED
from registry.formats.own.package_tables import TABLES

ROOT = Path(__file__).parents[1]
SCRIPTS = {name: runpy.run_path(str(ROOT / "docs" / f"{name}.py")) for name in ("sessions", "reference", "rules")}
SESSIONS = SCRIPTS["sessions"]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")
PAGES = [page for page in SESSIONS["PAGES"] if SESSIONS["has_session"](page)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_session_in_the_docs_prints_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Every line of it; `python docs/sessions.py` writes what the commands print now."""
    SESSIONS["prepare"](tmp_path)
    monkeypatch.chdir(tmp_path)

    for command, shown, prints in SESSIONS["sessions"](page.read_text("utf-8")):
        assert prints == shown, f"{command}: if this is right, run: python docs/sessions.py"


def test_the_python_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["import", str(ROOT / "data")])

    for block in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL):
        exec(block, {})

    assert capsys.readouterr().out.startswith("Andriy Hnatov certain In office since 16 March 2025")


def test_every_argument_and_option_is_explained_in_the_reference():
    """The reference is made from the commands whenever the site is built, so what has no help text is nowhere."""
    page = SCRIPTS["reference"]["page"]()
    found = list(SCRIPTS["reference"]["commands"]())

    assert {command.name.split(" ")[0] for command in found} == {"", *COMMANDS} - RENAMED.keys()
    for command in found:
        assert command.text, command.name
        assert f"`registry {command.name}".rstrip() in page
        for parameter in command.parameters:
            what = re.sub(r"\s*\[[^]]*\]\s*$", "", parameter.text)
            assert what, f"registry {command.name}: {parameter.spec} has no help text"


def test_every_verb_and_noun_of_a_registry_is_in_the_python_reference():
    pytest.importorskip("mkdocs", reason="make docs")
    page = runpy.run_path(str(ROOT / "docs" / "site_hooks.py"))["api_page"]()

    for name, member in vars(Registry).items():
        module = getattr(member, "__module__", "")
        if not name.startswith("_") and module.startswith("registry.api.") and member.__name__ == name:
            assert f"::: {module}" in page, name
    for noun in ("People", "Organizations", "Roles", "Sources"):
        assert f"`{noun}`" in page


def test_every_command_has_its_place_in_the_manual_page():
    text = (ROOT / "man" / "registry.1").read_text("utf-8").replace("\\-", "-")

    for command in SCRIPTS["reference"]["commands"]():
        assert f".SS registry {command.name}" in text or not command.name, f"{command.name}: run `make man`"


def test_what_the_docs_tell_to_type_exists():
    """Every `--option` that follows a command in the docs is one of that command."""
    known = {command.name: command for command in SCRIPTS["reference"]["commands"]()}
    everywhere = {name for part in known[""].parameters for name in part.names} | {"--help"}
    everywhere |= {"--install-completion", "--show-completion"}
    wrong = []
    for page in SESSIONS["PAGES"]:
        for line in re.findall(r"(?<![\w/.])registry ((?!-)(?:(?! registry )[^`\n|])+)", page.read_text("utf-8")):
            words = line.split()
            name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
            if name in known:
                options = {name for part in known[name].parameters for name in part.names} | everywhere
                wrong += [
                    f"{page.name}: registry {name} {word}" for word in OPTION.findall(line) if word not in options
                ]

    assert not wrong


def test_the_page_of_the_rules_is_what_their_headings_make():
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == SCRIPTS["rules"]["page"](), "run: python docs/rules.py"


def test_every_table_is_in_the_data_model():
    text = (ROOT / "docs" / "data-model.md").read_text("utf-8")

    for table in TABLES:
        assert f"`{table}`" in text


def test_links_between_the_docs_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
