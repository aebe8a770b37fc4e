"""The registry's file: init, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import AsKnownOnOption, Format, FormatOption, common, opened

app = typer.Typer()


@app.command()
def init(ctx: typer.Context) -> None:
    """Create an empty registry."""
    from registry.api import Registry

    path = common(ctx).db
    if Registry.create(path):
        typer.echo(f"Created {path}. Next: registry organization add NAME, registry role add TITLE --organization NAME")
    else:
        typer.echo(f"{path} is a registry already; nothing changed.")


@app.command("export")
def export_package(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where datapackage.json and the CSV files are to go.")],
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Write everything that is recorded as a data package."""
    from registry.cli import render

    with opened(ctx, as_known_on) as registry:
        render.exported(registry.export_package(folder), form)
