"""What a role or a body was, or became, as an answer says it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from registry.domain.tenures.answers import Answer


@dataclass(frozen=True, slots=True)
class SuccessionNote:
    """How a role or a body came of another (`before`), or what it became. `on`: its first day, EDTF."""

    how: str | None
    on: str | None
    before: bool
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A role that this one was, or had become, on the days; who held that one is in `answer`."""

    role: str
    certainty: str
    answer: Answer
