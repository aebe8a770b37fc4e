"""What `person|organization|role name` takes: a further name and its details."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from registry.cli.options.edits import changes_of
from registry.domain.vocabulary import NAME_KINDS

NameArgument = Annotated[str, typer.Argument(help="Another name. A new name is added.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="WORD", help=f"Kind of name: {', '.join(NAME_KINDS)}, …")
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="CODE|none", help="Language (BCP 47), such as uk or sr-Latn.")
]
ScriptOption = Annotated[
    str | None,
    typer.Option("--script", metavar="CODE|none", help="Script (ISO 15924), such as Cyrl (default: by the letters)."),
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE|none", help="The first day the name was used.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE|none", help="The last day the name was used.")]
RemoveOption = Annotated[bool, typer.Option("--remove", help="Remove the name.")]


def details_of(
    kind: str | None, language: str | None, script: str | None, start: str | None, end: str | None, remove: bool
) -> dict[str, Any]:
    """The details that were given; `none` clears one, and a name without a kind is an alias."""
    given = {"language": language, "script": script, "start": start, "end": end}
    details: dict[str, Any] = {**changes_of(given), **({"kind": kind} if kind else {})}
    if remove and details:
        raise typer.BadParameter("a name to be removed takes no details; leave them out", param_hint="--remove")
    return {**details, "remove": remove}
