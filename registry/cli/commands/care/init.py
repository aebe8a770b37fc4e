"""The registry's file: init."""

from __future__ import annotations

import shlex
from typing import Annotated

import typer

from registry.cli.options.common import common, within

app = typer.Typer()

_QUESTION = 'who "minister of defense" --on "24 February 2014"'


@app.command()
def init(
    ctx: typer.Context,
    sample: Annotated[
        bool, typer.Option("--sample", help="Fill it with real offices and their sources, to try things out.")
    ] = False,
) -> None:
    """Create an empty registry, or one with the sample."""
    from registry.api import CommandRegistry

    path = common(ctx).db
    if sample:
        _with_sample(ctx)
    elif CommandRegistry.create(path):
        program = shlex.join(["registry", *within(ctx)])
        typer.echo(f"Created {path}. Next: {program} record SENTENCE, or {program} organization add NAME")
    else:
        typer.echo(f"{path} is already a registry; nothing changed.")


def _with_sample(ctx: typer.Context) -> None:
    from registry.api import CommandRegistry
    from registry.domain.errors import RegistryError
    from registry.services.care.sample import sample_folder

    given = common(ctx)
    if CommandRegistry.is_one(given.db):
        raise RegistryError(f"{given.db} is already a registry; name a new file for the sample with --db FILE")
    report = CommandRegistry.from_package(given.db, sample_folder(), actor=given.by, because="the sample registry")
    rows = {table.table: table.added for table in report}
    typer.echo(
        f"Created {given.db} with the sample: {rows['roles']} roles, {rows['people']} people, "
        f"{rows['appointments']} appointments, {rows['sources']} sources."
    )
    typer.echo(f"Try: {shlex.join(['registry', *within(ctx)])} {_QUESTION}")
