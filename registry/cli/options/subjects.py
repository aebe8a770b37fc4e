"""What a question or an entry is about: the arguments and options that several commands have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import completion

PersonArgument = Annotated[str, typer.Argument(metavar="PERSON", help="The person.", autocompletion=completion.people)]
RoleArgument = Annotated[str, typer.Argument(metavar="ROLE", help="The role.", autocompletion=completion.roles)]
OrganizationArgument = Annotated[
    str, typer.Argument(metavar="ORGANIZATION", help="The organization.", autocompletion=completion.organizations)
]
SubjectArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="SUBJECT",
        help="A role, person or organization (default: everything).",
        autocompletion=completion.subjects,
    ),
]
BelowOption = Annotated[bool, typer.Option("--below", help="Include the organizations that belong to it.")]
MetadataOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Titles and descriptions to use, written like metadata.yml.")
]
NewNameOption = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="A new main name; the slug does not change. Keep the old name with --also."),
]
NameArgument = Annotated[str, typer.Argument(help="The main name.")]
TitleOption = Annotated[str | None, typer.Option(metavar="TEXT", help="The title of the page or document.")]
LastDayOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="The last day; it goes on if left out.")
]
TakeBackOption = Annotated[
    bool, typer.Option("--remove", help="Remove it, with --because: it was recorded by mistake.")
]
DistinctOption = Annotated[bool, typer.Option("--remove", help="Withdraw that they are distinct.")]
