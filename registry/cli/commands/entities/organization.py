"""`registry organization add|edit|name|show|list|remove`."""

from __future__ import annotations

from typing import Annotated

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

OrganizationArgument = Annotated[str, typer.Argument(help="The organization.", autocompletion=completion.organizations)]

organization_app = typer.Typer(no_args_is_help=True, help="Organizations.")
app = typer.Typer()
app.add_typer(organization_app, name="organization")


@organization_app.command("add")
@entry
def add_organization(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The main name.")],
    parent: Annotated[
        str | None,
        typer.Option(
            "--parent",
            metavar="ORGANIZATION",
            help="The organization that it stands below.",
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
    name: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="Another main name; the slug stays. To keep the old one, name it with --also."
        ),
    ] = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    parent: Annotated[
        str | None,
        typer.Option(
            metavar="ORGANIZATION",
            help="What it stands below, beside what is recorded.",
            autocompletion=completion.organizations,
        ),
    ] = None,
    parent_since: Annotated[
        str | None, typer.Option(metavar="DATE|none", help="The first day on which it stands below --parent.")
    ] = None,
    parent_until: Annotated[str | None, typer.Option(metavar="DATE|none", help="The last such day.")] = None,
    no_parent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORGANIZATION",
            help="It never stood below that one; repeatable.",
            autocompletion=completion.organizations,
        ),
    ] = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of an organization: what is not named stays as it is, `none` clears."""
    from registry.cli.output.entities import edits

    if parent is None and (parent_since or parent_until):
        raise typer.BadParameter("say below which organization, with --parent", param_hint="--parent-since")
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


@organization_app.command("name")
@entry
def name_organization(
    ctx: typer.Context,
    organization: OrganizationArgument,
    name: NameArgument,
    kind: KindOption = None,
    language: LanguageOption = None,
    script: ScriptOption = None,
    start: FromOption = None,
    until: ToOption = None,
    remove: RemoveOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Give an organization a further name, change its details, or take it back."""
    from registry.cli.output.entities import edits

    details = details_of(kind, language, script, start, until, remove)
    with opened(ctx) as registry:
        edits.edited(registry.organizations.name(organization, name, **details), form)


@organization_app.command("show")
def show_organization(
    ctx: typer.Context, organization: OrganizationArgument, form: FormatOption = Format.table
) -> None:
    """An organization's names, life, identifiers, and what it stands below; for its roles see `registry holders`."""
    from registry.cli.output.entities import entities

    with opened(ctx) as registry:
        entities.shown(registry.organizations.show(organization), form)


@organization_app.command("list")
@tabled
def list_organizations(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Every organization, by name."""
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        answers.listing("organization", registry.organizations.list(), form)


@organization_app.command("remove")
@entry
def remove_organization(
    ctx: typer.Context, organization: OrganizationArgument, because: WhyOption, form: FormatOption = Format.table
) -> None:
    """Remove an organization that was recorded by mistake and has no roles."""
    from registry.cli.output.entities import edits

    with opened(ctx) as registry:
        edits.removed(registry.organizations.remove(organization, because), form)


_Kept = Annotated[str, typer.Argument(metavar="KEEP", help="Which stays.", autocompletion=completion.organizations)]
_One = Annotated[str, typer.Argument(metavar="ONE", help="One of the two.", autocompletion=completion.organizations)]
_Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.", autocompletion=completion.organizations)]


@app.command()
@entry
def merge(
    ctx: typer.Context,
    organization: Annotated[
        str, typer.Argument(metavar="KEEP", help="Which stays.", autocompletion=completion.organizations)
    ],
    other: Annotated[
        str,
        typer.Argument(
            metavar="OTHER", help="Which is the same; this slug leads to KEEP.", autocompletion=completion.organizations
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would become of the tenures.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Make two organizations one: KEEP stays and gets all that is recorded of OTHER."""
    from registry.cli.output.names import identity

    with opened(ctx) as registry:
        identity.merged_posts(registry.organizations.merge(organization, other, dry_run=dry_run), form, dry_run=dry_run)


@app.command()
@entry
def distinct(
    ctx: typer.Context,
    organization: Annotated[
        str, typer.Argument(metavar="ONE", help="One of the two.", autocompletion=completion.organizations)
    ],
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other one.", autocompletion=completion.organizations)
    ],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take it back: they may be one after all.")] = False,
    form: FormatOption = Format.table,
) -> None:
    """Record that two organizations are not one, so that they are not merged."""
    from registry.cli.output.names import identity

    with opened(ctx) as registry:
        act = registry.organizations.not_distinct if remove else registry.organizations.distinct
        identity.print_distinct_pairs(act(organization, other, because), form, removed=remove, noun="organizations")
