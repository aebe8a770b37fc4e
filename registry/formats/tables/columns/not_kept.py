"""What a column holds that the registry has no place for, by the words of its heading. Pure."""

from __future__ import annotations

import re
from functools import cache

from registry.formats.tables.columns.vocabulary import NOT_KEPT

_MAY_BE_OFFICES = ("appointer", "deputy")  # president, vice-president: elsewhere these are columns beside a holder
_BY_SOMEBODY = re.compile(
    r"\b(?:by|von|par|por|da|przez|patron\w*|nominator|appointer|recommend\w*)\b|призначив", re.IGNORECASE
)


def field_not_kept(heading: str) -> str | None:
    """What the column holds that the registry has no place for, by the words of its heading; None if it is unknown."""
    words = _words(heading)
    joined = " ".join(words)
    for field, names in _not_kept().items():
        if any(name == joined or f" {name} " in f" {joined} " for name in names):
            return field
    return None


def may_be_office(heading: str) -> bool:
    """Whether those in the column can be the holders of what its heading says; not `appointed by`."""
    return field_not_kept(heading) in (None, *_MAY_BE_OFFICES) and not _BY_SOMEBODY.search(heading)


def _words(heading: str) -> list[str]:
    """Of `?replacedByLabel`: replaced, by."""
    spaced = re.sub(r"(?<=[a-zа-яіїє])(?=[A-Z])", " ", heading)
    words = re.findall(r"[^\W_]+|#|№", spaced.casefold())
    return words[:-1] if len(words) > 1 and words[-1] == "label" else words


@cache
def _not_kept() -> dict[str, tuple[str, ...]]:
    return {
        field: tuple(" ".join(re.findall(r"[^\W_]+|#|№", name.casefold())) for name in names.split(","))
        for field, names in NOT_KEPT.items()
    }
