"""What a caller of the Python interface hands in wrongly is refused in words of Python."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import registry as package
from registry import ClashError, ClosedError, DateError, Evidence, NotFoundError, Registry, RegistryError
from tests.conftest import CHIEF


def every_error() -> set[type[RegistryError]]:
    for module in pkgutil.walk_packages(package.__path__, "registry."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = set(), [RegistryError]
    while waiting:
        found.add(waiting[-1])
        waiting += waiting.pop().__subclasses__()
    return {each for each in found if each.__module__.startswith("registry.")}


def test_every_error_can_be_imported_from_registry():
    for error in every_error():
        assert getattr(package, error.__name__) is error, error
        assert error.__name__ in package.__all__


def test_everything_that_is_exported_is_there():
    assert all(getattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        package.Nothing  # noqa: B018


def test_an_error_is_caught_by_its_name(seed: Registry):
    with pytest.raises(NotFoundError):
        seed.who("nobody's office")
    with pytest.raises(ClashError):
        seed.appoint("Somebody Else", CHIEF, "2022")
    with pytest.raises(DateError):
        seed.who(CHIEF, on="soon")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: r.appoint("Ann Lee", CHIEF, 2020), "start, not 2020"),
        (lambda r: r.appoint("Ann Lee", CHIEF, start=2020), "start, not 2020"),
        (lambda r: r.appoint("Ann Lee", None, "2020"), "takes a text for role, not None"),
        (lambda r: r.who(role=None), "takes a text for role, not None"),
        (lambda r: r.who(CHIEF, on=20250316), "datetime.date or None for on, not 20250316"),
        (lambda r: r.people.add(5), "takes a text for name, not 5"),
        (lambda r: r.people.add("Ann Lee", also="Lee"), "a list of texts for also, not 'Lee'"),
        (lambda r: r.people.add("Ann Lee", also=[5]), "a list of texts for also, not [5]"),
        (lambda r: r.people.add("Ann Lee", born=1960), "for born, not 1960"),
        (lambda r: r.people.edit("andriy-hnatov", birth=1960), "birth takes a text such as"),
        (lambda r: r.roles.add("Aide", "general staff", seats="two"), "a number or None for seats, not 'two'"),
        (lambda r: r.roles.add("Aide", "general staff", seats=True), "a number or None for seats, not True"),
        (lambda r: r.log(limit="ten"), "a number or None for limit, not 'ten'"),
        (lambda r: r.undo("1"), "takes a number for number, not '1'"),
        (lambda r: r.cite("andriy-hnatov", "https://x.org"), "an Evidence for evidence, not 'https://x.org'"),
        (lambda r: r.appoint("Ann Lee", CHIEF, "2020", evidence="https://x.org"), "an Evidence or None for evidence"),
        (lambda r: r.cite("andriy-hnatov", Evidence(None)), "source of an Evidence takes a text, not None"),
        (lambda r: r.import_file(5), "a text or a path for path, not 5"),
    ],
)  # fmt: skip
def test_an_argument_of_the_wrong_type_is_named(seed: Registry, untouched: None, call, said: str):
    with pytest.raises(TypeError) as caught:
        call(seed)

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda r: r.check(severity="bad"), "severity is error, warning or information, not 'bad'"),
        (lambda r: r.import_file("x.csv", on_conflict="ask"), "on_conflict is reject, skip or flag, not 'ask'"),
        (lambda r: r.people.edit("andriy-hnatov", height="2 m"), "height"),
    ],
)
def test_a_value_that_there_is_not_is_refused(seed: Registry, untouched: None, call, said: str):
    with pytest.raises(RegistryError) as caught:
        call(seed)

    assert said in str(caught.value)


def test_a_registry_that_is_closed_says_so(seed: Registry):
    seed.close()

    for call in (lambda: seed.who(CHIEF), lambda: seed.people.list(), lambda: seed.people.add("Ann Lee"), seed.counts):
        with pytest.raises(ClosedError, match=r"the registry is closed; open it again with Registry\(path\)"):
            call()
    seed.close()  # once more does no harm


def test_a_type_error_within_a_with_block_stays_one(db):
    with pytest.raises(TypeError), Registry(db) as opened:
        opened.who(5)


def test_names_of_0_1_still_work_and_say_what_to_use(seed: Registry):
    with pytest.warns(DeprecationWarning, match=r"registry.add_person is deprecated; use registry.people.add"):
        seed.add_person("Ann Lee")
    with pytest.warns(DeprecationWarning, match=r"registry.people\(\) is deprecated; use registry.people.list"):
        assert seed.people() == seed.people.list()
    with pytest.warns(DeprecationWarning, match=r"use registry.roles.show"):
        assert seed.policies(CHIEF) == seed.roles.show(CHIEF)
    with pytest.raises(AttributeError, match="'Registry' object has no attribute 'add_persn'"):
        seed.add_persn("Ann Lee")


def test_a_question_loads_neither_models_nor_sqlite_utils(db):
    program = (
        "import sys, registry\n"
        "with registry.Registry(sys.argv[1]) as r: r.counts(), r.today()\n"
        "assert not {'pydantic', 'sqlite_utils', 'registry.store.database.transactions'} & set(sys.modules), 'loaded'\n"
    )
    subprocess.run([sys.executable, "-c", program, str(db)], check=True, timeout=60)
