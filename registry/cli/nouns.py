"""What is named: `registry person|role|organization add|list`."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from registry.cli.options import (
    AlsoOption,
    Format,
    FormatOption,
    IdOption,
    NewOption,
    NoteOption,
    entry,
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
@entry
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
@entry
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


@role_app.command("show")
def show_role(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.")],
    form: FormatOption = Format.table,
) -> None:
    """A role's seats, life, terms and what it is incompatible with."""
    from registry.cli import render_rules

    with opened(ctx) as registry:
        render_rules.policies(registry.policies(role), form)


@role_app.command("edit")
@entry
def edit_role(
    ctx: typer.Context,
    role: Annotated[str, typer.Argument(help="The role.")],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Another main title; the slug stays.")] = None,
    seats: Annotated[str | None, typer.Option(metavar="N|unlimited", help="How many may hold it at once.")] = None,
    seats_since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day from which on there are so many; always, if left out.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    continuous: Annotated[
        bool | None,
        typer.Option("--continuous/--gaps-allowed", help="Whether a day without a holder is worth a warning."),
    ] = None,
    term: Annotated[
        str | None, typer.Option(metavar="TIME|none", help="How long a term is: '4 years', '18 months'.")
    ] = None,
    term_limit: Annotated[
        str | None, typer.Option(metavar="N|none", help="How many terms one person may serve.")
    ] = None,
    incompatible: Annotated[
        list[str] | None, typer.Option(metavar="ROLE", help="Nobody may hold both; repeatable.")
    ] = None,
    compatible: Annotated[list[str] | None, typer.Option(metavar="ROLE", help="Takes that back; repeatable.")] = None,
    also: AlsoOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change a role: what is not named stays as it is. A date or a number is cleared with `none`."""
    from registry.cli import render_rules

    if seats_since is not None and seats is None:
        raise typer.BadParameter("say how many seats there are from then on, with --seats", param_hint="--seats-since")
    texts = {"title": title, "inception": since, "abolition": until, "note": note}
    changes: dict[str, Any] = {
        name: None if text == "none" else text for name, text in texts.items() if text is not None
    }
    if seats is not None:
        changes["seats"] = _seats(seats)
    if continuous is not None:
        changes["continuous"] = continuous
    if term is not None:
        changes["term_months"] = _months(term)
    if term_limit is not None:
        changes["term_limit"] = _number(term_limit)
    if not (changes or incompatible or compatible or also):
        raise typer.BadParameter("say what to change; `registry role edit --help` lists it", param_hint="role edit")
    with opened(ctx) as registry:
        edited = registry.edit_role(
            role, seats_since=seats_since, incompatible=incompatible or (), compatible=compatible or (),
            also=also or (), **changes,
        )  # fmt: skip
        render_rules.policies(edited, form)


def _months(text: str) -> int | None:
    """`4 years` or `18 months` as months; None for `none`."""
    if text == "none":
        return None
    match = re.fullmatch(r"([0-9]{1,4}) ?(years?|y|months?|m)", text)
    if match is None:
        raise typer.BadParameter(
            f"{text!r} is no length of a term; give '4 years', '18 months' or none", param_hint="--term"
        )
    return int(match[1]) * (12 if match[2].startswith("y") else 1)


def _number(text: str) -> int | None:
    if text == "none":
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise typer.BadParameter(f"{text!r} is no number of terms; give 1, 2, … or none", param_hint="--term-limit")


@person_app.command("add")
@entry
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
