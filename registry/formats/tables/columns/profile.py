"""What stands in the columns of a table, by its first rows: dates, names, spans, addresses of items. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from registry.domain.dates.ending_words import ending_word, word_behind
from registry.domain.dates.phrases import read_date
from registry.domain.errors import DateError
from registry.domain.names.text_hygiene import word_set
from registry.domain.vocabulary import DateOrder
from registry.formats.tables.cell_texts import ITEM, NOTHING, SHOWN_AS, CellError
from registry.formats.tables.dates.cell_dates import DateFacts
from registry.formats.tables.dates.date_words import without_words
from registry.formats.tables.dates.placeholders import compact_day, without_midnight
from registry.formats.tables.dates.spans import is_span
from registry.formats.tables.people.acting import without_acting
from registry.formats.tables.people.marks import without_ordinal
from registry.formats.tables.people.nobody import OF_NO_PERSON, is_nobody, is_vacant
from registry.formats.tables.people.ranks import without_honours, without_rank

_NUMBERS = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{4}-\d\d")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’.][^\W\d_]*)*,?")
_SMALL = word_set("of de del della di da do dos von van zu der den the y e i la le al el bin ibn d'")
_OF_A_BODY = word_set(
    """ministry ministère ministerio ministero ministerium department directorate office committee council commission
    agency authority party university college institute school embassy court tribunal district county province region
    municipality kingdom republic association company limited ltd plc gmbh bank board bureau brigade regiment division
    battalion parliament senate assembly treasury service institution museum archive library society trust foundation
    union federation abbey diocese parish chapter order hospital port amt gericht universität stadt kanton land
    міністерство     комітет рада суд служба агентство інститут університет"""
)
_OF_A_DATE = ("a season means", "the century is missing", "could be a day without its year")  # why dates are refused
_LONGEST = 60  # characters of a date or a name
_MOST = 200  # rows that are looked at


class Sample:
    """The first rows of a table, by column."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.rows = [row for row in rows[:_MOST] if sum(bool(cell.strip()) for cell in row) > 1]

    def __bool__(self) -> bool:
        return bool(self.rows)

    def cells(self, place: int) -> list[str]:
        """What stands in a column and says something."""
        found = (row[place].strip() for row in self.rows if 0 <= place < len(row))
        return [cell for cell in found if cell not in NOTHING]

    def share(self, place: int, is_so: Callable[[str], bool]) -> float:
        """The share of these cells of which something is so; 0 for an empty column."""
        cells = self.cells(place)
        return sum(map(is_so, cells)) / len(cells) if cells else 0.0

    def blanks(self, place: int) -> float:
        """The share of the rows in which the column says nothing."""
        return 1 - len(self.cells(place)) / len(self.rows) if self.rows else 0.0


@lru_cache(maxsize=4_096)
def looks_like_date(text: str) -> bool:
    """Whether it is a date, or a span of dates, in whatever order of day and month."""
    text = text.partition(SHOWN_AS)[0].strip()
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    text = without_midnight(text) or text
    text = (ending_word(text) or word_behind(text) or ("", text))[1]
    text = without_words("end", without_words("start", text)[0])[0]
    if _NUMBERS.fullmatch(text) or _YEAR.fullmatch(text):
        return True
    if text.isdigit():
        return compact_day(text) is not None
    try:
        read_date(text, DateOrder.dmy)
    except DateError as error:
        return any(words in str(error) for words in _OF_A_DATE) or is_span(text, DateFacts(DateOrder.dmy))
    return True


@lru_cache(maxsize=4_096)
def looks_like_span(text: str) -> bool:
    """Whether it is a start and an end, or is open at one side."""
    try:
        return not _NUMBERS.fullmatch(text) and is_span(text, DateFacts(DateOrder.dmy))
    except CellError:
        return False


@lru_cache(maxsize=4_096)
def looks_like_name(text: str) -> bool:
    """Whether it could be a person's full name: two to six words, written with capitals; no title of an office."""
    text = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text.strip(" *†‡"))
    words = text.replace('"', "").replace("“", "").replace("”", "").split()
    if len(text) > _LONGEST or not 2 <= len(words) <= 6:
        return False
    if any(map(str.isdigit, text)) or not OF_NO_PERSON.isdisjoint(word.casefold().strip(",.") for word in words):
        return False
    capitals = [word for word in words if word[:1].isupper()]
    small = [word for word in words if not word[:1].isupper()]
    return len(capitals) > 1 and all(word.casefold() in _SMALL for word in small) and all(map(_WORD.fullmatch, words))


@lru_cache(maxsize=4_096)
def looks_like_people(text: str) -> bool:
    """A name, alone or with ranks and honours, or several names."""
    if looks_like_name(text):
        return True
    if len(text) > 3 * _LONGEST:
        return False
    bare = without_honours(without_acting(without_ordinal(text)[0])[0])[0]
    first = re.split(r"\s*(?:;|&|/|,|\s-\s|–|—|\band\b|\bund\b|\bet\b)\s*", without_rank(bare)[0])[0]
    return looks_like_name(without_rank(first)[0]) or looks_like_name(without_rank(bare)[0])


def looks_like_holder(text: str) -> bool:
    """People, or words for nobody."""
    return looks_like_people(text) or is_vacant(text) or is_nobody(text)


def looks_like_body(text: str) -> bool:
    """Whether it has a word by which bodies are known."""
    return not _OF_A_BODY.isdisjoint(word.casefold().strip(",.") for word in text.split())


def looks_like_item(text: str) -> bool:
    """Whether it is an item's number or address."""
    return ITEM.fullmatch(text) is not None
