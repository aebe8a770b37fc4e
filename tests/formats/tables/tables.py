"""Tables for tests, and what was read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from registry.domain.exchange.import_report import Reading
from registry.domain.exchange.statements import Given, Held
from registry.formats.tables import csv

Kind = TypeVar("Kind")

HEADINGS = "person,role,organization,start,end"


def a_table(folder: Path, *lines: str, headings: str = HEADINGS, name: str = "holders.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([headings, *lines]) + "\n", "utf-8")
    return path


def read(path: Path, **reading: Any) -> list[Given]:
    return list(csv.read(path, Reading(**reading)))


def only(given: list[Given], kind: type[Kind]) -> list[Kind]:
    return [each for each in given if isinstance(each, kind)]


def one_row(folder: Path, cells: str, headings: str = HEADINGS, **reading: Any) -> Held:
    """The tenure of a table of one row."""
    (held,) = only(read(a_table(folder, cells, headings=headings), **reading), Held)
    return held
