"""How a file of others was read last time, so that its next version is read the same way."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.domain.exchange.import_plan import ImportChoices
from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.vocabulary import DateOrder
from registry.formats.tables.headings import IGNORED
from registry.store.exchange import datasets

if TYPE_CHECKING:
    from sqlite_utils import Database


def with_order(reading: ReadingOptions, order: DateOrder | None) -> ReadingOptions:
    """With the order of day and month that is said for this session; what says how to read is among the choices."""
    news = ImportChoices(date_order=order, encoding=reading.encoding, wide=reading.wide)
    choices = news.over(reading.choices)
    return replace(
        reading, date_order=choices.date_order, encoding=choices.encoding, wide=choices.wide, choices=choices
    )


def as_before(connection: sqlite3.Connection, name: str, form: str, reading: ReadingOptions) -> ReadingOptions:
    """The choices with those of last time where they leave it open."""
    known = datasets.dataset(connection, name)
    if known is None or known.format != form:
        return reading
    said = dict(reading.columns)
    headings = {heading for heading in said.values() if not heading.startswith("=")}
    before = [
        (what, heading)
        for what, heading in json.loads(known.columns or "[]")
        if heading not in headings and (what == IGNORED or what not in said)
    ]
    chosen = reading.choices.over(ImportChoices.from_json(known.choices))
    return replace(
        reading,
        date_order=chosen.date_order,
        encoding=chosen.encoding,
        wide=chosen.wide,
        exclusive=known.ends == "exclusive" if reading.exclusive is None and known.ends else reading.exclusive,
        seats=known.seats if reading.seats is None else reading.seats,
        columns=(*before, *reading.columns),
        choices=chosen,
    )


def remember(db: Database, name: str, form: str, reading: ReadingOptions) -> None:
    """Keep the choices with which the dataset was read."""
    ends = None if reading.exclusive is None else "exclusive" if reading.exclusive else "inclusive"
    columns = json.dumps(reading.columns, ensure_ascii=False) if reading.columns else None
    datasets.remember(db, datasets.Dataset(name, form, columns, ends, reading.seats, reading.choices.to_json()))
