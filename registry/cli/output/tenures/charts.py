"""Bars of tenures in the terminal, with their legend; JSON and CSV of the same days. Writes data to stdout only."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from registry.cli.options.common import Format
from registry.cli.output.fit_table import cell_len, wrapped
from registry.cli.output.printing import show, terminal_width
from registry.domain.presentation.chart import (
    ACTING,
    CERTAIN,
    POSSIBLE,
    PRESUMED,
    VACANT,
    Bar,
    Chart,
    axis,
    bars_of,
    cells,
    chart,
)

if TYPE_CHECKING:
    from registry.domain.tenures.histories import Career, Succession
    from registry.services.tenures.timeline import OrganizationTimeline

    _Asked = Succession | Career | OrganizationTimeline

_DRAWN = {CERTAIN: "█", PRESUMED: "▓", POSSIBLE: "░", ACTING: "▄", VACANT: "·"}
_PLAIN = {CERTAIN: "#", PRESUMED: "=", POSSIBLE: "-", ACTING: "+", VACANT: "."}
_COLOURS = {CERTAIN: "green", PRESUMED: "cyan", POSSIBLE: "yellow", ACTING: "blue", VACANT: "red"}
_LEGEND = {VACANT: "vacant or nobody recorded"}
_WIDTH = 80  # where there is no terminal
_COLUMNS = ("role", "appointment", "person", "label", "known", "first", "last")


def succession(found: Succession, today: str, form: Format) -> None:
    """Everybody who held a role, as bars."""
    bars = bars_of(found.holders, today, (found.first, found.last))
    _print(f"{found.title} ({found.organization})", [(found.role, found.title, bars)], found, form, headed=False)


def career(found: Career, today: str, form: Format) -> None:
    """Every role that a person held, as bars."""
    bars = bars_of(found.appointments, today, (found.first, found.last), by_role=True)
    _print(found.name, [("", found.name, bars)], found, form, headed=False)


def organization(found: OrganizationTimeline, today: str, form: Format) -> None:
    """The roles of an organization, one below the other on the same years."""
    groups = [(each.role, each.title, bars_of(each.holders, today, (found.first, found.last))) for each in found.roles]
    _print(found.name, groups, found, form, headed=True)


_Group = tuple[str, str, Sequence[Bar]]  # the role, its title and its bars


def _print(
    title: str,
    groups: Sequence[_Group],
    asked: Succession | Career | OrganizationTimeline,
    form: Format,
    *,
    headed: bool,
) -> None:
    drawn = chart(title, [bar for _, _, bars in groups for bar in bars], (asked.first, asked.last))

    def data() -> object:
        days = {"first": drawn.first if drawn else asked.first, "last": drawn.last if drawn else asked.last}
        roles = [{"role": role, "title": name, "bars": [asdict(bar) for bar in bars]} for role, name, bars in groups]
        return {"title": title, **days, **({"roles": roles} if headed else {"bars": roles[0]["bars"]})}

    def table() -> tuple[Sequence[str], list[tuple[object, ...]]]:
        return _COLUMNS, [
            (role, bar.appointment, bar.person, bar.label, each.known, each.first, each.last)
            for role, _, bars in groups
            for bar in bars
            for each in bar.stretches
        ]

    def text() -> None:
        typer.echo(f"{title}:")
        if drawn is None:
            typer.echo("  No day is recorded.")
        else:
            _draw(drawn, groups, headed=headed)

    show(form, data, table, text)


def _draw(drawn: Chart, groups: Sequence[_Group], *, headed: bool) -> None:
    width = max(terminal_width() or _WIDTH, 20) - 1
    signs = _DRAWN if _can_draw("".join(_DRAWN.values())) else _PLAIN
    short = "…" if signs is _DRAWN else "..."
    indent = 2 if headed else 0
    longest = max(cell_len(bar.label) for bar in drawn.bars) + indent
    labels = min(longest, width // 3)
    room = width - labels - 1
    seen = set()
    for _, name, bars in groups:
        if headed:
            typer.echo(_fitted(name, width, short))
            if not bars:
                typer.echo("  nobody is recorded")
        for bar in bars:
            row = cells(bar, drawn.first, drawn.last, room)
            seen |= set(row)
            label = _fitted(" " * indent + bar.label, labels, short)
            typer.echo(f"{label}{' ' * (labels - cell_len(label))} {_coloured(row, signs)}")
    for line in axis(drawn.first, drawn.last, room):
        typer.echo(f"{' ' * labels} {line}".rstrip())
    legend = [f"{_coloured([known], signs)} {_LEGEND.get(known, known)}" for known in signs if known in seen]
    typer.echo("  ".join(legend))


def _fitted(label: str, width: int, short: str) -> str:
    """The label in one line, shortened where it is too long."""
    if cell_len(label) <= width:
        return label
    space = len(label) - len(label.lstrip())
    return " " * space + wrapped(label.strip(), width - space - len(short) + 1, 1)[0].replace("…", short)


def _coloured(row: Sequence[str], signs: dict[str, str]) -> str:
    """The signs of a row; in colours at a terminal, unless NO_COLOR is set."""
    colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    last = max((at for at, known in enumerate(row) if known), default=-1)
    return "".join(
        (typer.style(signs[known], fg=_COLOURS[known]) if colours else signs[known]) if known else " "
        for known in row[: last + 1]
    )


def _can_draw(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
