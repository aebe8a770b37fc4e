"""The same file twice writes no change, always: every file that can be imported, whatever became of its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry
from registry.domain.exchange.import_report import OnConflict
from registry.formats.documents import FormatError
from registry.services.exchange.package import ImportRefusedError

FIXTURES = Path(__file__).parents[1] / "fixtures"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"
SUFFIXES = (".csv", ".tsv", ".json", ".yaml", ".xlsx")
LARGE = 2_000_000  # bytes; a list of 12,000 people is for the benchmark


def importable() -> list[Path]:
    found = [path for path in FIXTURES.rglob("*") if path.suffix in SUFFIXES and "expected" not in path.name]
    shared = [path for path in SHARED.rglob("*") if path.suffix in SUFFIXES and "expected" not in path.name]
    known = {path.name for path in found}
    small = [path for path in shared if path.stat().st_size < LARGE and path.name not in known]
    folders = [FIXTURES / "openstates"]
    return sorted([*found, *small, *folders])


@pytest.mark.parametrize("path", importable(), ids=lambda path: path.name)
@pytest.mark.parametrize("on_conflict", [OnConflict.SKIP, OnConflict.FLAG])
def test_the_same_file_twice_writes_no_change(path: Path, on_conflict: OnConflict, registry: Registry):
    try:
        registry.import_file(path, on_conflict=on_conflict)
    except (FormatError, ImportRefusedError) as error:
        pytest.skip(f"is not taken in: {str(error)[:80]}")
    before = len(registry.log())

    again = registry.import_file(path, on_conflict=on_conflict)

    assert (again.added.total(), again.updated.total(), again.details) == (0, 0, 0)
    assert len(registry.log()) == before
