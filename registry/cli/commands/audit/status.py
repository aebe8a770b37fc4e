"""`registry status`."""

from __future__ import annotations

import typer

from registry.cli.options.common import Format, FormatOption, opened, within

app = typer.Typer()


@app.command()
def status(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Show on one screen what is there, what is newest, vacant, stale and contradictory, and what to do next."""
    from registry.cli.output.audit.status import shown

    with opened(ctx) as registry:
        shown(registry.status(), form, within(ctx))
