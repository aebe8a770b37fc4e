"""Questions: who, history, career, holders."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import AsKnownOnOption, Format, FormatOption, OnOption, opened

app = typer.Typer()


@app.command()
def who(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    on: OnOption = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="The merely possible, too, when others fill the seats.")
    ] = False,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who held a role on a day, how certain that is, and why."""
    from registry.cli.output.tenures import answers

    with opened(ctx, as_known_on) as registry:
        answers.answer(registry.who(role, on, everyone=everyone), form)


@app.command()
def history(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)],
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """The succession in a role: holders, how long each held it, gaps and hand-overs."""
    from registry.cli.output.tenures import answers

    with opened(ctx, as_known_on) as registry:
        answers.succession(registry.history(role), form)


@app.command()
def career(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="The person.", autocompletion=completion.people)],
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Every role that a person held."""
    from registry.cli.output.tenures import answers

    with opened(ctx, as_known_on) as registry:
        answers.career(registry.career(person), form)


@app.command()
def holders(
    ctx: typer.Context,
    organization: Annotated[str, typer.Argument(help="The organization.", autocompletion=completion.organizations)],
    on: OnOption = None,
    below: Annotated[bool, typer.Option("--below", help="Also in the organizations that stand below it.")] = False,
    as_known_on: AsKnownOnOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Who held what in an organization on a day."""
    from registry.cli.output.tenures import answers

    with opened(ctx, as_known_on) as registry:
        answers.snapshot(registry.holders(organization, on, below=below), form)
