"""`registry source edit|show|list|remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli import complete
from registry.cli.edit_options import EditNoteOption, WhyOption, changes_of, refuse_nothing
from registry.cli.options import Format, FormatOption, entry, opened

SourceArgument = Annotated[
    str, typer.Argument(help="Its slug, its web address or its exact title.", autocompletion=complete.sources)
]

source_app = typer.Typer(no_args_is_help=True, help="Sources: where something is known from.")
app = typer.Typer()
app.add_typer(source_app, name="source")


@source_app.command("edit")
@entry
def edit_source(
    ctx: typer.Context,
    source: SourceArgument,
    url: Annotated[str | None, typer.Option(metavar="URL|none", help="Its web address.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; the slug stays.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="TEXT|none", help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE|none", help="When it was published.")] = None,
    accessed: Annotated[str | None, typer.Option(metavar="DATE|none", help="When it was last looked at.")] = None,
    archive_url: Annotated[str | None, typer.Option(metavar="URL|none", help="An archived copy.")] = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of a source: what is not named stays as it is, `none` clears."""
    from registry.cli import render_edits

    changes = changes_of(
        {
            "url": url, "title": title, "publisher": publisher, "published": published, "accessed": accessed,
            "archive_url": archive_url, "note": note,
        }
    )  # fmt: skip
    refuse_nothing("source edit", changes)
    with opened(ctx) as registry:
        render_edits.edited(registry.edit_source(source, **changes), form)


@source_app.command("show")
def show_source(ctx: typer.Context, source: SourceArgument, form: FormatOption = Format.table) -> None:
    """A source, and the appointments that it is cited for with its words."""
    from registry.cli import render_nouns

    with opened(ctx) as registry:
        render_nouns.source(registry.source(source), form)


@source_app.command("list")
def list_sources(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Every source, by title."""
    from registry.cli import render

    with opened(ctx) as registry:
        render.listing("source", registry.sources(), form)


@source_app.command("remove")
@entry
def remove_source(
    ctx: typer.Context, source: SourceArgument, because: WhyOption, form: FormatOption = Format.table
) -> None:
    """Remove a source that is cited for nothing."""
    from registry.cli import render_edits

    with opened(ctx) as registry:
        render_edits.removed(registry.remove_source(source, because), form)
