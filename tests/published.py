"""Where files are that others have published: next to the repository, else with the tests if the licence lets them."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
FIXTURES = Path(__file__).parent / "fixtures"


def published(name: str) -> Path:
    """Its place, be it there or not."""
    near = SHARED / "data" / name
    return near if near.exists() else FIXTURES / "published" / name


def if_there(path: Path) -> Path:
    """The path; the test is skipped where nothing is there."""
    if not path.exists():
        pytest.skip(f"no {path.name} beside the project, and its licence does not let it be kept here")
    return path
