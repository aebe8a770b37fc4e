"""`registry source add|edit|show|list|remove`; the rest of `registry source` is in impact.py."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.commands.evidence.impact import SourceArgument, source_commands
from registry.cli.options.common import (
    ArchiveOption,
    Format,
    FormatOption,
    LimitOption,
    NoteOption,
    PublishedOption,
    PublisherOption,
    entry,
    opened,
)
from registry.cli.options.edits import EditNoteOption, WhyOption, changes_of, refuse_nothing
from registry.cli.options.subjects import TitleOption
from registry.cli.options.tables import tabled

source_app = typer.Typer(no_args_is_help=True, help="Sources: articles, decrees, lists and other evidence.")
app = typer.Typer()
source_app.add_typer(source_commands)
app.add_typer(source_app, name="source")


@source_app.command("add")
@entry
def add_source(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="ADDRESS|TITLE", help="The web address, or the title of a printed source.")
    ],
    title: TitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    accessed: Annotated[str | None, typer.Option(metavar="DATE", help="The day you last looked at it.")] = None,
    archive_url: Annotated[str | None, typer.Option(metavar="URL", help="An archived copy.")] = None,
    copy_of: Annotated[str | None, typer.Option(metavar="SOURCE", help="The source that this one repeats.")] = None,
    archive: ArchiveOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Add a source. If it already exists, it is shown and missing details are filled in."""
    from registry.cli.output.evidence import claims

    with opened(ctx) as registry:
        added = registry.sources.add(
            source, title=title, publisher=publisher, published=published, accessed=accessed,
            archive_url=archive_url, copy_of=copy_of, note=note, archive=archive,
        )  # fmt: skip
        claims.added_source(added, form)


@source_app.command("edit")
@entry
def edit_source(
    ctx: typer.Context,
    source: SourceArgument,
    url: Annotated[str | None, typer.Option(metavar="URL|none", help="Its web address.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; the slug stays.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="TEXT|none", help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE|none", help="When it was published.")] = None,
    accessed: Annotated[str | None, typer.Option(metavar="DATE|none", help="The day you last looked at it.")] = None,
    archive_url: Annotated[str | None, typer.Option(metavar="URL|none", help="An archived copy.")] = None,
    copy_of: Annotated[
        str | None, typer.Option(metavar="SOURCE|none", help="The source that this one repeats.")
    ] = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of a source. Fields you leave out do not change; `none` empties one."""
    from registry.cli.output.entities import edits

    changes = changes_of(
        {
            "url": url, "title": title, "publisher": publisher, "published": published, "accessed": accessed,
            "archive_url": archive_url, "copy_of": copy_of, "note": note,
        }
    )  # fmt: skip
    refuse_nothing("source edit", changes)
    with opened(ctx) as registry:
        edits.edited(registry.sources.edit(source, **changes), form)


@source_app.command("show")
def show_source(ctx: typer.Context, source: SourceArgument, form: FormatOption = Format.table) -> None:
    """Show a source and the appointments for which it is cited, with the quoted words."""
    from registry.cli.output.entities import entities

    with opened(ctx) as registry:
        entities.source(registry.sources.show(source), form)


@source_app.command("list")
@tabled
def list_sources(ctx: typer.Context, limit: LimitOption = None, form: FormatOption = Format.table) -> None:
    """List every source by title, with the number of its citations."""
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        answers.listing("source", registry.sources.list()[:limit], form)


@source_app.command("remove")
@entry
def remove_source(
    ctx: typer.Context, source: SourceArgument, because: WhyOption, form: FormatOption = Format.table
) -> None:
    """Remove a source that is not cited anywhere."""
    from registry.cli.output.entities import edits

    with opened(ctx) as registry:
        edits.removed(registry.sources.remove(source, because), form)
