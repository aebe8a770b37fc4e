"""The papers that stand at the top of the repository agree with what is in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.version import Version

import registry

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_metadata_at_the_top_are_those_that_the_wheel_holds():
    top = ROOT / "metadata.yml"

    assert not top.is_symlink()
    assert top.read_bytes() == (ROOT / "registry/browse/metadata.yml").read_bytes(), "copy the one onto the other"


def test_the_papers_that_the_readme_promises_are_there():
    for name in ("LICENSE", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "mkdocs.yml", ".pre-commit-config.yaml"):
        assert (ROOT / name).read_text("utf-8").strip(), name
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


def test_the_docs_name_extras_of_our_distribution_alone():
    """`registry` is another project on the public index."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    name, extras = PROJECT["name"], PROJECT["optional-dependencies"]

    for page in pages:
        text = page.read_text("utf-8")
        assert not re.search(r"\bregistry\[|pip install (?!--)'?registry\b", text), page.name
        for found in re.findall(rf"\b{name}\[(\w+)\]", text):
            assert found in extras, f"{page.name}: {found}"


def test_the_newest_section_of_the_changelog_is_of_this_version():
    newest = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]

    assert newest == Version(registry.__version__).base_version


def test_every_supported_python_is_tried_and_told():
    told = {word.rpartition(" ")[2] for word in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", word)}
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")

    assert min(told, key=Version) == PROJECT["requires-python"].removeprefix(">=")
    assert all(f'"{version}"' in workflow for version in told)


def test_what_the_workflow_makes_can_be_made():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    typed = set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)", (ROOT / ".github/workflows/ci.yml").read_text("utf-8")))
    typed |= set(re.findall(r"(?:^|`)make ([a-z]+(?:-[a-z]+)*)", text, re.MULTILINE))

    assert typed <= targets
