"""In which encoding a text file is, by what stands in it.

UTF-8 first; UTF-16 by its mark or its zeros; else one of the encodings of Windows, by which letters would come out.
A file that is UTF-8 but for a few bytes is damaged, and refused with the byte.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from registry.formats.documents import FormatError

_PIECE = 1 << 20
_HEAD = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_IN_WORDS = re.compile(r"[^\x00-\x7f](?=[a-zA-Z])|(?<=[a-zA-Z])[^\x00-\x7f]")
# Letters that a text of Western or of Central Europe has.
_WESTERN = frozenset("äöüÄÖÜßàáâãåæçèéêëìíîïñòóôõøùúûÿœŒÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛ")
_CENTRAL = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüÄÖÜßâîăşţÂÎĂŞŢ")
NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
SAID = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "cp1250": "Windows-1250"}


def name_of(encoding: str) -> str:
    """The encoding as people write it."""
    return NAMES.get(encoding) or SAID.get(encoding) or encoding


def checked_encoding(name: str) -> str:
    """Python's name for an encoding that somebody names. Raises FormatError if there is none."""
    try:
        found = codecs.lookup(name.strip()).name
        codecs.getincrementaldecoder(found)
        "".encode(found)
    except (LookupError, AttributeError, TypeError) as error:
        raise FormatError(f"no encoding {name!r}; write utf-8, utf-16, cp1252, cp1251, cp1250, …") from error
    return "utf-8-sig" if found == "utf-8" else found


def encoding_of(path: Path, given: str | None = None) -> str:
    """The encoding, as Python calls it; `given`: what somebody says it is. Raises FormatError."""
    if given:
        return checked_encoding(given)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    found = encoding_of_head(head)
    if found != "utf-8-sig" or _is_utf_8(path):
        return found
    return _single_byte(_first_high(path)) or "utf-8-sig"  # which names the byte that is damaged


def encoding_of_head(head: bytes) -> str:
    """By the first bytes alone: what they cannot tell apart is UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if b"\0" in head:
        return _utf_16_without_mark(head) or "utf-8-sig"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _single_byte(head) or "utf-8-sig"
    return "utf-8-sig"


def _utf_16_without_mark(head: bytes) -> str | None:
    """Nearly every other byte of a text in UTF-16 is zero, or of one alphabet."""
    even, odd = head[0::2], head[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) * 3 > len(high) and low.count(0) * 20 < len(low):
            return name
    return None


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _first_high(path: Path) -> bytes:
    """The part of the file in which the first bytes stand that are not ASCII."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if _HIGH.search(piece):
                return piece
    return b""


def _single_byte(sample: bytes) -> str | None:
    """Which encoding of Windows; None if the text is UTF-8 with a damaged byte, or nothing that can be told."""
    several = b"".join(_MULTIBYTE.findall(sample))
    single = _MULTIBYTE.sub(b"", sample)
    high = len(_HIGH.findall(single))
    if not high or len(several) >= high:
        return None
    words = [word for word in _WORD.findall(sample) if _HIGH.search(word)]
    letters = sum(len(word) for word in words)
    of_high = sum(len(_HIGH.findall(word)) for word in words)
    if letters and of_high * 2 > letters and _is_readable(sample, "cp1251"):
        return "cp1251"
    scores = {name: _score(sample, name, known) for name, known in (("cp1252", _WESTERN), ("cp1250", _CENTRAL))}
    return max(scores, key=lambda name: scores[name]) if max(scores.values()) > 0 else None


def _is_readable(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, "replace")
    return "\ufffd" not in text or text.count("\ufffd") * 100 < len(text)


def _score(sample: bytes, encoding: str, known: frozenset[str]) -> float:
    """The share of the signs beyond ASCII in words that are letters of such a text; 0 if some can be none."""
    text = sample.decode(encoding, "replace")
    beyond = _IN_WORDS.findall(text)
    if not beyond or text.count("\ufffd") * 20 > len(beyond):
        return 0
    return sum(letter in known for letter in beyond) / len(beyond)
