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
        bool, typer.Option("--repair", help="Mend what follows from the rest; what is recorded is left alone.")
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Check that the file is sound: pages, schema, dates, history; exit code 1 if problems are left."""
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
    file: Annotated[Path, typer.Argument(help="The copy that is to be written: one file, checked.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Copy the registry to a file, while others may go on working with it."""
    from registry.cli.output.care import care

    with opened(ctx) as registry:
        care.copied(registry.backup(file, force=force), form)
        kept = registry.sources.archive_folder()
    if kept.exists():
        typer.echo(f"The kept copies of sources are not in it; copy the folder {kept}, too", err=True)


@app.command()
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    form: FormatOption = Format.table,
) -> None:
    """Put a backup in the registry's place; the replaced registry is kept next to it."""
    from registry.api import Registry
    from registry.cli.output.care import care

    care.restored(Registry.restore(common(ctx).db, file), form)
