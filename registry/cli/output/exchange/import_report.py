"""What became of a file of others, as text: counts to stdout, what needs a look to stderr."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_csv, print_json
from registry.domain.exchange.reading_notes import KINDS, LEFT_OUT
from registry.domain.names.text_hygiene import quoted

if TYPE_CHECKING:
    from registry.domain.exchange.import_report import ImportReport, Notes

_SHOWN = 20
_FIRST = 3  # notes of a kind
_TABLES = ("organizations", "roles", "people", "appointments", "sources")


def taken_in(done: ImportReport, form: Format, *, dry_run: bool) -> None:
    """How many rows were added, changed and matched; what was refused, flagged, kept, and what has vanished."""
    if form == Format.json:
        print_json(_as_object(done, dry_run=dry_run))
    elif form == Format.csv:
        rows = [(table, done.added[table], done.updated[table], done.matched[table]) for table in _TABLES]
        print_csv(("table", "added", "updated", "matched"), rows)
    else:
        verb = "Would import" if dry_run else "Imported"
        typer.echo(f"{verb} {done.dataset} ({done.format}), {_rows(done.rows)}: {_counts(done)}.")
    if form != Format.json:
        _tell_columns(done)
        _print_notes(done)
        _tell("not tenures of an office", done.aside)
        _tell("left out", done.refused)
        _tell("recorded as disputed", done.flagged)
        _tell("settled as chosen", done.settled)
        _tell("kept as recorded", done.kept)
        _tell("matched to a recorded person by name", done.by_name)
        _tell("added although somebody of that name is recorded", done.namesakes)
        if done.vanished:
            shown = ", ".join(done.vanished[:_SHOWN])
            more = f" and {len(done.vanished) - _SHOWN} more" if len(done.vanished) > _SHOWN else ""
            typer.echo(f"{len(done.vanished)} that are no longer in the file: {shown}{more}", err=True)
        _tell_warnings(done)


def _as_object(done: ImportReport, *, dry_run: bool) -> dict[str, object]:
    """Of each sort of notes those that are kept; in `counts`, how many there are."""
    named = ("refused", "flagged", "kept", "aside", "by_name", "namesakes", "settled")
    notes = {name: getattr(done, name) for name in named}
    return {
        "dataset": done.dataset,
        "format": done.format,
        "dry_run": dry_run,
        "rows": done.rows,
        "columns": [{"holds": what, "heading": heading} for what, heading in done.columns],
        **{name: getattr(done, name) for name in ("added", "updated", "matched", "details")},
        "counts": {name: found.total for name, found in notes.items()},
        **{name: [left._asdict() for left in found] for name, found in notes.items()},
        "notes": {
            kind: {"means": KINDS.get(kind, kind), "count": count, "first": [note._asdict() for note in first]}
            for kind, count, first in done.notes.in_order()
        },
        "not_kept": done.not_kept,
        "vanished": done.vanished,
        "warnings": done.warnings,
    }


def _counts(done: ImportReport) -> str:
    said = [f"{_listed(counts)} {verb}" for verb, counts in _verbs(done) if counts.total()]
    if done.details:  # on what is new and on what was recorded: without it, an import that wrote would say it did not
        said.append("1 further detail added" if done.details == 1 else f"{done.details} further details added")
    return "; ".join(said) or "nothing"


def _verbs(done: ImportReport) -> tuple[tuple[str, Counter[str]], ...]:
    return (("added", done.added), ("updated", done.updated), ("already recorded", done.matched))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[table]} {_word(table, counts[table])}" for table in _TABLES if counts[table])


def _word(table: str, count: int) -> str:
    return {"people": "person"}.get(table, table.removesuffix("s")) if count == 1 else table


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _tell_columns(done: ImportReport) -> None:
    """What was read from which column of a table; not where both are called the same."""
    read = [quoted(f"{what}={heading}") for what, heading in done.columns if what not in ("ignored", heading)]
    left = [heading for what, heading in done.columns if what == "ignored"]
    told = [f"{verb}: {', '.join(each)}" for verb, each in (("read as", read), ("not read", left)) if each]
    if told:
        typer.echo(f"{'; '.join(told)} (--column says otherwise)", err=True)


def _print_notes(done: ImportReport) -> None:
    """How it was read otherwise than it is written: each kind with its count and the first rows."""
    for kind, count, first in done.notes.in_order():
        typer.echo(f"{KINDS.get(kind, kind)}: {count}", err=True)
        most = _SHOWN if kind in LEFT_OUT else _FIRST
        for note in first[:most]:
            typer.echo(f"  {note.place}: {note.text}", err=True)
        if count > most:
            typer.echo(f"  and {count - most} more; `--report json` lists them", err=True)
    if done.not_kept:
        lost = ", ".join(f"{what} ({count})" for what, count in sorted(done.not_kept.items()))
        typer.echo(f"the file has details that the registry does not keep: {lost}", err=True)


def _tell_warnings(done: ImportReport) -> None:
    if done.warnings is None and done.wrote:
        typer.echo(
            "Because of their number the rows were checked for errors only; `registry check` lists the warnings.",
            err=True,
        )
    elif done.warnings:
        by_rule = ", ".join(f"{count} {rule}" for rule, count in done.warnings.most_common())
        total = done.warnings.total()
        typer.echo(f"{total} {'warning' if total == 1 else 'warnings'} ({by_rule}); see `registry check`", err=True)


def _tell(what: str, found: Notes) -> None:
    if found:
        typer.echo(f"{found.total} {what}:", err=True)
        for left in found[:_SHOWN]:
            typer.echo(f"  {left.place}: {left.reason}", err=True)
        if found.total > _SHOWN:
            typer.echo(f"  and {found.total - _SHOWN} more; `--report json` lists them", err=True)
