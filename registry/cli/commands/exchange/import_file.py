"""`registry import`: from our own package, or from a format of others."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options.common import (
    Format,
    PublishedOption,
    PublisherOption,
    SourceOption,
    SourceTitleOption,
    common,
    entry,
    evidence_of,
)
from registry.domain.exchange.import_report import OnConflict

app = typer.Typer()
_OURS = ("package", "jsonl")
# What can be said of a file of others, by its parameter; ours says it itself, and is taken in whole or not at all.
_OF_OTHERS = {
    "dataset": "--dataset", "on_conflict": "--on-conflict", "columns": "--column", "seats": "--seats",
    "ends": "--ends",
    "encoding": "--encoding", "wide": "--wide", "source": "--source", "source_title": "--source-title",
    "publisher": "--publisher",
    "published": "--published",
}  # fmt: skip


class Ends(StrEnum):
    """What the last date of a tenure means in a file."""

    inclusive = "inclusive"
    exclusive = "exclusive"


@app.command("import")
@entry
def import_file(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER|-", help="A file, a data package's folder, or - for stdin.")
    ],
    form: Annotated[str | None, typer.Option("--format", "-f", help="Its format; recognised if left out.")] = None,
    dataset: Annotated[
        str | None, typer.Option(help="By which name its next version is known again; the file's, if left out.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of it.")] = False,
    on_conflict: Annotated[
        OnConflict, typer.Option(help="Rows that clash: import nothing, leave them out, or record them as disputed.")
    ] = OnConflict.REJECT,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", "-c", metavar="WHAT=HEADING", help="What a column holds; WHAT==VALUE for every row."),
    ] = None,
    seats: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Of roles that the file says nothing of; unlimited for any number."),
    ] = None,
    ends: Annotated[Ends | None, typer.Option(help="Whether an end is the last day, or the day after it.")] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of a text table, such as cp1251 (default: recognised).")
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="Turn a table with a column for each year or office into a row a tenure.")
    ] = False,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    report: Annotated[Format, typer.Option("--report", help="How to print the report.")] = Format.table,
) -> None:
    """Take in what a file holds: all of it, or nothing. Creates the registry if there is none.

    A newer version of a file updates what the last one wrote. Rows that clash, or that the rules find to be errors,
    are treated as --on-conflict says.
    """
    from registry.api import Registry
    from registry.cli.output.exchange import import_report
    from registry.cli.output.progress import counting
    from registry.cli.output.tenures import answers
    from registry.domain.exchange.import_report import ReadingOptions
    from registry.services.exchange.package import is_ours

    evidence = evidence_of(source, source_title, publisher, published, None, None, None)
    given = common(ctx)
    created = not given.db.exists()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        file = _file(path, folder)
        db = folder / "tried.db" if dry_run and created else given.db
        with Registry.creating(db, actor=given.by, because=given.because, date_order=given.date_order) as registry:
            if form in _OURS or (form is None and is_ours(file)):
                _refuse_unasked(ctx)
                tell = partial(answers.imported, registry.import_package(file, dry_run=dry_run), report)
            else:
                reading = ReadingOptions(
                    dataset=dataset or ("stdin" if file != path else None),
                    exclusive=None if ends is None else ends is Ends.exclusive,
                    columns=tuple(_column(each) for each in columns or ()),
                    seats=_seats(seats),
                    encoding=encoding,
                    wide=wide,
                )
                with counting() as heard:
                    done = registry.import_file(
                        file, form, reading=reading, on_conflict=on_conflict, evidence=evidence, dry_run=dry_run,
                        heard=heard,
                    )  # fmt: skip
                tell = partial(import_report.taken_in, done, report, dry_run=dry_run)
    tell()  # not before: a new registry stays, though somebody may close the pipe or press Ctrl-C while it is told of
    if created and not dry_run:
        typer.echo(f"Created {given.db}.", err=True)


def _refuse_unasked(ctx: typer.Context) -> None:
    for parameter, option in _OF_OTHERS.items():
        given = ctx.get_parameter_source(parameter)
        if given is not None and given.name == "COMMANDLINE":
            raise typer.BadParameter(f"the file is a package of ours, which needs no {option}; leave it out")


def _column(given: str) -> tuple[str, str]:
    what, equals, heading = given.partition("=")
    if not equals or not what.strip() or not heading.strip():
        raise typer.BadParameter(
            f"{given!r} is no WHAT=HEADING; write person=Name, or organization==Senate for every row",
            param_hint="--column",
        )
    return what.strip(), heading.strip()


def _seats(given: str | None) -> int | None:
    if given is None or given == "unlimited":
        return None if given is None else 0
    if given.isascii() and given.isdigit() and 0 < int(given) < 1_000_000_000:
        return int(given)
    raise typer.BadParameter(f"{given!r} is no number of seats; write 1, 2, … or unlimited", param_hint="--seats")


def _file(path: Path, folder: Path) -> Path:
    """The file; what comes by stdin or another pipe, which can be read but once, put into one."""
    if str(path) != "-" and not path.is_fifo():
        return path
    file = folder / "stdin"
    with file.open("wb") as target, path.open("rb") if path.is_fifo() else nullcontext(sys.stdin.buffer) as source:
        shutil.copyfileobj(source, target)
    return file
