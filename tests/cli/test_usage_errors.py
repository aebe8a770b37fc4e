"""What is said of a command line that cannot be read: plain words, a remedy, and the exit code of the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_group
from typer.testing import CliRunner, Result

from registry import Registry
from registry.cli.app import COMMANDS, app
from registry.cli.usage_errors import plain
from registry.domain.entities.validation import InvalidValueError
from tests.conftest import CHIEF

Run = Callable[..., Result]
RAW = ("value error", "input should", "unable to parse", "pydantic", "validation error", "traceback", "<class")
NOT_RUN = ("serve", "publish", "init", "restore", "backup")  # what they take is parsed all the same: with --help


def commands() -> Iterator[tuple[list[str], Any]]:
    """Every command and its words, members of groups too."""
    program = get_group(app)
    for name in COMMANDS:
        command = program.get_command(None, name)  # type: ignore[arg-type]  # it does not look at the context
        members = getattr(command, "commands", None)
        yield from (([name, each], member) for each, member in members.items()) if members else [([name], command)]


def tries() -> Iterator[list[str]]:
    """Of each command each option that takes a word of a list or a number, with a wrong value; of texts each once."""
    seen = set()
    for words, command in commands():
        required = ["x" for param in command.params if param.param_type_name == "argument" and param.required]
        for param in command.params:
            kind = param.type_descriptor
            if param.param_type_name != "option" or param.is_flag:
                continue
            if kind.is_choice or kind.is_ranged or param.name not in seen:
                seen.add(param.name)
                yield [*words, *required, param.opts[0], "wrong ☃", *(["--help"] if words[0] in NOT_RUN else [])]


def test_no_wrong_value_brings_words_of_a_library_to_the_user(seed: Registry, db: Path, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tried = [*tries()]
    for words in tried:
        result = CliRunner().invoke(app, ["--db", str(db), *words])
        said = (result.stdout + result.stderr).lower()

        assert result.exit_code in (0, 1, 2), words
        assert not [raw for raw in RAW if raw in said], (words, said)
        assert result.exception is None or isinstance(result.exception, SystemExit), words
    assert len(tried) > 30


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("log", "-n", "abc"), "'abc' is not a whole number"),
        (("log", "-n0"), "'0' is too small; give 1 or more"),
        (("log", "--limit=-3"), "'-3' is too small"),
        (("who", "x", "--format", "xml"), "'xml' is not one of 'table', 'json', 'csv'"),
        (("--date-order", "ymd", "who", "x"), "'ymd' is not one of 'dmy', 'mdy'"),
        (("who",), "Missing argument 'ROLE'"),
        (("who", "x", "--date", "2020"), "--on"),
        (("who", "x", "--jsn"), "--json"),
        (("history", "x", "--until", "2020"), "--to"),
        (("succeed", "x", "y", "--from", "2020"), "(Possible options: --on)"),
        (("appoint", "A B", "Chief of Nothing", "--on", "2020"), "--from"),
        (("correct", "x", "--why", "y"), "--because"),
        (("correct", "x", "--because", "…"), "'--because …': … stands for what only you know"),
        (("correct", "x", "--because=…"), "… stands for what only you know"),
        (("cite", "x", "https://…"), "… stands for what only you know"),
        (("version",), "registry --version"),
        (("people",), "registry person list"),
        (("org",), "registry organization"),
    ],
)
def test_a_slip_says_the_value_and_what_was_meant(run: Run, words: tuple[str, ...], said: str):
    result = run(*words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_message_that_is_not_known_stays_as_it_is():
    assert plain("anything else", "x") == "anything else"
    assert plain("Input should be a fine day", None) == "the value is not a fine day"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "knid"}, "kind 'knid' must be 'substantive' or 'acting'"),
        ({"rank": 7}, "rank 7 must be a text"),
    ],
)
def test_a_field_that_cannot_hold_a_value_says_so_in_plain_words(seed: Registry, changes: dict[str, Any], said: str):
    with pytest.raises(InvalidValueError, match=said):
        seed.correct("Hnatov, chief", "x", **changes)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("who", CHIEF), 0),
        (("who", CHIEF, "--on", "1900-01-01"), 0),
        (("who", "nobody's role"), 1),
        (("check",), 0),
        (("doctor",), 0),
        (("who", CHIEF, "--nope"), 2),
        (("nope",), 2),
    ],
)
def test_the_exit_code_is_that_of_the_table(run_seed: Run, words: tuple[str, ...], code: int):
    assert run_seed(*words).exit_code == code


def test_ctrl_c_ends_with_130_and_writes_nothing(run_seed: Run, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Registry, "who", interrupted)

    assert run_seed("who", CHIEF).exit_code == 130


def test_every_exit_code_stands_in_the_table_of_the_docs_and_in_the_manual():
    root = Path(__file__).parents[2]
    table = (root / "docs" / "command-line.md").read_text("utf-8")
    manual = (root / "man" / "registry.1").read_text("utf-8")

    for code in ("0", "1", "2", "130"):
        assert f"\n| {code} | " in table
        assert f"\n.B {code}\n" in manual or f"\\fB{code}\\fR" in manual, code
