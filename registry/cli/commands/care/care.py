"""Taking care of the file: doctor, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options.common import Format, FormatOption, common, opened

app = typer.Typer()


@app.command()
def doctor(
    ctx: typer.Context,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help=("Repair what can be computed from the records. The records themselves do not change.")
        ),
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Check that the file is sound: pages, schema, dates, history. The exit code is 1 if problems are left."""
    from registry.cli.output.care import care
    from registry.cli.output.progress import progress

    with opened(ctx) as registry, progress() as heard:
        found = registry.doctor(repair=repair, heard=heard)
    care.diagnosis(found, form)
    if found.left:
        raise typer.Exit(1)


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write. It is checked afterwards.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an existing file.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Copy the registry to a file. Others can keep working with it."""
    from registry.cli.output.care import care

    with opened(ctx) as registry:
        care.copied(registry.backup(file, force=force), form)
        kept = registry.sources.archive_folder()
    if kept.exists():
        typer.echo(f"Archived copies of sources are not included; copy the folder {kept} as well", err=True)


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    form: FormatOption = Format.table,
) -> None:
    """Put a backup in the registry's place. The replaced registry is kept next to it."""
    from registry.api import CommandRegistry
    from registry.cli.output.care import care

    care.restored(CommandRegistry.restore(common(ctx).db, file), form)
