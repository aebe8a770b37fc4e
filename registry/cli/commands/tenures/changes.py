"""What changed between two days? `registry changes`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, LimitOption, opened
from registry.cli.options.tables import tabled

app = typer.Typer()


@app.command()
@tabled
def changes(
    ctx: typer.Context,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="From the first day that it can mean.")],
    organization: Annotated[
        str | None,
        typer.Argument(
            metavar="ORGANIZATION", help="The organization (default: all).", autocompletion=completion.organizations
        ),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="To the last day that it can mean; today if left out.")
    ] = None,
    below: Annotated[bool, typer.Option("--below", help="Also in the organizations that stand below it.")] = False,
    limit: LimitOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who entered and who left a role from one day to another, both inclusive."""
    from registry.cli.output.tenures import movements

    if below and organization is None:
        raise typer.BadParameter("say below which organization", param_hint="--below")
    with opened(ctx) as registry:
        found = registry.changes(start, end, organization, below=below)
        movements.changes(replace(found, movements=found.movements[:limit]), form)
