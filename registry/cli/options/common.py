"""What several commands take: the database, the form of an answer, a source."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.options import completion
from registry.domain.presentation.private_marks import private as marked
from registry.domain.vocabulary import DateOrder

if TYPE_CHECKING:
    from registry.api import Registry
    from registry.services.evidence.evidence import Evidence


class Format(StrEnum):
    """How an answer is written to stdout."""

    table = "table"
    json = "json"
    csv = "csv"


@dataclass(frozen=True, slots=True)
class Common:
    """The global options."""

    db: Path
    by: str | None
    date_order: DateOrder | None
    because: str | None = None
    form: Format | None = None


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
ReportOption = Annotated[Format, typer.Option("--report", help="How to print the report.")]
LimitOption = Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Print only the first N.")]
OnOption = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day asked about (default: today).")]
AsKnownOnOption = Annotated[
    str | None,
    typer.Option(
        "--as-known-on", metavar="MOMENT", help="Answer using only what had been recorded by this date or time."
    ),
]
AlsoOption = Annotated[list[str] | None, typer.Option("--also", metavar="NAME", help="Another name; repeatable.")]
IdOption = Annotated[
    list[str] | None,
    typer.Option("--id", metavar="SCHEME=VALUE", help="An identifier, e.g. wikidata=Q42; repeatable."),
]
NoteOption = Annotated[str | None, typer.Option(help="A remark for readers; with --private it is never published.")]
NewOption = Annotated[bool, typer.Option("--new", help="Always add a new person, even if the name is already in use.")]

SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="URL",
        help="The source: a web address, or the slug of a recorded source.",
        autocompletion=completion.sources,
    ),
]
SourceTitleOption = Annotated[str | None, typer.Option("--source-title", metavar="TEXT", help="Its title.")]
PublisherOption = Annotated[str | None, typer.Option("--publisher", metavar="TEXT", help="Who published it.")]
PublishedOption = Annotated[str | None, typer.Option("--published", metavar="DATE", help="When it was published.")]
QuoteOption = Annotated[str | None, typer.Option("--quote", metavar="TEXT", help="The words quoted from the source.")]
LocatorOption = Annotated[
    str | None, typer.Option("--locator", metavar="TEXT", help="Where in the source the quote is: page, paragraph.")
]
ObservedOption = Annotated[
    str | None,
    typer.Option("--observed", metavar="DATE", help="A day on which the source shows the person in office."),
]


ArchiveOption = Annotated[
    Path | None, typer.Option("--archive", metavar="FILE", help="The page as you saved it. A copy of the file is kept.")
]


def common(ctx: typer.Context) -> Common:
    """The global options of this call."""
    found = ctx.find_root().obj
    assert isinstance(found, Common)
    return found


def within(ctx: typer.Context) -> list[str]:
    """The words that make a command that is proposed speak of this registry; none where it is the usual one."""
    root, db = ctx.find_root(), common(ctx).db
    source = root.get_parameter_source("db")
    said = (source is not None and source.name == "COMMANDLINE") or db != root.params.get("db")
    return ["--db", str(db)] if said else []


def of_this_file(ctx: typer.Context, text: str) -> str:
    """The text; the commands that it proposes speak of this registry."""
    words = within(ctx)
    return re.sub(r"`registry (?!--db )", lambda _: f"`registry {shlex.join(words)} ", text) if words else text


def opened(ctx: typer.Context, as_known_on: str | None = None) -> Registry:
    """The registry that the global options name, as it is or as it was known at a moment."""
    from registry.api import CommandRegistry

    given = common(ctx)
    return CommandRegistry(
        given.db, actor=given.by, because=given.because, date_order=given.date_order, as_known_on=as_known_on
    )


def entry(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command that writes take `--by` and `--because`, which belong to the change, not to what it says, and
    `--private`, which is about its remark and its reason.
    """
    signature = inspect.signature(command, eval_str=True)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=option)
        for name, option in (("by", _ByOption), ("because", _BecauseOption))
        if name not in signature.parameters
    ]
    flag = inspect.Parameter("private", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_PrivateOption)

    @wraps(command)
    def noted(ctx: typer.Context, private: bool, **values: Any) -> None:
        root = ctx.find_root()
        if private:
            values = _kept_private({**values, "because": values.get("because") or root.obj.because}, values)
        told = {each.name: values.pop(each.name) for each in added}
        root.obj = replace(root.obj, **{name: value for name, value in told.items() if value is not None})
        command(ctx, **values)

    vars(noted)["__signature__"] = signature.replace(parameters=[*signature.parameters.values(), *added, flag])
    return noted


def _kept_private(given: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a command with its remark and its reason marked as private. Raises BadParameter without either."""
    kept = {name: marked(given[name]) for name in ("note", "because") if given.get(name) not in (None, "none")}
    if not kept:
        raise typer.BadParameter(
            "it keeps the remark and the reason unpublished; give --note or --because", param_hint="--private"
        )
    return {**values, **kept}


_ByOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who makes the change.")]
_BecauseOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is made.")]
_PrivateOption = Annotated[bool, typer.Option("--private", help="Never publish the note and the reason given here.")]


def evidence_of(
    source: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    quote: str | None,
    locator: str | None,
    observed: str | None,
) -> Evidence | None:
    """The source options as one; a detail without a source is a usage error."""
    from registry.services.evidence.evidence import Evidence

    if source or title:
        return Evidence(source or title or "", title, publisher, published, quote, locator, observed)
    details = {"--publisher": publisher, "--published": published, "--quote": quote}
    details |= {"--locator": locator, "--observed": observed}
    for option, value in details.items():
        if value is not None:
            raise typer.BadParameter(f"{option} describes a source; name the source with --source", param_hint=option)
    return None


def identifiers_of(given: list[str] | None) -> dict[str, str]:
    """`--id` options as scheme and value."""
    identifiers = {}
    for each in given or []:
        scheme, equals, value = each.partition("=")
        if not (scheme and equals and value):
            raise typer.BadParameter(f"{each!r} is not SCHEME=VALUE such as wikidata=Q42", param_hint="--id")
        identifiers[scheme.strip()] = value.strip()
    return identifiers
