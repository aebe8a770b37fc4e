"""What a text may hold: refused, tidied away, or kept as it is. Pure.

Refused, because the source cannot have meant it: control characters (NUL, tabs, line breaks, escapes), halves of
characters (surrogates), code points that are none, and signs that turn the direction of what comes after them:
such a name would show the line around it in another order. Tidied away, because nobody sees it and one name would
be two: soft hyphens, zero-width spaces, word joiners, byte-order marks. Kept: the joiners of Persian, Indic
scripts and emoji, and left-to-right and right-to-left marks, which touch nothing but their neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_NO_CHARACTERS = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNFIT = {  # compiled when the first text is looked at: a question does without
    "a control character (a tab, a line break, a NUL)": "[\x00-\x1f\x7f-\x9f]",
    "half a character": "[\ud800-\udfff]",
    "a code point that is not a character": f"[\ufdd0-\ufdef{_NO_CHARACTERS}]",
    "a sign that changes the writing direction": "[\u202a-\u202e\u2066-\u2069]",
}


def unfit(text: str) -> str | None:
    """What is in the text that cannot be recorded, in words; None if nothing is."""
    return next((what for what, pattern in _UNFIT.items() if re.search(pattern, text)), None)


def tidy(text: str) -> str:
    """One composed line (NFC) without what nobody sees, so that one name is one text. Takes fit text."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


def one_line(text: str, longest: int = 1_000) -> str:
    """The text for a log: what cannot be recorded is escaped, what is too long is cut."""
    text = f"{text[: longest - 1]}…" if len(text) > longest else text
    for pattern in _UNFIT.values():
        text = re.sub(pattern, lambda found: repr(found[0])[1:-1], text)
    return text


def quoted(name: str) -> str:
    """For a shell, to which some signs mean something even between quotation marks."""
    if not set(name) & set('"$`\\!'):
        return f'"{name}"'
    from shlex import quote  # 1 ms, and hardly a name needs it

    return quote(name)


def shown(value: object) -> str:
    """The value for a message: in quotes, escaped, and no longer than a line."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:60]}… ({len(text) - 2} characters)"


def closest_of(word: str, known: Sequence[str]) -> str:
    """The words of a closed list; before them `did you mean 'start'?`, if the word looks like a slip of one."""
    from difflib import get_close_matches  # 4 ms, and only refusals need it

    close = get_close_matches(word.lower(), known, n=1, cutoff=0.7)
    meant = f"did you mean {close[0]!r}? They" if close else "they"
    return f"{meant} are: {', '.join(known)}"


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(text.split())
