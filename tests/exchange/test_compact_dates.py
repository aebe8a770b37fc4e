"""A day without hyphens is a day of ISO 8601; a day of a week is refused by its name in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry, RegistryError


def file_with(day: str, folder: Path) -> Path:
    Registry.create(folder / "a.db")
    file = folder / "list.csv"
    file.write_text(f"person,role,organization,start\nAnn Lee,Chief,Army,{day}\n", "utf-8")
    return file


def test_a_day_without_hyphens_in_a_cell_is_that_day(tmp_path: Path):
    file = file_with("20250316", tmp_path)

    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        registry.import_file(file)
        (held,) = registry.history("chief").holders
    assert held.start == "2025-03-16"


@pytest.mark.parametrize(("day", "said"), [("20250230", "February 2025 has 28 days"), ("2025-W11-7", "2025-W11-7")])
def test_no_day_and_a_day_of_a_week_in_a_cell_are_refused_by_name(tmp_path: Path, day: str, said: str):
    file = file_with(day, tmp_path)

    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        with pytest.raises(RegistryError, match=f"line 2: start: .*{said}"):
            registry.import_file(file)
        assert registry.log() == []
