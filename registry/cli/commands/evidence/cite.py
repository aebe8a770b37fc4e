"""What the sources say of a tenure: cite, claims, accept."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.commands.history.corrections import AppointmentArgument
from registry.cli.options import completion
from registry.cli.options.common import (
    ArchiveOption,
    AsKnownOnOption,
    Format,
    FormatOption,
    LocatorOption,
    NoteOption,
    ObservedOption,
    PublishedOption,
    PublisherOption,
    QuoteOption,
    common,
    entry,
    opened,
)
from registry.cli.options.edits import WhyOption
from registry.cli.options.subjects import TitleOption
from registry.cli.options.tables import tabled

SourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOURCE",
        help="The source: its web address, slug or title. A new source is added.",
        autocompletion=completion.sources,
    ),
]
SaysOption = Annotated[
    str | None,
    typer.Option("--says", metavar="VALUE", help="The value this source gives, if it differs from the recorded one."),
]

app = typer.Typer()


@app.command()
@entry
def cite(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    source: SourceArgument,
    supports: Annotated[
        str | None,
        typer.Option(
            metavar="FIELDS", help=("Fields the source supports: start,end,role,kind,rank,how,end_reason,replaces.")
        ),
    ] = None,
    says: SaysOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    observed: ObservedOption = None,
    note: NoteOption = None,
    title: TitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    archive: ArchiveOption = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove the citation. Choose one of several with --supports.")
    ] = False,
    form: FormatOption = Format.table,
) -> None:
    """Cite a source for a tenure, or remove a citation.

    If the source disagrees with the recorded value, its value is shown next to it.
    """
    from registry.cli.output.evidence import claims
    from registry.services.evidence.evidence import Evidence

    which = {"supports": supports, "says": says, "quote": quote, "locator": locator, "observed": observed}
    of_the_source = {"--note": note, "--title": title, "--publisher": publisher, "--published": published}
    of_the_source |= {"--archive": str(archive) if archive else None}
    if remove:
        for option, value in of_the_source.items():
            if value is not None:
                raise typer.BadParameter(f"{option} belongs to a new citation; leave it out", param_hint=option)
        because = common(ctx).because
        if because is None:
            raise typer.BadParameter("give the reason for removing the citation", param_hint="--because")
        given = {field: None if value == "none" else value for field, value in which.items() if value is not None}
        with opened(ctx) as registry:
            claims.uncited(registry.uncite(appointment, source, because, **given), form)
        return
    evidence = Evidence(source, title, publisher, published, quote, locator, observed)
    with opened(ctx) as registry:
        claims.cited(registry.cite(appointment, evidence, supports, says, note, archive=archive), form)


@app.command()
@tabled
def claims(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    field: Annotated[str | None, typer.Option(metavar="FIELD", help="Only this one: start, end, role, …")] = None,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Show what each source says of a tenure, field by field, next to the recorded value."""
    from registry.cli.output.evidence import claims

    with opened(ctx, as_known_on) as registry:
        claims.claims(registry.claims(appointment, field), form)


@app.command()
@entry
def accept(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="start, end, rank, …")],
    source: Annotated[
        str,
        typer.Option(
            "--source",
            metavar="SOURCE",
            help="The source of the claim: a slug, a web address or an exact title.",
            autocompletion=completion.sources,
        ),
    ],
    because: WhyOption,
    says: Annotated[
        str | None,
        typer.Option("--says", metavar="VALUE", help=("The value of the claim, if the source makes several.")),
    ] = None,
    form: FormatOption = Format.table,
) -> None:
    """Adopt the value a source gives. The old value is kept, credited to the sources that gave it."""
    from registry.cli.output.evidence import claims

    with opened(ctx) as registry:
        claims.preferred(registry.accept(appointment, field, source, because, says), form)
