"""What an audit finds: a rule, what broke it, the facts, and the smallest change that would resolve it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    ERROR = "error"  # cannot be true
    WARNING = "warning"  # is unlikely, or something is missing
    INFORMATION = "information"  # worth knowing


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as implausible or stale; the rules take them from here and nowhere else."""

    youngest: int = 16  # years, at the start of a tenure
    oldest: int = 110  # years, at its end
    longest: int = 60  # years that one tenure lasts
    unconfirmed: int = 730  # days since the newest evidence of an open tenure

    def values(self) -> dict[str, int]:
        """By name, as the rules' queries take them."""
        return {
            "youngest": self.youngest,
            "oldest": self.oldest,
            "longest": self.longest,
            "unconfirmed": self.unconfirmed,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it means, and the sentences that its findings are told in.

    `facts` and `remedy` are templates over the rows that its query finds.
    """

    code: str
    severity: Severity
    title: str
    explanation: str
    facts: str
    remedy: str
    query: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding is about: `kind` is person, role, organization or appointment."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`finding` names it: the rule and a fingerprint of its subjects and facts, so that it changes with the facts."""

    finding: str
    rule: str
    severity: str
    title: str
    subjects: tuple[Subject, ...]
    facts: str
    remedy: str
    waived: str | None  # why it is accepted, if it is
