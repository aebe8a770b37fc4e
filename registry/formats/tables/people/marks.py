"""Footnote marks, ordinals and numbers that stand at a name and are no part of it. Pure."""

from __future__ import annotations

import re

_SIGNS = "*†‡§¶✝⁺⁎"
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = r"\[\s*(?:\d{1,3}|[a-z]{1,2}|(?:note|nb|n|ref|fn)\.?\s*\w{1,3}|citation needed|clarification needed)\s*\]"
_MARKS_BEHIND = re.compile(rf"(?:\s*(?:{_NOTE}|[{_SIGNS}{_SUPERSCRIPT}]+|\^\w{{1,2}}))+$", re.IGNORECASE)
_MARKS_BEFORE = re.compile(rf"^(?:[{_SIGNS}{_SUPERSCRIPT}]+|{_NOTE})\s*", re.IGNORECASE)
_MARK = re.compile(rf"{_NOTE}|[{_SIGNS}{_SUPERSCRIPT}]|\^", re.IGNORECASE)

_NTH = (
    r"(?:\d{1,2}(?:st|nd|rd|th|\.|er|ère|e|ème|eme|º|ª|°|-й|-а)?|first|second|third|fourth|fifth|sixth|i{1,3}|iv|v|vi|"
    r"erste|zweite|dritte|premier|deuxième|second|troisième|primer[ao]?|segund[ao]|tercer[ao]?|prim[ao]|second[ao]|"
    r"terz[ao]|pierwsza|druga|trzecia|перший|другий|третій|вдруге|втретє)"
)
_TERM = (
    r"(?:time|times|term|terms|term of office|period|tenure|mandate|stint|spell|ministry|government|premiership|"
    r"amtszeit|mal|mandat|fois|vez|mandato|periodo|período|volta|kadencja|raz|раз|термін|строк|каденція)"
)
_ORDINAL = re.compile(
    rf"\s*(?:[(\[]\s*(?:{_NTH}(?:\s+{_TERM})?|{_TERM}\s+\w{{1,4}}|again|re-?elected|re-?appointed|returned|wieder|réélue?|"
    rf"reelegid[oa]|повторно)\s*[)\]]|[,;–-]\s*{_NTH}\s+{_TERM})\s*$",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\s*[(\[]\s*[IVX]{1,4}\s*[)\]]\s*")  # may tell namesakes apart; see holder.py
_NUMBER_BEFORE = re.compile(
    r"^(?:\(\d{1,3}\)\s*|(?:#|№|no\.?|nr\.?)?\s*\d{1,3}(?:[.):]\s*|\s+[-–—]\s+))(?=[^\W\d_])", re.IGNORECASE
)
_OPENS = ('"', "“")


def without_marks(text: str) -> tuple[str, str | None]:
    """The text without footnote marks at its ends, and the marks; None if there are none."""
    if not _MARK.search(text):
        return text, None
    rest = _MARKS_BEFORE.sub("", _MARKS_BEHIND.sub("", text))
    if rest == text or not any(map(str.isalnum, rest)):
        return text, None
    return rest.strip(), "".join(_MARK.findall(text))


def without_ordinal(text: str) -> tuple[str, str | None]:
    """The text without `(2nd time)` behind it or `12.` before it, and what was taken off; None if there is nothing."""
    for pattern in (_ORDINAL, _NUMBER_BEFORE):
        match = pattern.search(text)
        if match and not _ROMAN.fullmatch(match[0]):
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
            if any(map(str.isalpha, rest)):
                return rest, match[0].strip()
    return text, None
