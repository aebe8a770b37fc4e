"""A day without hyphens and a day of a week are not guessed at in a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from registry import Registry, RegistryError


@pytest.mark.parametrize("day", ["20250316", "2025-W11-7"])
def test_a_compact_or_a_week_date_in_a_cell_is_refused_by_name(tmp_path: Path, day: str):
    Registry.create(tmp_path / "a.db")
    (tmp_path / "list.csv").write_text(f"person,role,organization,start\nAnn Lee,Chief,Army,{day}\n", "utf-8")

    with Registry(tmp_path / "a.db", actor="a tester") as registry:
        with pytest.raises(RegistryError, match=f"line 2: start: '{day}': "):
            registry.import_file(tmp_path / "list.csv")
        assert registry.log() == []
