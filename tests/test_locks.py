"""The locks hold what pyproject.toml asks for, so that what is tried is what a newcomer gets."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROGRAM = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    "requirements.lock": PROGRAM,
    "requirements-test.lock": [*PROGRAM, *EXTRAS["test"]],
    "requirements-ftm.lock": [*PROJECT["project"]["dependencies"], *EXTRAS["ftm"]],
    "requirements-docs.lock": [*PROJECT["project"]["dependencies"], *EXTRAS["docs"]],
}
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """The version of each package; of one with several markers the last."""
    text = (ROOT / lock).read_text("utf-8")
    return {found["name"]: found["version"] for found in PIN.finditer(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_the_project_asks_for(lock: str):
    pinned = pins(lock)

    for text in LOCKS[lock]:
        asked = Requirement(text)
        version = pinned.get(canonicalize_name(asked.name), "nothing")
        assert version != "nothing", f"{text} is not in {lock}; run `make lock`"
        assert asked.specifier.contains(version, prereleases=True), f"{lock} has {version} of {text}; run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text("utf-8")
    entries = [entry for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE) if not entry.startswith("#")]

    assert entries
    for entry in entries:
        assert PIN.match(entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text
    assert "--index-url" not in text


def test_the_locks_agree_with_each_other():
    program, test, *others = (pins(lock) for lock in LOCKS)

    assert program.items() <= test.items()
    for other in others:
        assert all(test.get(name, version) == version for name, version in other.items())
