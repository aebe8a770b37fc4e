"""What was so during a tenure: absent, detail, event; and to whom a post answered: chain."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from registry.cli.commands.history.corrections import AppointmentArgument
from registry.cli.options import completion
from registry.cli.options.common import (
    AsKnownOnOption,
    Format,
    FormatOption,
    NoteOption,
    common,
    entry,
    opened,
)
from registry.cli.options.edits import refuse_with_remove
from registry.cli.options.evidence import EvidenceOptions, cited
from registry.cli.options.subjects import LastDayOption, TakeBackOption
from registry.domain.vocabulary import ACTS, DETAILS

app = typer.Typer()

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day; since the tenure began if left out.")
]
ToOption = LastDayOption
RemoveOption = TakeBackOption


class Side(StrEnum):
    """Which end of a tenure."""

    start = "start"
    end = "end"


@app.command()
def chain(
    ctx: typer.Context,
    words: Annotated[
        str, typer.Argument(metavar="PERSON|ROLE", help="The role, or the person.", autocompletion=completion.roles)
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; today if left out.")] = None,
    down: Annotated[bool, typer.Option("--down", help="Who answered to them, not to whom they answered.")] = False,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """To whom a role or a person answered on a day, nearest first, or who answered to them."""
    from registry.cli.output.tenures import chains

    with opened(ctx, as_known_on) as registry:
        chains.chain(registry.chain(words, on, down=down), form)


@app.command()
@entry
@cited
def absent(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day of the absence.")],
    until: ToOption = None,
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="Maternity leave, suspended, captive, …")
    ] = "absent",
    covered_by: Annotated[
        str | None,
        typer.Option(
            "--covered-by",
            metavar="PERSON",
            help="Who acted for them; this is recorded, too.",
            autocompletion=completion.people,
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Always add a new person for --covered-by.")] = False,
    evidence: EvidenceOptions = None,
    form: FormatOption = Format.table,
) -> None:
    """Record that a holder was absent, and who covered them; they still hold the role."""
    from registry.cli.output.tenures import chains

    with opened(ctx) as registry:
        found = registry.absent(appointment, start, until, why=why, covered_by=covered_by, new=new, evidence=evidence)
        chains.details(found, form)


@app.command()
@entry
@cited
def detail(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"What it is: {', '.join(DETAILS)}, or another word.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What it was.")],
    start: FromOption = None,
    until: ToOption = None,
    remove: RemoveOption = False,
    note: NoteOption = None,
    evidence: EvidenceOptions = None,
    form: FormatOption = Format.table,
) -> None:
    """Record what was so of a tenure for some of its days: a rank, a party, an area."""
    from registry.cli.output.tenures import chains

    if remove:
        refuse_with_remove({"--to": until, "--note": note, "--source": evidence})
    with opened(ctx) as registry:
        found = registry.detail(
            appointment, field, value, start, until, note=note, evidence=evidence, remove=remove,
            because=common(ctx).because,
        )  # fmt: skip
        chains.details(found, form)


@app.command()
@entry
@cited
def event(
    ctx: typer.Context,
    appointment: AppointmentArgument,
    side: Annotated[Side, typer.Argument(metavar="start|end", help="Of which end of the tenure.")],
    act: Annotated[
        str | None, typer.Argument(metavar="ACT", help=f"What happened: {', '.join(ACTS)}, or another word.")
    ] = None,
    on: Annotated[str | None, typer.Argument(metavar="DATE", help="When.")] = None,
    announced: Annotated[str | None, typer.Option("--announced", metavar="DATE", help="When it was announced.")] = None,
    decreed: Annotated[str | None, typer.Option("--decreed", metavar="DATE", help="When it was decreed.")] = None,
    elected: Annotated[str | None, typer.Option("--elected", metavar="DATE", help="When the election was.")] = None,
    confirmed: Annotated[str | None, typer.Option("--confirmed", metavar="DATE", help="When it was confirmed.")] = None,
    sworn_in: Annotated[str | None, typer.Option("--sworn-in", metavar="DATE", help="When the oath was taken.")] = None,
    took_up: Annotated[str | None, typer.Option("--took-up", metavar="DATE", help="When work began.")] = None,
    published_on: Annotated[
        str | None, typer.Option("--published-on", metavar="DATE", help="When the appointment was published.")
    ] = None,
    effective: Annotated[str | None, typer.Option("--effective", metavar="DATE", help="When it took effect.")] = None,
    left: Annotated[str | None, typer.Option("--left", metavar="DATE", help="When they left.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="When the end is due.")] = None,
    remove: RemoveOption = False,
    note: NoteOption = None,
    evidence: EvidenceOptions = None,
    form: FormatOption = Format.table,
) -> None:
    """Record a further date of the start or the end of a tenure; its own date stays the one that answers."""
    from registry.cli.output.tenures import chains

    given = {
        "announced": announced, "decreed": decreed, "elected": elected, "confirmed": confirmed, "sworn in": sworn_in,
        "took up": took_up, "published": published_on, "effective": effective, "left": left, "due": due,
    }  # fmt: skip
    events = {name: day for name, day in given.items() if day is not None}
    if act is not None and on is None:
        raise typer.BadParameter(f"give the day on which the {side.value} was {act}", param_hint="DATE")
    if act is not None and on is not None:
        if act in events:
            raise typer.BadParameter(f"the day of {act!r} is given twice; give it once", param_hint="ACT")
        events[act] = on
    if not events:
        raise typer.BadParameter("say what happened and when, such as --announced 2024-02-08", param_hint="ACT")
    if remove:
        refuse_with_remove({"--note": note, "--source": evidence})
    with opened(ctx) as registry:
        found = registry.event(
            appointment, side.value, events, note=note, evidence=evidence, remove=remove, because=common(ctx).because
        )
        chains.details(found, form)
