"""docs/exchange.md and the pages of the formats tell what there is, and what they tell to type runs."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_group
from typer.testing import Result

import registry.formats
from registry import Registry
from registry.cli.commands.exchange import export, import_file
from registry.formats import protocol

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "exchange.md").read_text("utf-8")
FORMATS = sorted((ROOT / "docs" / "formats").glob("*.md"))
SAMPLES = ROOT / "tests" / "formats" / "golden"
FIXTURES = ROOT / "tests" / "fixtures"
OURS = {"package", "jsonl"}  # read as a whole, by no Reader

TABLE = "person,role,organization,start,in office as of,page\nMia Moss,Chief,Moss Office,2020,2020-05,7\n"
FILES: dict[str, Path | str] = {
    "holders.csv": TABLE,
    "holders.tsv": SAMPLES / "tenures.tsv",
    "holders.xlsx": SAMPLES / "tenures.xlsx",
    "people.json": SAMPLES / "popolo.json",
    "people/data/nc": SAMPLES / "openstates",
    "entities.ftm.json": SAMPLES / "ftm.json",
    "result.json": FIXTURES / "wikidata_p39.json",
    "holders21.csv": "position,person,personID,start,end\nChief,Mia Moss,Q90000009,2020-05-01,\n",
    "executive.yaml": """- id:
    govtrack: 900001
  name:
    first: Mia
    last: Moss
  terms:
  - type: viceprez
    start: '2001-01-20'
    end: '2005-01-20'
    party: Independent
    how: election
""",
    "data": FIXTURES / "ifg_ministers",
    "senators.csv": "Member,role,from\nMia Moss,Senator,2020\nNed Nunn,Senator,2021\n",
    "judges.csv": TABLE,
    "governors.csv": "person,role,organization,start,end\n"
    "Ann Ames,Governor,Moss Office,2011-01-03,2019-01-17\nBob Birk,Governor,Moss Office,2019-01-03,\n",
}


def rows() -> dict[str, list[str]]:
    """Of each format in the table: the page, what is said of it, in, out."""
    found = re.findall(r"^\| \[`(\S+)`\]\(([^)#]+)[^)]*\) \| (.+) \|$", PAGE, re.MULTILINE)
    return {name: [page, *rest.split(" | ")] for name, page, rest in found}


def commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """What a page tells to type, and the lines of a refusal below it; in square brackets is the form of a command."""
    for language, block in re.findall(r"^```(.*?)\n(.*?)```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        for line, below in zip(lines := block.splitlines(), [*lines[1:], ""], strict=True):
            if not language and line.startswith("registry ") and "[" not in line:
                refused = lines[lines.index(below) :] if below.startswith("registry: ") else []
                yield line.removeprefix("registry ").split(" | ")[0], refused


def test_the_table_says_of_every_format_whether_it_is_read_and_written():
    read, written = ({each.NAME for each in known()} for known in (protocol.readers, protocol.writers))
    told = rows()

    assert told.keys() == read | written
    assert {name for name, cells in told.items() if cells[2] != "–"} == read | OURS
    assert {name for name, cells in told.items() if cells[3] != "–"} == written


@pytest.mark.parametrize("name", rows())
def test_every_format_has_a_page_that_calls_it_by_its_name(name: str):
    page = ROOT / "docs" / rows()[name][0]

    assert re.search(rf"\b{name}\b", page.read_text("utf-8"), re.IGNORECASE)


def test_the_table_has_the_ending_by_which_an_export_is_known():
    for writer in protocol.writers():
        assert f"`{writer.SUFFIX}`" in rows()[writer.NAME][3] or writer.SUFFIX == ""


@pytest.mark.parametrize(("command", "module"), [("import", import_file), ("export", export)])
def test_every_option_is_in_the_page(command: str, module: ModuleType):
    found = get_group(module.app).commands[command]

    for parameter in found.params:
        for option in parameter.opts:
            if option.startswith("--") and option not in ("--help", "--by", "--because"):  # those are of every command
                assert re.search(rf"{option}\b", PAGE), f"{command} {option}"


@pytest.mark.parametrize("page", [ROOT / "docs" / "exchange.md", *FORMATS], ids=lambda page: page.stem)
def test_what_a_page_tells_to_type_runs(
    page: Path, run: Callable[..., Result], sample: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            Path(name).write_text(content, "utf-8")
        elif content.is_dir():
            shutil.copytree(content, name)
        else:
            shutil.copy(content, name)

    told = list(commands(page))

    assert told
    for command, refused in told:
        result = run(*shlex.split(command))
        assert result.exit_code == (1 if refused else 0), f"{command}: {result.stderr}"
        for line in refused:
            assert re.sub("registry --db [^ ]+ ", "registry ", result.stderr).find(line.removesuffix(" …")) >= 0, line


def test_the_format_that_is_shown_is_found_read_and_written(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "formats"
    folder.mkdir()
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (folder / "chronicle.py").write_text(code, "utf-8")
    monkeypatch.setattr(registry.formats, "__path__", [*registry.formats.__path__, str(folder)])
    text = (
        "# Chronicle\n"
        "2019-05-20 .. 2021-11-03: Ann Ames, Minister (Ministry of Weights)\n"
        "2021-11 .. : Bob Bell, Minister (Ministry of Weights)\n"
    )
    (tmp_path / "a").write_text(f"{text}and so on\n", "utf-8")

    result = run("import", str(tmp_path / "a"), "--on-conflict", "skip")

    assert result.stdout.startswith("Imported a (chronicle), 3 rows: 1 organization, 1 role, 2 people, 2 appointments")
    assert "a, line 4: 'and so on' is not a line of a chronicle" in result.stderr
    result = run("export", str(tmp_path / "b.chronicle"))
    assert (result.exit_code, (tmp_path / "b.chronicle").read_text("utf-8")) == (0, text)
