"""The registry's file: init, import, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import AsKnownOnOption, Format, FormatOption, common, entry, opened

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


@app.command("import")
@entry
def import_package(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder with datapackage.json and its CSV files.")],
    form: FormatOption = Format.table,
) -> None:
    """Add what a data package holds: all of it, or nothing. Creates the registry if there is none.

    What others recorded is taken as it is, unless the database refuses it; errors in it are told.
    """
    from registry.api import Registry
    from registry.cli import render

    given = common(ctx)
    path = given.db
    created = not path.exists()
    done = Registry.from_package(path, folder, actor=given.by, because=given.because) if created else None
    with opened(ctx) as registry:
        render.imported(registry.import_package(folder) if done is None else done, form)
        errors = len(registry.check(severity="error"))
    if created:
        typer.echo(f"Created {path}.", err=True)
    if errors:
        found = "1 error" if errors == 1 else f"{errors} errors"
        typer.echo(f"{found} in the registry: see `registry check --severity error`", err=True)


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
