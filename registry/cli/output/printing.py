"""An answer in three forms, and the one place that chooses between them; JSON, CSV and tables to stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import typer

from registry.cli.options.common import Format

_ENDLESS = 1_000_000  # columns; names and ranks of several hundred wide letters stand side by side


def show(
    form: Format,
    data: Callable[[], object],
    table: Callable[[], tuple[Sequence[str], Iterable[Sequence[object]]]],
    text: Callable[[], None],
) -> None:
    """Print an answer in the form asked for; only that form is made.

    `data`: what JSON says. `table`: the heading and the rows of CSV. `text`: prints the answer for people.
    """
    if form == Format.json:
        print_json(data())
    elif form == Format.csv:
        print_csv(*table())
    else:
        text()


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
