"""What is wrong with a registry's file, as opposed to what is recorded in it (domain/audit/findings.py). Pure."""

from __future__ import annotations

from dataclasses import dataclass

REPAIR = "`registry doctor --repair`"
RESTORE = "`registry restore` a backup"


@dataclass(frozen=True, slots=True)
class Problem:
    """`check`: what was looked at, in a word; `what` names table, row and value; `repairable`: by `doctor --repair`."""

    check: str
    what: str
    remedy: str
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was repaired, and what is wrong still."""

    repaired: tuple[Problem, ...]
    left: tuple[Problem, ...]
