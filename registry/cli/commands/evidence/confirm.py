"""How old the evidence is: confirm, roster, stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options.common import (
    AsKnownOnOption,
    Format,
    FormatOption,
    LimitOption,
    LocatorOption,
    PublishedOption,
    PublisherOption,
    QuoteOption,
    SourceOption,
    SourceTitleOption,
    entry,
    evidence_of,
    opened,
)
from registry.cli.options.subjects import OrganizationArgument, PersonArgument, RoleArgument, SubjectArgument
from registry.cli.options.tables import tabled
from registry.cli.output.lengths import days_of

if TYPE_CHECKING:
    from registry.services.evidence.evidence import Evidence

app = typer.Typer()


@app.command()
@entry
def confirm(
    ctx: typer.Context,
    person: PersonArgument,
    role: RoleArgument,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day on which the source shows them in office.")],
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Record that a source shows a person in office on a day: their tenure is certain up to it."""
    from registry.cli.output.evidence import confirmations

    evidence = _evidence(source, source_title, publisher, published, quote, locator)
    with opened(ctx) as registry:
        confirmations.confirmed(registry.confirm(person, role, on, evidence), form)


@app.command()
@entry
@tabled
def roster(
    ctx: typer.Context,
    organization: OrganizationArgument,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="The list: one name per line, or CSV with the heading name,role; - reads stdin."
        ),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The date of the list.")],
    skip_unknown: Annotated[
        bool, typer.Option("--skip-unknown", help="Skip lines that match nobody recorded there.")
    ] = False,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Record a list of everybody in office in an organization on a day: those listed are confirmed.

    People recorded as in office but missing from the list are reported (also by `registry check`). No tenure is ended.
    """
    from registry.cli.output.evidence import confirmations

    evidence = _evidence(source, source_title, publisher, published, quote, locator)
    listed = sys.stdin.buffer if file == "-" else Path(file)
    with opened(ctx) as registry:
        confirmations.roster(registry.roster(organization, on, listed, evidence, skip_unknown=skip_unknown), form)


@app.command()
@tabled
def stale(
    ctx: typer.Context,
    about: SubjectArgument = None,
    older_than: Annotated[
        str, typer.Option(metavar="TIME", help="Minimum age of the newest evidence: 90d, 6w, 18m, 1y.")
    ] = "1y",
    as_known_on: AsKnownOnOption = None,
    limit: LimitOption = None,
    form: FormatOption = Format.table,
) -> None:
    """List open tenures that have not been confirmed recently, oldest evidence first."""
    from registry.cli.output.evidence import confirmations

    days = days_of(older_than, "--older-than")
    with opened(ctx, as_known_on) as registry:
        confirmations.stale(registry.stale(about, older_than=days)[:limit], older_than, form)


def _evidence(
    source: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    quote: str | None,
    locator: str | None,
) -> Evidence:
    evidence = evidence_of(source, title, publisher, published, quote, locator, None)
    if evidence is None:
        raise typer.BadParameter(
            "give the source with --source: a web address or a recorded source", param_hint="--source"
        )
    return evidence
