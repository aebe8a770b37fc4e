"""The text of `record` and `draft`, and what its reader says of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from registry.cli.options import completion
from registry.domain.errors import RegistryError

TextArgument = Annotated[
    str,
    typer.Argument(metavar="TEXT|FILE|-", help="A sentence, a file of plain text, or - for standard input. English."),
]
PublishedDayOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DAY",
        help=("The day to which 'yesterday' and '16 March' are relative (default: today)."),
    ),
]
OrganizationOption = Annotated[
    str | None,
    typer.Option(
        "--organization",
        metavar="NAME",
        help="The organization of a new role, if the text does not name it.",
        autocompletion=completion.organizations,
    ),
]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help="The recorded role, if several would fit.",
        autocompletion=completion.roles,
    ),
]
DayOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The date of events for which the text gives none.")
]


def text_of(given: str) -> str:
    """The words themselves, or those of the file. Raises RegistryError for a file that is missing or not UTF-8."""
    if not given.strip():
        raise RegistryError("the text is empty; give a sentence, a file or - for standard input")
    if given != "-" and _is_text(given):
        return given
    try:
        content = sys.stdin.buffer.read() if given == "-" else Path(given).read_bytes()
    except FileNotFoundError as error:
        raise RegistryError(
            f"there is no file {given!r}, and this is not a sentence; check the path, or write a whole sentence, such "
            'as "Ann Lee became Mayor of Leeds on 16 March 2025"'
        ) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        name = "standard input" if given == "-" else repr(given)
        raise RegistryError(
            f"{name} is not valid UTF-8 (byte {error.start + 1} is {content[error.start]:#04x}); save it as plain text "
            "in UTF-8"
        ) from error


def _is_text(given: str) -> bool:
    """Several words that are the name of no file."""
    if len(given.split()) < 3:
        return False
    try:
        return not Path(given).exists()
    except (OSError, ValueError):
        return True
