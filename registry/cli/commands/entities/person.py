"""`registry person add|edit|name|show|list|remove`."""

from __future__ import annotations

from typing import Annotated

import typer

from registry.cli.commands.entities.shared import add_shared_commands
from registry.cli.commands.names import identity
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
    changes_of,
    pairs_of,
    refuse_nothing,
)
from registry.cli.options.subjects import NameArgument, NewNameOption, PersonArgument

person_app = typer.Typer(no_args_is_help=True, help="People.")
app = typer.Typer()
app.add_typer(person_app, name="person")
add_shared_commands(
    person_app,
    "person",
    "people",
    PersonArgument,
    "Show a person's names, dates and identifiers. For the roles use `registry career`.",
)


@person_app.command("add")
@entry
def add_person(
    ctx: typer.Context,
    name: NameArgument,
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
    name: NewNameOption = None,
    also: AlsoOption = None,
    not_also: NotAlsoOption = None,
    born: Annotated[str | None, typer.Option("--born", metavar="DATE|none", help="Day of birth.")] = None,
    died: Annotated[str | None, typer.Option("--died", metavar="DATE|none", help="Day of death.")] = None,
    identifier: EditIdOption = None,
    no_id: NoIdOption = None,
    note: EditNoteOption = None,
    form: FormatOption = Format.table,
) -> None:
    """Change what is recorded of a person. Fields you leave out do not change; `none` empties one."""
    from registry.cli.output.entities import edits

    changes = changes_of({"name": name, "birth": born, "death": died, "note": note})
    refuse_nothing("person edit", changes, also, not_also, identifier, no_id)
    with opened(ctx) as registry:
        edited = registry.people.edit(
            person, also=also or (), not_also=not_also or (),
            identifiers=identifiers_of(identifier), not_identifiers=pairs_of(no_id), **changes,
        )  # fmt: skip
        edits.edited(edited, form)


person_app.command("duplicates")(identity.duplicates)
person_app.command("merge")(identity.merge)
person_app.command("distinct")(identity.distinct)
