"""What benchmarks measure is a sound registry, and can be made."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from registry import Registry

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(autouse=True)
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_a_made_up_registry_is_sound_and_has_successions(tmp_path: Path):
    made = import_module("synthetic").build(tmp_path / "a.db", 400)

    with Registry(tmp_path / "a.db") as registry:
        assert registry.check(severity="error") == []
        assert registry.doctor().left == ()
        successions = "select count(*) from appointments where replaces_id is not null"
        assert registry.file.connection.execute(successions).fetchone()[0] > 5
    assert made > 300


def test_a_registry_with_faults_is_made_for_the_check(tmp_path: Path):
    import_module("check").prepare(tmp_path / "a.db", 3_000)

    with Registry(tmp_path / "a.db") as registry:
        assert {finding.rule for finding in registry.check(severity="error")} >= {"clash"}
