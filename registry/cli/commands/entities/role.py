"""`registry role add|edit|name|show|list|remove`."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

from registry.cli.commands.entities.shared import add_identity_commands, add_rename_command, add_shared_commands
from registry.cli.commands.entities.succession import add_role_commands, add_succeeded_command
from registry.cli.options import completion
from registry.cli.options.common import (
    AlsoOption,
    Format,
    FormatOption,
    IdOption,
    NoteOption,
    entry,
    identifiers_of,
    opened,
)
from registry.cli.options.edits import (
    EditIdOption,
    EditNoteOption,
    NoIdOption,
    NotAlsoOption,
    SinceOption,
    UntilOption,
    changes_of,
    pairs_of,
    refuse_nothing,
)
from registry.cli.options.subjects import RoleArgument

role_app = typer.Typer(no_args_is_help=True, help="Roles: posts in organizations.")
app = typer.Typer()
app.add_typer(role_app, name="role")
add_shared_commands(
    role_app,
    "role",
    "roles",
    RoleArgument,
    "Show a role's seats, dates, terms, names and identifiers, and the roles it excludes.",
)
add_rename_command(role_app, "role", "roles", RoleArgument)
add_succeeded_command(role_app, "role", "roles", completion.roles)
add_role_commands(role_app, RoleArgument)
add_identity_commands(role_app, "role", "roles", completion.roles)


@role_app.command("add")
@entry
def add_role(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="The title of the post.")],
    organization: Annotated[
        str,
        typer.Option(
            "--organization",
            metavar="ORGANIZATION",
            help="The organization of the role.",
            autocompletion=completion.organizations,
        ),
    ],
    seats: Annotated[
        str, typer.Option("--seats", metavar="N|unlimited", help="How many people may hold it at once.")
    ] = "1",
    also: AlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    identifier: IdOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Add a role to an organization."""
    from registry.cli.output.tenures import answers

    number = _seats(seats)
    with opened(ctx) as registry:
        added = registry.roles.add(
            title, organization, also=also or (), seats=number, since=since, until=until,
            identifiers=identifiers_of(identifier), note=note,
        )  # fmt: skip
        answers.added("role", added, form)


@role_app.command("edit")
@entry
def edit_role(
    ctx: typer.Context,
    role: RoleArgument,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A new main title; the slug does not change.")
    ] = None,
    seats: Annotated[
        str | None, typer.Option(metavar="N|unlimited", help="How many people may hold it at once.")
    ] = None,
    seats_since: Annotated[
        str | None, typer.Option(metavar="DATE", help="The first day with that many seats (default: always).")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    continuous: Annotated[
        bool | None,
        typer.Option("--continuous/--gaps-allowed", help="Whether a day without a holder is worth a warning."),
    ] = None,
    term: Annotated[
        str | None, typer.Option(metavar="TIME|none", help="Length of a term: '4 years', '18 months'.")
    ] = None,
    term_limit: Annotated[
        str | None, typer.Option(metavar="N|none", help="How many terms one person may serve.")
    ] = None,
    incompatible: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="A role that the same person may not hold as well; repeatable.",
            autocompletion=completion.roles,
        ),
    ] = None,
    compatible: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE", help="Remove an --incompatible role; repeatable.", autocompletion=completion.roles
        ),
    ] = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change a role. Fields you leave out do not change; `none` empties one."""
    from registry.cli.output.entities import entities

    if seats_since is not None and seats is None:
        raise typer.BadParameter("give the number of seats with --seats", param_hint="--seats-since")
    changes: dict[str, Any] = {**changes_of({"title": title, "inception": since, "abolition": until, "note": note})}
    if seats is not None:
        changes["seats"] = _seats(seats)
    if continuous is not None:
        changes["continuous"] = continuous
    if term is not None:
        changes["term_months"] = _months(term)
    if term_limit is not None:
        changes["term_limit"] = _number(term_limit)
    refuse_nothing("role edit", changes, incompatible, compatible, also, not_also, identifier, no_id)
    with opened(ctx) as registry:
        edited = registry.roles.edit(
            role, seats_since=seats_since, incompatible=incompatible or (), compatible=compatible or (),
            also=also or (), not_also=not_also or (),
            identifiers=identifiers_of(identifier), not_identifiers=pairs_of(no_id), **changes,
        )  # fmt: skip
        entities.shown(edited, form)


def _seats(text: str) -> int | None:
    """A number, or None for unlimited."""
    if text == "unlimited":
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise typer.BadParameter(f"{text!r} is not a number of seats; give 1, 2, … or unlimited", param_hint="--seats")


def _months(text: str) -> int | None:
    """`4 years` or `18 months` as months; None for `none`."""
    if text == "none":
        return None
    match = re.fullmatch(r"([0-9]{1,4}) ?(years?|y|months?|m)", text)
    if match is None:
        raise typer.BadParameter(
            f"{text!r} is not a length of a term; give '4 years', '18 months' or none", param_hint="--term"
        )
    return int(match[1]) * (12 if match[2].startswith("y") else 1)


def _number(text: str) -> int | None:
    if text == "none":
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise typer.BadParameter(f"{text!r} is not a number of terms; give 1, 2, … or none", param_hint="--term-limit")
