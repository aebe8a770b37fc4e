"""`registry import`: from our own package, or from a format of others."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import (
    Format,
    PublishedOption,
    PublisherOption,
    ReportOption,
    SourceOption,
    SourceTitleOption,
    common,
    entry,
    evidence_of,
)
from registry.domain.exchange.import_plan import ImportChoices, MissingEnds, Seams
from registry.domain.exchange.import_report import OnConflict

if TYPE_CHECKING:
    from registry.domain.exchange.import_report import ImportReport

app = typer.Typer()
_OURS = ("package", "jsonl")
# What can be said of a file of others, by its parameter; ours says it itself, and is taken in whole or not at all.
_OF_OTHERS = {
    "dataset": "--dataset", "on_conflict": "--on-conflict", "columns": "--column", "seats": "--seats",
    "ends": "--ends", "encoding": "--encoding", "wide": "--wide", "source": "--source",
    "source_title": "--source-title", "publisher": "--publisher", "published": "--published", "seams": "--seams",
    "missing_ends": "--missing-ends", "overlaps": "--overlaps", "unclear_dates": "--unclear-dates",
    "namesakes": "--namesakes", "continuous": "--continuous", "plan": "--plan",
}  # fmt: skip


class Overlaps(StrEnum):
    """What becomes of one person's overlapping rows in one role."""

    unite = "unite"


class UnclearDates(StrEnum):
    """What becomes of a date that cannot be read."""

    keep = "keep"


class Namesakes(StrEnum):
    """What becomes of somebody who could be several recorded people."""

    add = "add"


class Ends(StrEnum):
    """What the last date of a tenure means in a file."""

    inclusive = "inclusive"
    exclusive = "exclusive"


@app.command("import")
@entry
def import_file(
    ctx: typer.Context,
    path: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER|-", help="A file, the folder of a data package, or - for stdin.")
    ],
    form: Annotated[str | None, typer.Option("--format", "-f", help="File format (detected if omitted).")] = None,
    dataset: Annotated[
        str | None,
        typer.Option(help=("Name used to recognise the next version of this file (default: the file name).")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be imported. Nothing is recorded.")
    ] = False,
    on_conflict: Annotated[
        OnConflict, typer.Option(help="Rows that clash: abort the import, skip them, or record them as disputed.")
    ] = OnConflict.REJECT,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            "-c",
            metavar="WHAT=HEADING",
            help=("What a column holds (WHAT=HEADING), or one value for every row (WHAT==VALUE)."),
        ),
    ] = None,
    seats: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER|auto|ROLE=NUMBER",
            help=(
                "Number of seats where the file does not give it: a number, unlimited, auto (as many as were "
                "held at once), or ROLE=NUMBER for one role. Repeatable."
            ),
        ),
    ] = None,
    seams: Annotated[
        Seams | None,
        typer.Option(
            help=(
                "If the dates let two successors hold a role at once: either may have been in office, or the "
                "hand-over was on the first or last of those days."
            )
        ),
    ] = None,
    missing_ends: Annotated[
        MissingEnds | None,
        typer.Option(
            help=("Predecessors without an end date: they left when the successor began, or on an unknown day.")
        ),
    ] = None,
    overlaps: Annotated[
        Overlaps | None, typer.Option(help="Merge overlapping rows of one person in one role into one tenure.")
    ] = None,
    unclear_dates: Annotated[
        UnclearDates | None,
        typer.Option(
            help=("Unreadable dates and ends before starts: record as unknown and keep the text in the note.")
        ),
    ] = None,
    namesakes: Annotated[
        Namesakes | None, typer.Option(help="People whose name matches several recorded people: add them as new.")
    ] = None,
    continuous: Annotated[
        bool,
        typer.Option(
            "--continuous", help=("Roles with one seat are never vacant: each tenure follows the one before.")
        ),
    ] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help="Show what prevents the import and which options would settle it.")
    ] = False,
    ends: Annotated[
        Ends | None, typer.Option(help=("Whether an end date is the last day in office, or the day after it."))
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="Encoding of a text table, such as cp1251 (default: recognised).")
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="Turn a table with one column per year or office into one row per tenure.")
    ] = False,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    report: ReportOption = Format.table,
) -> None:
    """Import a file: all of it, or nothing. Creates the registry if there is none.

    A newer version of a file updates what the last one wrote. --on-conflict decides about rows that clash or break
    a rule.
    """
    from registry.api import CommandRegistry
    from registry.cli.output.exchange import import_plan
    from registry.cli.output.progress import counting, lines_of
    from registry.cli.output.tenures import answers
    from registry.domain.exchange.import_report import ReadingOptions
    from registry.services.exchange.package import is_ours

    number, auto, of_roles = _seats(seats or ())
    choices = ImportChoices(
        seats_auto=auto, seats_of=of_roles, seams=seams, missing_ends=missing_ends, unite=overlaps is not None,
        keep_unclear_dates=unclear_dates is not None, add_namesakes=namesakes is not None, continuous=continuous,
    )  # fmt: skip

    evidence = evidence_of(source, source_title, publisher, published, None, None, None)
    given = common(ctx)
    created = not given.db.exists()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        file = _file(path, folder)
        db = folder / "tried.db" if (dry_run or plan) and created else given.db
        with CommandRegistry.creating(
            db, actor=given.by, because=given.because, date_order=given.date_order
        ) as registry:
            if form in _OURS or (form is None and is_ours(file)):
                _refuse_unasked(ctx)
                tables = registry.import_package(file, dry_run=dry_run or plan)
                tell: Callable[[], None] = partial(answers.imported, tables, report)
            else:
                reading = ReadingOptions(
                    dataset=dataset or ("stdin" if file != path else None),
                    exclusive=None if ends is None else ends is Ends.exclusive,
                    columns=tuple(_column(each) for each in columns or ()),
                    seats=number,
                    choices=choices,
                    encoding=encoding,
                    wide=wide,
                )

                def attempt(reading: ReadingOptions, on_conflict: OnConflict) -> ImportReport:
                    with counting(lambda: lines_of(file)) as heard:
                        return registry.import_file(
                            file, form, reading=reading, on_conflict=on_conflict, evidence=evidence,
                            dry_run=dry_run or plan, heard=heard,
                        )  # fmt: skip

                tell = import_plan.settled_in_steps(
                    attempt, reading, on_conflict, typed_options(ctx, str(path)), report, dry_run=dry_run, plan=plan
                )
    tell()  # not before: a new registry stays, though somebody may close the pipe or press Ctrl-C while it is told of
    if created and not dry_run and not plan:
        typer.echo(f"Created {given.db}.", err=True)


def _refuse_unasked(ctx: typer.Context) -> None:
    for parameter, option in _OF_OTHERS.items():
        given = ctx.get_parameter_source(parameter)
        if given is not None and given.name == "COMMANDLINE":
            raise typer.BadParameter(f"{option} does not apply to registry packages; remove it")


def _column(given: str) -> tuple[str, str]:
    what, equals, heading = given.partition("=")
    if not equals or not what.strip() or not heading.strip():
        raise typer.BadParameter(
            f"{given!r} is not WHAT=HEADING; write person=Name, or organization==Senate for every row",
            param_hint="--column",
        )
    return what.strip(), heading.strip()


def _seats(given: Sequence[str]) -> tuple[int | None, bool, tuple[tuple[str, int], ...]]:
    """Of roles of which the file says nothing (0 = unlimited), whether as many as were needed, of single roles."""
    number, auto, of_roles = None, False, []
    for each in given:
        role, equals, seats = each.rpartition("=")
        if each == "auto":
            auto = True
        elif equals and role.strip():
            of_roles.append((role.strip(), _number(seats.strip())))
        else:
            number = _number(each)
    return number, auto, tuple(of_roles)


def _number(given: str) -> int:
    if given == "unlimited":
        return 0
    if given.isascii() and given.isdigit() and 0 < int(given) < 1_000_000_000:
        return int(given)
    raise typer.BadParameter(
        f"{given!r} is not a number of seats; write 1, 2, …, unlimited, auto or ROLE=NUMBER", param_hint="--seats"
    )


def _file(path: Path, folder: Path) -> Path:
    """The file; what comes by stdin or another pipe, which can be read but once, put into one."""
    if str(path) != "-" and not path.is_fifo():
        return path
    file = folder / "stdin"
    with file.open("wb") as target, path.open("rb") if path.is_fifo() else nullcontext(sys.stdin.buffer) as source:
        shutil.copyfileobj(source, target)
    return file


def typed_options(ctx: typer.Context, path: str) -> list[str]:
    """The command as it was typed, without what decides on conflicts: to be typed again with other options."""
    words = ["registry", "import", path]
    if ctx.parent is not None and (db := ctx.parent.get_parameter_source("db")) and db.name == "COMMANDLINE":
        words[1:1] = ["--db", str(ctx.parent.params["db"])]
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is None or source.name != "COMMANDLINE" or parameter.name in (*_NOT_AGAIN, "path"):
            continue
        value = ctx.params[parameter.name or ""]
        if value is True:
            words.append(parameter.opts[0])
        else:
            for each in value if isinstance(value, (list, tuple)) else [value]:
                if parameter.name == "seats" and not (str(each).isdigit() or each == "unlimited"):
                    continue  # the plan has it
                words += [parameter.opts[0], str(each)]
    return words


_NOT_AGAIN = (
    "on_conflict",
    "plan",
    "dry_run",
    "seams",
    "missing_ends",
    "overlaps",
    "unclear_dates",
    "namesakes",
    "continuous",
)
