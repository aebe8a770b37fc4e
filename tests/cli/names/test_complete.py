"""Completion as bash, zsh and fish ask for it: the program started with what stands on the line in its environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from registry import Registry
from registry.cli.app import app
from tests.forked import Forked, forked

SHELLS = ("bash", "zsh", "fish")
CALLED = ("person", "role", "organization", "source", "appointment", "other", "about")
NEW = ("person add", "organization add", "role add", "source add")  # what is not recorded yet cannot be completed


def asked(shell: str, line: str, folder: Path, **environment: str) -> Forked:
    """What the program answers for `line`, whose last word is being typed."""
    words = line.split(" ")
    protocol = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    return forked([], folder, {"_REGISTRY_COMPLETE": f"complete_{shell}", **protocol, **environment})


def offered(line: str, folder: Path, **environment: str) -> list[str]:
    """What is offered, as bash is told."""
    return asked("bash", line, folder, **environment).stdout.split()


@pytest.fixture
def there(seed: Registry, tmp_path: Path) -> Path:
    """A folder with the seed succession as its registry.db."""
    return tmp_path


@pytest.mark.parametrize(
    ("shell", "answer"),
    [
        ("bash", "anatoliy-barhylevych\nandriy-hnatov\n"),
        (
            "zsh",
            '_arguments \'*: :(("anatoliy-barhylevych":"Anatoliy Barhylevych"\n"andriy-hnatov":"Andriy Hnatov"))\'\n',
        ),
        ("fish", "anatoliy-barhylevych\tAnatoliy Barhylevych\nandriy-hnatov\tAndriy Hnatov\n"),
    ],
)
def test_a_shell_is_told_the_slugs_that_begin_so_and_who_that_is(shell: str, answer: str, there: Path):
    found = asked(shell, "registry career an", there)

    assert (found.stdout, found.stderr) == (answer, "")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("registry career hnat", ["andriy-hnatov"]),
        ("registry career Hnat", ["andriy-hnatov"]),
        ("registry career Гнат", ["andriy-hnatov"]),
        ("registry career An", ["anatoliy-barhylevych", "andriy-hnatov"]),
        ("registry career zzz", []),
        ("registry who staff", ["chief-of-the-general-staff"]),
        ("registry who ins", ["inspector-general"]),
        ("registry holders gen", ["general-staff-of-the-armed-forces-of-ukraine"]),
        ("registry holders defence", ["ministry-of-defence-of-ukraine"]),
        ("registry source show tr", ["trump-putin-set-for-march-18-call"]),
        ("registry correct and", ["andriy-hnatov-chief-of-the-general-staff"]),
        ("registry appoint x ins", ["inspector-general"]),
        ("registry appoint x inspector-general --replacing and", ["andriy-hnatov"]),
        ("registry role add x --organization gen", ["general-staff-of-the-armed-forces-of-ukraine"]),
        ("registry log gen", ["general-staff-of-the-armed-forces-of-ukraine"]),
        ("registry merge andriy-hnatov ser", ["serhiy-shaptala"]),
        ("registry person mer", ["merge"]),
        ("registry person sh", ["show"]),
        ("registry who x --format ", ["table", "json", "csv"]),
        ("registry --version care", ["career"]),
    ],
)
def test_a_word_is_completed_by_what_it_names(line: str, answer: list[str], seed: Registry, there: Path):
    seed.people.edit("Hnatov", also=["Гнатов Андрій"])

    assert offered(line, there) == answer


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("db", ["missing.db", ".", "a-text", "empty", "newer.db", "~/x.db", "no/folder/x.db"])
def test_where_there_is_no_registry_nothing_is_said_and_nothing_made(shell: str, db: str, tmp_path: Path):
    (tmp_path / "a-text").write_text("no registry")
    (tmp_path / "empty").touch()
    before = sorted(tmp_path.iterdir())

    found = asked(shell, f"registry --db {db} career an", tmp_path)

    assert found.stdout.strip() == ("_files" if shell == "zsh" else "")
    assert found.stderr == ""
    assert sorted(tmp_path.iterdir()) == before


def test_the_registry_is_the_one_that_the_line_or_the_environment_names(there: Path, tmp_path: Path):
    (tmp_path / "else").mkdir()
    db = str(tmp_path / "registry.db")

    assert offered("registry career andr", tmp_path / "else") == []
    assert offered(f"registry --db {db} career andr", tmp_path / "else") == ["andriy-hnatov"]
    assert offered("registry career andr", tmp_path / "else", REGISTRY_DB=db) == ["andriy-hnatov"]


def test_a_read_only_registry_is_completed_and_left_as_it_is(there: Path):
    for file in there.iterdir():
        file.chmod(0o444)
    before = sorted(there.iterdir())

    assert offered("registry career andr", there) == ["andriy-hnatov"]
    assert sorted(there.iterdir()) == before


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_name_with_signs_of_a_shell_or_of_markup_breaks_nothing(shell: str, registry: Registry, tmp_path: Path):
    registry.people.add('O\'Neill "Jo" $HOME `id` [/b] \\ :x')

    found = asked(shell, "registry career on", tmp_path)

    assert found.stderr == ""
    assert "oneill-jo-home-id-b-x" in found.stdout
    help_text = found.stdout.replace("_arguments '*: :((", "").replace("))'", "")
    assert not set(help_text.replace('"oneill-jo-home-id-b-x":"', "").rstrip('"\n')) & set("'`$[")


def test_not_more_than_fifty_are_offered(registry: Registry, tmp_path: Path):
    for number in range(60):
        registry.people.add(f"Number {number}", new=True)

    assert len(offered("registry career number", tmp_path)) == 50


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_itself_completes_a_line(there: Path, tmp_path: Path):
    program = tmp_path / "registry"
    program.write_text(f'#!/bin/sh\nexec "{Path(sys.executable).with_name("registry")}" "$@"\n')
    program.chmod(0o755)
    script = asked("bash", "", there, _REGISTRY_COMPLETE="source_bash").stdout
    line = f"""{script}
COMP_WORDS=(registry career hnat) COMP_CWORD=2
_registry_completion ./registry
printf '%s' "${{COMPREPLY[*]}}"
"""

    found = subprocess.run(["bash", "-c", line], cwd=there, capture_output=True, text=True, check=True)

    assert found.stdout == "andriy-hnatov"


def parameters() -> Iterator[tuple[str, Any]]:
    """Every parameter of every command, with the command's name."""

    def walk(group: Any, path: str) -> Iterator[tuple[str, Any]]:
        for name in group.list_commands(None):
            command = group.get_command(None, name)
            if hasattr(command, "list_commands"):
                yield from walk(command, f"{path}{name} ")
            else:
                yield from ((f"{path}{name}", parameter) for parameter in command.params)

    return walk(get_command(app), "")


def test_every_word_that_names_something_recorded_is_completed():
    bare = [
        f"{command}: {parameter.name}"
        for command, parameter in parameters()
        if parameter.name in CALLED and parameter._custom_shell_complete is None
        and not (command in NEW and parameter.param_type_name == "argument")
        and not command.startswith("lake ")  # a lake may be far away, and is not read while somebody types
    ]  # fmt: skip

    assert bare == []
