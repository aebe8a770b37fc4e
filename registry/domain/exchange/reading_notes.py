"""How a file was read otherwise than it is written: by kind, with a count and the first rows. Pure.

A reader notes what it cleaned, split, filled in, assumed or left out on purpose. A row that could not be understood is
no note but a SkippedStatement.
"""

from __future__ import annotations

from registry.domain.exchange.statements import ReadingNote

# Each kind, as the report says it, in the order of the report.
KINDS = {
    "encoding": "encodings that were recognised",
    "title-row": "rows above the headings, not read",
    "heading-rows": "tables with two heading rows, read as one",
    "turned": "tables with several tenures in a row, turned into one row per tenure",
    "joined": "tables of a folder, joined by their ids",
    "group-row": "heading rows of groups, read as part of the rows below",
    "filled": "blank cells, filled in from the row above",
    "kept-date": "dates that cannot be read, kept in the note as unknown",
    "other-row": "rows that are not tenures (sums, notes, sources), not read",
    "literal": "typed or language-tagged cells of a query service, read as plain text",
    "vacancy": "rows that name nobody because the office was vacant, read as vacancies",
    "nobody": "rows that name nobody, left out",
    "company": "rows that name a company or another body, left out",
    "no-dates": "rows with neither a start nor an end, left out",
    "mention": "rows that only mention somebody on a date, left out",
    "repeated": "rows that repeat another one, left out",
    "acting": "tenures read as acting from words in a cell",
    "deputy": "words for a deputy at a name, read as the role of the deputy",
    "namesake": "numerals behind a name, kept in it as they may tell namesakes apart",
    "rank": "ranks and titles before a name, read as the rank",
    "honours": "words after a name (honours, retired, life dates), kept in the note",
    "mark": "footnote marks taken off",
    "ordinal": "ordinals (first term, second time) taken off",
    "name-order": "names written with the surname first, turned",
    "several-roles": "titles that may be several roles, kept as one",
    "several-people": "cells with several people, read as one tenure each",
    "span": "spans in one cell, read as a start and an end",
    "short-year": "years with two digits in a span, completed",
    "time": "times of midnight, read as the day",
    "serial": "serial days of a spreadsheet, read as dates (day 1 is 1900-01-01)",
    "compact": "days written without hyphens (20110103), read as dates",
    "date-words": "words beside a date that only repeat what the column holds, left out",
    "shown": "dates of a workbook that are shown as a month or a year, read so",
    "sentinel": "placeholder dates, read as unknown or still open",
    "columns": "columns known by what stands in them, not by their headings",
    "open-end": "words read as still in office",
    "assumed-end": "missing ends, read as ended on an unknown day",
    "due-end": "ends in the future, read as planned",
    "end-reason": "words before a date, read as the reason for the end",
    "spelling": "spellings of one name, the others kept as further names",
}


# Kinds of rows of which nothing was recorded.
LEFT_OUT = frozenset({"nobody", "company", "no-dates", "mention", "repeated"})
NO_TENURES = LEFT_OUT | {"other-row"}


class ReadingNotes(dict[str, list[ReadingNote]]):
    """The first notes of each kind; `counts`: how many there are."""

    MOST = 1_000  # of a kind

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def add(self, note: ReadingNote) -> None:
        """Count it, and keep it if it is among the first of its kind."""
        count = self.counts[note.kind] = self.counts.get(note.kind, 0) + 1
        if count <= self.MOST:
            self.setdefault(note.kind, []).append(note)

    def in_order(self) -> list[tuple[str, int, list[ReadingNote]]]:
        """Kind, count and first notes, in the order of the report."""
        order = [*KINDS, *(kind for kind in self.counts if kind not in KINDS)]
        return [(kind, self.counts[kind], self[kind]) for kind in order if kind in self.counts]
