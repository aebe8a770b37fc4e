"""What an edit or a correction changed: two states of a thing, field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one element of a field that holds several (its names, for one). None = nothing recorded."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Edited:
    """What was edited, and how it differs from before."""

    noun: str
    slug: str
    label: str
    differences: tuple[Difference, ...]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """In the order of the fields; of fields that hold several, what is gone and then what is new."""
    found: list[Difference] = []
    for field, old in before.items():
        new = after[field]
        if isinstance(old, (tuple, list)):
            found += [Difference(field, each, None) for each in old if each not in new]
            found += [Difference(field, None, each) for each in new if each not in old]
        elif old != new:
            found.append(Difference(field, old, new))
    return tuple(found)
