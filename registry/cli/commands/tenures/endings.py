"""Entries of who leaves: end, vacant. At a terminal what is left out is asked for; elsewhere it is refused."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.commands.tenures.entries import ReasonOption, RoleArgument
from registry.cli.options import completion
from registry.cli.options.common import (
    Format,
    FormatOption,
    NoteOption,
    entry,
    opened,
)
from registry.cli.options.evidence import ObservedEvidenceOptions, cited

app = typer.Typer()


@app.command()
@entry
@cited
def end(
    ctx: typer.Context,
    person: Annotated[str | None, typer.Argument(help="The person.", autocompletion=completion.people)] = None,
    role: RoleArgument = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The last day; 'unknown' if only the fact is known.")
    ] = None,
    reason: ReasonOption = None,
    evidence: ObservedEvidenceOptions = None,
    form: FormatOption = Format.table,
) -> None:
    """Record the last day of a tenure.

    At a terminal everything that is needed and left out is asked for. PERSON and ROLE may stand in either order.
    """
    from registry.cli.commands.tenures.asking import Asking, RoleAnswer, in_order
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        asking = Asking(ctx, registry)
        person, role = in_order(registry, person, role)
        who, _ = asking.person(person, known=True)
        given = RoleAnswer(role) if role else asking.open_role_of(who) if asking.asked else None
        what = asking.role(given, known=True)
        on = asking.date("--on", "Last day", on)
        asking.confirm(f"the end of {who}, {what.words}: {on}")
        answers.written(registry.end(who, what.words, on, reason=reason, evidence=evidence), form, on)


@app.command()
@entry
@cited
def vacant(
    ctx: typer.Context,
    role: RoleArgument = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="The first day. Without it, an open vacancy is ended.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day without a holder.")] = None,
    note: NoteOption = None,
    evidence: ObservedEvidenceOptions = None,
    form: FormatOption = Format.table,
) -> None:
    """Record that nobody held a role, or one of its seats: a fact like a tenure."""
    from registry.cli.commands.tenures.asking import Asking, RoleAnswer
    from registry.cli.output.tenures import answers

    if role and start is None and until is None:
        raise typer.BadParameter(
            "give the first day with --from, or the end of an open vacancy with --to", param_hint="--from"
        )
    with opened(ctx) as registry:
        asking = Asking(ctx, registry)
        what = asking.role(RoleAnswer(role) if role else None, known=True)
        if start is None and until is None:
            start = asking.optional_date("First day without a holder (Enter: an open vacancy ended)")
            until = asking.optional_date("Last day (Enter: still vacant)")
        asking.confirm(f"that {what.words} was vacant")
        answers.written(registry.vacant(what.words, start, until, note=note, evidence=evidence), form, start, until)
