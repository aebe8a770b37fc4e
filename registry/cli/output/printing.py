"""An answer in three forms, and the one place that chooses between them; JSON, CSV and tables to stdout."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence

import typer

from registry.cli.options.common import Format
from registry.cli.options.tables import BOM, LAYOUT

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
    """A heading and its rows; after a byte order mark, if asked for."""
    import csv

    if BOM.get():
        sys.stdout.write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([columns, *rows])


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, lines: int | None = 2) -> None:
    """Columns aligned for reading: at a terminal within its width, a row in at most `lines` lines; else whole lines."""
    from rich.console import Console  # 26 ms, and only tables need it
    from rich.table import Table
    from rich.text import Text

    from registry.cli.output.fit_table import fit_table

    layout, width = LAYOUT.get(), terminal_width()
    if width is not None and not layout.wide:
        fitted = fit_table(columns, rows, width, lines=lines, slugs=layout.slugs)
        columns, rows = fitted.columns, fitted.rows
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, no_wrap=True)
    for row in rows:
        table.add_row(*[Text(cell) for cell in row])
    Console(file=sys.stdout, width=_ENDLESS, highlight=False).print(table)


def terminal_width() -> int | None:
    """The columns of the terminal; None where lines are printed whole, into a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
