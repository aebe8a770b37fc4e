"""Questions: who, history, career, holders, timeline. Each is asked about a day or about a span of days."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from registry.cli.options.common import AsKnownOnOption, Format, FormatOption, opened
from registry.cli.options.subjects import BelowOption, OrganizationArgument, PersonArgument, RoleArgument
from registry.cli.options.tables import tabled

app = typer.Typer()


class NamesOf(StrEnum):
    """Whose names an answer has."""

    then = "then"
    today = "today"


SpanFromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="At any time from this day, month or year.")
]
SpanToOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="At any time up to this day, month or year.")
]
OnDaysOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help=("The day, month, year or span asked about, such as 2013-09, 'the 1990s', 'after 2013' (default: today)."),
    ),
]
DaysOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help="At any time on this day, in this month, year or span: 2013-09, 'the 1990s', 'after 2013'.",
    ),
]
TermsOption = Annotated[bool, typer.Option("--terms", help="Consecutive terms of one person each for itself.")]
LineageOption = Annotated[
    bool, typer.Option("--lineage", help="Also who held what the role was, or had become, by successions of posts.")
]
NamesOption = Annotated[
    NamesOf, typer.Option("--names", help="Names of the days asked about, or those of today alone.")
]


ChartOption = Annotated[
    bool, typer.Option("--chart", help="Bars over the years: certain, presumed, possible, acting and vacant days.")
]


def _refuse_both(on: str | None, start: str | None, to: str | None) -> None:
    if on is not None and (start is not None or to is not None):
        raise typer.BadParameter("give --on, or --from and --to, not both", param_hint="--on")


@app.command()
def who(
    ctx: typer.Context,
    role: RoleArgument,
    on: OnDaysOption = None,
    start: SpanFromOption = None,
    to: SpanToOption = None,
    lineage: LineageOption = False,
    everyone: Annotated[
        bool, typer.Option("--all", help="Show possible holders even if others fill the seats.")
    ] = False,
    every_source: Annotated[
        bool, typer.Option("--sources", help="Show every source, not only the best one of each holder.")
    ] = False,
    names: NamesOption = NamesOf.then,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show who held a role on a day, in a month, a year or a span, how certain that is, and why."""
    from registry.cli.output.tenures import answers

    _refuse_both(on, start, to)
    with opened(ctx, as_known_on) as registry:
        found = registry.who(role, on, start=start, to=to, everyone=everyone, names=names, lineage=lineage)
        answers.answer(found, form, registry.today(), every_source=every_source)


@app.command()
@tabled
def history(
    ctx: typer.Context,
    role: RoleArgument,
    on: DaysOption = None,
    start: SpanFromOption = None,
    to: SpanToOption = None,
    terms: TermsOption = False,
    lineage: LineageOption = False,
    chart: ChartOption = False,
    names: NamesOption = NamesOf.then,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show everybody who held a role, for how long, with gaps and hand-overs."""
    _refuse_both(on, start, to)
    with opened(ctx, as_known_on) as registry:
        found = registry.history(role, on, start=start, to=to, terms=terms, names=names, lineage=lineage)
        if chart:
            from registry.cli.output.tenures import charts

            charts.succession(found, registry.today(), form)
            return
        from registry.cli.output.tenures import histories

        histories.succession(found, form)


@app.command()
@tabled
def career(
    ctx: typer.Context,
    person: PersonArgument,
    on: DaysOption = None,
    start: SpanFromOption = None,
    to: SpanToOption = None,
    terms: TermsOption = False,
    chart: ChartOption = False,
    names: NamesOption = NamesOf.then,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show every role that a person held."""
    _refuse_both(on, start, to)
    with opened(ctx, as_known_on) as registry:
        found = registry.career(person, on, start=start, to=to, terms=terms, names=names)
        if chart:
            from registry.cli.output.tenures import charts

            charts.career(found, registry.today(), form)
            return
        from registry.cli.output.tenures import histories

        histories.career(found, form)


@app.command()
@tabled
def holders(
    ctx: typer.Context,
    organization: OrganizationArgument,
    on: OnDaysOption = None,
    start: SpanFromOption = None,
    to: SpanToOption = None,
    below: BelowOption = False,
    names: NamesOption = NamesOf.then,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show who held what in an organization on a day, in a month, a year or a span."""
    from registry.cli.output.tenures import answers

    _refuse_both(on, start, to)
    with opened(ctx, as_known_on) as registry:
        answers.snapshot(registry.holders(organization, on, start=start, to=to, below=below, names=names), form)


@app.command()
def timeline(
    ctx: typer.Context,
    organization: OrganizationArgument,
    start: SpanFromOption = None,
    to: SpanToOption = None,
    below: BelowOption = False,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """The roles of an organization on the same years, with a bar for everybody who held them."""
    from registry.cli.output.tenures import charts

    with opened(ctx, as_known_on) as registry:
        charts.organization(registry.timeline(organization, start=start, to=to, below=below), registry.today(), form)
