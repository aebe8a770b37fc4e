"""Wide tables: a column for each year, or for each office, and people in the cells. Turned into one row per tenure.

A wide table says who was in office in a year, not from which day: what lies between two columns stays open. So it is
read only when somebody says --wide. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from registry.domain.names.text_hygiene import quoted
from registry.formats.documents import FormatError
from registry.formats.tables.cell_texts import NOTHING, fold
from registry.formats.tables.columns.guesses import guessed
from registry.formats.tables.columns.not_kept import may_be_office
from registry.formats.tables.columns.profile import (
    Sample,
    looks_like_date,
    looks_like_holder,
    looks_like_name,
    looks_like_span,
)
from registry.formats.tables.layout.heading_rows import Row
from registry.formats.tables.text_lines import Table

_YEAR = re.compile(r"(1\d{3}|20\d\d)(?:\s*[-–/]\s*(?:\d\d|\d{4}))?")
_NAMES = 0.6  # the share of names from which a column holds people
_LEAST = 2  # columns of people
_LEAST_DIFFERENT = 0.5  # the share of different cells in a column of people, where each row has its own dates
_TIMES = ("year", "years", "date", "dates", "term", "period", "session", "jahr", "annee", "ano", "anno", "rok", "рік")


class Wide(NamedTuple):
    """`columns`: those of people; `by_year`: whether their headings are years, else offices; `time`: of the rows."""

    columns: tuple[int, ...]
    by_year: bool
    time: int | None = None


class _Run(NamedTuple):
    number: int
    name: str
    start: str
    end: str


def wide_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Wide | None:
    """How the table is wide; None if it is one row per tenure, or nothing that can be told."""
    sample = Sample(rows)
    if not sample:
        return None
    years = [place for place, heading in enumerate(headings) if _YEAR.fullmatch(heading.strip())]
    if len(years) >= _LEAST and all(_holds_people(place, sample) for place in years):
        return Wide(tuple(years), by_year=True)
    known = guessed(headings)
    if {"person", "given_name", "family_name"} & known.keys():
        return None
    times = [place for place in range(len(headings)) if _is_time(headings[place], place, sample)]
    free = [place for place in range(len(headings)) if headings[place] and place not in (*times, *known.values())]
    offices = [place for place in free if may_be_office(headings[place])]
    people = [place for place in offices if _holds_people(place, sample)]
    if {"start", "span"} & known.keys():
        people = [place for place in people if _differs(sample.cells(place))]
    if times and len(people) >= _LEAST and not {"role"} & known.keys():
        return Wide(tuple(people), by_year=False, time=times[0])
    return None


def _holds_people(place: int, sample: Sample) -> bool:
    """Whether names or words for nobody are in the column; without any name, marks such as 0 and x are not nobody."""
    return sample.share(place, looks_like_holder) >= _NAMES and sample.share(place, looks_like_name) > 0


def _differs(cells: Sequence[str]) -> bool:
    """Whether it can be a column of people: places come again and again."""
    return len(cells) < _LEAST + 1 or len(set(cells)) >= _LEAST_DIFFERENT * len(cells)


def _is_time(heading: str, place: int, sample: Sample) -> bool:
    return sample.share(place, looks_like_date) >= _NAMES or (fold(heading) in _TIMES and bool(sample.cells(place)))


def refusal(wide: Wide, headings: Sequence[str], file: str) -> str:
    """Why it is not read as it is, and the option that turns it."""
    names = ", ".join(headings[place] for place in wide.columns[:4])
    more = ", …" if len(wide.columns) > 4 else ""
    person = quoted(f"person={headings[wide.columns[0]]}")
    one = f"; or, if one column alone has the holders, name it with --column {person}"
    of = "one column per year" if wide.by_year else "one column per office"
    return (
        f"{file} is a wide table, {of} ({names}{more}) with people in the cells, not one row per tenure. "
        "Give --wide to turn it: who stands in columns or rows that follow each other is read as one tenure, and the "
        "day of a change as lying between the two. Or write a row for each tenure, with its start and its end"
        f"{'' if wide.by_year else one}"
    )


def turned(table: Table, *, wide: bool) -> Table:
    """The table with one row per tenure where it is wide. Raises FormatError where `wide` is not said."""
    rows = [cells for _, cells in table.first if isinstance(cells, list)]
    found = wide_of(table.headings, rows)
    if found is None:
        if wide:
            raise FormatError(
                f"{table.file} is not a wide table: no columns headed by years or offices have people in their cells; "
                "leave out --wide"
            )
        return table
    if not wide:
        raise FormatError(refusal(found, table.headings, table.file))
    if found.by_year:
        headings, new = _by_year(table, found)
    else:
        headings, new = _by_office(table, found)
    return replace(table, headings=headings, rows=iter(new), first=tuple(new))


def _by_year(table: Table, wide: Wide) -> tuple[tuple[str, ...], list[Row]]:
    others = [place for place in range(len(table.headings)) if place not in wide.columns]
    years = [table.headings[place].strip() for place in wide.columns]
    out: list[Row] = []
    for number, cells in table.rows:
        if isinstance(cells, str):
            out.append((number, cells))
            continue
        rest = [_cell(cells, place) for place in others]
        names = [_cell(cells, place) for place in wide.columns]
        runs = _runs((number, year, name) for year, name in zip(years, names, strict=True))
        out += [(number, [*rest, run.name, run.start, run.end]) for run in runs]
    kept = [table.headings[place] for place in others]
    return (*kept, "person", "start", "end"), out


def _by_office(table: Table, wide: Wide) -> tuple[tuple[str, ...], list[Row]]:
    others = [place for place in range(len(table.headings)) if place not in (*wide.columns, wide.time)]
    known = guessed(table.headings)
    kept = [
        place for place in others if place in known.values() and place not in (known.get("start"), known.get("end"))
    ]
    dates = [known.get("start"), known.get("end")]
    rows = [(number, cells) for number, cells in table.rows if isinstance(cells, list)]
    out: list[Row] = [(number, cells) for number, cells in table.rows if isinstance(cells, str)]
    assert wide.time is not None
    is_span = any(looks_like_span(_cell(cells, wide.time)) for _, cells in rows)
    has_dates = dates[0] is not None and dates[1] is not None
    for place in wide.columns:
        office = table.headings[place]
        if has_dates or is_span:
            for number, cells in rows:
                if _cell(cells, place) not in NOTHING:
                    times = (
                        [_cell(cells, at) for at in dates if at is not None] if has_dates else [_cell(cells, wide.time)]
                    )
                    out.append((number, [*(_cell(cells, at) for at in kept), office, _cell(cells, place), *times]))
            continue
        first = rows[0][1] if rows else []
        for run in _runs((number, _cell(cells, wide.time), _cell(cells, place)) for number, cells in rows):
            out.append((run.number, [*(_cell(first, at) for at in kept), office, run.name, run.start, run.end]))
    out.sort(key=lambda row: row[0])
    dated = ("start", "end") if has_dates or not is_span else ("term of office",)
    return (*(table.headings[at] for at in kept), "role", "person", *dated), out


def _runs(cells: Iterable[tuple[int, str, str]]) -> Iterator[_Run]:
    """Who stands in times that follow each other, with what is known of the first and the last day."""
    times = list(cells)
    at = 0
    for name, group in groupby(times, key=lambda each: each[2]):
        run = list(group)
        before = times[at - 1][1] if at else ""
        after = times[at + len(run)][1] if at + len(run) < len(times) else ""
        at += len(run)
        if name in NOTHING:
            continue
        yield _Run(run[0][0], name, _between(before, run[0][1]), _between(run[-1][1], after) if after else "")


def _between(first: str, last: str) -> str:
    """A day between two years, or up to the first of all; other times as they stand."""
    one, other = _YEAR.fullmatch(first), _YEAR.fullmatch(last)
    if not other:
        return last or first
    return f"[{one[1]}..{other[1]}]" if one else f"[..{other[1]}]"


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""
