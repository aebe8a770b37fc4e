"""The same file twice writes no change, always: every file that can be imported, whatever became of its rows.

What a file does not say itself is said as a user would say it; a plan is followed by the command that it prints.
"""

from __future__ import annotations

import json
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from registry import Registry
from registry.cli.app import app
from registry.domain.exchange.import_report import OnConflict, ReadingOptions
from registry.formats.documents import FormatError
from registry.services.exchange.package import ImportRefusedError

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHARED = Path(__file__).parents[2].parent / "shared"
SUFFIXES = (".csv", ".tsv", ".json", ".yaml", ".xlsx")
LARGE = 2_000_000  # bytes; a list of 12,000 people is for the benchmark
# What the files do not say themselves, by the beginning of the name.
SAID = {
    "PVP-FCG_Source": ["role==President"],
    "current": ["organization==Government of Ukraine"],
    "holders21": ["organization==Government of Ukraine"],
    "16-officers-by-year": ["organization==Guild"],
}
# No tables of tenures by themselves: parts of a folder, tests of dates, one field a row.
NO_TENURES = (
    "positions", "facts_alternatives", "edtf_corpus", "34-appointment-ids", "organisation", "person", "post",
    "appointment", "representation", "questions", "organization", "role", "source", "citation", "people",
)  # fmt: skip


def importable() -> list[Path]:
    found = [path for path in FIXTURES.rglob("*") if path.suffix in SUFFIXES and "expected" not in path.name]
    shared = [
        path
        for folder in ("data", "cases")
        for path in (SHARED / folder).rglob("*")
        if path.suffix in SUFFIXES and "expected" not in path.name
    ]
    known = {path.name for path in found}
    small = [path for path in shared if path.stat().st_size < LARGE and path.name not in known]
    folders = [FIXTURES / "openstates", FIXTURES / "ifg_ministers"]
    return [path for path in sorted([*found, *small]) if not path.name.startswith(NO_TENURES)] + folders


def said(path: Path) -> list[str]:
    """What a user types behind the file, once told that it is needed."""
    expected = path.with_suffix(".expected.json")
    if expected.exists():
        given = json.loads(expected.read_text("utf-8"))
        options = [word for each in given["options_allowed"] for word in shlex.split(each)]
        wide = ["--wide"] if given["refuse"] else []
    else:
        options, wide = [], []
    columns = next((columns for name, columns in SAID.items() if path.name.startswith(name)), [])
    return [*options, *wide, *(word for each in columns for word in ("--column", each))]


def columns_said(path: Path) -> tuple[tuple[str, str], ...]:
    words = said(path)
    return tuple(
        (what, heading)
        for option, value in pairwise(words)
        if option == "--column"
        for what, _, heading in [value.partition("=")]
    )


@pytest.mark.parametrize("path", importable(), ids=lambda path: path.name)
@pytest.mark.parametrize("on_conflict", [OnConflict.SKIP, OnConflict.FLAG])
def test_the_same_file_twice_writes_no_change(path: Path, on_conflict: OnConflict, registry: Registry):
    reading = ReadingOptions(columns=columns_said(path), wide="--wide" in said(path))
    try:
        registry.import_file(path, on_conflict=on_conflict, reading=reading)
    except (FormatError, ImportRefusedError) as error:
        pytest.skip(f"is not taken in: {str(error)[:80]}")
    before = len(registry.log())

    again = registry.import_file(path, on_conflict=on_conflict, reading=reading)

    assert (again.added.total(), again.updated.total(), again.details) == (0, 0, 0)
    assert len(registry.log()) == before


@pytest.mark.parametrize("path", importable(), ids=lambda path: path.name)
def test_the_command_that_a_plan_prints_imports_the_file_and_changes_nothing_again(path: Path, tmp_path: Path):
    columns = [word for each in columns_said(path) for word in ("--column", "=".join(each))]
    wide = ["--wide"] if "--wide" in said(path) else []
    words = ["import", str(path), *columns, *wide]
    first = CliRunner().invoke(app, ["--db", str(tmp_path / "new.db"), *words])
    if first.exit_code:
        command = next((line for line in first.stderr.splitlines() if line.startswith("To import it, type ")), None)
        if command is None:
            pytest.skip(f"there is no plan: {first.stderr[:80]}")
        words = shlex.split(command.removeprefix("To import it, type registry "))
        assert words[:2] == ["--db", str(tmp_path / "new.db")]
        words = words[2:]
        second = CliRunner().invoke(app, ["--db", str(tmp_path / "new.db"), *words])
        assert second.exit_code == 0, f"{command}: {second.stderr}"

    again = CliRunner().invoke(app, ["--db", str(tmp_path / "new.db"), *words, "--report", "json"])

    report = json.loads(again.stdout)
    assert (sum(report["added"].values()), sum(report["updated"].values()), report["details"]) == (0, 0, 0)
