"""`registry source impact`, and of `registry source`: retract, archive, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import Format, FormatOption, OnOption, entry, opened
from registry.cli.options.edits import WhyOption

SourceArgument = Annotated[
    str, typer.Argument(help="Its slug, its web address or its exact title.", autocompletion=completion.sources)
]

app = typer.Typer()
source_commands = typer.Typer()


@app.command()
@source_commands.command("impact")
def impact(ctx: typer.Context, source: SourceArgument, on: OnOption = None, form: FormatOption = Format.table) -> None:
    """Show what depends only on this source, and which answers change if it is retracted (or changed when it was)."""
    from registry.cli.output.evidence import sources

    with opened(ctx) as registry:
        sources.impact(registry.impact(source, on), form)


@source_commands.command("retract")
@entry
def retract_source(
    ctx: typer.Context, source: SourceArgument, because: WhyOption, form: FormatOption = Format.table
) -> None:
    """Stop relying on a source. It is kept, and its impact is shown. `registry undo` reverses this."""
    from registry.cli.output.evidence import sources

    with opened(ctx) as registry:
        sources.retracted(registry.sources.retract(source, because), form)


@source_commands.command("archive")
@entry
def archive_source(
    ctx: typer.Context,
    source: SourceArgument,
    file: Annotated[Path, typer.Argument(help="The saved page or document, up to 100 MB.")],
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A name for the copy (default: the file name).")
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Keep a copy of what a source said, in the archive folder next to the registry."""
    from registry.cli.output.evidence import sources

    with opened(ctx) as registry:
        sources.archived(registry.sources.archive(source, file, name), form)


@source_commands.command("verify")
def verify_archive(
    ctx: typer.Context,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="Only copies of this source (default: all).", autocompletion=completion.sources
        ),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Check that archived copies are unchanged. The exit code is 1 if one is missing or changed."""
    from registry.cli.output.evidence import sources

    with opened(ctx) as registry:
        found = registry.sources.verify(source)
    if not sources.verified(found, form):
        raise typer.Exit(1)
