"""Which texts are marked as private, so that no publication holds them. Pure.

The mark is the word `private` at the beginning: `private: x`, `Private x`, `private : x`, `[private] x`.
"""

from __future__ import annotations

import re

_REMARK = re.compile(r"[\W_]*private\b(?!['’]s\b)", re.IGNORECASE)
_NAME = re.compile(r"[\W_]*private[\s\])}*_]*:", re.IGNORECASE)
_IN_COMMAND = re.compile(r"(?<!\w)private[\s\])}*_]*:", re.IGNORECASE)


def is_private_remark(text: object) -> bool:
    """Whether a remark, a reason or the name of who made a change is private."""
    return isinstance(text, str) and bool(_REMARK.match(text))


def is_private_name(text: object) -> bool:
    """Whether another text is marked: with a colon, because there are Private Secretaries and a Private Office."""
    return isinstance(text, str) and bool(_NAME.match(text))


def private(text: str) -> str:
    """The text as a remark or a reason that no publication holds; one that is marked already stays as it is.

    >>> private("as her office told us")
    'private: as her office told us'
    """
    return text if is_private_remark(text) else f"private: {text}"


def holds_private_words(text: object) -> bool:
    """Whether a command holds a text that is marked."""
    return isinstance(text, str) and bool(_IN_COMMAND.search(text))
