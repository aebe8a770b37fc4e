"""`registry organization add|edit|name|show|list|remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.commands.entities.shared import add_identity_commands, add_rename_command, add_shared_commands
from registry.cli.commands.entities.succession import add_succeeded_command
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
from registry.cli.options.subjects import NameArgument, NewNameOption, OrganizationArgument

organization_app = typer.Typer(no_args_is_help=True, help="Organizations.")
app = typer.Typer()
app.add_typer(organization_app, name="organization")
add_shared_commands(
    organization_app,
    "organization",
    "organizations",
    OrganizationArgument,
    "Show an organization's names, dates, identifiers and parents. For its roles use `registry holders`.",
)
add_rename_command(organization_app, "organization", "organizations", OrganizationArgument)
add_succeeded_command(organization_app, "organization", "organizations", completion.organizations)
add_identity_commands(organization_app, "organization", "organizations", completion.organizations)


@organization_app.command("add")
@entry
def add_organization(
    ctx: typer.Context,
    name: NameArgument,
    parent: Annotated[
        str | None,
        typer.Option(
            "--parent",
            metavar="ORGANIZATION",
            help="The parent organization.",
            autocompletion=completion.organizations,
        ),
    ] = None,
    also: AlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    identifier: IdOption = None,
    note: NoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Add an organization."""
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        added = registry.organizations.add(
            name, also=also or (), parent=parent, since=since, until=until,
            identifiers=identifiers_of(identifier), note=note,
        )  # fmt: skip
        answers.added("organization", added, form)


@organization_app.command("edit")
@entry
def edit_organization(
    ctx: typer.Context,
    organization: OrganizationArgument,
    name: NewNameOption = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    parent: Annotated[
        str | None,
        typer.Option(
            metavar="ORGANIZATION",
            help="Another parent organization.",
            autocompletion=completion.organizations,
        ),
    ] = None,
    parent_since: Annotated[
        str | None, typer.Option(metavar="DATE|none", help="The first day on which --parent was the parent.")
    ] = None,
    parent_until: Annotated[
        str | None, typer.Option(metavar="DATE|none", help=("The last day on which --parent was the parent."))
    ] = None,
    no_parent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORGANIZATION",
            help="Remove a parent that was recorded by mistake; repeatable.",
            autocompletion=completion.organizations,
        ),
    ] = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of an organization. Fields you leave out do not change; `none` empties one."""
    from registry.cli.output.entities import edits

    if parent is None and (parent_since or parent_until):
        raise typer.BadParameter("name the parent organization with --parent", param_hint="--parent-since")
    changes = changes_of(
        {
            "name": name, "inception": since, "dissolution": until, "note": note,
            "parent_since": parent_since, "parent_until": parent_until,
        }
    )  # fmt: skip
    refuse_nothing("organization edit", changes, also, not_also, parent, no_parent, identifier, no_id)
    with opened(ctx) as registry:
        edited = registry.organizations.edit(
            organization, also=also or (), not_also=not_also or (), parent=parent, not_parents=no_parent or (),
            identifiers=identifiers_of(identifier), not_identifiers=pairs_of(no_id), **changes,
        )  # fmt: skip
        edits.edited(edited, form)
