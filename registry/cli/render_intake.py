"""What became of a file of others, as text: counts to stdout, what needs a look to stderr."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json
from registry.domain.intake import Notes
from registry.domain.text import quoted

if TYPE_CHECKING:
    from registry.domain.intake import Intake

_SHOWN = 20
_TABLES = ("organizations", "roles", "people", "appointments")


def taken_in(done: Intake, form: Format, *, dry_run: bool) -> None:
    """How many rows were added, changed and matched; what was refused, flagged, kept, and what has vanished."""
    if form == Format.json:
        print_json({**_whole(done), "dry_run": dry_run})
    elif form == Format.csv:
        rows = [(table, done.added[table], done.updated[table], done.matched[table]) for table in _TABLES]
        print_csv(("table", "added", "updated", "matched"), rows)
    else:
        verb = "Would import" if dry_run else "Imported"
        typer.echo(f"{verb} {done.dataset} ({done.format}), {_rows(done.rows)}: {_counts(done)}.")
    if form != Format.json:
        _tell_columns(done)
        _tell("beside tenures of offices", done.aside)
        _tell("left out", done.refused)
        _tell("recorded as disputed", done.flagged)
        _tell("kept as recorded", done.kept)
        if done.vanished:
            shown = ", ".join(done.vanished[:_SHOWN])
            more = f" and {len(done.vanished) - _SHOWN} more" if len(done.vanished) > _SHOWN else ""
            typer.echo(f"{len(done.vanished)} that the file had before and has no more: {shown}{more}", err=True)


def _whole(done: Intake) -> dict[str, Any]:
    """By the names of the report; `counts` is of all notes, of which only the first are there."""
    whole = {field.name: getattr(done, field.name) for field in fields(done)}
    notes = {name: value for name, value in whole.items() if isinstance(value, Notes)}
    return {
        **whole,
        **{name: [left._asdict() for left in found] for name, found in notes.items()},
        "counts": {name: found.total for name, found in notes.items()},
    }


def _counts(done: Intake) -> str:
    said = [f"{_listed(counts)} {verb}" for verb, counts in _verbs(done) if counts.total()]
    return "; ".join(said) or "nothing"


def _verbs(done: Intake) -> tuple[tuple[str, Counter[str]], ...]:
    return (("added", done.added), ("updated", done.updated), ("recorded already", done.matched))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[table]} {_word(table, counts[table])}" for table in _TABLES if counts[table])


def _word(table: str, count: int) -> str:
    return {"people": "person"}.get(table, table.removesuffix("s")) if count == 1 else table


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _tell_columns(done: Intake) -> None:
    """What was read from which column of a table, as it is said otherwise with --column."""
    if done.columns:
        read = ", ".join(quoted(f"{what}={heading}") for what, heading in done.columns if what != "ignored")
        left = ", ".join(heading for what, heading in done.columns if what == "ignored")
        typer.echo(f"read as: {read}{f'; not read: {left}' if left else ''} (--column says otherwise)", err=True)


def _tell(what: str, found: Notes) -> None:
    if found:
        typer.echo(f"{found.total} {what}:", err=True)
        for left in found[:_SHOWN]:
            typer.echo(f"  {left.place}: {left.reason}", err=True)
        if found.total > _SHOWN:
            typer.echo(f"  and {found.total - _SHOWN} more; `--report json` lists them", err=True)
