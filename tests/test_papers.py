"""The papers that stand at the top of the repository agree with what is in it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_metadata_at_the_top_are_those_that_the_wheel_holds():
    top = ROOT / "metadata.yml"

    assert not top.is_symlink()
    assert top.read_bytes() == (ROOT / "registry/browse/metadata.yml").read_bytes(), "copy the one onto the other"
