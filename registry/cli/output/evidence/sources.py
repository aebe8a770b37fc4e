"""What rests on a source, and its kept copies, as text."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import show
from registry.domain.dates.wording import date_in_words

if TYPE_CHECKING:
    from registry.services.evidence.archives import ArchivedCopy, Verified
    from registry.services.evidence.impact import Changed, DependentTenure, Impact

_OF_TENURE = ("appointment", "person", "name", "role", "title")
_IMPACT_COLUMNS = ("source", "part", *_OF_TENURE, "field", "before", "after")
_REMEDY = "archive the same file again, or copy it back from a backup of the folder"


def retracted(found: Impact, form: Format) -> None:
    """A source that was retracted just now, and what that changed."""
    if form == Format.table:
        typer.echo(f"Retracted {found.title} ({found.source}): {found.retracted}")
    impact(found, form)


def impact(found: Impact, form: Format) -> None:
    """What rests on a source."""

    def text() -> None:
        _print_alone(found)
        _print_changes(found)
        _print_copies(found)

    show(form, lambda: asdict(found), lambda: (_IMPACT_COLUMNS, _impact_rows(found)), text)


def _impact_rows(found: Impact) -> Iterator[tuple[object, ...]]:
    for each in found.alone:
        for field in each.fields:
            yield (found.source, "alone", *_tenure(each), field, None, None)
    for part, changes in (("change", found.changes), ("change with copies", found.changes_with_copies)):
        for changed in changes:
            for each_field in changed.differences:
                yield (
                    found.source, part, *_tenure(changed), each_field.field, each_field.before, each_field.after
                )  # fmt: skip
    for copy in found.copies:
        yield (found.source, "copy", None, None, None, None, copy.title, copy.source, None, copy.retracted)


def _tenure(of: DependentTenure | Changed) -> tuple[object, ...]:
    return tuple(getattr(of, column) for column in _OF_TENURE)


def _print_alone(found: Impact) -> None:
    count = "1 tenure" if found.cited == 1 else f"{found.cited} tenures"
    if not found.cited:
        typer.echo(f"{found.title} ({found.source}) is not cited anywhere.")
    elif not found.alone:
        typer.echo(f"Cited for {count}. Each has an independent source as well.")
    else:
        rested = "rested" if found.retracted else "rest"
        typer.echo(f"Of {count} for which it or a copy is cited, {len(found.alone)} {rested} on {found.title} alone:")
    for each in found.alone:
        what = "everything" if each.altogether else ", ".join(each.fields)
        typer.echo(f"  {_called(each)}: {what}")
        if each.beside:
            typer.echo(f"    also cited, but not independent of it: {', '.join(each.beside)}")


def _called(of: DependentTenure | Changed) -> str:
    return f"{of.name or 'nobody (vacant)'}, {of.title} ({of.appointment})"


def _print_changes(found: Impact) -> None:
    day = date_in_words(found.on)
    if found.cited and not found.changes:
        typer.echo(f"No answer for {day} {'was changed by this' if found.retracted else 'would change'}.")
    elif found.changes:
        changed = "What this changed in the answers" if found.retracted else "What would change in the answers"
        typer.echo(f"{changed} for {day}:")
        _print_each(found.changes)
    if found.changes_with_copies:
        typer.echo("What would also change if its copies were retracted:")
        _print_each(found.changes_with_copies)


def _print_each(changes: Sequence[Changed]) -> None:
    for changed in changes:
        typer.echo(f"  {_called(changed)}")
        for each in changed.differences:
            typer.echo(f"    {each.field.replace('_', ' ')}: {_value(each.field, each.before)} -> "
                       f"{_value(each.field, each.after)}")  # fmt: skip


def _value(field: str, value: Any) -> str:
    if value is None:
        return {"certainty": "no answer", "last_confirmed": "never"}.get(field, "not known")
    return str(value) if field == "certainty" else date_in_words(value)


def _print_copies(found: Impact) -> None:
    left = [copy for copy in found.copies if copy.retracted is None]
    for copy in found.copies:
        typer.echo(f"Repeated by {copy.title} ({copy.source}){', retracted' if copy.retracted else ''}")
    if left:
        typer.echo("Copies still count as sources until they are retracted as well:")
        for copy in left:
            typer.echo(f"  registry source retract {shlex.quote(copy.source)} --because …")


def archived(done: ArchivedCopy, form: Format) -> None:
    """A copy that was kept."""
    values = asdict(done)

    def text() -> None:
        typer.echo(f"{'Kept again' if done.again else 'Kept'} {done.name} for {done.source}: {done.bytes} bytes.")
        typer.echo(f"  {done.path}")

    show(form, lambda: values, lambda: (list(values), [[*values.values()]]), text)


def verified(found: Sequence[Verified], form: Format) -> bool:
    """What became of the kept copies; returns whether all are as they were."""
    rows = [asdict(each) for each in found]
    columns = ("state", "source", "name", "bytes", "sha256", "path")
    counts = Counter(each.state for each in found)
    bad = sum(counts[state] for state in ("missing", "changed", "unreadable"))

    def text() -> None:
        for each in found:
            whose = f" {each.name} of {each.source}:" if each.source else ""
            typer.echo(f"{each.state}:{whose} {each.path}")
        typer.echo(
            f"{', '.join(f'{count} {state}' for state, count in counts.items()) or 'There are no archived copies'}."
        )

    show(form, lambda: rows, lambda: (columns, [[row[column] for column in columns] for row in rows]), text)
    if bad:
        typer.echo(f"To resolve: {_REMEDY}", err=True)
    return not bad
