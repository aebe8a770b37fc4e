"""An answer in three forms, and the one place that chooses between them; JSON, CSV and tables to stdout."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import typer

from registry.cli.options.common import Format
from registry.cli.options.tables import BOM, LAYOUT

_AT_ONCE = 1_000  # pieces of JSON that are written together
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
    """One JSON text, for programs: of a list each item is made, written and let go, however many there are.

    `value`: what json takes, dataclasses, and iterators in the place of lists.
    """
    waiting: list[str] = []
    for piece in _pieces(value, ""):
        waiting.append(piece)
        if len(waiting) == _AT_ONCE:
            typer.echo("".join(waiting), nl=False)
            waiting.clear()
    typer.echo("".join(waiting))


def _pieces(value: object, margin: str) -> Iterator[str]:
    """The text of a value whose first line stands where the writing is, and the others behind `margin`."""
    import json

    if isinstance(value, (list, tuple, Iterator)):
        yield from _enclosed("[]", (_text_of(item, f"{margin}  ") for item in value), margin)
    elif fields := _fields_of(value):
        named = ((json.dumps(name, ensure_ascii=False), each) for name, each in fields.items())
        inner = (chain([f"{name}: "], _pieces(each, f"{margin}  ")) for name, each in named)
        yield from _enclosed("{}", inner, margin)
    else:
        yield json.dumps(value, ensure_ascii=False)


def _enclosed(brackets: str, items: Iterable[Iterable[str]], margin: str) -> Iterator[str]:
    empty = True
    for item in items:
        yield f"{brackets[0] if empty else ','}\n{margin}  "
        yield from item
        empty = False
    yield brackets if empty else f"\n{margin}{brackets[1]}"


def _text_of(item: object, margin: str) -> Iterator[str]:
    """An item of a list, at once: it is small."""
    import json

    text = json.dumps(item, ensure_ascii=False, indent=2, default=_object)
    yield text.replace("\n", f"\n{margin}")  # a line break within a text is written as two characters


def _object(value: object) -> dict[str, object]:
    fields = _fields_of(value)
    if not fields:
        raise TypeError(f"{value!r} does not exist in JSON")
    return fields


def _fields_of(value: object) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    return {name: getattr(value, name) for name in getattr(value, "__dataclass_fields__", ())}


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A heading and its rows, each as it comes; after a byte order mark, if asked for."""
    import csv

    if BOM.get():
        sys.stdout.write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


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
