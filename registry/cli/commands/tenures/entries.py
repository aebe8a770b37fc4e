"""Entries of who begins: appoint, succeed. At a terminal what is left out or unclear is asked about; else refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import (
    Format,
    FormatOption,
    NewOption,
    NoteOption,
    entry,
    opened,
)
from registry.cli.options.evidence import ObservedEvidenceOptions, cited
from registry.cli.prompts import at_terminal, choose
from registry.domain.errors import NotFoundError, SimilarError
from registry.domain.vocabulary import Kind, Status

if TYPE_CHECKING:
    from registry.api import Registry
    from registry.cli.commands.tenures.asking import RoleAnswer
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
    typer.Option("--replacing", metavar="PERSON", help="The predecessor.", autocompletion=completion.people),
]
ReplacingSinceOption = Annotated[
    str | None,
    typer.Option(
        "--replacing-since",
        metavar="DATE",
        help="The predecessor's first day, or unknown; a missing predecessor is recorded.",
    ),
]
CreateOption = Annotated[
    bool, typer.Option("--create", help="Add the role, its organization and the predecessor, if they are missing.")
]
OfOption = Annotated[
    str | None,
    typer.Option(
        "--organization",
        metavar="NAME",
        help="The organization of a role that --create adds.",
        autocompletion=completion.organizations,
    ),
]
PersonArgument = Annotated[
    str | None,
    typer.Argument(help="The person; added if nobody has a similar name.", autocompletion=completion.people),
]
RoleArgument = Annotated[str | None, typer.Argument(help="The role.", autocompletion=completion.roles)]


app = typer.Typer()


@app.command()
@entry
@cited
def appoint(
    ctx: typer.Context,
    person: PersonArgument = None,
    role: RoleArgument = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day, as exactly as it is known.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The last day; 'unknown' if it has ended.")
    ] = None,
    acting: ActingOption = False,
    status: Annotated[
        Status, typer.Option("--status", help="disputed: a rival claimant, whose days may overlap with the holder's.")
    ] = Status.ACCEPTED,
    rank: RankOption = None,
    how: HowOption = None,
    reason: ReasonOption = None,
    replacing: ReplacingOption = None,
    replacing_since: ReplacingSinceOption = None,
    create: CreateOption = False,
    organization: OfOption = None,
    note: NoteOption = None,
    evidence: ObservedEvidenceOptions = None,
    new: NewOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Record that a person held a role from one day to another, both inclusive.

    At a terminal everything that is needed and left out is asked for. PERSON and ROLE may stand in either order.
    """
    from registry.cli.commands.tenures.asking import Asking, RoleAnswer, in_order

    _refuse_since_of_nobody(replacing, replacing_since)
    with opened(ctx) as registry:
        asking = Asking(ctx, registry)
        bare = person is role is start is None
        person, role = in_order(registry, person, role)
        who, new = (person, new) if person else asking.person(None)
        what = asking.role(RoleAnswer(role, create, organization) if role else None)
        start = asking.date("--from", "First day", start)
        if bare:
            until = asking.optional_date("Last day (Enter: still in office)")
            replacing, replacing_since = asking.predecessor(what)
        asking.confirm(f"{who}, {what.words}, from {start}")

        def record(who: str, added: bool) -> EntryReport:
            return registry.appoint(
                who, what.words, start, until, kind=_kind(acting), status=status, rank=rank, how=how, reason=reason,
                note=note, replacing=replacing, replacing_since=replacing_since, create=what.create,
                organization=what.organization, evidence=evidence, new=added,
            )  # fmt: skip

        _write(ctx, registry, record, (who, new), what, form, start, until)


@app.command()
@entry
@cited
def succeed(
    ctx: typer.Context,
    role: RoleArgument = None,
    person: PersonArgument = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the hand-over.")] = None,
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
    replacing_since: ReplacingSinceOption = None,
    acting: ActingOption = False,
    rank: RankOption = None,
    how: HowOption = None,
    reason: ReasonOption = None,
    create: CreateOption = False,
    organization: OfOption = None,
    note: NoteOption = None,
    evidence: ObservedEvidenceOptions = None,
    new: NewOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Record a hand-over: end the incumbent's tenure and start the successor's.

    At a terminal everything that is needed and left out is asked for. ROLE and PERSON may stand in either order.
    """
    from registry.cli.commands.tenures.asking import Asking, RoleAnswer, in_order

    _refuse_since_of_nobody(replacing, replacing_since)
    with opened(ctx) as registry:
        asking = Asking(ctx, registry)
        person, role = in_order(registry, person, role)
        what = asking.role(RoleAnswer(role, create, organization) if role else None)
        unknown = asking.asked and not asking.tell_incumbents(what)
        who, new = (person, new) if person else asking.person(None, label="Successor")
        on = asking.date("--on", "Day of the hand-over", on)
        if unknown and not replacing:
            replacing, replacing_since = asking.predecessor(what)
        asking.confirm(f"{who}, {what.words}, from {on}")

        def record(who: str, added: bool) -> EntryReport:
            return registry.succeed(
                what.words, who, on, outgoing_to=outgoing_to, replacing=replacing, replacing_since=replacing_since,
                kind=_kind(acting), rank=rank, how=how, reason=reason, note=note, create=what.create,
                organization=what.organization, evidence=evidence, new=added,
            )  # fmt: skip

        _write(ctx, registry, record, (who, new), what, form, on)


def _kind(acting: bool) -> Kind:
    return Kind.ACTING if acting else Kind.SUBSTANTIVE


def _refuse_since_of_nobody(replacing: str | None, since: str | None) -> None:
    if since is not None and replacing is None:
        raise typer.BadParameter("say who was replaced with --replacing", param_hint="--replacing-since")


def _write(
    ctx: typer.Context,
    registry: Registry,
    record: Callable[[str, bool], EntryReport],
    person: tuple[str, bool],
    role: RoleAnswer,
    form: Format,
    *dates: str | None,
) -> None:
    """Record it; where the person's name is like another's, ask at a terminal who is meant."""
    from registry.cli.commands.tenures.asking import with_the_way_to_add
    from registry.cli.output.tenures import answers

    try:
        written = record(*person)
    except SimilarError as error:
        if not at_terminal():
            raise
        typer.echo(f"{person[0]!r} is not recorded. Similar names:", err=True)
        slug = choose("Which one?", error.candidates, "somebody new")
        written = record(slug or person[0], slug is None)
    except NotFoundError as error:
        raise with_the_way_to_add(ctx, registry, role, error) from error
    answers.written(written, form, *dates)
