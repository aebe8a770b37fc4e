"""Corrections of the record, as against changes in the world: correct, remove."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, entry, opened
from registry.cli.options.edits import EditNoteOption, WhyOption, changes_of, refuse_nothing
from registry.domain.vocabulary import Kind, Status

AppointmentArgument = Annotated[
    str,
    typer.Argument(
        help="The tenure: its slug, 'HOLDER, ROLE', or the holder alone if there is only one.",
        autocompletion=completion.appointments,
    ),
]

app = typer.Typer()


@app.command()
@entry
def correct(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    because: WhyOption,
    person: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="The person who really held the role.", autocompletion=completion.people),
    ] = None,
    role: Annotated[
        str | None, typer.Option(metavar="ROLE", help="The role they really held.", autocompletion=completion.roles)
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="The first day, or unknown.")] = None,
    until: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE|none", help=("The last day, or unknown; none if they are still in office.")),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="In an acting capacity or not.")] = None,
    status: Annotated[
        Status | None,
        typer.Option(help="How far the claim is believed. A rejected tenure is kept and answers nothing."),
    ] = None,
    rank: Annotated[str | None, typer.Option(metavar="TEXT|none", help="Rank at the time.")] = None,
    how: Annotated[str | None, typer.Option(metavar="WORD|none", help="appointed, elected, ex officio, …")] = None,
    reason: Annotated[str | None, typer.Option(metavar="WORD|none", help="Why it ended: resigned, …")] = None,
    replacing: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON|APPOINTMENT|none",
            help="The predecessor.",
            autocompletion=completion.people,
        ),
    ] = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Fix a recording mistake. Fields you leave out do not change; `none` empties one.

    If the person actually left, use `end`.
    """
    from registry.cli.output.entities import edits

    changes = changes_of(
        {
            "person": person, "role": role, "start": start, "end": until, "kind": kind, "status": status,
            "rank": rank, "how": how, "end_reason": reason, "replaces": replacing, "note": note,
        }
    )  # fmt: skip
    refuse_nothing("correct", changes)
    with opened(ctx) as registry:
        edits.corrected(registry.correct(appointment, because, **changes), form)


@app.command()
@entry
def remove(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    because: WhyOption,
    form: FormatOption = Format.table,
) -> None:
    """Remove a tenure that was recorded by mistake, with its citations. If it is doubtful, correct its --status."""
    from registry.cli.output.entities import edits

    with opened(ctx) as registry:
        edits.removed(registry.remove(appointment, because), form)
