"""Rows that are no tenure by themselves: headings of groups, merged cells saved as blanks, sums, notes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from registry.domain.exchange.statements import ReadingNote
from registry.domain.names.text_hygiene import shown
from registry.formats.tables.cell_texts import NOTHING
from registry.formats.tables.columns.profile import Sample, looks_like_body, looks_like_date
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
_MARKER = re.compile(r"(?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])[.)]?")  # 12, IV., A)
_NUMBERED = re.compile(r"^(?:[IVXLC]{1,6}|\d{1,3}|[A-ZА-Я])[.)]\s+")
_CONTINUED = re.compile(
    r"\s*[(\[]\s*(?:cont(?:inued|inuation|[.'’]?d?\.?)|fortsetzung|forts\.|suite|continuación|continuação|segue|cd\.|"
    r"ciąg dalszy|продовження)\s*[)\]]\s*$",
    re.IGNORECASE,
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
        text = only_text(cells)
        if text is None and alone and sum(map(bool, map(str.strip, cells))) > 2:
            return True
        alone = text is not None and not _NO_GROUP.fullmatch(text)
    return False


def only_text(cells: Sequence[str]) -> str | None:
    """What a row says that has one text: in one cell, in all of them alike (one cell over all columns), or behind a
    number or a letter if it is a body; None for any other row.
    """
    filled = [" ".join(cell.split()) for cell in cells if cell.strip()]
    if len(filled) == 1 or (len(filled) == len(cells) > 2 and len(set(filled)) == 1):
        return filled[0]
    if len(filled) == 2 and _MARKER.fullmatch(filled[0]) and looks_like_body(filled[1]):
        return filled[1]
    return None


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
        self._repeatable = [columns.at[what] for what in (*_FILLED, *_PERSON) if what in columns.at]
        self._dates = [columns.at[what] for what in ("start", "end", "span") if what in columns.at]

    def single(self, place: str, cells: Sequence[str]) -> bool:
        """Whether the row has one cell alone; then it waits for what stands below it."""
        text = only_text(cells)
        if text is None or (len(text) < sum(map(len, map(str.strip, cells))) and self._has_date(cells)):
            return False
        self.waiting.append(_Single(place, text))
        return True

    def _has_date(self, cells: Sequence[str]) -> bool:
        return any(place < len(cells) and looks_like_date(cells[place].strip()) for place in self._dates)

    def settle(self, *, is_over: bool = False) -> Iterator[ReadingNote]:
        """What the rows that waited are, now that a row of several cells stands below them, or the table is over."""
        group = None
        if self._grouped and not is_over:
            group = next((each for each in reversed(self.waiting) if not _NO_GROUP.fullmatch(each.text)), None)
        for each in self.waiting:
            if each is group:
                self.group = _heading_of_group(each.text)
                self.previous = []
                as_read = f", as {shown(self.group)}" if self.group != each.text else ""
                text = f"{shown(each.text)} is the {self._grouped} of the rows below{as_read}"
                yield ReadingNote(each.place, "group-row", text)
            else:
                yield ReadingNote(each.place, "other-row", shown(each.text))
        self.waiting.clear()

    def filled(self, cells: list[str]) -> tuple[list[str], str] | None:
        """The row with what its blanks repeat from the row above, and how it was filled; None if nothing is."""
        if not self.previous or not any(cells[place].strip() for place in self._dates):
            return None
        there = [place for place in range(len(cells)) if not _is_blank(self.previous, place)]
        blank = [place for place in self._fillable if _is_blank(cells, place) and place in there]
        dittos = [place for place in self._repeatable if is_ditto(cells[place]) and place in there]
        blank += [place for place in dittos if place not in blank]
        names = [place for place in self._person if not _is_blank(cells, place)]
        if not names and self._names_stand_first(cells):
            blank += [place for place in self._person if place in there]
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
        """Whether a row of several cells repeats the headings, or is a sum or a note: without dates, begun like one."""
        own = [heading.strip().casefold() for heading in self._headings]
        if any(own) and [cell.strip().casefold() for cell in cells] == own:
            return True
        first = next((cell.strip() for cell in cells if cell.strip()), "")
        dated = any(place < len(cells) and cells[place].strip() for place in self._dates)
        return _NO_GROUP.fullmatch(first) is not None and not dated


def _heading_of_group(text: str) -> str:
    """Without its number and the word that says that it goes on: `II. Ministry of Fish (continued)`."""
    rest = _CONTINUED.sub("", _NUMBERED.sub("", text)).strip(" :–—-")
    return rest if any(map(str.isalpha, rest)) else text


def _is_blank(cells: Sequence[str], place: int) -> bool:
    return place >= len(cells) or cells[place].strip() in NOTHING
