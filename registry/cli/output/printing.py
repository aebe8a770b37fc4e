"""JSON, CSV and tables to stdout, whatever they are of."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import typer

_ENDLESS = 1_000_000  # columns; names and ranks of several hundred wide letters stand side by side


def print_json(value: object) -> None:
    """One JSON text, for programs."""
    import json

    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A heading and its rows."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([columns, *rows])


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns aligned for reading."""
    from rich.console import Console  # 26 ms, and only tables need it
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*[Text(cell) for cell in row])
    # Into a pipe a line is a row, however long; at a terminal it is folded to fit.
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _ENDLESS, highlight=False)
    console.print(table)
