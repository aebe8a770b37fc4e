"""What changed between two days? `registry changes`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, LimitOption, opened
from registry.cli.options.subjects import BelowOption
from registry.cli.options.tables import tabled

app = typer.Typer()


@app.command()
@tabled
def changes(
    ctx: typer.Context,
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help=("The first day (of a month or year: its first day)."))
    ],
    organization: Annotated[
        str | None,
        typer.Argument(
            metavar="ORGANIZATION", help="The organization (default: all).", autocompletion=completion.organizations
        ),
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="DATE", help=("The last day (of a month or year: its last day); default: today.")),
    ] = None,
    below: BelowOption = False,
    details: Annotated[
        bool, typer.Option("--details", help="Also ranks, parties, absences and the like that began or ended.")
    ] = False,
    limit: LimitOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show who entered and who left a role between two days, both inclusive."""
    from registry.cli.output.tenures import movements

    if below and organization is None:
        raise typer.BadParameter("name the organization whose --below you want", param_hint="--below")
    with opened(ctx) as registry:
        found = registry.changes(start, end, organization, below=below, details=details)
        movements.changes(replace(found, movements=found.movements[:limit]), form)
