"""Entries and exits as text: a line each for people, JSON and CSV for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.printing import print_table, show
from registry.domain.dates.wording import date_in_words
from registry.domain.presentation.sentences import day_of, how_moved, marks
from registry.domain.presentation.tables import movements_table

if TYPE_CHECKING:
    from registry.domain.tenures.movements.detail_changes import DetailChange
    from registry.domain.tenures.movements.movements import Movement
    from registry.services.tenures.movements import Changes


def changes(found: Changes, form: Format) -> None:
    """Who entered and who left."""

    def text() -> None:
        _print_lines(found)
        if found.details is not None:
            _print_details(found.details)

    def data() -> object:
        whole = asdict(found)
        return whole if found.details is not None else {name: whole[name] for name in whole if name != "details"}

    show(form, data, lambda: movements_table(found.movements, found.details), text)


def _print_details(found: Sequence[DetailChange]) -> None:
    if not found:
        typer.echo("No detail of a tenure is recorded to have begun or ended then.")
        return
    typer.echo("Details of tenures:")
    rows = [
        (date_in_words(each.date), each.name or "—", f"{each.field} {each.value}", each.change,
         f"{each.title} ({each.organization})", each.certainty)
        for each in found
    ]  # fmt: skip
    print_table(("Date", "Who", "Detail", "Change", "Role", "Certainty"), rows)


def _print_lines(found: Changes) -> None:
    where = found.name or "All organizations"
    below = " and below" if found.below else ""
    days = f"{date_in_words(found.first)} to {date_in_words(found.last)}"
    if not found.movements:
        typer.echo(f"{where}{below}: no entries or departures are recorded from {days}.")
        return
    typer.echo(f"{where}{below}, from {days}:")
    alone = found.organization is not None and not found.below
    rows = [
        (day_of(each), _who(each), each.movement, _title(each, alone=alone),
         how_moved(each), each.certainty)
        for each in found.movements
    ]  # fmt: skip
    print_table(("Date", "Who", "Movement", "Role", "How", "Certainty"), rows)


def _who(each: Movement) -> str:
    if each.name is None:
        return f"—{marks(each)}"
    return f"{each.name_then or each.name}{marks(each)}{f', {each.rank}' if each.rank else ''}"


def _title(each: Movement, *, alone: bool) -> str:
    title = each.title_then or each.title
    return title if alone else f"{title} ({each.organization_then or each.organization})"
