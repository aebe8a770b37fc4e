"""The help pages, options that may stand anywhere, and what is said to somebody who mistypes a command."""

from __future__ import annotations

import ast
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from registry.cli.app import COMMANDS, app
from registry.cli.help import EXAMPLES, MEANINGS, PANELS, RENAMED

CHIEF = "Chief of the General Staff"
Run = Callable[..., Result]


def test_every_command_has_one_place_on_the_help_page_and_two_examples():
    placed = [command for members in PANELS.values() for command in members]

    assert len(placed) == len(set(placed))
    assert set(COMMANDS) <= {*placed, *RENAMED}
    assert set(placed) <= set(EXAMPLES)
    assert not set(MEANINGS) & set(COMMANDS)


def test_the_help_page_lists_the_commands_by_what_one_wants_to_do():
    result = CliRunner().invoke(app, ["-h"])

    assert result.exit_code == 0
    assert result.output.index("\nAsk\n") < result.output.index("  who ") < result.output.index("\nRecord\n")
    assert max(map(len, result.output.splitlines())) <= 120


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_help_of_a_command_is_plain_and_ends_with_examples(command: str):
    text = CliRunner().invoke(app, [command, "--help"]).stdout

    assert text.startswith("Usage: ")
    for unwanted in ("<bool>", "<str>", "[[", "{", "╭"):
        assert unwanted not in text
    if command in EXAMPLES:
        assert f"$ registry {command}" in text


@pytest.mark.parametrize(
    ("command", "words"),
    [(command, words) for command, pair in EXAMPLES.items() if command in COMMANDS for words in pair],
)
def test_an_example_is_no_usage_error(command: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if command in ("serve", "publish") or "spark" in words:  # which takes ten seconds to start
        words += " --help"
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, [command, *shlex.split(words)], input="")

    assert result.exit_code != 2, result.output


@pytest.mark.parametrize(
    "words",
    [
        ["--db", "{db}", "--json", "who", CHIEF],
        ["who", CHIEF, "--json", "--db", "{db}"],
        ["who", "--db={db}", CHIEF, "--format", "json"],
        ["--json", "who", "--date-order", "dmy", CHIEF, "--db", "{db}", "--on", "17/03/2025"],
    ],
)
@pytest.mark.usefixtures("seed")
def test_the_options_of_the_program_stand_before_or_after_the_command(words: list[str], db: Path):
    result = CliRunner().invoke(app, [word.format(db=db) for word in words])

    assert json.loads(result.stdout)["title"] == CHIEF


def test_json_of_an_import_is_its_report(db: Path, tmp_path: Path):
    (tmp_path / "a.csv").write_text("person,role,organization,start\nAnn Ames,Clerk,Board,2020\n", "utf-8")

    result = CliRunner().invoke(app, ["import", str(tmp_path / "a.csv"), "--json", "--db", str(db)])

    assert json.loads(result.stdout)["added"]["appointments"] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--json", "--csv", "who", "x"], "not both"),
        (["serve", "--json"], "serve` has no answer to print as JSON"),
        (["who", "x", "--date-order", "ymd"], "'ymd' is neither dmy nor mdy"),
        (["who", "x", "--db"], "needs a value"),
        (["people"], "Did you mean `registry person list`?"),
        (["whoo"], "Did you mean 'who'?"),
    ],
)
def test_a_slip_is_a_usage_error_with_a_remedy(words: list[str], said: str):
    result = CliRunner().invoke(app, words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_an_old_name_of_a_command_says_the_new_one_and_works(run_seed: Run):
    result = run_seed("duplicates", "--json")

    assert result.exit_code == 0
    assert "`duplicates` is now `person duplicates`" in result.stderr


def test_a_list_can_be_cut(run_seed: Run):
    assert len(run_seed("person", "list", "-n", "2", "--csv").stdout.splitlines()) == 3


def test_no_option_is_declared_twice():
    """What several commands take is declared once, in registry/cli/options/."""
    commands = Path(__file__).parents[2] / "registry" / "cli"
    declared: dict[str, set[str]] = {}
    for path in commands.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("typer.Option", "typer.Argument"):
                declared.setdefault(ast.unparse(node), set()).add(f"{path.relative_to(commands)}:{node.lineno}")

    assert {words: places for words, places in declared.items() if len(places) > 1} == {}
