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


def acting_column(headings: Sequence[str], read: Iterable[int], sample: Sample) -> int | None:
    """The column that is not read and says of some that they were acting, such as their numbers; None without one."""
    taken = set(read)
    places = [place for place, heading in enumerate(headings) if place not in taken and heading]
    return next((place for place in places if sample.share(place, is_acting)), None)


def refuse_full_columns(
    headings: Sequence[str], settled: Iterable[int], sample: Sample, file: str, read: set[str]
) -> None:
    """Raises FormatError for a column full of dates or names that nothing reads, with the options that settle it.

    `settled`: the places that are read or dismissed; `read`: what these hold.
    """
    done = set(settled)
    is_dated = {"start", "end"} <= read or "span" in read
    for place, heading in enumerate(headings):
        cells = sample.cells(place)
        if place in done or not heading or not cells or field_not_kept(heading) or _is_known(heading):
            continue
        is_few = len(cells) < _LEAST or len(cells) * 2 < len(sample.rows)
        # Few dates may be the ends of all but the last, unless the heading says what was read from another column.
        if is_few and (is_dated or any(fold(heading) in _dated()[what] for what in read & _dated().keys())):
            continue
        if not _NO_DATE.search(heading) and sample.share(place, looks_like_date) >= _FULL:
            raise FormatError(_message(file, heading, "dates", [what for what in ("start", "end") if what not in read]))
        if is_few:
            continue
        if sample.share(place, looks_like_name) >= _FULL and len(set(cells)) >= _DISTINCT * len(cells):
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


@cache
def _dated() -> dict[str, frozenset[str]]:
    return {what: frozenset(map(fold, HEADINGS[what].split(","))) for what in ("start", "end", "span")}
