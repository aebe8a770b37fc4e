"""An entry asks the rules about what was written: what they say of the others in the role is not put into words."""

from __future__ import annotations

from typing import Any

import pytest

from registry import Registry
from registry.services.session import OpenChange
from registry.store.audit import findings as module

NAMES = ("Ann Ames", "Bob Bell", "Cid Zorn", "Dan Ek", "Eva Quill", "Finn Yule")


@pytest.fixture
def worded(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The tenures that each finding that is put into words is about; before it a board without any sources."""
    registry.organizations.add("Council")
    registry.roles.add("Member", "Council", seats=None)
    for name in NAMES:
        registry.appoint(name, "member", "2020-01-01")
    about: list[set[str]] = []
    finding_of = module.finding_of

    def noted(*given: Any) -> Any:
        found = finding_of(*given)
        about.append({subject.slug for subject in found.subjects if subject.kind == "appointment"})
        return found

    monkeypatch.setattr(module, "finding_of", noted)
    return about


def test_an_entry_words_only_findings_about_what_it_wrote(registry: Registry, worded: list[set[str]]):
    written = registry.appoint("Gus Hale", "member", "2021-01-01")

    assert [finding.rule for finding in written.findings] == ["no-source"]
    assert worded
    assert all("gus-hale-member" in each for each in worded)


def test_an_end_is_compared_with_what_was_said_of_the_same_tenure_before(registry: Registry, worded: list[set[str]]):
    assert registry.end("Ann Ames", "member", "2021-01-01").findings == ()
    assert worded
    assert all("ann-ames-member" in each for each in worded)


def test_an_entry_of_a_new_tenure_does_not_read_the_registry_as_it_was(
    registry: Registry, worded: list[set[str]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(OpenChange, "_known_before", lambda *_: pytest.fail("opened the file a second time"))

    assert registry.appoint("Gus Hale", "member", "2021-01-01").findings
