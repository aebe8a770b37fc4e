"""`registry person add|edit|name|show|list|remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.options import completion
from registry.cli.options.common import (
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
from registry.cli.options.edits import (
    EditIdOption,
    EditNoteOption,
    NoIdOption,
    NotAlsoOption,
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

PersonArgument = Annotated[str, typer.Argument(help="The person.", autocompletion=completion.people)]

person_app = typer.Typer(no_args_is_help=True, help="People.")
app = typer.Typer()
app.add_typer(person_app, name="person")


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
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        added = registry.people.add(
            name, also=also or (), born=born, died=died, identifiers=identifiers_of(identifier), note=note, new=new
        )
        answers.added("person", added, form)


@person_app.command("edit")
@entry
def edit_person(
    ctx: typer.Context,
    person: PersonArgument,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="Another main name; the slug stays. To keep the old one, name it with --also."
        ),
    ] = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    born: Annotated[str | None, typer.Option("--born", metavar="DATE|none", help="Day of birth.")] = None,
    died: Annotated[str | None, typer.Option("--died", metavar="DATE|none", help="Day of death.")] = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of a person: what is not named stays as it is, `none` clears."""
    from registry.cli.output.entities import edits

    changes = changes_of({"name": name, "birth": born, "death": died, "note": note})
    refuse_nothing("person edit", changes, also, not_also, identifier, no_id)
    with opened(ctx) as registry:
        edited = registry.people.edit(
            person, also=also or (), not_also=not_also or (),
            identifiers=identifiers_of(identifier), not_identifiers=pairs_of(no_id), **changes,
        )  # fmt: skip
        edits.edited(edited, form)


@person_app.command("name")
@entry
def name_person(
    ctx: typer.Context,
    person: PersonArgument,
    name: NameArgument,
    kind: KindOption = None,
    language: LanguageOption = None,
    script: ScriptOption = None,
    start: FromOption = None,
    until: ToOption = None,
    remove: RemoveOption = False,
    form: FormatOption = Format.table,
) -> None:
    """Give a person a further name, change its details, or take it back."""
    from registry.cli.output.entities import edits

    details = details_of(kind, language, script, start, until, remove)
    with opened(ctx) as registry:
        edits.edited(registry.people.name(person, name, **details), form)


@person_app.command("show")
def show_person(ctx: typer.Context, person: PersonArgument, form: FormatOption = Format.table) -> None:
    """A person's names, life and identifiers; for the roles see `registry career`."""
    from registry.cli.output.entities import entities

    with opened(ctx) as registry:
        entities.shown(registry.people.show(person), form)


@person_app.command("list")
@tabled
def list_people(ctx: typer.Context, form: FormatOption = Format.table) -> None:
    """Everybody, by name."""
    from registry.cli.output.tenures import answers

    with opened(ctx) as registry:
        answers.listing("person", registry.people.list(), form)


@person_app.command("remove")
@entry
def remove_person(
    ctx: typer.Context, person: PersonArgument, because: WhyOption, form: FormatOption = Format.table
) -> None:
    """Remove a person who was recorded by mistake and holds nothing."""
    from registry.cli.output.entities import edits

    with opened(ctx) as registry:
        edits.removed(registry.people.remove(person, because), form)
