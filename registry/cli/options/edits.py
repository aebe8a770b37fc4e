"""What the commands take that edit, correct or remove: further names, identifiers, a reason, fields to clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from registry.cli.options.common import identifiers_of

EditIdOption = Annotated[
    list[str] | None,
    typer.Option("--id", metavar="SCHEME=VALUE", help="An identifier; it replaces one of the same scheme; repeatable."),
]
NoIdOption = Annotated[
    list[str] | None, typer.Option("--no-id", metavar="SCHEME=VALUE", help="Remove an identifier; repeatable.")
]
NotAlsoOption = Annotated[
    list[str] | None, typer.Option("--not-also", metavar="NAME", help="Remove another name; repeatable.")
]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="The first day it existed.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day it existed.")]
EditNoteOption = Annotated[str | None, typer.Option("--note", metavar="TEXT|none", help="A remark for readers.")]
WhyOption = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; needed.")]


def changes_of(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """The fields that were given; `none` clears one."""
    return {field: None if text == "none" else text for field, text in given.items() if text is not None}


def pairs_of(given: list[str] | None) -> list[tuple[str, str]]:
    """`--no-id` options as schemes and values."""
    return [pair for each in given or [] for pair in identifiers_of([each]).items()]


def refuse_with_remove(given: Mapping[str, object]) -> None:
    """An option that says what to record, by its name, does not go with --remove: a usage error."""
    for option, value in given.items():
        if value is not None:
            raise typer.BadParameter("nothing is recorded with --remove; leave this option out", param_hint=option)


def refuse_nothing(command: str, *given: object) -> None:
    """A command that says nothing to change is a usage error."""
    if not any(given):
        raise typer.BadParameter(
            f"give at least one change; `registry {command} --help` lists the options", param_hint=command
        )
