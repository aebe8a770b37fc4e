"""What became of an export, as text: what was written to stdout, what is lost to stderr."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show
from registry.cli.output.tenures.answers import counted_rows

if TYPE_CHECKING:
    from registry.services.exchange.export import ExportReport

_SHOWN = 20


def exported(done: ExportReport, form: Format, *, piped: bool) -> None:
    """How many rows are in it and what is not; `piped`: stdout is the file itself."""
    if not piped:
        _written(done, form)
    if piped or form != Format.json:
        _lost(done)


def _written(done: ExportReport, form: Format) -> None:
    def text() -> None:
        counts = [counted_rows(count, table) for table, count in done.rows.items() if count]
        typer.echo(f"Exported {', '.join(counts) or 'an empty registry'}.")
        if done.written_anew is not None:
            files = f"{done.written_anew} file{'s' * (done.written_anew != 1)}"
            typer.echo(f"{files} written anew; those whose rows are the same stayed.")

    show(form, lambda: asdict(done), lambda: (("table", "rows"), done.rows.items()), text)


def _lost(done: ExportReport) -> None:
    if done.lost:
        typer.echo(f"{done.format} cannot hold:", err=True)
        for each in done.lost:
            typer.echo(f"  {each}", err=True)
    if done.left:
        typer.echo(f"{len(done.left)} left out:", err=True)
        for left in done.left[:_SHOWN]:
            typer.echo(f"  {left.place}: {left.reason}", err=True)
        if len(done.left) > _SHOWN:
            typer.echo(f"  and {len(done.left) - _SHOWN} more; `--report json` lists all", err=True)
    if done.aside:
        typer.echo(f"Not in it: {'; '.join(done.aside)}.", err=True)
