"""Columns that are not read: what they hold is counted, and one full of dates or names stops the import. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from registry.domain.names.text_hygiene import quoted
from registry.formats.documents import FormatError
from registry.formats.tables.cell_texts import fold
from registry.formats.tables.columns.not_kept import field_not_kept
from registry.formats.tables.columns.profile import Sample, looks_like_date, looks_like_name
from registry.formats.tables.columns.vocabulary import HEADINGS
from registry.formats.tables.people.acting import is_acting

_FULL = 0.8  # the share of dates or names from which a column is full of them
_DISTINCT = 0.6  # the share of different names: places and parties come again and again
_LEAST = 3  # cells
_NO_DATE = re.compile(r"(?i)\b(?:id|no|nr|number|code|key|num|count|year of birth|population)\b|_id$|id$|^#$")


def number_column(headings: Sequence[str], read: Iterable[int], sample: Sample) -> int | None:
    """The column of the holders' numbers, where some are said to be acting in it instead; None if there is none."""
    taken = set(read)
    places = [place for place, heading in enumerate(headings) if place not in taken and heading]
    numbers = [place for place in places if field_not_kept(headings[place]) == "number"]
    return next((place for place in numbers if sample.share(place, is_acting)), None)


def refuse_full_columns(
    headings: Sequence[str], settled: Iterable[int], sample: Sample, file: str, read: set[str]
) -> None:
    """Raises FormatError for a column full of dates or names that nothing reads, with the options that settle it.

    `settled`: the places that are read or dismissed; `read`: what these hold.
    """
    done = set(settled)
    for place, heading in enumerate(headings):
        if place in done or not heading or len(sample.cells(place)) < _LEAST or field_not_kept(heading):
            continue
        if _is_known(heading) or len(sample.cells(place)) * 2 < len(sample.rows):
            continue
        if not _NO_DATE.search(heading) and sample.share(place, looks_like_date) >= _FULL:
            raise FormatError(_message(file, heading, "dates", [what for what in ("start", "end") if what not in read]))
        names = sample.cells(place)
        if sample.share(place, looks_like_name) >= _FULL and len(set(names)) >= _DISTINCT * len(names):
            raise FormatError(_message(file, heading, "names", ["person"] if "person" not in read else []))


def _message(file: str, heading: str, of: str, may_be: list[str]) -> str:
    options = [f"--column {quoted(f'{what}={heading}')}" for what in may_be or ["WHAT"]]
    dismiss = f"--column {quoted(f'ignored={heading}')}"
    return (
        f"{file}: the column {heading!r} contains {of}, but it was not recognised; name its meaning with "
        f"{' or '.join(options)}, or leave it out with {dismiss}"
    )


def _is_known(heading: str) -> bool:
    """Whether it is a heading for something that another column was read for."""
    return fold(heading) in _known()


@cache
def _known() -> frozenset[str]:
    dates = ("start", "end", "span", "person")  # which must not go unread
    return frozenset(fold(name) for what, names in HEADINGS.items() if what not in dates for name in names.split(","))
