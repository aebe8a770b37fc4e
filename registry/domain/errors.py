"""What a user can mend. Every refusal is a `RegistryError`; anything else that is raised is a bug.

A message is one sentence or two: the value, the reason, the remedy.
"""

from __future__ import annotations

from collections.abc import Sequence


class RegistryError(Exception):
    """Refused: nothing was written. The command line turns it into exit code 1.

    `has_choices`: the remedies are data of the error, so its options are not put into other words for Python.
    """

    has_choices = False


class DateError(RegistryError):
    """A text that is not a date of our profile, or one that could mean two dates."""


class NotFoundError(RegistryError):
    """Nothing is called that."""


class ChoiceError(RegistryError):
    """Several could be meant: `candidates` are their slugs and names, the most likely first."""

    def __init__(self, message: str, candidates: Sequence[tuple[str, str]]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class SimilarError(ChoiceError):
    """Nobody is called that, but somebody's name is so alike that it may be the same person."""


class ClashError(RegistryError):
    """A tenure for which the role has no seat, or which its holder has already."""


class BrokenRuleError(RegistryError):
    """What was about to be written breaks a rule that nothing may break."""


class PackageWarning(UserWarning):
    """A package is not as the registry wrote it."""


class ClockWarning(UserWarning):
    """The record is ahead of the clock."""
