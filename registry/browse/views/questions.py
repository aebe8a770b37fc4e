"""A question in words, `who was minister of defence in March 2013?` -> a role and its days. Asks the API alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from registry.api import Registry
from registry.domain.errors import RegistryError

_ASKED = re.compile(r"(?:who\s+(?:is|was|were|are|held|holds|has|had|served\s+as)|holders?\s+of)\s+(?:the\s+)?", re.I)
_WHEN = re.compile(r",?\s+(on|in|at|during|from|between|since|until|before|after|as of)\s+", re.I)
_KEPT = frozenset({"since", "until", "before", "after"})  # words that change which days are meant


def is_question(words: str) -> bool:
    """Whether it begins as a question about a role."""
    return bool(_ASKED.match(words))


def asked_about(registry: Registry, words: str) -> tuple[str, str | None] | None:
    """The role, and the days in EDTF (None = today); None if the words name no single role on days that are known."""
    asked = _ASKED.sub("", words.strip(), count=1).rstrip(" ?.!")
    for title, days in _readings(asked):
        try:
            role = registry.roles.show(title).role
            return role, registry.who(role, days).on if days else None
        except RegistryError:
            continue
    return None


def _readings(asked: str) -> Iterator[tuple[str, str | None]]:
    """Title and days, parted at each word that may begin the days, the last first; then all of it as a title."""
    for found in reversed(list(_WHEN.finditer(asked))):
        word, days = found[1].lower(), asked[found.end() :]
        if word in ("between", "from"):
            days = re.sub(r"\s+and\s+", " to ", days)
        yield asked[: found.start()], f"{word} {days}" if word in _KEPT else days
    yield asked, None
