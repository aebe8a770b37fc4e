"""Changes as text: when, who, what and why; before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.presentation.sentences import stopped
from registry.domain.presentation.tables import changes_table, fields_table

if TYPE_CHECKING:
    from registry.domain.history.changes import Alteration, Change, ChangeDetails
    from registry.services.history.verify import Verification

_OUTSIDE = "another program"
_IN_FULL = 20
_PROVED = ("head", "changes", "found", "outside", "replaced", "known_until", "known_from", "problems")


def log(found: Sequence[Change], form: Format) -> None:
    """Changes, one a line."""

    def text() -> None:
        if found:
            rows = [
                (
                    str(each.number or ""),
                    _when(each.recorded_at),
                    each.actor or (_OUTSIDE if each.number is None else "nobody named"),
                    each.command or "not known",
                    each.because or "",
                )
                for each in found
            ]
            print_table(("Change", "Recorded", "By", "What", "Why"), rows)
        else:
            typer.echo("Nothing recorded.")

    show(form, lambda: found, lambda: changes_table(found), text)


def _when(recorded_at: str) -> str:
    """To the second where the machine stands, as `--as-known-on` and `--since` take it."""
    return datetime.fromisoformat(recorded_at).astimezone().replace(tzinfo=None).isoformat(" ", "seconds")


def shown(found: ChangeDetails, form: Format) -> None:
    """What a change did."""

    def text() -> None:
        change = found.change
        because = f", because {change.because}" if change.because else ""
        typer.echo(
            f"Change {change.number}: {stopped(change.command or 'of another program')} "
            + stopped(f"{_when(change.recorded_at)}, by {change.actor}{because}")
        )
        for each in found.alterations:
            _print_alteration(each)
        for finding in found.findings:
            typer.echo(f"{finding.severity}: {finding.facts} ({finding.finding})", err=True)

    show(form, lambda: found, lambda: fields_table(found), text)


def _print_alteration(alteration: Alteration) -> None:
    typer.echo(f"  {alteration.verb} in {alteration.table.replace('_', ' ')}: {alteration.slug}")
    for field in alteration.fields:
        if alteration.verb == "altered":
            typer.echo(f"    {field.field}: {_value(field.before)} -> {_value(field.after)}")
        elif (value := field.before if field.after is None else field.after) != alteration.slug:
            typer.echo(f"    {field.field}: {value}")


def _value(value: str | int | None) -> str:
    return "none" if value is None else str(value)


def undone(found: ChangeDetails, form: Format) -> None:
    """What an undo did; of a large one, how much."""
    if form == Format.table and (found.counts or len(found.alterations) > _IN_FULL):
        counts = found.counts or Counter(each.table for each in found.alterations)
        counts = {table.replace("_", " "): count for table, count in counts.items()}
        rows = ", ".join(f"{count} in {table}" for table, count in counts.items())
        typer.echo(
            f"Change {found.change.number}: {stopped(found.change.command or 'of another program')} Rows: {rows}."
        )
        typer.echo(f"`registry show {found.change.number}` shows them.", err=True)
    else:
        shown(found, form)


def proposed(found: ChangeDetails) -> None:
    """The change that would be undone, on stderr: when, what, why, and how many rows."""
    change = found.change
    because = f", because {change.because}" if change.because else ""
    counts = found.counts or Counter(each.table for each in found.alterations)
    rows = ", ".join(f"{count} in {table.replace('_', ' ')}" for table, count in counts.items())
    typer.echo(
        f"Your newest change is {change.number}: {stopped(change.command or 'of another program')} "
        f"{stopped(f'{_when(change.recorded_at)}{because}')} Rows: {rows}.",
        err=True,
    )


def verified(found: Verification, form: Format) -> None:
    """Whether history is what was sealed, and the head to keep elsewhere."""
    show(form, lambda: asdict(found), lambda: (_PROVED, [_proved(found)]), lambda: _print_verified(found))


def _proved(found: Verification) -> list[object]:
    return [getattr(found, name) for name in _PROVED[:-1]] + [len(found.problems)]


def _print_verified(found: Verification) -> None:
    for each in found.problems:
        typer.echo(f"{stopped(each.what)} To resolve: {stopped(each.remedy)}", err=True)
    parts = [f"{found.changes} sealed as they were made"]
    parts += [f"{found.found} sealed as found when the file was upgraded"] if found.found else []
    parts += [f"{found.outside} written by other programs"] if found.outside else []
    parts += [f"{found.replaced} changed since by forgetting or a repair"] if found.replaced else []
    whole = "not what was sealed" if found.problems else "what was sealed"
    typer.echo(f"History is {whole}. Changes: {'; '.join(parts)}.")
    for brought in found.received:
        rows = "as they were exported" if brought.same_rows else "not as they were exported: edited before the import"
        typer.echo(
            f"Change {brought.change} ({brought.command}) brought the history of another registry: {brought.changes} "
            f"changes, sealed there; the rows are {rows}. Head of the package: {brought.head}"
        )
    if found.known_until is not None:
        history = f"the history that change {found.known_from} brought" if found.known_from else "this history"
        typer.echo(f"The seal you gave belongs to {history}, up to change {found.known_until}.")
    typer.echo(f"Head: {found.head}")
