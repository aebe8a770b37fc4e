"""`registry lake who|holders|career|changes|check`: the questions of a registry, asked of its export as a lake."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import Format, FormatOption, LimitOption, OnOption, common
from registry.cli.options.tables import tabled

if TYPE_CHECKING:
    from registry.lake import Lake

lake_app = typer.Typer(
    no_args_is_help=True, help="Ask an export as a lake (`registry export FOLDER --format lake`) by DuckDB or Spark."
)
app = typer.Typer()
app.add_typer(lake_app, name="lake")


class EngineName(StrEnum):
    """Who reads the files."""

    duckdb = "duckdb"
    spark = "spark"


LakeArgument = Annotated[
    str, typer.Argument(metavar="LAKE", help="The folder, or an address that the engine reads, such as s3://….")
]
EngineOption = Annotated[EngineName, typer.Option("--engine", help="DuckDB in this process, or Spark.")]
MasterOption = Annotated[
    str | None,
    typer.Option("--master", metavar="ADDRESS", help="Spark's: local[*] (the default) or a cluster's address."),
]
AllOption = Annotated[bool, typer.Option("--all", help="The merely possible, too, when others fill the seats.")]


@lake_app.command()
@tabled
def who(
    ctx: typer.Context,
    place: LakeArgument,
    role: Annotated[str, typer.Argument(help="The role: its slug, an identifier or a whole name.")],
    on: OnOption = None,
    everyone: AllOption = False,
    engine: EngineOption = EngineName.duckdb,
    master: MasterOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who held a role on a day, and how certain that is."""
    from registry.cli.output.lake import lake

    with _opened(place, engine, master) as opened:
        lake.answers([opened.who(role, _day(ctx, on), everyone=everyone)], form)


@lake_app.command()
@tabled
def holders(
    ctx: typer.Context,
    place: LakeArgument,
    organization: Annotated[
        str | None, typer.Argument(help="The organization; left out, every role that anybody held.")
    ] = None,
    on: OnOption = None,
    everyone: AllOption = False,
    engine: EngineOption = EngineName.duckdb,
    master: MasterOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who held what on a day, in an organization or everywhere."""
    from registry.cli.output.lake import lake

    with _opened(place, engine, master) as opened:
        lake.answers(opened.holders(_day(ctx, on), organization, everyone=everyone), form)


@lake_app.command()
@tabled
def career(
    ctx: typer.Context,
    place: LakeArgument,
    person: Annotated[str, typer.Argument(help="The person: a slug, an identifier or a whole name.")],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Only roles held on this day.")] = None,
    engine: EngineOption = EngineName.duckdb,
    master: MasterOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Every role that a person held."""
    from registry.cli.output.lake import lake

    with _opened(place, engine, master) as opened:
        day = _day(ctx, on) if on else None
        lake.terms(opened.career(person, day, day), form)


@lake_app.command()
@tabled
def changes(
    ctx: typer.Context,
    place: LakeArgument,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day.")],
    organization: Annotated[str | None, typer.Argument(help="The organization; left out, all of them.")] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day, inclusive; today if left out.")
    ] = None,
    limit: LimitOption = None,
    engine: EngineOption = EngineName.duckdb,
    master: MasterOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who entered and who left a role from one day to another, both inclusive."""
    from registry.cli.output.lake import lake

    with _opened(place, engine, master) as opened:
        lake.movements(opened.changes(_day(ctx, start), _day(ctx, end), organization)[:limit], form)


@lake_app.command()
@tabled
def check(
    ctx: typer.Context,
    place: LakeArgument,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Up to when an open tenure counts; today if left out."),
    ] = None,
    limit: LimitOption = None,
    engine: EngineOption = EngineName.duckdb,
    master: MasterOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Find what cannot be true: more holders than seats, in office after death or outside a role's life.

    The exit code is 1 if there is anything.
    """
    from registry.cli.output.lake import lake

    with _opened(place, engine, master) as opened:
        found = opened.check(_day(ctx, on))
    lake.findings(found[:limit], len(found), form)
    if found:
        raise typer.Exit(1)


def _opened(place: str, engine: EngineName, master: str | None) -> Lake:
    from registry.lake import Lake

    return Lake(place if "://" in place else Path(place), engine, master)


def _day(ctx: typer.Context, words: str | None) -> str:
    """The one day that is meant, as ISO text; today for nothing. Raises DateError for more than one day."""
    from registry.domain.dates.edtf import exact_day, read_edtf
    from registry.domain.dates.phrases import read_date
    from registry.domain.errors import DateError

    if words is None:
        return date.today().isoformat()
    day = exact_day(read_edtf(read_date(words, common(ctx).date_order)))
    if day is None:
        raise DateError(f"{words!r} is not one day; a lake is asked about a day, such as 2025-03-17")
    return day
