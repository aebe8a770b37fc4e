"""Entries and exits as text: a line each for people, JSON and CSV for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from registry.cli.options import Format
from registry.cli.printing import print_csv, print_json, print_table
from registry.cli.render import addresses, marks
from registry.domain.spoken import spoken
from registry.domain.tenure import UNKNOWN

if TYPE_CHECKING:
    from registry.domain.movements import Movement
    from registry.services.movements import Changes

_COLUMNS = (
    "date", "earliest", "latest", "inferred", "certainty", "movement",
    "person", "name", "role", "title", "organization",
    "kind", "status", "rank", "how", "end_reason", "replaces", "replaces_name", "appointment", "sources",
)  # fmt: skip


def changes(found: Changes, form: Format) -> None:
    """Who entered and who left."""
    if form == Format.json:
        print_json(asdict(found))
    elif form == Format.csv:
        print_csv(_COLUMNS, [_row(each) for each in found.movements])
    else:
        _print_lines(found)


def _row(each: Movement) -> tuple[object, ...]:
    values: dict[str, Any] = {
        **asdict(each),
        "inferred": "yes" if each.inferred else "no",
        "sources": addresses(each.sources),
    }
    return tuple(values[column] for column in _COLUMNS)


def _print_lines(found: Changes) -> None:
    where = found.name or "All organizations"
    below = " and below" if found.below else ""
    days = f"{spoken(found.first)} to {spoken(found.last)}"
    if not found.movements:
        typer.echo(f"{where}{below}: nobody is recorded to have entered or left a role from {days}.")
        return
    typer.echo(f"{where}{below}, from {days}:")
    alone = found.organization is not None and not found.below
    rows = [
        (_day(each), _who(each), each.movement, each.title if alone else f"{each.title} ({each.organization})",
         _how(each), each.certainty)
        for each in found.movements
    ]  # fmt: skip
    print_table(("Date", "Who", "Movement", "Role", "How", "Certainty"), rows)


def _day(each: Movement) -> str:
    """As recorded, and what is inferred from the neighbours where that says more."""
    stated = None if each.date in (None, UNKNOWN) else each.date
    if stated and not each.inferred:
        return spoken(stated)
    days = each.earliest if each.earliest == each.latest else f"[{each.earliest}..{each.latest}]"
    return f"{spoken(stated)} (inferred: {spoken(days)})" if stated else f"{spoken(days)} (inferred)"


def _who(each: Movement) -> str:
    if each.name is None:
        return f"—{marks(each)}"
    return f"{each.name}{marks(each)}{f', {each.rank}' if each.rank else ''}"


def _how(each: Movement) -> str:
    replacing = f"replacing {each.replaces_name}" if each.replaces_name else None
    return ", ".join(filter(None, (each.how, each.end_reason, replacing)))
