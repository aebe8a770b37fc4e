"""What became of a file of others, as text: counts to stdout, what needs a look to stderr."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json

if TYPE_CHECKING:
    from registry.domain.intake import Intake
    from registry.domain.upstream import Left

_SHOWN = 20
_TABLES = ("organizations", "roles", "people", "appointments")


def taken_in(done: Intake, form: Format, *, dry_run: bool) -> None:
    """How many rows were added, changed and matched; what was refused, flagged, kept, and what has vanished."""
    if form == Format.json:
        print_json({**asdict(done), "dry_run": dry_run})
    elif form == Format.csv:
        rows = [(table, done.added[table], done.updated[table], done.matched[table]) for table in _TABLES]
        print_csv(("table", "added", "updated", "matched"), rows)
    else:
        verb = "Would import" if dry_run else "Imported"
        typer.echo(f"{verb} {done.dataset}, {done.rows} rows: {_counts(done)}.")
    if form != Format.json:
        _tell("left out", done.refused)
        _tell("recorded as disputed", done.flagged)
        _tell("kept as recorded", done.kept)
        if done.vanished:
            shown = ", ".join(done.vanished[:_SHOWN])
            more = f" and {len(done.vanished) - _SHOWN} more" if len(done.vanished) > _SHOWN else ""
            typer.echo(f"{len(done.vanished)} that the file had before and has no more: {shown}{more}", err=True)


def _counts(done: Intake) -> str:
    said = [f"{_listed(counts)} {verb}" for verb, counts in _verbs(done) if counts.total()]
    return "; ".join(said) or "nothing"


def _verbs(done: Intake) -> tuple[tuple[str, Counter[str]], ...]:
    return (("added", done.added), ("updated", done.updated), ("recorded already", done.matched))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[table]} {_word(table, counts[table])}" for table in _TABLES if counts[table])


def _word(table: str, count: int) -> str:
    return {"people": "person"}.get(table, table.removesuffix("s")) if count == 1 else table


def _tell(what: str, found: Sequence[Left]) -> None:
    if found:
        typer.echo(f"{len(found)} {what}:", err=True)
        for left in found[:_SHOWN]:
            typer.echo(f"  {left.place}: {left.reason}", err=True)
        if len(found) > _SHOWN:
            typer.echo(f"  and {len(found) - _SHOWN} more; `--format json` lists all", err=True)
