"""What became of a file of others in the registry. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from registry.domain.upstream import Left


class OnConflict(StrEnum):
    """What becomes of a row that cannot stand beside what is recorded."""

    REJECT = "reject"  # nothing is imported
    SKIP = "skip"  # it is left out
    FLAG = "flag"  # it is recorded as disputed


@dataclass(slots=True)
class Intake:
    """A report. `added`, `updated`, `matched`: how many rows by table; matched ones were recorded already, just so.

    `refused`: what was left out; `flagged`: what was recorded as disputed; `kept`: where the registry says otherwise
    since somebody entered or corrected it, and was left as it is; `vanished`: the slugs of appointments that an
    earlier version of the file had.
    """

    dataset: str
    rows: int = 0
    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    refused: list[Left] = field(default_factory=list)
    flagged: list[Left] = field(default_factory=list)
    kept: list[Left] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
