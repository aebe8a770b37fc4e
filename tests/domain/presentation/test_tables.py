"""Answers as plain objects."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from registry import Registry
from registry.domain.presentation.tables import WHERE_THERE_ARE_SOME, answer_object


@pytest.mark.parametrize("day", ["2025-03-01", "2025-03-16", "2026-01-01"])
def test_an_answer_as_an_object_has_every_field_however_deep(staff: Registry, day: str):
    staff.appoint("Andriy Hnatov", "chief-of-the-general-staff", "2025-03-16", new=True)
    found = staff.who("chief-of-the-general-staff", day)

    assert answer_object(found) == {
        name: value for name, value in asdict(found).items() if value or name not in WHERE_THERE_ARE_SOME
    }
