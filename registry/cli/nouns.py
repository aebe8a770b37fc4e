"""What is named: `registry person|role|organization add|list`."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.options import (
    AlsoOption,
    Format,
    FormatOption,
    IdOption,
    NewOption,
    NoteOption,
    identifiers_of,
    opened,
)

person_app = typer.Typer(no_args_is_help=True, help="People.")
role_app = typer.Typer(no_args_is_help=True, help="Roles: posts in organizations.")
organization_app = typer.Typer(no_args_is_help=True, help="Organizations.")
app = typer.Typer()
app.add_typer(organization_app, name="organization")
app.add_typer(role_app, name="role")
app.add_typer(person_app, name="person")

SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="The first day of its existence.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day of its existence.")]


def _seats(text: str) -> int | None:
    """A number, or None for unlimited."""
    if text == "unlimited":
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise typer.BadParameter(f"{text!r} is no number of seats; give 1, 2, … or unlimited", param_hint="--seats")


@organization_app.command("add")
def add_organization(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The main name.")],
    parent: Annotated[
        str | None,
        typer.Option("--parent", metavar="ORGANIZATION", help="The organization that it stands below."),
    ] = None,
    also: AlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    identifier: IdOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Add an organization."""
    from registry.cli import render

    with opened(ctx) as registry:
        added = registry.add_organization(
            name, also=also or (), parent=parent, since=since, until=until,
            identifiers=identifiers_of(identifier), note=note,
        )  # fmt: skip
        render.added("organization", added, form)


@role_app.command("add")
def add_role(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="The title of the post.")],
    organization: Annotated[str, typer.Option("--organization", metavar="ORGANIZATION", help="Where the post is.")],
    seats: Annotated[str, typer.Option("--seats", metavar="N|unlimited", help="How many may hold it at once.")] = "1",
    also: AlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    identifier: IdOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Add a role to an organization."""
    from registry.cli import render

    number = _seats(seats)
    with opened(ctx) as registry:
        added = registry.add_role(
            title, organization, also=also or (), seats=number, since=since, until=until,
            identifiers=identifiers_of(identifier), note=note,
        )  # fmt: skip
        render.added("role", added, form)


@person_app.command("add")
def add_person(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The main name.")],
    also: AlsoOption = None,
    born: Annotated[str | None, typer.Option("--born", metavar="DATE", help="Day of birth.")] = None,
    died: Annotated[str | None, typer.Option("--died", metavar="DATE", help="Day of death.")] = None,
    identifier: IdOption = None,
    note: NoteOption = None,
    new: NewOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Add a person."""
    from registry.cli import render

    with opened(ctx) as registry:
        added = registry.add_person(
            name,
            also=also or (),
            born=born,
            died=died,
            identifiers=identifiers_of(identifier),
            note=note,
            new=new,
        )
        render.added("person", added, form)


@organization_app.command("list")
def list_organizations(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Every organization, by name."""
    from registry.cli import render

    with opened(ctx) as registry:
        render.listing("organization", registry.organizations(), form)


@role_app.command("list")
def list_roles(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Every role, by title."""
    from registry.cli import render

    with opened(ctx) as registry:
        render.listing("role", registry.roles(), form)


@person_app.command("list")
def list_people(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Everybody, by name."""
    from registry.cli import render

    with opened(ctx) as registry:
        render.listing("person", registry.people(), form)
