"""Each verb of a registry has an example in its docstring, and the example is true."""

from __future__ import annotations

import doctest
import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from registry import Registry
from registry.api.organizations import Organizations
from registry.api.people import People
from registry.api.roles import Roles
from registry.api.sources import Sources
from tests.api import example_world
from tests.conftest import clock

# Which file to open, and how, is said by the class itself.
OF_THE_FILE = {"close", "create", "creating", "from_package", "to_read", "restore", "is_one", "is_still"}


def verbs() -> Iterator[tuple[str, Any]]:
    for owner in (Registry, People, Organizations, Roles, Sources):
        for name, verb in vars(owner).items():
            if not name.startswith("_") and name not in OF_THE_FILE and inspect.isfunction(verb):
                yield f"{owner.__name__}.{name}", verb


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example_world.make(tmp_path_factory.mktemp("examples")).parent


@pytest.mark.parametrize(("name", "verb"), [*verbs()], ids=lambda value: value if isinstance(value, str) else "")
def test_a_verb_has_an_example_that_is_true(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, verb: Any
):
    shutil.copytree(world, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    with Registry("registry.db", actor="an archivist", clock=clock) as registry:
        found = doctest.DocTestParser().get_doctest(verb.__doc__, {"registry": registry}, name, None, 0)
        assert found.examples, f"{name} has no example"
        told: list[str] = []
        doctest.DocTestRunner().run(found, out=told.append)

    assert not told, "".join(told)
