"""Where a text or an address names somebody: whole recorded names, and words that may mean them. Pure: no SQL.

Only a whole name, as it is recorded, is a mention: at the bounds of words, in any case, and not within the longer name
of somebody or something else, not within a date. A single word of the name may mean the person, or another one: that is
for people to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

REMOVED = "[removed]"
_SHORTEST = 3  # letters of a word that can single somebody out
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|\b{_MONTH}\s+\d+", re.IGNORECASE)
_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]*://)?([^/?#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of a row about something else in which the person is named, or may be.

    `table` and `row`: where it stands; `after`: the text without the name, None for an address that goes as a whole;
    the same as `before` where nothing is taken out and `unclear` words may mean the person.
    """

    table: str
    row: str
    column: str
    before: str
    after: str | None
    unclear: tuple[str, ...] = ()


class Naming:
    """What one person is called, and what only looks like it.

    `names`: their recorded names and slugs; `others`: every name that is recorded of somebody or something else;
    `also`: further wordings that are to be taken for the person, in the case in which they are given or in capitals.
    """

    def __init__(self, names: Iterable[str], others: Iterable[str], also: Iterable[str] = ()) -> None:
        other = {name.casefold(): name for name in others}
        own = {name for name in names if name.strip()}
        self.shared = tuple(sorted(name for name in own if name.casefold() in other))
        wanted = {name for name in own if name.casefold() not in other}
        as_written = [form for wording in also for form in (wording, wording.upper())]
        self._whole = _any_of(wanted, as_written)
        self._shared = _any_of(self.shared)
        self._words = _any_of((), _telling(own, other.values()))
        self._typed = _any_of([*wanted, *also, *_telling(own, other.values())])
        longer = [name for name in other.values() if self._touches(name)]
        self._longer = _any_of(longer)
        self._path = _in_an_address(name for name in wanted if " " in name.strip() or "-" in name)
        self._path_word = _in_an_address(_telling(own, other.values()))
        self.elsewhere = tuple(sorted(name for name in longer if self._whole.search(name)))

    def _touches(self, name: str) -> bool:
        return any(pattern.search(name) for pattern in (self._whole, self._shared, self._typed))

    def redacted(self, text: str) -> str:
        """The text without the whole names."""
        return self._replaced(text, self._whole)

    def redacted_typed(self, text: str) -> str:
        """What somebody typed about the person alone, without the names and their words, in any case."""
        return self._replaced(text, self._typed)

    def unclear(self, text: str) -> tuple[str, ...]:
        """Words that may mean the person and are not taken out: a single word, or a name that others have, too."""
        free = self._replaced(text, self._whole)
        found = [*self._free(free, self._shared), *self._free(free, self._words)]
        return tuple(dict.fromkeys(match.group() for match in found))

    def is_in_address(self, address: str) -> bool:
        """Whether the path of the address has a whole name; never its host."""
        return bool(self._path.search(_path_of(address)))

    def may_be_in_address(self, address: str) -> tuple[str, ...]:
        """Words of the name in the path, which may mean the person."""
        return tuple(dict.fromkeys(match.group() for match in self._path_word.finditer(_path_of(address))))

    def is_in_slug(self, slug: str) -> bool:
        """Whether a slug has a whole name."""
        return bool(self._path.search(slug))

    def _replaced(self, text: str, pattern: re.Pattern[str]) -> str:
        for match in reversed(self._free(text, pattern)):
            text = f"{text[: match.start()]}{REMOVED}{text[match.end() :]}"
        return text

    def _free(self, text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """The matches that are not within a longer name or a date."""
        found = list(pattern.finditer(text))
        if not found:
            return []
        taken = [match.span() for each in (self._longer, _DATE) for match in each.finditer(text)]
        return [
            match
            for match in found
            if not any(
                start <= match.start() and match.end() <= end for start, end in taken if _longer(match, start, end)
            )
        ]


def _longer(match: re.Match[str], start: int, end: int) -> bool:
    return end - start > match.end() - match.start()


def _any_of(names: Iterable[str], as_written: Iterable[str] = ()) -> re.Pattern[str]:
    """Any of the names as whole words, in any case, or of those `as_written`, in that case."""
    each, cased = _alternatives(names), _alternatives(as_written)
    parts = [*([f"(?i:{each})"] if each else []), *([cased] if cased else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else "(?!)")


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)


def _in_an_address(names: Iterable[str]) -> re.Pattern[str]:
    each = [r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", name))) for name in set(names)]
    each = sorted(filter(None, each), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(each)})(?![^\W_])" if each else "(?!)", re.IGNORECASE)


def _path_of(address: str) -> str:
    return unquote(_ADDRESS.sub("", address, count=1))


def _telling(names: Iterable[str], others: Iterable[str]) -> list[str]:
    """The words of the names that nothing else that is recorded is called by; no `van`, no `der`, no slug."""
    common = {word.casefold() for name in others for word in _words(name)}
    own = {word for name in names for word in _words(name) if not word.islower()}
    return sorted(word for word in own if len(word) >= _SHORTEST and word.casefold() not in common)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)
