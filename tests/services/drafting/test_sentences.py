"""How much of the sentences that are kept apart from the program it reads, and how much of that is right."""

from __future__ import annotations

import json
import runpy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from registry import Registry

SENTENCES = Path(__file__).parents[4] / "shared" / "data" / "sentences"


@pytest.fixture(scope="module")
def counts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    if not (SENTENCES / "score.py").exists():
        pytest.skip("the sentences are not kept with the program")
    scorer: dict[str, Any] = runpy.run_path(str(SENTENCES / "score.py"))
    score = scorer["Score"]()
    path = tmp_path_factory.mktemp("sentences") / "registry.db"
    Registry.create(path)
    with Registry(path) as registry:
        for line in (SENTENCES / "sentences.jsonl").read_text("utf-8").splitlines():
            item = json.loads(line)
            found = registry.draft(item["text"], item["published"])
            answer = {
                "proposals": [asdict(each) for each in found.entries],
                "skipped": [asdict(each) for each in found.skipped],
            }
            score.add(item, *scorer["facts_of"](answer))
    return dict(score.count)


def test_most_facts_are_found_and_hardly_one_is_lost_in_silence(counts: dict[str, int]):
    assert counts["right"] >= 0.8 * counts["facts"]
    assert counts.get("lost", 0) <= 2
    assert counts["listed as asked"] == counts["to list"]


def test_hardly_a_fact_is_proposed_that_is_none(counts: dict[str, int]):
    assert counts.get("traps fallen for", 0) <= 1
    assert counts["fact proposals"] - counts["true proposals"] <= 1
