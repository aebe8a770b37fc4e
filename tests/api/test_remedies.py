"""What is refused names calls to a caller in Python, and commands at the terminal and on pages."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry import DatabaseError, ImportConflictError, NotFoundError, Registry, RegistryError
from registry.api import CommandRegistry
from registry.domain.presentation.calls import call_of, in_python

PACKAGE = Path(__file__).parents[2] / "registry"
NOUNS = ("people", "organizations", "roles", "sources")
OTHERS = {"serve", "publish", "draft"}  # what only the command line does


@pytest.mark.parametrize(
    ("command", "call"),
    [
        ("`registry check` shows their names", "`registry.check()` shows their names"),
        (
            "type `registry person distinct a b --remove --because …` first",
            "call `registry.people.not_distinct('a', 'b', because=...)` first",
        ),
        ("`registry cite a src --observed 2024-01-01`", "`registry.cite('a', Evidence('src', observed='2024-01-01'))`"),
        ("`registry cite --remove a src --because …`", "`registry.uncite('a', 'src', because=...)`"),
        (
            "`registry appoint 'Ann Lee' mayor --from \"by 2024\" --source https://x.org/`",
            "`registry.appoint('Ann Lee', 'mayor', evidence=Evidence('https://x.org/'), start='by 2024')`",
        ),
        ("`registry undo 3 --with-later`", "`registry.undo(3, with_later=True)`"),
        ("`registry correct a --replacing none --because …`", "`registry.correct('a', replacing=None, because=...)`"),
        ("`registry end ann mayor --on DATE`", "`registry.end('ann', 'mayor', on=date)`"),
        ("`registry init`, or name another with --db", "`Registry.create(path)`, or name another with `path=`"),
        ("add another with --new", "add another with `new=True`"),
        ("or --kind acting; add --acting", "or `kind='acting'`; add `kind='acting'`"),
        ("leave out --wide", "leave out `ReadingOptions(wide=...)`"),
        ("Hnatov -- or Barhylevych", "Hnatov -- or Barhylevych"),
    ],
)
def test_a_command_in_a_message_becomes_the_call_that_does_the_same(command: str, call: str):
    assert in_python(command) == call


def commands_in_messages() -> Iterator[str]:
    """Every command that a message of the services or the store names, with `…` for what it is about."""
    for floor in ("services", "store", "domain", "formats", "api"):
        for path in (PACKAGE / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    text = node.value.replace("{}", "x")
                else:
                    continue
                yield from re.findall(r"`registry ([a-z][^`]*)`", text)


def test_every_command_in_a_message_has_a_call_with_arguments_that_exist():
    found = set(commands_in_messages())
    assert len(found) > 40

    for command in found:
        tree = ast.parse(call_of(command), mode="eval").body
        assert isinstance(tree, ast.Call)
        name = ast.unparse(tree.func)
        if name.removeprefix("registry.") in OTHERS or "x" in name.split("."):  # a noun that is not known here
            continue
        owner: object = Registry
        for part in name.split(".")[1:]:
            owner = nouns().get(part) or getattr(owner, part)
        parameters = inspect.signature(owner).parameters  # type: ignore[arg-type]
        takes_any = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
        for keyword in tree.keywords:
            assert takes_any or keyword.arg in parameters, (command, ast.unparse(tree))


def nouns() -> dict[str, type]:
    from registry.api.organizations import Organizations
    from registry.api.people import People
    from registry.api.roles import Roles
    from registry.api.sources import Sources

    return dict(zip(NOUNS, (People, Organizations, Roles, Sources), strict=True))


def test_python_hears_of_calls_and_the_terminal_of_commands(seed: Registry, db: Path, tmp_path: Path):
    seed.close()
    with Registry(db) as registry, pytest.raises(NotFoundError, match=r"`registry\.log\(\)` lists them"):
        registry.undo(99)
    with CommandRegistry(db) as registry, pytest.raises(NotFoundError, match=r"`registry log` lists them"):
        registry.undo(99)
    with pytest.raises(DatabaseError, match=r"`Registry\.create\(path\)`"):
        Registry(tmp_path / "none.db")
    with Registry(db) as registry, pytest.raises(RegistryError) as refused:
        registry.people.remove("Hnatov", "entered twice")
    assert "registry.remove('andriy-hnatov" in str(refused.value)
    assert "`registry remove" not in str(refused.value)


def test_a_plan_of_conflicts_keeps_its_options_as_its_choices_are_data(registry: Registry, tmp_path: Path):
    registry.close()
    file = tmp_path / "mayors.csv"
    file.write_text("person,role,organization,start,end\nAnn Ames,Mayor,Town,3/4/1990,1994\n", "utf-8")

    with Registry(tmp_path / "registry.db") as opened, pytest.raises(ImportConflictError) as refused:
        opened.import_file(file)

    assert "settled by --date-order dmy" in str(refused.value)
