"""`registry role add|edit|name|show|list|remove`."""

from __future__ import annotations

import re
from typing import Annotated, Any

import typer

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
    WhyOption,
    changes_of,
    pairs_of,
    refuse_nothing,
)
from registry.cli.options.names import (
    FromOption,
    KindOption,
    LanguageOption,
    NameArgument,
    RemoveOption,
    ScriptOption,
    ToOption,
    details_of,
)
from registry.cli.options.tables import tabled

RoleArgument = Annotated[str, typer.Argument(help="The role.", autocompletion=completion.roles)]

role_app = typer.Typer(no_args_is_help=True, help="Roles: posts in organizations.")
app = typer.Typer()
app.add_typer(role_app, name="role")


@role_app.command("add")
@entry
def add_role(
    ctx: typer.Context,
    title: Annotated[str, typer.Argument(help="The title of the post.")],
    organization: Annotated[
        str,
        typer.Option(
            "--organization", metavar="ORGANIZATION", help="Where the post is.", autocompletion=completion.organizations
        ),
    ],
    seats: Annotated[str, typer.Option("--seats", metavar="N|unlimited", help="How many may hold it at once.")] = "1",
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


@role_app.command("name")
@entry
def name_role(
    ctx: typer.Context,
    role: RoleArgument,
    name: NameArgument,
    kind: KindOption = None,
    language: LanguageOption = None,
    script: ScriptOption = None,
    start: FromOption = None,
    until: ToOption = None,
    remove: RemoveOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Give a role a further title, change its details, or take it back."""
    from registry.cli.output.entities import edits

    details = details_of(kind, language, script, start, until, remove)
    with opened(ctx) as registry:
        edits.edited(registry.roles.name(role, name, **details), form)


@role_app.command("show")
def show_role(
    ctx: typer.Context,
    role: RoleArgument,
    form: FormatOption = Format.table,
) -> None:
    """A role's seats, life, terms, names and identifiers, and what it is incompatible with."""
    from registry.cli.output.entities import entities

    with opened(ctx) as registry:
        entities.shown(registry.roles.show(role), form)


@role_app.command("edit")
@entry
def edit_role(
    ctx: typer.Context,
    role: RoleArgument,
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
        list[str] | None,
        typer.Option(metavar="ROLE", help="Nobody may hold both; repeatable.", autocompletion=completion.roles),
    ] = None,
    compatible: Annotated[
        list[str] | None,
        typer.Option(metavar="ROLE", help="Takes that back; repeatable.", autocompletion=completion.roles),
    ] = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change a role: what is not named stays as it is, `none` clears."""
    from registry.cli.output.entities import entities

    if seats_since is not None and seats is None:
        raise typer.BadParameter("say how many seats there are from then on, with --seats", param_hint="--seats-since")
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


@role_app.command("list")
@tabled
def list_roles(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Every role, by title."""
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        answers.listing("role", registry.roles.list(), form)


@role_app.command("remove")
@entry
def remove_role(ctx: typer.Context, role: RoleArgument, because: WhyOption, form: FormatOption = Format.table) -> None:
    """Remove a role that was recorded by mistake and that nobody holds."""
    from registry.cli.output.entities import edits

    with opened(ctx) as registry:
        edits.removed(registry.roles.remove(role, because), form)


def _seats(text: str) -> int | None:
    """A number, or None for unlimited."""
    if text == "unlimited":
        return None
    if text.isascii() and text.isdecimal() and int(text) > 0:
        return int(text)
    raise typer.BadParameter(f"{text!r} is no number of seats; give 1, 2, … or unlimited", param_hint="--seats")


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


_Kept = Annotated[str, typer.Argument(metavar="KEEP", help="Which stays.", autocompletion=completion.roles)]
_One = Annotated[str, typer.Argument(metavar="ONE", help="One of the two.", autocompletion=completion.roles)]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.", autocompletion=completion.roles)]


@app.command()
@entry
def merge(
    ctx: typer.Context,
    role: _Kept,
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER", help="Which is the same; this slug leads to KEEP.", autocompletion=completion.roles
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of the tenures.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Make two roles one: KEEP stays and gets all that is recorded of OTHER."""
    from registry.cli.output.names import identity

    with opened(ctx) as registry:
        identity.merged_posts(registry.roles.merge(role, other, dry_run=dry_run), form, dry_run=dry_run)


@app.command()
@entry
def distinct(
    ctx: typer.Context,
    role: _One,
    other: _Other,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take it back: they may be one after all.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Record that two roles are not one, so that they are not merged."""
    from registry.cli.output.names import identity

    with opened(ctx) as registry:
        act = registry.roles.not_distinct if remove else registry.roles.distinct
        identity.print_distinct_pairs(act(role, other, because), form, removed=remove, noun="roles")
