"""What an article gives as text: a shell script of commands with their sentences, JSON, CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_csv, print_json
from registry.domain.names.text_hygiene import one_line

if TYPE_CHECKING:
    from registry.domain.drafting.proposals import Draft, Entry

_COLUMNS = (
    "act", "person", "role", "organization", "start", "end", "kind", "rank", "how", "reason", "replacing",
    "notes", "needs", "sentence", "quote", "command",
)  # fmt: skip


def draft(found: Draft, line: Callable[[Entry], str], form: Format, *, sourced: bool) -> None:
    """The commands; `line`: an entry as it is typed."""
    rows = [{**asdict(each), "command": line(each)} for each in found.entries]
    if form == Format.json:
        others = {name: [asdict(each) for each in getattr(found, name)] for name in _OTHERS}
        print_json({"proposals": rows, **others})
        return
    if form == Format.csv:
        print_csv(
            _COLUMNS, [["; ".join(row["notes"]) if name == "notes" else row[name] for name in _COLUMNS] for row in rows]
        )
    else:
        for each in found.entries:
            typer.echo(_commented(each))
            typer.echo(f"# needs {each.needs}: {line(each)}" if each.needs else line(each))
    print_left_out(found)
    if found.entries and not sourced:
        typer.echo("No source is cited. Name the source of the text with --source or --source-title.", err=True)


_OTHERS = ("recorded", "contradictions", "skipped")


def print_left_out(found: Draft) -> None:
    """What is not proposed, and why, to stderr."""
    for told in (*found.contradictions, *found.recorded):
        typer.echo(f"{told.person}, {told.role}: {told.why} ({told.appointment}).", err=True)
    for question in found.questions:
        typer.echo(f"{question.text[0].upper()}{question.text[1:]}.", err=True)
        for slug, label in question.choices:
            typer.echo(f"  {slug}: {label}", err=True)
    for skipped in found.skipped:
        typer.echo(f"Skipped, {skipped.reason}: {one_line(skipped.sentence)}", err=True)
    if not found.entries:
        typer.echo("Nothing to propose.", err=True)


def question(proposed: Entry, number: int, count: int) -> str:
    """An entry as it is asked about."""
    values = ", ".join(
        f"{name} {getattr(proposed, name)}" for name in proposed.fields if getattr(proposed, name) is not None
    )
    return f"{number} of {count}: {proposed.act}: {values}\n{_commented(proposed)}"


def _commented(proposed: Entry) -> str:
    """What says it and what to check, as comments of a shell: a line each, whatever the text holds."""
    lines = [f"# {one_line(proposed.sentence)}", *(f"# check: {one_line(note)}" for note in proposed.notes)]
    return "\n".join(lines)
