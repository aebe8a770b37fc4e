"""Rows that are no tenure by themselves: headings of groups, merged cells saved as blanks, sums, notes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from registry.domain.exchange.statements import ReadingNote
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import NOTHING
from registry.formats.tables.columns.profile import Sample
from registry.formats.tables.headings import Columns
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.people.holder import is_ditto
from registry.formats.tables.people.nobody import is_nobody

_NO_GROUP = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sum(?:me)?|n|count|notes?|sources?|quellen?|anm(?:erkung)?(?:en)?|fuentes?|remarks?|"
    r"key|legend|total general|razem|suma|uwaga|źródł[oa]|разом|усього|всього|примітк[аи]|джерел[оа]|updated|as of|"
    r"stand|"
    r"compiled|last updated|retrieved|copyright|©)\b\s*[:=.(\d]?.*|\[\w{1,3}\].*|[*†‡§¹²³].*|\(.*\)|\W*",
    re.IGNORECASE | re.DOTALL,
)
_FILLED = ("role", "role_key", "organization", "organization_key", "parent_organization", "parent_key")
_PERSON = ("person", "given_name", "family_name", "person_key", "person_id")
_OFTEN_BLANK = 0.3  # the share of blanks from which a column is one of merged cells


def has_groups(rows: Sequence[Row]) -> bool:
    """Whether rows of one cell stand above rows of several, and can be headings of groups."""
    alone = False
    for _, cells in rows:
        if isinstance(cells, str):
            continue
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) > 2 and alone:
            return True
        alone = len(filled) == 1 and not _NO_GROUP.fullmatch(filled[0].strip())
    return False


class _Single(NamedTuple):
    place: str
    text: str


class LooseRows:
    """What such rows mean for the rows below.

    `group`: what the last heading of a group said; `previous`: the row above those that follow.
    """

    def __init__(self, columns: Columns, headings: Sequence[str], sample: Sample) -> None:
        self.group = ""
        self.waiting: list[_Single] = []
        self._grouped = columns.grouped
        self._headings = headings
        self.previous: list[str] = []
        self._person = [columns.at[what] for what in _PERSON if what in columns.at]
        self._role = columns.at.get("role", columns.at.get("organization", -1))
        first = min(self._person, default=0)
        self._fillable = [
            columns.at[what]
            for what in _FILLED
            if what in columns.at and (columns.at[what] < first or sample.blanks(columns.at[what]) >= _OFTEN_BLANK)
        ]
        self._dates = [columns.at[what] for what in ("start", "end", "span") if what in columns.at]

    def single(self, place: str, cells: Sequence[str]) -> bool:
        """Whether the row has one cell alone; then it waits for what stands below it."""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) != 1:
            return False
        self.waiting.append(_Single(place, " ".join(filled[0].split())))
        return True

    def settle(self, *, is_over: bool = False) -> Iterator[ReadingNote]:
        """What the rows that waited are, now that a row of several cells stands below them, or the table is over."""
        group = None
        if self._grouped and not is_over:
            group = next((each for each in reversed(self.waiting) if not _NO_GROUP.fullmatch(each.text)), None)
        for each in self.waiting:
            if each is group:
                self.group = each.text
                self.previous = []
                text = f"{shown(each.text)} is the {self._grouped} of the rows below"
                yield ReadingNote(each.place, "group-row", text)
            else:
                yield ReadingNote(each.place, "other-row", shown(each.text))
        self.waiting.clear()

    def filled(self, cells: list[str]) -> tuple[list[str], str] | None:
        """The row with what its blanks repeat from the row above, and how it was filled; None if nothing is."""
        if not self.previous or not any(cells[place].strip() for place in self._dates):
            return None
        blank = [place for place in self._fillable if _is_blank(cells, place) and not _is_blank(self.previous, place)]
        names = [place for place in self._person if not _is_blank(cells, place)]
        repeats = bool(names) and all(is_ditto(cells[place]) for place in names)
        if repeats or (not names and self._names_stand_first(cells)):
            blank += [place for place in self._person if not _is_blank(self.previous, place)]
        elif not names:
            return None
        if not blank:
            return None
        found = list(cells)
        for place in blank:
            found[place] = self.previous[place]
        told = ", ".join(f"{self._headings[place]} {shown(found[place].strip())}" for place in blank)
        return found, f"{told} filled in from the row above"

    def _names_stand_first(self, cells: list[str]) -> bool:
        """Whether people are the groups: the name stands left of the roles, and this is another role."""
        if not self._person or self._role < 0 or min(self._person) > self._role or _is_blank(cells, self._role):
            return False
        previous = self.previous[min(self._person)]
        return cells[self._role] != self.previous[self._role] and not is_nobody(previous)

    def is_remark(self, cells: Sequence[str]) -> bool:
        """Whether a row of several cells is a sum or a note: it has no dates, and begins like one."""
        first = next((cell.strip() for cell in cells if cell.strip()), "")
        dated = any(place < len(cells) and cells[place].strip() for place in self._dates)
        return _NO_GROUP.fullmatch(first) is not None and not dated


def _is_blank(cells: Sequence[str], place: int) -> bool:
    return place >= len(cells) or cells[place].strip() in NOTHING
