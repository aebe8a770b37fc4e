"""The registry for everybody: a bundle to be served, or plain files."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import Format, FormatOption, common, opened
from registry.cli.options.subjects import MetadataOption
from registry.domain.errors import RegistryError

if TYPE_CHECKING:
    from registry.services.publishing.publish import Published, PublishReport

app = typer.Typer()


@app.command()
def publish(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The folder that is written; one that was published is replaced."),
    ] = None,
    static: Annotated[bool, typer.Option("--static", help="Plain pages for any web host, not a bundle.")] = False,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The public address of the pages: for citations, feeds, calendars."),
    ] = None,
    redact: Annotated[
        list[str] | None, typer.Option(metavar="TABLE.COLUMN", help="A column to leave out; repeatable.")
    ] = None,
    actors: Annotated[bool, typer.Option("--actors", help="Tell who made the changes.")] = False,
    no_history: Annotated[
        bool, typer.Option("--no-history", help="Only what is recorded now, without the changes.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Only show what would be public and what would be left out.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse if `registry check` finds errors.")] = False,
    metadata: MetadataOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Write a public copy: a bundle ready to be served, or with --static plain pages. What is private stays here."""
    from registry.cli.output.progress import progress
    from registry.services.publishing.publish import finish, new_folder

    if check:
        _preview(ctx, redact or [], actors, not no_history, form)
        return
    if folder is None:
        raise typer.BadParameter("name the folder that is to be written, or give --check", param_hint="DIR")
    base = _base(_asked(base_url))
    with opened(ctx) as registry, new_folder(folder) as unfinished, progress() as heard:
        heard("steps; now: the public copy", 0, None)
        # The pages are made of a copy that is not among them; the folder around them is gone at the end.
        name = f"{common(ctx).db.stem}.db"
        copy = registry.publish(
            (unfinished.parent if static else unfinished) / name,
            redact=redact or (), actors=actors, history=not no_history, strict=strict,
        )  # fmt: skip
        if static:
            from registry.browse.publish.static_site import write_site

            write_site(Path(copy.file), unfinished, base, metadata, lambda done, known: heard("files", done, known))
        else:
            from registry.browse.publish.bundle import write_bundle

            write_bundle(unfinished, name, _version(copy), metadata, base)
        written = finish(unfinished, folder, "static" if static else "bundle", copy)
    _tell(copy, actors)
    _print(written, copy, form)


def _asked(url: str | None) -> str | None:
    """The public address as it is given, or as somebody at a terminal answers; none is an answer, too."""
    if url is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return url
    said: str = typer.prompt("Public address of the pages, such as https://example.org/offices/ (none yet: Enter)",
                             default="", show_default=False, err=True)  # fmt: skip
    return said.strip() or None


def _base(url: str | None) -> str | None:
    """The address with a slash at its end. Raises BadParameter."""
    from registry.browse.server.base_address import base_address

    if url is None:
        return None
    try:
        return base_address(url).whole
    except RegistryError as error:
        raise typer.BadParameter(str(error), param_hint="--base-url") from error


def _preview(ctx: typer.Context, redact: list[str], actors: bool, history: bool, form: Format) -> None:
    """Print what would be public: each column of free words with counts and examples."""
    from registry.cli.output.printing import print_table, show
    from registry.services.publishing.preview import preview

    with opened(ctx) as registry:
        found = preview(registry.file.connection, registry.today(), redact=redact, actors=actors, history=history)
    columns = ["table", "column", "texts", "only in history", "examples"]
    rows = [[t.table, t.column, str(t.now), str(t.former), " | ".join(t.examples)] for t in found.texts]
    told = {"left_out": dict(found.copy.left_out), "texts": [text._asdict() for text in found.texts]}
    show(form, lambda: told, lambda: (columns, rows), lambda: print_table(columns, rows))
    _tell(found.copy, actors)
    for place, count in found.copy.left_out.items():
        typer.echo(f"  {place}: {count}", err=True)


def _version(copy: Published) -> str:
    return f"as of change {copy.change} ({copy.recorded_at})" if copy.change else "before any change"


def _tell(copy: Published, actors: bool) -> None:
    left = [] if actors else ["who made the changes (--actors shows it)"]
    if copy.private:
        left.append("1 text marked private" if copy.private == 1 else f"{copy.private} texts marked private")
    if left:
        typer.echo(f"Left out: {', '.join(left)}.", err=True)
    for each in copy.errors:
        typer.echo(f"`registry check` finds an error: {each.title}: {each.facts}", err=True)


def _print(written: PublishReport, copy: Published, form: Format) -> None:
    from registry.cli.output.printing import show

    told = asdict(written)

    def text() -> None:
        typer.echo(f"Wrote {written.folder}: {written.files} files, {written.bytes:,} bytes; {_version(copy)}.")

    show(form, lambda: told, lambda: (list(told), [list(told.values())]), text)
