"""Tables for tests, and what was read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from registry.domain.exchange.import_report import ReadingOptions
from registry.domain.exchange.statements import Statement, TenureStatement
from registry.formats.tables import csv

Kind = TypeVar("Kind")

HEADINGS = "person,role,organization,start,end"


def a_table(folder: Path, *lines: str, headings: str = HEADINGS, name: str = "holders.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([headings, *lines]) + "\n", "utf-8")
    return path


def read(path: Path, **reading: Any) -> list[Statement]:
    return list(csv.read(path, ReadingOptions(**reading)))


def only(given: list[Statement], kind: type[Kind]) -> list[Kind]:
    return [each for each in given if isinstance(each, kind)]


def one_row(folder: Path, cells: str, headings: str = HEADINGS, **reading: Any) -> TenureStatement:
    """The tenure of a table of one row."""
    (held,) = only(read(a_table(folder, cells, headings=headings), **reading), TenureStatement)
    return held
