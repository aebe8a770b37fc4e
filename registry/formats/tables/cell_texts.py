"""What every cell of a table may say: nothing, a text, one line; and what cells came to before. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from unicodedata import normalize

from registry.domain.errors import RegistryError
from registry.domain.exchange.csv_injection import FORMULAS, unharmed

_MOST = 100_000  # groups of cells that are remembered
_LONGEST = 4_000  # characters of one: a long text hardly comes again

ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")  # of Wikidata
SHOWN_AS = "\x1f"  # parts the date of a workbook's cell from how the cell shows it (workbook.py)
NOTHING = frozenset({"", "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "–", "—"})

Meaning = TypeVar("Meaning")


def fold(text: str) -> str:
    """Letters and digits alone: case, accents, spaces, underscores and points do not matter."""
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if letter.isalnum())


class CellError(RegistryError):
    """Cells that cannot be taken: the value, and why."""


class MeaningCache(dict[str | tuple[str, ...], Meaning]):
    """What cells mean, found out once as long as not too many others came in between."""

    def __init__(self, meaning: Callable[[str | tuple[str, ...]], Meaning]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, cells: str | tuple[str, ...]) -> Meaning:
        meaning = self._meaning(cells)
        if len(self) >= _MOST:
            self.clear()
        if sum(map(len, cells)) <= _LONGEST:
            self[cells] = meaning
        return meaning


def text_of(cell: str) -> str | None:
    """What a cell says, without the sign that keeps a spreadsheet from taking it for a formula."""
    text = cell.strip()
    if SHOWN_AS in text:
        text = text.partition(SHOWN_AS)[0]
    if text[:1] == "'":
        text = without_apostrophe(text)
    return None if text in NOTHING else text


def without_apostrophe(cell: str) -> str:
    """Only what `harmless` can have written: 'Abd is a name."""
    return unharmed(cell) if cell[:1] == "'" and cell[1:].startswith(FORMULAS) else cell


def one_line(cell: str) -> str:
    """The same in one line; empty if it says nothing."""
    line = " ".join(cell.partition(SHOWN_AS)[0].split()) if cell else ""
    if line[:1] == "'":
        line = without_apostrophe(line)
    return "" if line in NOTHING else line
