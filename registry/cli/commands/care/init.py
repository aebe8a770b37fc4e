"""The registry's file: init."""

from __future__ import annotations

import typer

from registry.cli.options.common import common

app = typer.Typer()


@app.command()
def init(ctx: typer.Context) -> None:
    """Create an empty registry."""
    from registry.api import Registry

    path = common(ctx).db
    if Registry.create(path):
        typer.echo(f"Created {path}. Next: registry organization add NAME, registry role add TITLE --organization NAME")
    else:
        typer.echo(f"{path} is a registry already; nothing changed.")
