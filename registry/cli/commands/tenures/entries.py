"""Entries: appoint, succeed, end. At a terminal, an unclear person is asked about; elsewhere it is refused."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import (
    Format,
    FormatOption,
    LocatorOption,
    NewOption,
    NoteOption,
    ObservedOption,
    PublishedOption,
    PublisherOption,
    QuoteOption,
    SourceOption,
    SourceTitleOption,
    entry,
    evidence_of,
    opened,
)
from registry.domain.errors import SimilarError
from registry.domain.vocabulary import Kind

if TYPE_CHECKING:
    from registry.services.tenures.writing import EntryReport

ActingOption = Annotated[bool, typer.Option("--acting", help="In an acting capacity.")]
RankOption = Annotated[str | None, typer.Option("--rank", metavar="TEXT", help="Rank at the time.")]
HowOption = Annotated[str | None, typer.Option("--how", metavar="WORD", help="appointed, elected, ex officio, …")]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="WORD", help="Why it ended: resigned, dismissed, transferred, …"),
]
ReplacingOption = Annotated[
    str | None,
    typer.Option(
        "--replacing", metavar="PERSON", help="Whom the new holder directly succeeds.", autocompletion=completion.people
    ),
]
PersonArgument = Annotated[
    str, typer.Argument(help="The person; added if nobody resembles the name.", autocompletion=completion.people)
]


app = typer.Typer()


@app.command()
@entry
def appoint(
    ctx: typer.Context,
    person: PersonArgument,
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, as exactly as it is known.")],
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; 'unknown' if it has ended.")
    ] = None,
    acting: ActingOption = False,
    rank: RankOption = None,
    how: HowOption = None,
    reason: ReasonOption = None,
    replacing: ReplacingOption = None,
    note: NoteOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    observed: ObservedOption = None,
    new: NewOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Record that a person held a role from one day to another, both inclusive."""
    evidence = evidence_of(source, source_title, publisher, published, quote, locator, observed)
    with opened(ctx) as registry:

        def record(who: str, added: bool) -> EntryReport:
            return registry.appoint(
                who, role, start, until, kind=_kind(acting), rank=rank, how=how, reason=reason, note=note,
                replacing=replacing, evidence=evidence, new=added,
            )  # fmt: skip

        _write(record, person, new, form)


@app.command()
@entry
def succeed(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    person: PersonArgument,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day of the hand-over.")],
    outgoing_to: Annotated[
        str | None,
        typer.Option(
            "--outgoing-to",
            metavar="ROLE",
            help="The incumbent's next role, from that day.",
            autocompletion=completion.roles,
        ),
    ] = None,
    replacing: ReplacingOption = None,
    acting: ActingOption = False,
    rank: RankOption = None,
    how: HowOption = None,
    reason: ReasonOption = None,
    note: NoteOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    observed: ObservedOption = None,
    new: NewOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Record a hand-over: ends the incumbent's tenure, starts the successor's, in one act."""
    evidence = evidence_of(source, source_title, publisher, published, quote, locator, observed)
    with opened(ctx) as registry:

        def record(who: str, added: bool) -> EntryReport:
            return registry.succeed(
                role, who, on, outgoing_to=outgoing_to, replacing=replacing, kind=_kind(acting), rank=rank, how=how,
                reason=reason, note=note, evidence=evidence, new=added,
            )  # fmt: skip

        _write(record, person, new, form)


@app.command()
@entry
def end(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="The person.", autocompletion=completion.people)],
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The last day; 'unknown' if only the fact is known.")],
    reason: ReasonOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    observed: ObservedOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Record the last day of a tenure."""
    from registry.cli.output.tenures import answers

    evidence = evidence_of(source, source_title, publisher, published, quote, locator, observed)
    with opened(ctx) as registry:
        answers.written(registry.end(person, role, on, reason=reason, evidence=evidence), form)


@app.command()
@entry
def vacant(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day; left out, an open vacancy is ended.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day without a holder.")] = None,
    note: NoteOption = None,
    source: SourceOption = None,
    source_title: SourceTitleOption = None,
    publisher: PublisherOption = None,
    published: PublishedOption = None,
    quote: QuoteOption = None,
    locator: LocatorOption = None,
    observed: ObservedOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Record that nobody held a role, or one of its seats: a fact like a tenure."""
    from registry.cli.output.tenures import answers

    if start is None and until is None:
        raise typer.BadParameter("say when it began, or when an open vacancy ended", param_hint="--from")
    evidence = evidence_of(source, source_title, publisher, published, quote, locator, observed)
    with opened(ctx) as registry:
        answers.written(registry.vacant(role, start, until, note=note, evidence=evidence), form)


def _kind(acting: bool) -> Kind:
    return Kind.ACTING if acting else Kind.SUBSTANTIVE


def _write(record: Callable[[str, bool], EntryReport], person: str, new: bool, form: Format) -> None:
    """Record it; where the name is like another's, ask at a terminal who is meant."""
    from registry.cli.output.tenures import answers

    try:
        written = record(person, new)
    except SimilarError as error:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        who, added = _chosen(person, error)
        written = record(who, added)
    answers.written(written, form)


def _chosen(person: str, error: SimilarError) -> tuple[str, bool]:
    """The slug of the one who is meant, or the name and that they are new."""
    typer.echo(f"{person!r} is not recorded, but is much like:", err=True)
    for number, (slug, name) in enumerate(error.candidates, start=1):
        typer.echo(f"  {number}  {name} ({slug})", err=True)
    typer.echo("  n  somebody new", err=True)
    while True:
        answer = typer.prompt("Who is meant? (a number, n, or Ctrl-C to leave everything as it is)", err=True)
        if answer.strip().lower() == "n":
            return person, True
        if answer.strip().isdecimal() and 1 <= int(answer) <= len(error.candidates):
            return error.candidates[int(answer) - 1][0], False
