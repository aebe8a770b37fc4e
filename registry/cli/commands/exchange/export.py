"""`registry export`: as our own package, or in a format of others."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import AsKnownOnOption, Format, opened

app = typer.Typer()


@app.command()
def export(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER|-", help="A file, a folder, or - for stdout; a file is replaced.")
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="Its format; told by its name if left out, for a folder a data package."),
    ] = None,
    as_known_on: AsKnownOnOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only who possibly held something on the day.")
    ] = None,
    organization: Annotated[
        str | None,
        typer.Option(help="Only this organization and those below it.", autocompletion=completion.organizations),
    ] = None,
    role: Annotated[str | None, typer.Option(help="Only this role.", autocompletion=completion.roles)] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse if anything would be lost.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is not this format's own output; never a registry.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV or TSV file with a byte order mark, for spreadsheets.")
    ] = False,
    report: Annotated[Format, typer.Option("--report", help="How to print the report.")] = Format.table,
) -> None:
    """Write what is recorded, or a part of it, to a file; what its format cannot say is reported.

    Everything, as a data package or as JSON lines (both ours), loses nothing but history. An earlier output in this
    format is replaced when the new file is whole, another file with --force only, a registry never.
    """
    from registry.cli.output.exchange import export
    from registry.cli.output.progress import counting
    from registry.services.exchange.export import ChoiceMissingError

    piped = str(path) == "-"
    if piped and form is None:
        raise typer.BadParameter("stdout has no name that tells a format; say which", param_hint="--format")
    with opened(ctx, as_known_on) as registry, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stdout" if piped else path
        try:
            with counting(registry.counts) as heard:
                done = registry.export_file(
                    file, form, on=on, organization=organization, role=role, strict=strict, force=force, bom=bom,
                    heard=heard,
                )  # fmt: skip
        except ChoiceMissingError as error:
            raise typer.BadParameter(str(error)) from error
        if file.is_dir() and piped:
            raise typer.BadParameter(f"{done.format} is a folder, which stdout cannot be; name one")
        if piped:
            with file.open("rb") as source:
                shutil.copyfileobj(source, sys.stdout.buffer)
    export.exported(done, report, piped=piped)
