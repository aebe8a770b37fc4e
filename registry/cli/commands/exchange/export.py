"""`registry export`: as our own package, or in a format of others."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import AsKnownOnOption, Format, ReportOption, opened

app = typer.Typer()


@app.command()
def export(
    ctx: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER|-", help=("A file, a folder, or - for stdout. An existing file is replaced.")
        ),
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="File format (default: by the file name; a data package for a folder)."),
    ] = None,
    as_known_on: AsKnownOnOption = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only tenures that may have covered this day.")
    ] = None,
    organization: Annotated[
        str | None,
        typer.Option(help="Only this organization and those below it.", autocompletion=completion.organizations),
    ] = None,
    role: Annotated[str | None, typer.Option(help="Only this role.", autocompletion=completion.roles)] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse if the format would lose anything.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file of another format. A registry is never replaced.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin a CSV or TSV file with a byte order mark, for spreadsheets.")
    ] = False,
    report: ReportOption = Format.table,
) -> None:
    """Write the registry, or a part of it, to a file. Whatever the format cannot hold is reported.

    A data package and JSON lines hold everything but history. An existing file of the same format is replaced when
    the new one is complete. Other files need --force. A registry is never replaced.
    """
    from registry.cli.output.exchange import export
    from registry.cli.output.progress import counting
    from registry.services.exchange.export import ChoiceMissingError

    piped = str(path) == "-"
    if piped and form is None:
        raise typer.BadParameter(
            "the format cannot be told from standard output; choose one with --format", param_hint="--format"
        )
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
            raise typer.BadParameter(f"{done.format} is a folder and cannot go to standard output; name a folder")
        if piped:
            with file.open("rb") as source:
                shutil.copyfileobj(source, sys.stdout.buffer)
    export.exported(done, report, piped=piped)
